"""The commands of ``rodtrad etl``."""

from pathlib import Path

import orjson
import pytest
from click.testing import CliRunner

from etl.statistics_cli import etl_group
from indicators.models.measurement import Indicator
from indicators.models.organisation import Municipality

DATA = Path(__file__).parents[1] / "data" / "statistics"


def inspect(*arguments):
    result = CliRunner().invoke(etl_group, ["inspect", *arguments, "--json"])
    assert result.exit_code == 0, result.output
    return orjson.loads(result.output)


def test_inspect_tells_what_is_in_a_file():
    (facts,) = inspect(str(DATA / "ssb_v2_11585_kvartal.json"))["datasets"]
    assert facts["dims"] == {"TotalDelindeks": 1, "ContentsCode": 3, "Tid": 64}
    assert (facts["cells"], facts["numbers"], facts["nulls"]) == (192, 187, 5)
    assert facts["statuses"] == {"..": 5}
    assert (facts["min"], facts["max"]) == (-29.2, 111.7)
    assert facts["sum"] == pytest.approx(4478)
    assert (facts["time_from"], facts["time_to"]) == ("2009K2", "2025K1")


def test_inspect_gives_one_cell_by_its_codes():
    answer = inspect(
        str(DATA / "ssb_v2_11585_kvartal.json"),
        "--key", "ContentsCode=EndringKvartal", "--key", "Tid=2009K2",
    )  # fmt: skip
    assert answer["cell"] == {"value": None, "status": ".."}


@pytest.mark.parametrize(
    ("name", "cells", "numbers", "statuses"),
    [
        ("imdi_bosetting_alle_kommuner.csv", 71210, 36878, {".": 32965, ":": 1343, "Inf": 24}),
        ("ssb_11616_pendling_2021.csv", 92, 92, {}),
        ("udir_pedagognormen_2021_utf16.csv", 2632, 2632, {}),
        ("ssb_13135_kulturskole.xlsx", 354, 171, {".": 183}),
    ],
)
def test_inspect_finds_its_way_in_rows_that_nobody_described(name, cells, numbers, statuses):
    (facts,) = inspect(str(DATA / name))["datasets"]
    assert (facts["cells"], facts["numbers"], facts["statuses"]) == (cells, numbers, statuses)


def test_inspect_counts_the_codes_of_a_list_without_numbers():
    (facts,) = inspect(str(DATA / "klass_131_kommuner_2026.csv"))["datasets"]
    assert facts["dims"]["code"] == 358
    assert facts["cells"] == 0


def test_inspect_says_that_a_collection_holds_only_links():
    path = str(DATA / "jsonstat_collection_links.json")
    assert inspect(path)["datasets"] == []
    shown = CliRunner().invoke(etl_group, ["inspect", path])
    assert "samling lenker" in shown.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["mangler.json"], "mangler.json: filen kan ikke leses"),
        ([str(DATA / "ssb_v2_feilsvar.json")], "ikke JSON-stat"),
        ([str(DATA / "scb_v2_TAB6471_data.json"), "--key", "Tid=2026M01"], "693 celler"),
        ([str(DATA / "scb_v2_TAB6471_data.json"), "--key", "Tid=1814"], "ingen Tid=1814"),
        ([str(DATA / "scb_v2_TAB6471_data.json"), "--key", "Hest=1"], "ingen tabell har"),
    ],
)
def test_inspect_refuses_with_what_is_wrong(arguments, says):
    result = CliRunner().invoke(etl_group, ["inspect", *arguments])
    assert result.exit_code == 2
    assert says in result.stderr
    assert result.stdout == ""


def test_a_key_that_is_no_pair_is_wrong_use():
    path = str(DATA / "ssb_v2_11585_kvartal.json")
    result = CliRunner().invoke(etl_group, ["inspect", path, "--key", "Tid"])
    assert result.exit_code == 2
    assert "DIM=KODE" in result.output


@pytest.fixture
def environment(settings, sqlite_database, monkeypatch):
    """An installation of Trondheim that knows one of the indicators."""
    with sqlite_database.writing() as session:
        session.add(Municipality(key="trondheim", code="5001", title_nb="T", is_example=False))
        session.add(
            Indicator(
                key="ghg-direct-total",
                title_nb="Utslipp",
                unit_of_measure_nb="tonn",
                decimals=0,
                direction="down",
                frequency="irregular",
                producer="Miljødirektoratet",
                is_published=True,
                is_example=False,
            )
        )
    monkeypatch.setenv("RODTRAD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("RODTRAD_SNAPSHOTS", str(settings.snapshots))


@pytest.mark.usefixtures("environment")
def test_run_tells_of_each_source_and_a_second_run_says_that_nothing_changed():
    first = CliRunner().invoke(etl_group, ["run", "klimakontrakten-2024"])
    assert first.exit_code == 0
    assert "klimakontrakten-2024: lest inn – lest 2, nye 2, endret 0" in first.output
    second = CliRunner().invoke(etl_group, ["run", "klimakontrakten-2024"])
    assert second.exit_code == 0
    assert "klimakontrakten-2024: uendret" in second.output
    assert "Ingenting er endret." in second.output


@pytest.mark.usefixtures("environment")
def test_a_failed_source_gives_exit_code_1(monkeypatch):
    def refuses(source):
        raise source.refusal("filen er borte.")

    monkeypatch.setattr("etl.providers.file.fetch", refuses)
    result = CliRunner().invoke(etl_group, ["run", "klimakontrakten-2024"])
    assert result.exit_code == 1
    assert "FEILET – klimakontrakten-2024.toml: filen er borte." in result.output


@pytest.mark.usefixtures("environment")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "ukjent"], "Ingen kilde heter «ukjent»"),
        (["run", "--municipality", "ukjent"], "Ingen kommune heter «ukjent»"),
        (["run"], "er ikke definert"),
    ],
)
def test_wrong_use_and_unusable_declarations_give_exit_code_2(arguments, says):
    result = CliRunner().invoke(etl_group, arguments)
    assert result.exit_code == 2
    assert says in result.stderr


def test_list_shows_sources_with_their_licence():
    result = CliRunner().invoke(
        etl_group, ["list", "--municipality", "trondheim"], env={"COLUMNS": "200"}
    )
    assert result.exit_code == 0
    assert "imdi-bosetting-sep22" in result.output
