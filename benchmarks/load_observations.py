"""G4-G7: loading 1 million observations, beside the cheapest way to put the same rows in a table.

A first load of new indicators (50 400 series are made too, which the limit does not do), and a
second load with 0.1 % of the values changed, the replaced ones kept. The limits, in the same run:
the bare driver's executemany INSERT of ready tuples (SQLite) and a ready binary COPY buffer
(PostgreSQL), into a table with the same columns and key. Beside them the same into ``observation``
itself. On PostgreSQL a third of G6 is the series, most of it their two foreign keys.

Run: ``python -m benchmarks.load_observations [sqlite] [postgresql]``.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
from sqlalchemy import insert, text

from benchmarks.made_up import postgres_server
from benchmarks.pairs import measure
from etl import load_postgresql
from etl.load import record
from etl.observation_columns import TOTAL, Breakdown, ObservationColumns, SeriesRows
from indicators import periods, schema
from indicators.database import Database
from indicators.models.measurement import Indicator, Region

INDICATORS, REGIONS, BREAKDOWNS = 300, 14, 12
YEARS = range(2006, 2026)
SERIES = INDICATORS * REGIONS * BREAKDOWNS
ROWS = SERIES * len(YEARS)
ROUNDS = 5
CHUNK = 1 << 20
LIMIT_TABLE = """
    CREATE TABLE bare (series_id integer NOT NULL, period_id integer NOT NULL, value {real},
    mark smallint NOT NULL, run_id integer NOT NULL, PRIMARY KEY (series_id, period_id)) {end}
