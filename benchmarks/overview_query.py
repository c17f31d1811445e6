"""G10: the overview's query at 1 and 10 million observations, beside the bare driver.

Run: ``python -m benchmarks.overview_query [--rows 1 10]`` (millions).
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from sqlalchemy.dialects import postgresql, sqlite

from benchmarks.made_up import ROWS_OF_A_REGION, fill, postgres_server
from benchmarks.pairs import measure
from indicators.database import Database
from indicators.queries import statuses
from indicators.queries.overview import overview

ROUNDS = 21


def _compare(name: str, database: Database) -> float:
    """Time the query through the domain, and the same SQL on the bare driver."""
    dialect = sqlite.dialect() if database.is_sqlite else postgresql.dialect()
    statement = (
        statuses.statuses_select("nb")
        .params(plan_id=1)
        .compile(dialect=dialect, compile_kwargs={"literal_binds": True})
        .string
    )
    with database.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        with database.reading() as session:
            ratios = measure(
                f"{name}: 300 indicators, 15 subgoals, 375 rows",
                {
                    "bare driver, same SQL": lambda: driver.execute(statement).fetchall(),
                    "statuses_of_plan": lambda: statuses.statuses_of_plan(session, 1, "nb"),
                    "overview, all of the page's queries": lambda: overview(session, "nb"),
                },
                rounds=ROUNDS,
                inner=10,
            )
        connection.rollback()
    return ratios["statuses_of_plan"]


def main() -> None:
    """Run on SQLite and PostgreSQL for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+", default=[1, 10], help="millions")
    sizes = parser.parse_args().rows
    for millions in sizes:
        regions = round(millions * 1_000_000 / ROWS_OF_A_REGION)
        with tempfile.TemporaryDirectory() as folder:
            _compare(f"SQLite {millions}M", fill(f"sqlite:///{Path(folder) / 'b.db'}", regions))
        with postgres_server() as url:
            _compare(f"PostgreSQL {millions}M", fill(url, regions))


if __name__ == "__main__":
    main()
