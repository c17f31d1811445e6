import io
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from sqlalchemy import func, select

from etl.action_plan.cli import actions_template_command, load_actions_command
from etl.action_plan.load import load_actions
from etl.action_plan.reader import read_action_plan
from etl.action_plan.spec import MoneyUnit
from etl.action_plan.template import write_action_plan
from indicators.commands.actions import Amount, Edition, EditionAction, Share
from indicators.errors import BadWorkbook
from indicators.models.plan import Action, ActionAmount, ActionKind, ActionSubgoal, Plan, PlanState
from indicators.queries.action_plan_context import action_plan_context
from tests.small_municipality import SOCIAL_PLAN, add_small_municipality

EDITION = Edition(
    key="eksempel-hop",
    version="2027-2030",
    title="Eksempel-HØP 2027–2030",
    first_year=2027,
    last_year=2030,
    state=PlanState.adopted,
    is_example=True,
    price_level="2027-kroner",
    adopted_on=date(2026, 12, 10),
    adopted_by="Eksempelstyret",
    source="laget for testen",
    former=("eksempel-hop", "2026-2029"),
    actions=(
        EditionAction(
            number="1",
            title="Flere plasser",
            description="Videre utbygging",
            kind=ActionKind.measure,
            service_area_key="omsorg",
            is_new_money=True,
            continues="7",
            shares=(
                Share(f"{SOCIAL_PLAN}.1.1", 0.6, is_primary=True),
                Share(f"{SOCIAL_PLAN}.2.3", 0.3, is_primary=False),
                Share(f"{SOCIAL_PLAN}.2.1", 0.1, is_primary=False),
            ),
            amounts=(Amount(2027, 1_500_000, 0), Amount(2029, -250_500, None)),
        ),
        EditionAction(
            number="2a",
            title="=1+1",
            kind=ActionKind.assignment,
            shares=(Share(f"{SOCIAL_PLAN}.1.2", 1.0, is_primary=True),),
        ),
    ),
)


@pytest.fixture
def municipality(database):
    with database.writing() as session:
        add_small_municipality(session)
    return database


@pytest.fixture
def small(sqlite_database):
    with sqlite_database.writing() as session:
        add_small_municipality(session)
    return sqlite_database


def written(database, edition=EDITION, money_unit=MoneyUnit.thousands):
    with database.reading() as session:
        context = action_plan_context(session, first_year=edition.first_year)
    return write_action_plan(edition, context, money_unit=money_unit)


def changed(content, cells):
    workbook = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        sheet, _, cell = place.partition("!")
        workbook[sheet][cell] = value
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def loaded(database, content):
    with database.writing() as session:
        return load_actions(session, content, "hop.xlsx")


@pytest.mark.parametrize("money_unit", MoneyUnit)
def test_an_edition_that_is_written_is_read_back_the_same(small, money_unit):
    content = written(small, money_unit=money_unit)
    with small.reading() as session:
        checked = read_action_plan(content, "hop.xlsx", session)
    assert checked.findings == ()
    actions = tuple(replace(action, cell="") for action in checked.edition.actions)
    assert replace(checked.edition, actions=actions) == EDITION
    assert checked.edition.actions[0].cell == "Tiltak!A6"


def test_a_load_fills_the_tables_and_the_same_again_changes_nothing(municipality):
    content = written(municipality)
    first = loaded(municipality, content)
    assert first.findings == ()
    assert (first.counts.new, first.counts.changed, first.counts.removed) == (2, 0, 0)
    version = municipality.data_version()
    again = loaded(municipality, content)
    assert (again.counts.unchanged, again.counts.any) == (2, False)
    assert municipality.data_version() == version
    with municipality.reading() as session:
        plan = session.scalars(select(Plan).where(Plan.version == "2027-2030")).one()
        action = session.scalars(
            select(Action).where(Action.key == "eksempel-hop.2027-2030.1")
        ).one()
        amounts = session.scalars(
            select(ActionAmount).where(ActionAmount.action_id == action.id)
        ).all()
        shares = session.scalar(
            select(func.sum(ActionSubgoal.share)).where(ActionSubgoal.action_id == action.id)
        )
        former = session.get(Action, action.continues_id)
        assert (plan.kind, plan.last_year, plan.is_example) == ("action_economy_plan", 2030, True)
        assert plan.supersedes_id == former.plan_id
        assert former.number == "7"
        assert shares == pytest.approx(1)
        # Nothing stated is kept as nothing; a stated zero as zero.
        assert {(row.year, row.operating_nok, row.investment_nok) for row in amounts} == {
            (2027, 1_500_000, 0),
            (2029, -250_500, None),
        }


