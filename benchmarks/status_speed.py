"""Statuses of 3 000 indicators with 20 yearly points: computed alone, and with the database."""

from __future__ import annotations

import random
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import insert

from indicators import periods, schema
from indicators.commands.summaries import refresh_all_summaries
from indicators.database import Database
from indicators.models.measurement import (
    Baseline,
    Indicator,
    Mark,
    Observation,
    Region,
    Series,
    Target,
)
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.values import BaselineSpec, Point, TargetSpec

INDICATORS, POINTS, FIRST = 3000, 20, 2005
GOAL_SECONDS = 3.0


def values_of(indicator):
    chance = random.Random(indicator)  # noqa: S311 - repeatable, no secret
    return [50 + i + chance.gauss(0, 3) for i in range(POINTS)]


def computed():
    target = [TargetSpec(Rule.from_to, 90.0, year=2030)]
    for n in range(INDICATORS):
        points = [
            Point(FIRST + i + 0.5, v, Mark.none, str(FIRST + i)) for i, v in enumerate(values_of(n))
        ]
        assess(
            points,
            baseline=BaselineSpec(2010),
            targets=target,
            direction="up",
            today=date(2025, 6, 1),
        )


def fill(session):
    ids = range(1, INDICATORS + 1)
    session.add(Region(id=1, title_nb="Eksempel", code="9999", kind="municipality"))
    session.flush()
    indicator = {
        "unit_of_measure_nb": "prosent",
        "decimals": 1,
        "direction": "up",
        "frequency": "year",
        "producer": "Eksempel",
        "is_published": True,
        "is_example": True,
    }
    session.execute(
        insert(Indicator),
        [{"id": n, "key": f"i{n}", "title_nb": f"I {n}", **indicator} for n in ids],
    )
    headline = {"region_id": 1, "breakdown": "total", "is_headline": True}
    session.execute(insert(Series), [{"id": n, "indicator_id": n, **headline} for n in ids])
    session.execute(
        insert(Observation),
        [
            {
                "series_id": n,
                "period_id": periods.year(FIRST + i).id,
                "value": value,
                "mark": 0,
                "run_id": 1,
            }
            for n in ids
            for i, value in enumerate(values_of(n))
        ],
    )
    session.execute(insert(Baseline), [{"indicator_id": n, "year": 2010} for n in ids])
    target = {"rule": "from_to", "value": 90.0, "year": 2030, "is_example": True}
    session.execute(insert(Target), [{"indicator_id": n, **target} for n in ids])


def timed(what):
    """Return the seconds of one core that something takes, and those that pass meanwhile."""
    started, used = time.perf_counter(), time.process_time()
    what()
    return time.process_time() - used, time.perf_counter() - started


def main():
    at = datetime.now(UTC).replace(tzinfo=None)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder, 'speed.db')}")
        schema.upgrade(database)
        with database.writing() as session:
            fill(session)

        def refresh():
            with database.writing() as session:
                refresh_all_summaries(session, at=at)

        found = {
            "computed": timed(computed),
            "read, judged by all methods and kept, with history and forecasts": timed(refresh),
            "the same again, nothing changed": timed(refresh),
        }
        database.close()
    print(
        f"{INDICATORS} indicators with {POINTS} points; goal under {GOAL_SECONDS:.0f} s on one core"
    )
    for what, (core, clock) in found.items():
        print(f"  {core:.2f} s ({clock:.2f} s by the clock): {what}")


if __name__ == "__main__":
    main()