"""
FILL = "INSERT INTO observation SELECT * FROM kept ORDER BY series_id, period_id"
HEADLINES = dict.fromkeys(range(1, INDICATORS + 1), 1)


def million() -> ObservationColumns:
    """Make 1 008 000 observations in key order, 2 % of them without a value."""
    dice = np.random.default_rng(0)
    of_indicator = REGIONS * BREAKDOWNS * len(YEARS)
    value = np.round(dice.normal(100, 20, ROWS), 2)
    value[dice.random(ROWS) < 0.02] = np.nan
    of_region = np.repeat(np.arange(1, REGIONS + 1, dtype=np.int32), BREAKDOWNS * len(YEARS))
    ages = (Breakdown(f"alder={number}", f"{number} år") for number in range(1, BREAKDOWNS))
    return ObservationColumns(
        indicator_id=np.repeat(np.arange(1, INDICATORS + 1, dtype=np.int32), of_indicator),
        region_id=np.tile(of_region, INDICATORS),
        breakdown=np.tile(
            np.repeat(np.arange(BREAKDOWNS, dtype=np.int32), len(YEARS)), INDICATORS * REGIONS
        ),
        breakdowns=(TOTAL, *ages),
        period_id=np.tile(np.array([periods.year(y).id for y in YEARS], np.int32), SERIES),
        value=value,
        mark=np.where(np.isnan(value), 1, 0).astype(np.int16),
    )


def with_changes(given: ObservationColumns) -> ObservationColumns:
    """Change one value in a thousand, scattered over all series."""
    value = given.value.copy()
    some = np.random.default_rng(1).choice(ROWS, ROWS // 1000, replace=False)
    value[some] = np.nan_to_num(value[some]) + 1.25
    return replace(given, value=value, mark=np.where(np.isnan(value), 1, 0).astype(np.int16))


def stored_rows(given: ObservationColumns) -> SeriesRows:
    """Return the rows as they are stored when their series are numbered from 1."""
    series = np.repeat(np.arange(1, SERIES + 1, dtype=np.int32), len(YEARS))
    return SeriesRows(series, given.period_id, given.value, given.mark)


def tuples(rows: SeriesRows) -> list[tuple[int, int, float | None, int, int]]:
    """Return the rows as a driver takes them."""
    missing = np.isnan(rows.value).tolist()
    pairs = zip(rows.value.tolist(), missing, strict=True)
    value = [None if none else number for number, none in pairs]
    columns = (rows.series_id.tolist(), rows.period_id.tolist(), value, rows.mark.tolist())
    return [(*row, 1) for row in zip(*columns, strict=True)]


def prepare(url: str) -> Database:
    """Make a database with the indicators and the regions, and no series."""
    database = Database(url)
    schema.upgrade(database)
    with database.writing() as session:
        session.execute(
            insert(Indicator),
            [
                {
                    "id": number,
                    "key": f"indikator-{number}",
                    "title_nb": f"Indikator {number}",
                    "unit_of_measure_nb": "prosent",
                    "decimals": 1,
                    "direction": "up",
                    "frequency": "year",
                    "producer": "SSB",
                    "is_published": True,
                    "is_example": True,
                }
                for number in range(1, INDICATORS + 1)
            ],
        )
        session.execute(
            insert(Region),
            [
                {"id": n, "code": f"{5000 + n}", "kind": "municipality", "title_nb": f"Sted {n}"}
                for n in range(1, REGIONS + 1)
            ],
        )
    return database


def load(database: Database, given: ObservationColumns, run_id: int) -> None:
    """Load in one transaction, as a run does."""
    with database.writing() as session:
        record(session, given, run_id=run_id, headlines=HEADLINES)


def check(database: Database, given: ObservationColumns, revisions: int) -> None:
    """Stop if what is stored is not what was given, or replaced values were lost."""
    with database.reading() as session:
        rows, total = session.execute(text("SELECT count(*), sum(value) FROM observation")).one()
        kept = session.scalar(text("SELECT count(*) FROM observation_revision"))
    assert (rows, kept) == (ROWS, revisions), (rows, kept)
    assert abs(total - np.nansum(given.value)) < 0.01


def sqlite(folder: Path) -> None:
    """Measure on SQLite; every case starts from a fresh copy of its database."""
    first = million()
    second = with_changes(first)
    empty, full, work = (folder / f"{name}.db" for name in ("empty", "full", "work"))
    database = prepare(f"sqlite:///{empty}")
    with database.engine.begin() as connection:
        connection.execute(text(LIMIT_TABLE.format(real="REAL", end="WITHOUT ROWID")))
    database.close()
    shutil.copy(empty, full)
    database = Database(f"sqlite:///{full}")
    load(database, first, 1)
    database.close()
    ready = tuples(stored_rows(first))
    opened = Database(f"sqlite:///{work}")

    def fresh(name: str) -> None:
        opened.close()
        for leftover in (f"{work}-wal", f"{work}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.copy(full if "second" in name or "observation" in name else empty, work)
        if "observation" in name:
            with opened.engine.begin() as connection:
                connection.execute(text("DELETE FROM observation"))
        opened.engine.connect().close()

    def bare(table: str) -> None:
        with opened.engine.begin() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", ready)

    measure(
        f"SQLite, {ROWS} observations",
        {
            "limit: executemany INSERT of ready tuples": lambda: bare("bare"),
            "the same into the table observation": lambda: bare("observation"),
            "G4 first load of new indicators": lambda: load(opened, first, 1),
            "G5 second load, 0.1 % changed": lambda: load(opened, second, 2),
        },
        rounds=ROUNDS,
        before=fresh,
    )
    fresh("second")
    load(opened, second, 2)
    check(opened, second, ROWS // 1000)
    opened.close()


def postgresql() -> None:
    """Measure on PostgreSQL; the tables are emptied or filled anew before each case."""
    first = million()
    second = with_changes(first)
    buffer = load_postgresql.copy_buffer(stored_rows(first), 1)
    with postgres_server() as url:
        database = prepare(url)
        load(database, first, 1)
        with database.engine.begin() as connection:
            connection.execute(text(LIMIT_TABLE.format(real="double precision", end="")))
            connection.execute(text("CREATE TABLE kept AS SELECT * FROM observation"))

        def fresh(name: str) -> None:
            with database.engine.begin() as connection:
                connection.execute(text("TRUNCATE bare, observation, observation_revision"))
                if "first" in name:
                    connection.execute(text("TRUNCATE series RESTART IDENTITY CASCADE"))
                if "second" in name:
                    connection.execute(text(FILL))
            database.close()
            with database.engine.connect() as connection:
                alone = connection.execution_options(isolation_level="AUTOCOMMIT")
                alone.execute(text("VACUUM ANALYZE observation"))
                alone.execute(text("CHECKPOINT"))

        def bare(table: str) -> None:
            with database.engine.begin() as connection:
                driver = connection.connection.driver_connection
                assert driver is not None
                copied = f"COPY {table} FROM STDIN (FORMAT BINARY)"
                with driver.cursor() as cursor, cursor.copy(copied) as copy:
                    for start in range(0, len(buffer), CHUNK):
                        copy.write(memoryview(buffer)[start : start + CHUNK])

        measure(
            f"PostgreSQL, {ROWS} observations",
            {
                "limit: binary COPY of a ready buffer": lambda: bare("bare"),
                "the same into the table observation": lambda: bare("observation"),
                "G6 first load of new indicators": lambda: load(database, first, 1),
                "G7 second load, 0.1 % changed": lambda: load(database, second, 2),
            },
            rounds=ROUNDS,
            before=fresh,
        )
        fresh("second")
        load(database, second, 2)
        check(database, second, ROWS // 1000)
        database.close()


def main() -> None:
    """Measure on the engines named, or on both."""
    engines = sys.argv[1:] or ["sqlite", "postgresql"]
    if "sqlite" in engines:
        with tempfile.TemporaryDirectory() as folder:
            sqlite(Path(folder))
    if "postgresql" in engines:
        postgresql()


if __name__ == "__main__":
    main()
