from pathlib import Path

import pytest
from click.testing import CliRunner

from etl.plans.cli import plan_group
from indicators.models.plan import Plan

PLANS = Path("etl/municipalities/trondheim/plans")
OLD = str(PLANS / "kommuneplan.2009-2020.yaml")
NEW = str(PLANS / "trondheimsloftet.vedtatt-2022.yaml")


@pytest.fixture
def run(settings):
    def invoke(*args):
        env = {"RODTRAD_DATABASE_URL": settings.database_url}
        return CliRunner().invoke(plan_group, [str(arg) for arg in args], env=env)

    return invoke


def test_plans_are_loaded_listed_and_exported(run, tmp_path):
    assert (
        run("load", OLD).output
        == "plan kommuneplan.2009-2020: 10 nye, 0 endret, 0 uendret, 0 tatt ut\n"
    )
    assert run("load", NEW).exit_code == 0
    listed = run("list").output
    assert "trondheimsloftet vedtatt-2022  2020–2032  adopted" in listed
    for name in ("plan.yaml", "plan.xlsx"):
        out = tmp_path / name
        assert run("export", "trondheimsloftet", "vedtatt-2022", "--out", out).exit_code == 0
        assert "0 nye, 0 endret" in run("load", out).output


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["load", "finnes-ikke.yaml"], "finnes-ikke.yaml: filen finnes ikke."),
        (["load", NEW], "planen «kommuneplan.2009-2020» finnes ikke; last den først."),
        (["load", "."], "kan ikke leses"),
        (["load-indicators", OLD], "feil"),
        (["load-organisation", OLD], "feil"),
        (["export", "ukjent", "v1", "--out", "x.yaml"], "Databasen har: ingen."),
        (["export", "ukjent", "v1", "--out", "x.txt"], "må slutte på .yaml eller .xlsx"),
    ],
)
def test_what_cannot_be_done_ends_in_exit_code_2_and_one_message(
    run, sqlite_database, args, message
):
    result = run(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert message in result.stderr
    assert "Traceback" not in result.output
    with sqlite_database.reading() as session:
        assert session.query(Plan).count() == 0


def test_an_empty_database_says_how_to_load_a_plan(run):
    assert "rodtrad plan load" in run("list").output
