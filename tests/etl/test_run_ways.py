"""Runs that are only tried, runs of what is due, corrections, checks and what is told."""

import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from etl.chosen import chosen_sources, due, runner_of
from etl.report import StatusMoved
from indicators.errors import BadSource
from indicators.models.measurement import Indicator, Observation, Target
from indicators.models.running import Run, RunOutcome
from indicators.queries.observations_as_known import observations_as_known
from tests.etl.small_statistics import PLAIN, count, define, everything, run, write

ROOT = Path(__file__).parents[2]
CORRECTION = """
[[corrections]]
indicator = "folk"
region = "5001"
period = "2024"
expected = 2.5
value = 25
reason = "Komma falt ut; bekreftet av SSB 24. november 2026"
"""


def utc(*parts):
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)


def declare(folder, key, text):
    path = folder / "sources" / f"{key}.toml"
    path.write_text(path.read_text() + text)


def test_a_dry_run_tells_all_and_leaves_nothing(prepared, folder):
    run(prepared, folder)
    before, runs, version = everything(prepared), count(prepared, Run), prepared.data_version()
    write(folder, "folk", PLAIN | {("5001", 2024): "3", ("5001", 2025): "4"})
    kept = sorted((folder.parent / "snapshots").rglob("*"))
    report = run(prepared, folder, "folk", dry_run=True)["folk"]
    assert (report.outcome, report.new, report.changed) == (RunOutcome.loaded, 1, 1)
    revised, new = report.changes
    assert (revised.period, revised.old_value, revised.value) == ("2024", 2.5, 3)
    assert (new.period, new.is_new, new.value) == ("2025", True, 4)
    assert everything(prepared) == before
    assert (count(prepared, Run), prepared.data_version()) == (runs, version)
    assert sorted((folder.parent / "snapshots").rglob("*")) == kept


def test_a_dry_run_that_fails_leaves_no_trace(prepared, folder):
    (folder / "data" / "folk.csv").unlink()
    assert run(prepared, folder, "folk", dry_run=True)["folk"].outcome is RunOutcome.failed
    assert count(prepared, Run) == 0


def test_a_downloaded_file_is_read_in_the_place_of_the_answer(prepared, folder, tmp_path):
    run(prepared, folder, "folk")
    downloaded = tmp_path / "nedlastet.csv"
    shutil.copy(folder / "data" / "folk.csv", downloaded)
    assert run(prepared, folder, "folk", from_file=downloaded)["folk"].outcome is (
        RunOutcome.unchanged
    )
    downloaded.write_text(downloaded.read_text().replace("2.5", "3"))
    assert run(prepared, folder, "folk", from_file=downloaded)["folk"].changed == 1
    missing = run(prepared, folder, "folk", from_file=tmp_path / "nei.csv")["folk"]
    assert "nei.csv: filen kan ikke leses" in missing.message


def test_loading_again_from_the_kept_answer_gives_the_same_rows(prepared, folder):
    run(prepared, folder, "folk")
    before = everything(prepared)
    with prepared.reading() as session:
        kept = folder.parent / "snapshots" / session.scalar(select(Run.snapshot))
    write(folder, "folk", PLAIN | {("5001", 2024): "3"})
    run(prepared, folder, "folk")
    assert run(prepared, folder, "folk", from_file=kept)["folk"].changed == 1
    rows = [
        [row.rsplit(",", 1)[0] for row in dict(state)["observation"]]
        for state in (before, everything(prepared))
    ]
    assert rows[0] == rows[1]


def test_a_correction_replaces_the_wrong_value_and_is_told(prepared, folder):
    declare(folder, "folk", CORRECTION)
    report = run(prepared, folder, "folk")["folk"]
    assert report.corrected == 1
    with prepared.reading() as session:
        assert session.scalar(select(Observation.value).where(Observation.value > 20)) == 25
        kept = folder.parent / "snapshots" / session.scalar(select(Run.snapshot))
    assert "2.5" in kept.read_text()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("25", "kilden sier nå 25, ikke 2.5; rettelsen trengs ikke lenger"),
        ("..", "kilden sier nå ingen verdi"),
        (None, "finnes ikke i svaret"),
    ],
)
def test_a_correction_that_is_no_longer_needed_stops_the_source(prepared, folder, given, says):
    declare(folder, "folk", CORRECTION)
    values = {key: value for key, value in PLAIN.items() if key != ("5001", 2024)}
    if given is not None:
        values["5001", 2024] = given
    write(folder, "folk", values)
    message = run(prepared, folder, "folk")["folk"].message
    assert says in message
    assert "folk.toml, linje 32, corrections.1" in message
    assert count(prepared, Observation) == 0


def test_a_value_beyond_what_the_indicator_can_be_is_refused(prepared, folder):
    with prepared.writing() as session:
        session.query(Indicator).filter_by(key="folk").update({"floor": 0, "ceiling": 5})
    message = run(prepared, folder, "folk")["folk"].message
    assert "«folk» er 7 for 0301 i 2024; den kan bare være fra 0 til 5." in message
    assert run(prepared, folder, "hus")["hus"].outcome is RunOutcome.loaded


def test_a_sudden_jump_is_warned_of_and_loaded(prepared, folder):
    steady = {("5001", year): str(10 + year % 2) for year in range(2015, 2024)}
    write(folder, "folk", {**steady, ("0301", 2024): "7", ("5001", 2024): "80"})
    report = run(prepared, folder, "folk")["folk"]
    assert report.outcome is RunOutcome.loaded
    assert report.warnings == ("«folk» går fra 11 til 80 i 2024: over 6 ganger det vanlige steget",)
    write(folder, "hus", {**steady, ("0301", 2024): "7", ("5001", 2024): "12"})
    assert run(prepared, folder, "hus")["hus"].warnings == ()


