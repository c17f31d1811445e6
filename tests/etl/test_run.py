"""Runs of sources: whole or not at all, each on its own, and nothing written for nothing new."""

import hashlib
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from etl.registry import MUNICIPALITIES, load_registry
from etl.run import Runner
from indicators.errors import BadSource, NotFound
from indicators.models.measurement import (
    Indicator,
    Observation,
    ObservationRevision,
    Series,
    SeriesBreak,
    Summary,
)
from indicators.models.running import IndicatorRun, Run, RunOutcome
from tests.etl.small_statistics import (
    KEYS,
    PLAIN,
    REGIONS,
    count,
    define,
    everything,
    run,
    write,
)

ROOT = Path(__file__).parents[2]


def test_a_first_run_loads_all_and_a_second_writes_nothing(prepared, folder):
    first = run(prepared, folder)
    assert [report.outcome for report in first.values()] == [RunOutcome.loaded] * 3
    assert (first["folk"].read, first["folk"].new) == (3, 3)
    version, runs = prepared.data_version(), count(prepared, Run)
    second = run(prepared, folder)
    assert [report.outcome for report in second.values()] == [RunOutcome.unchanged] * 3
    assert (second["folk"].new, second["folk"].changed, second["folk"].unchanged) == (0, 0, 3)
    assert (prepared.data_version(), count(prepared, Run)) == (version, runs)


def test_what_was_loaded_is_seen_in_summary_run_and_break(prepared, folder):
    run(prepared, folder, "folk")
    with prepared.reading() as session:
        summary = session.scalars(
            select(Summary).join(Indicator).where(Indicator.key == "folk")
        ).one()
        assert summary.latest_value == 2.5
        (one,) = session.scalars(select(Run))
        assert (one.source_key, one.read, one.new, one.refused) == ("folk", 3, 3, 0)
        assert session.scalar(select(IndicatorRun.run_id)) == one.id
        (gap,) = session.scalars(select(SeriesBreak))
        assert (gap.kind, gap.explanation_nb) == ("method", "Ny metode fra 2023")
        snapshot = folder.parent / "snapshots" / one.snapshot
    content = (folder / "data" / "folk.csv").read_bytes()
    assert snapshot.read_bytes() == content
    assert snapshot.stem == hashlib.sha256(content).hexdigest()


def test_a_revised_value_replaces_the_old_one_which_is_kept(prepared, folder):
    run(prepared, folder)
    write(folder, "folk", PLAIN | {("5001", 2024): "3"})
    reports = run(prepared, folder)
    assert (reports["folk"].changed, reports["folk"].unchanged) == (1, 2)
    assert reports["barn"].outcome is RunOutcome.unchanged
    with prepared.reading() as session:
        (old,) = session.scalars(select(ObservationRevision))
        assert old.value == 2.5
        assert session.get(Run, old.replaced_by_run_id).source_key == "folk"


def test_a_declaration_that_changed_is_read_again_though_the_bytes_are_the_same(prepared, folder):
    run(prepared, folder, "folk")
    path = folder / "sources" / "folk.toml"
    path.write_text(path.read_text().replace("Ny metode fra 2023", "Ny forklaring"))
    assert run(prepared, folder, "folk")["folk"].outcome is RunOutcome.loaded
    with prepared.reading() as session:
        assert session.scalars(select(SeriesBreak.explanation_nb)).all() == ["Ny forklaring"]


