"""G11: the front page with 15 subgoals, server time with SQL, beside its SQL alone.

Run: ``python -m benchmarks.overview_page``. The data are those of the example municipality.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from sqlalchemy import event

from benchmarks.pairs import measure
from dashboard.app import create_app
from etl.demo.loading import load_demo
from indicators.database import Database
from indicators.queries.overview import overview
from indicators.settings import Settings


def main() -> None:
    """Load the example municipality and time its front page."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'b.db'}"
        settings = Settings(database_url=url, snapshots=Path(folder) / "snapshots", demo=True)
        database = Database(url)
        load_demo(database, "eksempel", settings=settings, progress=lambda *_: None)
        server = create_app(settings, database).server
        client = server.test_client()
        etag = client.get("/").headers["ETag"]
        number = iter(range(10**9))
        statements = _statements(database)

        def sql_alone() -> None:
            with database.engine.connect() as connection:
                driver = connection.connection.driver_connection
                for statement, parameters in statements:
                    driver.execute(statement, parameters).fetchall()  # type: ignore[union-attr]

        measure(
            "Front page, 15 subgoals, in process",
            {
                "its SQL on the bare driver": sql_alone,
                "its queries through the domain": lambda: _ask(database),
                "the page, uncached": lambda: client.get(f"/?n={next(number)}"),
                "the page, cached": lambda: client.get("/"),
                "the page, 304": lambda: client.get("/", headers={"If-None-Match": etag}),
            },
            inner=20,
        )


def _ask(database: Database) -> None:
    with database.reading() as session:
        overview(session, "nb")


def _statements(database: Database) -> list[tuple[str, tuple[object, ...]]]:
    """Return the statements that the page's queries send, with their values."""
    seen: list[tuple[str, tuple[object, ...]]] = []

    def note(_conn, _cursor, statement, parameters, *_others):
        if not statement.startswith("BEGIN"):
            seen.append((statement, tuple(parameters)))

    event.listen(database.engine, "before_cursor_execute", note)
    _ask(database)
    event.remove(database.engine, "before_cursor_execute", note)
    return seen


if __name__ == "__main__":
    main()
