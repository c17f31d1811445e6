"""Sources that are asked over HTTP: from a provider on this machine to stored values."""

import orjson
import pytest
from sqlalchemy import select

from etl.registry import load_registry
from indicators.errors import BadSource
from indicators.models.measurement import Observation
from indicators.models.running import Run, RunOutcome
from tests.etl.providers.offices import Cube, Office, PxWeb2, Said
from tests.etl.small_statistics import count, run

SOURCE = """\
title = "Folkemengde"
provider = "pxweb_v2"
producer = "SSB"
table = "12134"
licence = "CC BY 4.0"
citation = "SSB, tabell 12134"
geography = "Kommunen"
frequency = "year"
owner = "Analyse"
region = "KOKkommuneregion0000"
period = "Tid"

[query]
base = "{base}/pxweb"
table = "12134"

[query.select]
KOKkommuneregion0000 = ["5001", "0301"]
ContentsCode = ["KOSutgift0000"]
Tid = ["*"]

[regions]
"5001" = "5001"
"0301" = "0301"

[[series]]
indicator = "folk"
where = {{ ContentsCode = "KOSutgift0000" }}
"""


@pytest.fixture
def office():
    one = Office()
    years = [str(year) for year in range(2020, 2026)]
    variables = {
        "KOKkommuneregion0000": ["0301", "5001"],
        "ContentsCode": ["KOSutgift0000"],
        "Tid": years,
    }
    one.answers["pxweb"] = PxWeb2(Cube(variables))
    yield one
    one.close()


@pytest.fixture
def online(folder, office):
    """The municipality's folder where one source is asked for."""
    (folder / "sources" / "folk.toml").write_text(SOURCE.format(base=office.address))
    return folder


def asked_for_data(office):
    return sum(path.endswith("/data") for path in office.paths())


def test_an_answer_is_loaded_and_kept_with_address_query_and_time(prepared, online, office):
    report = run(prepared, online, "folk")["folk"]
    assert (report.outcome, report.new) == (RunOutcome.loaded, 12)
    with prepared.reading() as session:
        (row,) = session.scalars(select(Run))
        assert row.address.startswith(f"{office.address}/pxweb/tables/12134/data")
        assert orjson.loads(row.asked)["query"]["table"] == "12134"
        assert row.source_updated == "2026-06-15T06:00:00Z"
        assert row.fetched_at is not None
        snapshot = row.snapshot
    kept = (online.parent / "snapshots" / snapshot).read_bytes()
    assert orjson.loads(kept)["id"] == ["KOKkommuneregion0000", "ContentsCode", "Tid"]


def test_nothing_new_means_that_no_data_are_asked_for_and_nothing_is_written(
    prepared, online, office
):
    run(prepared, online, "folk")
    version = prepared.data_version()
    report = run(prepared, online, "folk")["folk"]
    assert (report.outcome, report.unchanged) == (RunOutcome.unchanged, 12)
    assert asked_for_data(office) == 1
    assert (count(prepared, Run), prepared.data_version()) == (1, version)


def test_new_figures_are_asked_for_when_the_table_says_so(prepared, online, office):
    run(prepared, online, "folk")
    office.answers["pxweb"].cube.updated = "2026-11-20T07:00:00Z"
    assert run(prepared, online, "folk")["folk"].unchanged == 12
    assert asked_for_data(office) == 2


def test_a_changed_declaration_reads_the_kept_answer_again(prepared, online, office):
    run(prepared, online, "folk")
    path = online / "sources" / "folk.toml"
    path.write_text(path.read_text() + "times = 10\n")
    report = run(prepared, online, "folk")["folk"]
    assert report.changed == 12
    assert asked_for_data(office) == 1


def test_a_changed_query_asks_anew(prepared, online, office):
    run(prepared, online, "folk")
    path = online / "sources" / "folk.toml"
    path.write_text(path.read_text().replace('Tid = ["*"]', 'Tid = ["from(2020)"]'))
    run(prepared, online, "folk")
    assert asked_for_data(office) == 2


def test_a_kept_answer_that_is_gone_is_asked_for_again(prepared, online, office):
    run(prepared, online, "folk")
    for kept in (online.parent / "snapshots").rglob("*.json"):
        kept.unlink()
    run(prepared, online, "folk")
    assert asked_for_data(office) == 2


def test_a_refusal_gives_the_provider_s_own_words_and_changes_nothing(prepared, online, office):
    run(prepared, online, "folk")
    office.says_first(Said.json({"title": "Too many cells selected", "status": 403}, 403))
    report = run(prepared, online, "folk")["folk"]
    assert report.outcome is RunOutcome.failed
    assert "Too many cells selected" in report.message
    assert count(prepared, Observation) == 12


def test_a_downloaded_answer_is_read_without_asking(prepared, online, office, tmp_path):
    run(prepared, online, "folk")
    with prepared.reading() as session:
        kept = online.parent / "snapshots" / session.scalar(select(Run.snapshot))
    asked = len(office.asked)
    downloaded = tmp_path / "svar.json"
    downloaded.write_bytes(kept.read_bytes().replace(b"2026-06-15", b"2026-06-16"))
    assert run(prepared, online, "folk", from_file=downloaded)["folk"].unchanged == 12
    assert len(office.asked) == asked


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('table = "12134"\n\n[query.select]', 'tabell = "1"\n\n[query.select]', "linje 15, tabell"),
        ('provider = "pxweb_v2"', 'provider = "file"', "«query» hører til kilder som spørres"),
        ('Tid = ["*"]', "Tid = [2024]", r"linje 20, select\.Tid\.0"),
        ('provider = "pxweb_v2"', 'provider = "ssb"', "linje 2, provider: skal være en av"),
        ('owner = "Analyse"', 'releases = ["31-31"]', r"linje 9, releases\.1: «31-31» er ikke"),
    ],
)
def test_a_query_that_cannot_be_asked_is_refused_with_its_line(online, old, new, says):
    path = online / "sources" / "folk.toml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(BadSource, match=rf"folk\.toml.*{says}"):
        load_registry(online)