def test_a_changed_file_changes_what_is_different_and_removes_what_is_gone(municipality):
    loaded(municipality, written(municipality))
    one = replace(EDITION.actions[0], amounts=(Amount(2028, 7_000, None),))
    counts = loaded(municipality, written(municipality, replace(EDITION, actions=(one,)))).counts
    assert (counts.new, counts.changed, counts.unchanged, counts.removed) == (0, 1, 0, 1)


@pytest.mark.parametrize(
    ("place", "value", "code"),
    [
        ("HØP!B5", "Ikke En Nøkkel", "bad_key"),
        ("HØP!B8", 1066, "bad_year"),
        ("HØP!B12", "Kanskje", "unknown_choice"),
        ("HØP!B13", "1999-2002", "unknown_former"),
        ("HØP!B14", "millioner", "unknown_choice"),
        ("HØP!B16", None, "required"),
        ("Tiltak!A7", 1, "duplicate_number"),
        ("Tiltak!A7", "2.a", "bad_number"),
        ("Tiltak!B6", None, "required"),
        ("Tiltak!D6", "Drømmer", "unknown_choice"),
        ("Tiltak!E6", "Romfart", "unknown_choice"),
        ("Tiltak!F6", "9.9", "unknown_choice"),
        ("Tiltak!F6", None, "share_without_subgoal"),
        ("Tiltak!G6", 60, "not_a_share"),
        ("Tiltak!H6", "vet ikke", "not_a_boolean"),
        ("Tiltak!I6", "99", "unknown_former_action"),
        ("Tiltak!J6", "#REF!", "error_cell"),
        ("Tiltak!N6", "=A1", "uncalculated"),
        ("Flere delmål!A6", 55, "unknown_action"),
        ("Flere delmål!C6", None, "required"),
        ("Flere delmål!B6", "2.1", "same_subgoal"),
    ],
)
def test_one_damaged_cell_gives_a_finding_and_nothing_is_loaded(small, place, value, code):
    before = small.data_version()
    result = loaded(small, changed(written(small), {place: value}))
    assert result.counts is None
    assert code in {found.code for found in result.findings}
    if code not in {"share_without_subgoal", "same_subgoal"}:
        assert place in {found.place for found in result.findings if found.code == code}
    assert small.data_version() == before


def test_shares_above_the_whole_are_told(small):
    result = loaded(small, changed(written(small), {"Flere delmål!C6": 0.9}))
    assert [found.code for found in result.findings] == ["shares_above_one"]
    assert "160 %" in result.findings[0].message


def test_a_share_that_is_left_out_is_what_is_over(small):
    content = changed(written(small), {"Tiltak!G6": None})
    with small.reading() as session:
        edition = read_action_plan(content, "hop.xlsx", session).edition
    assert edition.actions[0].shares[0].share == pytest.approx(0.6)


def test_a_subgoal_may_be_given_by_its_full_key(small):
    content = changed(written(small), {"Tiltak!F7": f"{SOCIAL_PLAN}.2.3"})
    with small.reading() as session:
        edition = read_action_plan(content, "hop.xlsx", session).edition
    assert edition.actions[1].shares[0].subgoal_key == f"{SOCIAL_PLAN}.2.3"


def test_a_plan_of_another_kind_is_not_overwritten(small):
    cells = {"HØP!B5": "eksempelplanen", "HØP!B6": "vedtatt-2022"}
    result = loaded(small, changed(written(small), cells))
    assert ("HØP!B5", "not_an_action_plan") in {
        (found.place, found.code) for found in result.findings
    }


def test_something_else_than_a_workbook_is_refused(small):
    with pytest.raises(BadWorkbook):
        loaded(small, b"hei")


def test_from_the_command_line(small, tmp_path, monkeypatch):
    url = small.url.render_as_string(hide_password=False)
    monkeypatch.setenv("RODTRAD_DATABASE_URL", url)
    path = tmp_path / "hop.xlsx"
    path.write_bytes(written(small))
    first = CliRunner().invoke(load_actions_command, [str(path)])
    assert (first.exit_code, "2 nye tiltak" in first.output) == (0, True)
    again = CliRunner().invoke(load_actions_command, [str(path)])
    assert (again.exit_code, "ingen endringer" in again.output) == (0, True)
    path.write_bytes(changed(written(small), {"Tiltak!D6": "Drømmer"}))
    refused = CliRunner().invoke(load_actions_command, [str(path)])
    assert refused.exit_code == 2
    assert "hop.xlsx, Tiltak!D6: feil:" in refused.stderr
    out = tmp_path / "tom.xlsx"
    made = CliRunner().invoke(actions_template_command, ["--first-year", "2028", "--out", str(out)])
    assert made.exit_code == 0
    assert load_workbook(out)["Tiltak"]["J4"].value == "Drift 2028"
