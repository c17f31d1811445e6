"""The commands of ``rodtrad etl`` that run, compare, check, look back and begin."""

import shutil
from datetime import date

import pytest
from click.testing import CliRunner

from etl.klass_file import municipalities, refresh
from etl.providers.http import Client
from etl.registry import MUNICIPALITIES, folder_of, load_registry
from etl.statistics_cli import etl_group
from indicators.errors import BadSource
from tests.etl.providers.offices import Cube, Office, PxWeb1, PxWeb2, Said
from tests.etl.small_statistics import PLAIN, define, write


@pytest.fixture
def rodtrad(sqlite_database, settings, folder, monkeypatch):
    """Run a command in an installation of the small municipality."""
    define(sqlite_database, ("barn", "folk", "hus"))
    monkeypatch.setenv("RODTRAD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("RODTRAD_SNAPSHOTS", str(folder.parent / "snapshots"))

    def invoke(command, *arguments, expected=0):
        given = [command, *arguments]
        if command in ("run", "diff"):
            given += ["--municipality", str(folder)]
        result = CliRunner().invoke(etl_group, given)
        assert result.exit_code == expected, result.output
        return result.output if expected == 0 else result.output + result.stderr

    return invoke


@pytest.fixture
def office():
    one = Office()
    yield one
    one.close()


@pytest.fixture
def whole(tmp_path):
    """A copy of a shipped municipality's folder."""
    return shutil.copytree(MUNICIPALITIES / "trondheim", tmp_path / "trondheim")


def test_diff_shows_old_and_new_and_stores_nothing(rodtrad, folder):
    rodtrad("run")
    write(folder, "folk", PLAIN | {("5001", 2024): "3", ("5001", 2025): "4.5"})
    for _ in range(2):
        shown = rodtrad("diff", "folk")
        assert "    folk 5001 2024: 2,5 → 3\n" in shown
        assert "    folk 5001 2025: ny 4,5\n" in shown


def test_a_dry_run_says_that_nothing_is_stored(rodtrad):
    assert "Nye verdier: 9" in rodtrad("run", "--dry-run")
    assert "Prøvekjøring: ingenting er lagret." in rodtrad("run", "--dry-run")


def test_history_shows_what_was_replaced_and_what_was_known(rodtrad, folder):
    rodtrad("run")
    write(folder, "folk", PLAIN | {("5001", 2024): "3"})
    rodtrad("run")
    shown = rodtrad("history", "folk")
    assert "2024: 3 – folk, " in shown
    assert "    før: 2,5 – folk, " in shown
    assert rodtrad("history", "folk", "--as-known", "2020-01-01") == ""
    assert rodtrad("history", "folk", "--as-known", "2100-01-01") == "2022: 1,5\n2024: 3\n"
    assert "Ingen indikator heter «nei»" in rodtrad("history", "nei", expected=2)


def test_only_what_is_due_is_run(rodtrad):
    assert "3 kilder: 3 lest inn" in rodtrad("run", "--due")
    assert "0 kilder" in rodtrad("run", "--due")


def test_a_file_is_the_answer_of_one_source(rodtrad, folder):
    assert "nevn den ene kilden" in rodtrad("run", "--from-file", "x.csv", expected=2)
    path = str(folder / "data" / "hus.csv")
    assert "folk: lest inn" in rodtrad("run", "folk", "--from-file", path)


def test_check_finds_what_is_wrong_without_a_database(whole):
    check = ["check", "--municipality", str(whole)]
    good = CliRunner().invoke(etl_group, check)
    assert good.exit_code == 0, good.output
    assert "0 med feil" in good.output
    assert "OBS" not in good.output
    (whole / "data" / "parkeringsindikator.csv").unlink()
    regions = whole / "regions.toml"
    regions.write_text(regions.read_text() + REGION_OF_THE_PAST)
    bad = CliRunner().invoke(etl_group, check)
    assert bad.exit_code == 1
    assert "parkeringsindikator: FEIL" in bad.output
    assert "5030 Klæbu er ingen kommune per 2026-01-01; ble 5001 Trondheim (2020-01" in bad.output


REGION_OF_THE_PAST = """
[[regions]]
code = "5030"
kind = "municipality"
nb = "Klæbu"
"""


def test_a_new_source_is_begun_from_a_file_and_is_a_draft(whole, tmp_path):
    file = tmp_path / "nye_tall.csv"
    file.write_text("kommunenr;år;antall\n5001;2023;12,5\n5001;2024;13\n")
    command = [
        "new", "nye-tall", "--municipality", str(whole),
        "--indicator", "population-total", "--file", str(file),
    ]  # fmt: skip
    made = CliRunner().invoke(etl_group, command)
    assert made.exit_code == 0, made.output
    (draft,) = [one for one in load_registry(whole).drafts if one.key == "nye-tall"]
    assert (draft.declared.region, draft.declared.period) == ("kommunenr", "år")
    assert (whole / "data" / "nye_tall.csv").read_bytes() == file.read_bytes()
    again = CliRunner().invoke(etl_group, command)
    assert again.exit_code == 2
    assert "finnes fra før" in again.stderr


def test_a_new_source_is_begun_from_a_table_s_metadata(whole, office):
    variables = {
        "Region": ["0301", "5001"],
        "Kjonn": ["0", "1"],
        "ContentsCode": ["Personer1"],
        "Tid": ["2024", "2025"],
    }
    office.answers["px"] = PxWeb2(Cube(variables, optional=frozenset({"Kjonn"})), table="07459")
    made = CliRunner().invoke(
        etl_group,
        [
            "new", "folk-na", "--municipality", str(whole), "--indicator", "population-total",
            "--table", "07459", "--base", f"{office.address}/px",
        ],
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    text = (whole / "sources" / "folk-na.toml").read_text()
    assert 'Region = ["5001"]' in text
    assert 'Tid = ["*"]' in text
    assert '# kan utelates: Kjonn = ["0"]' in text
    assert any(one.key == "folk-na" for one in load_registry(whole).drafts)


def test_the_shipped_klass_tells_what_became_of_trondheim_and_klaebu():
    klass = municipalities()
    assert (klass.day, len(klass.names)) == (date(2026, 1, 1), 357)
    assert "9999" not in klass.names
    assert [step.new_code for step in klass.became("1601")] == ["5001"]
    assert [step.new_code for step in klass.became("1662")] == ["5030", "5001"]
    shown = CliRunner().invoke(etl_group, ["klass", "1662", "0000"]).output
    assert "5030 Klæbu → 5001 Trondheim (2020-01-01)" in shown
    assert "0000: ukjent" in shown


def test_klass_is_refreshed_whole_or_not_at_all(office, tmp_path):
    codes = {"codes": [{"code": "5001", "name": "Trondheim"}]}
    line = {"oldCode": "1", "newCode": "5001", "changeOccurred": "2025-01-01"}
    answers = {"codesAt": Said.json(codes), "changes": Said.json({"codeChanges": [line]})}
    office.answers["klass"] = lambda _asked, rest: answers[rest.rpartition("/")[2]]
    with Client() as client:
        base = f"{office.address}/klass"
        klass = refresh(client, date(2026, 11, 25), tmp_path, base=base)
        assert klass.names == {"5001": "Trondheim"}
        answers["changes"] = Said.json({"feil": 1})
        with pytest.raises(BadSource, match="codeChanges"):
            refresh(client, date(2026, 12, 1), tmp_path, base=base)
    assert municipalities(tmp_path).day == date(2026, 11, 25)


def test_at_least_twenty_tables_of_trondheim_are_declared_and_fifteen_load():
    registry = load_registry(folder_of("trondheim"))
    assert len(registry.sources) >= 15
    assert len(registry.sources) + len(registry.drafts) >= 20
    assert all(source.declared.unverified for source in registry.drafts)


def test_a_new_source_names_the_table_as_its_provider_does(whole, office):
    variables = {"Region": ["0301", "5001"], "ContentsCode": ["Andel"], "Tid": ["2024", "2025"]}
    office.answers["v1"] = PxWeb1(Cube(variables))
    made = CliRunner().invoke(
        etl_group,
        [
            "new", "gammel", "--municipality", str(whole), "--indicator", "population-total",
            "--provider", "pxweb_v1", "--table", "05300", "--base", f"{office.address}/v1",
        ],
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    (draft,) = [one for one in load_registry(whole).drafts if one.key == "gammel"]
    assert draft.declared.query["address"] == f"{office.address}/v1/05300"
    assert draft.declared.period == "Tid"
