import json

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from etl.annual_plan.cli import annual_plan_group
from tests.small_municipality import UNIT, YEAR


@pytest.fixture
def run(municipality, monkeypatch):
    url = municipality.url.render_as_string(hide_password=False)
    monkeypatch.setenv("RODTRAD_DATABASE_URL", url)
    return lambda *arguments: CliRunner().invoke(annual_plan_group, [str(one) for one in arguments])


@pytest.fixture
def plan_file(filled, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(filled)
    return path


def test_a_whole_year_from_the_command_line(run, plan_file, tmp_path):
    out = tmp_path / "mal.xlsx"
    written = run("template", "--unit", UNIT, "--year", YEAR, "--out", out)
    assert (written.exit_code, out.exists()) == (0, True)
    assert run("check", plan_file).exit_code == 0
    first = run("submit", plan_file)
    assert (first.exit_code, "er levert: versjon 1" in first.output) == (0, True)
    again = run("submit", plan_file)
    assert (again.exit_code, "uendret" in again.output) == (0, True)
    report = tmp_path / "t1.xlsx"
    assert run("template", "--unit", UNIT, "--year", YEAR, "--report", "T1", "--out", report)
    unfilled = run("submit", report)
    assert unfilled.exit_code == 2
    assert "Rapport!D8: feil: «Status» må fylles ut." in unfilled.stderr
    workbook = load_workbook(report)
    workbook["Rapport"]["D8"] = workbook["Rapport"]["D9"] = "I rute"
    workbook.save(report)
    reported = run("submit", report)
    assert reported.exit_code == 0
    assert "Rapporten (1. tertial (T1))" in reported.output
    shown = run("show", "--unit", UNIT, "--year", YEAR)
    assert "Åpne flere plasser [delmål 1.1, 30.06.2026]" in shown.output
    assert "1. I rute" in shown.output
    assert "eksempeldata" in shown.output


def test_findings_are_told_for_people_and_for_programs(run, plan_file, filled, changed, tmp_path):
    plan_file.write_bytes(changed(filled, {"Tiltak!C6": "2.9"}))
    marked = tmp_path / "merket.xlsx"
    told = run("check", plan_file, "--marked", marked)
    assert told.exit_code == 2
    assert "Tiltak!C6: feil: «2.9» finnes ikke i lista. Mente du «2.3" in told.output
    assert load_workbook(marked).sheetnames[0] == "Funn"
    answer = run("check", plan_file, "--json")
    assert answer.exit_code == 2
    said = json.loads(answer.stdout)
    assert said["accepted"] is False
    assert said["rows"] is None
    assert said["findings"][0] == {
        "sheet": "Tiltak",
        "cell": "C6",
        "code": "unknown_choice",
        "severity": "error",
        "value": "2.9",
        "message": "«2.9» finnes ikke i lista. Mente du «2.3 – Eksempeldelmål 2.3»?",
    }


def test_rows_are_given_to_programs(run, plan_file):
    said = json.loads(run("check", plan_file, "--json").stdout)
    assert said["accepted"] is True
    assert said["rows"]["activities"][0]["deadline"] == "2026-06-30"


@pytest.mark.parametrize(
    "arguments",
    [
        ("template", "--unit", "finnes-ikke", "--year", YEAR),
        ("template", "--unit", UNIT, "--year", 2050),
        ("template", "--unit", UNIT, "--year", YEAR, "--report", "T1"),
    ],
)
def test_what_is_not_there_is_one_message_and_exit_code_2(run, tmp_path, arguments):
    out = tmp_path / "mal.xlsx"
    result = run(*arguments, "--out", out)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1
    assert not out.exists()


def test_a_file_that_is_no_workbook_changes_nothing(run, municipality, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_text("hei")
    before = municipality.data_version()
    for command in ("check", "submit"):
        result = run(command, path)
        assert result.exit_code == 2
        assert result.stderr.startswith("plan.xlsx: dette er ikke en Excel-arbeidsbok")
    assert run("submit", tmp_path / "borte.xlsx").exit_code == 2
    assert municipality.data_version() == before


def test_a_refused_plan_leaves_the_database_as_it_was(
    run, municipality, plan_file, filled, changed
):
    before = municipality.data_version()
    plan_file.write_bytes(changed(filled, {"Tiltak!C6": "2.9"}))
    assert run("submit", plan_file).exit_code == 2
    assert municipality.data_version() == before


def test_a_folder_that_is_not_there_is_told(run, tmp_path):
    result = run(
        "template", "--unit", UNIT, "--year", YEAR, "--out", tmp_path / "borte" / "mal.xlsx"
    )
    assert result.exit_code == 2
    assert "kan ikke skrives" in result.stderr
