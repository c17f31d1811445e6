import click
import pytest
from click.testing import CliRunner

from dashboard import cli
from indicators.errors import NotFound


@pytest.fixture
def run(tmp_path):
    def invoke(*arguments, url=f"sqlite:///{tmp_path / 'new.db'}", **settings):
        environment = {"RODTRAD_DATABASE_URL": url, **settings}
        return CliRunner().invoke(cli.main, arguments, env=environment)

    return invoke


def test_the_groups_of_the_way_in_are_there(run):
    for group in ("plan", "etl", "annual-plan", "demo", "db", "serve"):
        assert group in cli.main.commands
    assert run("--help").exit_code == 0


def test_a_new_database_is_brought_up_once(run):
    assert "er oppdatert" in run("db", "upgrade").output
    assert "alt oppdatert" in run("db", "upgrade").output
    assert run("db", "check").exit_code == 0


@pytest.mark.parametrize("command", [("serve",), ("db", "check")])
def test_an_empty_database_is_one_message_and_code_2(run, command):
    result = run(*command)
    assert result.exit_code == 2
    assert "rodtrad db upgrade" in result.stderr
    assert result.stderr.count("\n") == 1
    assert result.stdout == ""


def test_an_unknown_setting_is_one_message_and_code_2(run):
    result = run("db", "check", RODTRAD_TULL="1")
    assert result.exit_code == 2
    assert "RODTRAD_TULL" in result.stderr


def test_an_error_in_any_command_is_one_message_and_code_2(run, monkeypatch):
    @click.command()
    def broken():
        raise NotFound("Det finnes ingen enhet «tull».")

    monkeypatch.setitem(cli.main.commands, "broken", broken)
    result = run("broken")
    assert (result.exit_code, result.stderr) == (2, "Det finnes ingen enhet «tull».\n")