def test_a_region_s_vanished_period_is_refused_too(prepared, folder):
    write(folder, "folk", {**PLAIN, ("0301", 2023): "6"})
    run(prepared, folder, "folk")
    write(folder, "folk", PLAIN)
    assert "«folk» for 0301 har ikke lenger 2023" in run(prepared, folder, "folk")["folk"].message


def test_a_revision_that_changes_a_status_is_listed(prepared, folder):
    with prepared.writing() as session:
        number = session.scalar(select(Indicator.id).where(Indicator.key == "folk"))
        session.add(
            Target(indicator_id=number, rule="at_least", value=2.0, year=2024, is_example=True)
        )
    run(prepared, folder, "folk")
    write(folder, "folk", PLAIN | {("5001", 2024): "0.5"})
    (moved,) = run(prepared, folder, "folk")["folk"].statuses
    assert (moved.indicator, moved.old) == ("folk", "reached")
    assert moved.new != "reached"
    assert isinstance(moved, StatusMoved)


def test_the_series_is_known_as_it_was_on_a_date(prepared, folder):
    run(prepared, folder, "folk")
    with prepared.writing() as session:
        session.query(Run).update({"finished_at": utc(2026, 1, 1)})
        number = session.scalar(select(Indicator.id).where(Indicator.key == "folk"))
    write(folder, "folk", PLAIN | {("5001", 2024): "3"})
    run(prepared, folder, "folk")
    with prepared.reading() as session:
        then = observations_as_known(session, number, utc(2026, 2, 1))
        now = observations_as_known(session, number, utc(2100, 1, 1))
    assert [value for _, value, _ in then] == [1.5, 2.5]
    assert [value for _, value, _ in now] == [1.5, 3]


def test_only_sources_whose_figures_have_come_are_due(prepared, folder):
    for key, days in (("folk", '["03-15"]'), ("barn", '["2030-01-01"]')):
        path = folder / "sources" / f"{key}.toml"
        path.write_text(f"releases = {days}\n" + path.read_text())
    runner = runner_of(prepared, folder.parent / "snapshots", str(folder))
    sources = chosen_sources(runner, ())
    now = utc(2026, 11, 25)
    assert [one.key for one in due(prepared, sources, now)] == ["barn", "folk", "hus"]
    run(prepared, folder)
    with prepared.writing() as session:
        session.query(Run).update({"finished_at": utc(2026, 3, 14)})
    assert [one.key for one in due(prepared, sources, now)] == ["folk"]
    with prepared.writing() as session:
        session.query(Run).update({"finished_at": utc(2026, 3, 15, 7, 20)})
    assert due(prepared, sources, now) == ()
    assert [one.key for one in due(prepared, sources, now + timedelta(days=4 * 365))] == [
        "barn",
        "folk",
    ]


def test_a_draft_runs_only_when_it_is_named_and_never_doubles_a_source(prepared, folder):
    path = folder / "sources" / "hus.toml"
    path.write_text('unverified = "Kodene er ikke prøvd."\n' + path.read_text())
    assert list(run(prepared, folder)) == ["barn", "folk"]
    assert run(prepared, folder, "hus")["hus"].outcome is RunOutcome.loaded
    double = folder / "sources" / "dobbel.toml"
    double.write_text(path.read_text().replace('"hus"', '"folk"').replace("hus.csv", "folk.csv"))
    with pytest.raises(BadSource, match=r"«folk» for 0301 gis også av .*\.toml"):
        run(prepared, folder, "dobbel")


FULL_DISK = """
import resource, signal, sys
from dataclasses import replace
from pathlib import Path
from etl.chosen import chosen_sources, runner_of
from indicators.database import Database

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database, folder = Database(sys.argv[1]), Path(sys.argv[2])
runner = runner_of(database, folder.parent / "snapshots", str(folder))
sources = chosen_sources(runner, ())
limit = int(sys.argv[3])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
for report in runner.run(sources):
    print(report.outcome.value)
"""


@pytest.mark.parametrize("room", [0, 2_000, 60_000])
def test_a_full_disk_leaves_the_old_data_whole(sqlite_database, folder, room):
    """No file may grow past a size: writes fail as they do when the disk is full."""
    define(sqlite_database, ("barn", "folk", "hus"))
    run(sqlite_database, folder)
    before = everything(sqlite_database)
    values = {("5001", year): f"{year}.25" for year in range(1850, 2026)}
    for key in ("barn", "folk", "hus"):
        write(folder, key, PLAIN | values | {("0301", year): "1.5" for year in range(1850, 2026)})
    sqlite_database.close()
    command = [sys.executable, "-c", FULL_DISK, sqlite_database.url.render_as_string(), str(folder)]
    full = subprocess.run([*command, str(room)], check=True, cwd=ROOT, capture_output=True)
    assert full.stdout.split() == [b"failed"] * 3, full.stderr
    assert everything(sqlite_database) == before
    reports = run(sqlite_database, folder)
    assert {report.outcome for report in reports.values()} == {RunOutcome.loaded}


def test_the_runner_says_the_same_by_another_way_in(prepared, folder):
    runner = runner_of(prepared, folder.parent / "snapshots", str(folder))
    tried = list(replace(runner, dry_run=True).run(chosen_sources(runner, ["folk", "folk"])))
    assert [report.key for report in tried] == ["folk"]