BROKEN = {
    "missing column": ("region,aar,value\n5001,2022,1\n0301,2022,1\n", "kolonnen «year» mangler"),
    "not a number": ("region,year,value\n5001,2022,mye\n0301,2022,1\n", "linje 2, kolonne C"),
    "same twice": (
        "region,year,value\n5001,2022,1\n5001,2022,1\n0301,2022,1\n",
        "står to ganger",
    ),
    "unknown region": ("region,year,value\n5001,2022,1\n0301,2022,1\n9999,2022,1\n", "linje 4"),
    "region gone": ("region,year,value\n5001,2022,1\n", "regionkoden «0301» finnes ikke"),
    "no rows": ("region,year,value\n", "ingen rader"),
    "a web page": ("<html><body>503</body></html>\n", "mangler"),
    "not text": ("\x00\x01\x02", "tekstfil"),
    "period gone": ("region,year,value\n5001,2022,1.5\n0301,2024,7\n", "ikke lenger 2024"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_refused_the_others_load_and_no_value_is_touched(prepared, folder, what):
    content, says = BROKEN[what]
    run(prepared, folder)
    before = everything(prepared)
    (folder / "data" / "folk.csv").write_text(content)
    write(folder, "hus", PLAIN)
    reports = run(prepared, folder)
    assert reports["folk"].outcome is RunOutcome.failed
    assert says in reports["folk"].message
    assert "folk" in reports["folk"].message
    assert everything(prepared) == before
    with prepared.reading() as session:
        failed = session.scalars(select(Run).where(Run.outcome == RunOutcome.failed)).one()
        assert (failed.source_key, failed.message) == ("folk", reports["folk"].message)


def test_one_failing_source_does_not_stop_those_after_it(prepared, folder):
    (folder / "data" / "barn.csv").unlink()
    reports = run(prepared, folder)
    assert [report.outcome for report in reports.values()] == [
        RunOutcome.failed,
        RunOutcome.loaded,
        RunOutcome.loaded,
    ]
    assert "barn.toml, path: filen data/barn.csv mangler" in reports["barn"].message


def test_a_vanished_period_may_be_accepted_and_its_value_stays(prepared, folder):
    run(prepared, folder, "folk")
    write(folder, "folk", {key: value for key, value in PLAIN.items() if key != ("5001", 2022)})
    assert run(prepared, folder, "folk")["folk"].outcome is RunOutcome.failed
    accepted = run(prepared, folder, "folk", accept_vanished=True)["folk"]
    assert (accepted.outcome, accepted.unchanged) == (RunOutcome.loaded, 2)
    assert count(prepared, Observation) == 3


def test_a_failure_in_the_middle_of_the_transaction_undoes_all_of_it(prepared, folder, monkeypatch):
    run(prepared, folder)
    before = everything(prepared)
    write(folder, "folk", PLAIN | {("5001", 2024): "3"})

    def breaks(*_arguments, **_options):
        raise OSError("disken er full")

    monkeypatch.setattr("etl.run.refresh_summaries", breaks)
    reports = run(prepared, folder)
    assert reports["folk"].outcome is RunOutcome.failed
    assert "disken er full" in reports["folk"].message
    assert everything(prepared) == before


KILLED = """
import os, signal, sys
from pathlib import Path
import etl.run
from etl.registry import load_registry
from indicators.database import Database

def killed(*arguments, **options):
    os.kill(os.getpid(), signal.SIGKILL)

target, name = sys.argv[3].split(":")
setattr(__import__(target, fromlist=[name]), name, killed)
registry = load_registry(Path(sys.argv[2]))
runner = etl.run.Runner(Database(sys.argv[1]), registry, Path(sys.argv[2]).parent / "k", "5001")
list(runner.run(registry.sources))
"""


@pytest.mark.parametrize(
    "where",
    ["etl.snapshots:keep", "etl.run:record", "etl.run:note_sources", "etl.run:refresh_summaries"],
)
def test_a_run_killed_at_any_point_leaves_the_old_data_whole(prepared, folder, where):
    run(prepared, folder)
    before, runs = everything(prepared), count(prepared, Run)
    for key in KEYS:
        write(folder, key, PLAIN | {("5001", 2024): "3"})
    prepared.close()
    url = prepared.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", KILLED, url, str(folder), where]
    finished = subprocess.run(command, check=False, cwd=ROOT, capture_output=True)
    assert finished.returncode == -signal.SIGKILL, finished.stderr
    assert everything(prepared) == before
    assert count(prepared, Run) == runs
    assert {report.changed for report in run(prepared, folder).values()} == {1}


def test_an_indicator_that_was_made_anew_gets_its_values_again(prepared, folder):
    run(prepared, folder, "folk")
    with prepared.writing() as session:
        session.query(IndicatorRun).delete()
    report = run(prepared, folder, "folk")["folk"]
    assert (report.outcome, report.unchanged) == (RunOutcome.loaded, 3)


def test_an_unknown_indicator_stops_the_run_before_anything_is_loaded(database, folder):
    define(database, ("barn", "folk"))
    with pytest.raises(BadSource, match=r"hus\.toml, linje 23, .*«hus» er ikke definert"):
        run(database, folder)
    assert count(database, Run) == 0


def test_without_a_municipality_there_is_nothing_to_run(database, folder):
    with pytest.raises(NotFound, match="ingen kommune"):
        run(database, folder)


def test_a_municipality_without_its_own_region_is_refused(prepared, folder):
    (folder / "regions.toml").write_text(REGIONS.replace("5001", "5002"))
    for key in KEYS:
        path = folder / "sources" / f"{key}.toml"
        path.write_text(path.read_text().replace('"5001"', '"5002"'))
    with pytest.raises(BadSource, match="egen region 5001 mangler"):
        run(prepared, folder)


def test_the_shipped_sources_of_trondheim_load_twice(database, tmp_path):
    home = tmp_path / "trondheim"
    for name in ("sources", "data"):
        shutil.copytree(MUNICIPALITIES / "trondheim" / name, home / name)
    shutil.copy(MUNICIPALITIES / "trondheim" / "regions.toml", home)
    registry = load_registry(home)
    keys = sorted({key for source in registry.sources for key in source.indicators})
    define(database, keys)
    runner = Runner(database, registry, Path(tmp_path, "snapshots"), "5001")
    first = list(runner.run(registry.sources))
    assert {report.outcome for report in first} == {RunOutcome.loaded}, first
    assert sum(report.new for report in first) == count(database, Observation) > 2800
    second = list(runner.run(registry.sources))
    assert {report.outcome for report in second} == {RunOutcome.unchanged}
    with database.reading() as session:
        headlines = session.scalar(
            select(func.count()).select_from(Series).where(Series.is_headline)
        )
        refugees = session.scalars(
            select(Observation.value)
            .join(Series, Series.id == Observation.series_id)
            .join(Indicator, Indicator.id == Series.indicator_id)
            .where(Indicator.key == "refugees-settled", Series.is_headline)
            .order_by(Observation.period_id)
        ).all()
    assert headlines == len(keys)
    assert refugees[-5:] == [159, 86, 130, 667, 476]
