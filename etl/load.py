"""Bulk load of observations: only what is new or changed is written, and nothing is lost.

One diff per load against what is stored; replaced values go to ``observation_revision`` with the
run that replaced them. Everything happens on the session's own connection and in its transaction.
Values that are stored and not among the new ones stay: a source that stops publishing a period
does not unsay it.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

from etl import load_postgresql, load_sqlite
from etl.load_series import series_of
from etl.observation_columns import Counts, SeriesRows
from indicators.database import mark_changed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from etl.observation_columns import ObservationColumns

# PostgreSQL keeps statistics by itself after small loads; a large one must not wait for that.
_LARGE = 10_000


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a load came to: read = new + changed + unchanged."""

    read: int
    new: int
    changed: int
    unchanged: int


def record(
    session: Session,
    columns: ObservationColumns,
    *,
    run_id: int,
    headlines: Mapping[int, int] | None = None,
) -> Recorded:
    """Store observations, making the series that are missing.

    ``headlines`` gives the region whose undivided series is what pages show of an indicator, by
    indicator id. Never commits.

    Raises:
        ValueError: If a series has the same period twice.
    """
    session.flush()
    sqlite = session.get_bind().dialect.name == "sqlite"
    engine = load_sqlite if sqlite else load_postgresql
    driver = session.connection().connection.driver_connection
    with _collector_resting():
        series = series_of(session, columns, headlines or {}, engine.insert_series)
        rows = SeriesRows(series.id, columns.period_id, columns.value, columns.mark).in_key_order()
        # Ids of new series are above all others, so their rows are the last ones.
        first_new = int(rows.series_id.searchsorted(series.first_new))
        changes = engine.replace(driver, rows.taken(slice(0, first_new)), run_id)
        first = engine.insert(driver, rows.taken(slice(first_new, None)), run_id)
        counts = Counts(first.new + changes.new, changes.changed)
    if counts.new or counts.changed:
        mark_changed(session)
        _refresh_statistics(session, counts, sqlite=sqlite)
    unchanged = len(rows) - counts.new - counts.changed
    return Recorded(len(rows), counts.new, counts.changed, unchanged)


def _refresh_statistics(session: Session, counts: Counts, *, sqlite: bool) -> None:
    """Tell the query planner what the tables look like now; SQLite is lost without (see docs)."""
    if sqlite:
        session.execute(text("PRAGMA analysis_limit=1000"))
        session.execute(text("ANALYZE"))
    elif sum(counts) >= _LARGE:
        session.execute(text("ANALYZE observation, series"))


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Keep the garbage collector still: with millions of small values it doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
