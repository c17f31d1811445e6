import pytest
from click.testing import CliRunner
from sqlalchemy import select

from dashboard.cli import main
from indicators.models.people import Person, Role
from indicators.models.running import AuditEvent
from indicators.passwords import is_right
from indicators.queries.people import RoleRow, people
from tests.small_municipality import UNIT, add_small_municipality

PASSWORD = "fire helt vanlige ord"  # noqa: S105 - of nobody


@pytest.fixture
def rodtrad(database):
    with database.writing() as session:
        add_small_municipality(session)
    url = database.url.render_as_string(hide_password=False)

    def run(*arguments, typed="", code=0):
        result = CliRunner().invoke(
            main, ["user", *arguments], input=typed, env={"RODTRAD_DATABASE_URL": url}
        )
        assert result.exit_code == code, result.output
        assert PASSWORD not in result.output
        return result

    return run


def _people(database):
    with database.reading() as session:
        return {row.key: row for row in people(session)}


def test_somebody_is_added_given_roles_and_closed_out(database, rodtrad):
    assert "ingen brukere" in rodtrad("list").stdout
    rodtrad("add", "kari", "--name", "Kari Eksempel", "--stdin", typed=f"{PASSWORD}\n")
    rodtrad("role", "kari", "--give", "unit_leader", "--unit", UNIT)
    rodtrad("role", "kari", "--give", "area_director", "--service-area", "skole")
    shown = rodtrad("list").stdout
    assert f"kari: Kari Eksempel: unit_leader ({UNIT}), area_director (skole)" in shown
    rodtrad("role", "kari", "--take", "unit_leader", "--unit", UNIT)
    assert _people(database)["kari"].roles == (RoleRow(Role.area_director, "skole"),)
    rodtrad("deactivate", "kari")
    assert "kari: Kari Eksempel (sperret)" in rodtrad("list").stdout
    rodtrad("activate", "kari")
    assert _people(database)["kari"].is_active


def test_the_password_is_read_and_kept_as_a_hash(database, rodtrad):
    rodtrad("add", "kari", "--name", "Kari", "--stdin", typed=f"{PASSWORD}\r\nmer\n")
    with database.reading() as session:
        assert is_right(session.scalar(select(Person.password_hash)), PASSWORD)
    rodtrad("password", "kari", "--stdin", typed="et helt nytt passord\n")
    with database.reading() as session:
        assert is_right(session.scalar(select(Person.password_hash)), "et helt nytt passord")
        who = {event.who for event in session.scalars(select(AuditEvent))}
    assert who == {"kommandolinjen"}


def test_a_password_is_no_argument(rodtrad):
    for command in ("add", "password"):
        options = [option.name for option in main.commands["user"].commands[command].params]
        assert "password" not in options
    said = rodtrad("password", "kari", PASSWORD.replace(" ", "-"), code=2).output
    assert "unexpected extra argument" in said


def test_the_password_is_typed_twice_and_not_shown(database, rodtrad):
    typed = f"{PASSWORD}\nnoe annet enn det\n{PASSWORD}\n{PASSWORD}\n"
    rodtrad("add", "kari", "--name", "Kari", typed=typed)
    with database.reading() as session:
        assert is_right(session.scalar(select(Person.password_hash)), PASSWORD)


def test_without_a_password_nobody_is_added(database, rodtrad):
    rodtrad("add", "kari", "--name", "Kari", typed="", code=1)
    assert _people(database) == {}


def test_a_bad_password_leaves_no_half_made_account(database, rodtrad):
    said = rodtrad("add", "kari", "--name", "Kari", "--stdin", typed="kort\n", code=2).stderr
    assert "Passordet har 4 tegn" in said
    assert _people(database) == {}


@pytest.mark.parametrize("arguments", [[], ["--give", "reader", "--take", "reader"]])
def test_a_role_is_given_or_taken(rodtrad, arguments):
    assert "enten --give eller --take" in rodtrad("role", "kari", *arguments, code=2).stderr


def test_somebody_who_is_not_there_is_told(rodtrad):
    for arguments in (["deactivate", "ingen"], ["role", "ingen", "--give", "reader"]):
        assert "«ingen» finnes ikke" in rodtrad(*arguments, code=2).stderr
