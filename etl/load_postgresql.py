"""Writes observations to PostgreSQL: binary COPY built from columns, and one diff join."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from etl.observation_columns import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from psycopg import Connection, Cursor

    from etl.load_series import NewSeries
    from etl.observation_columns import SeriesRows

_COLUMNS = "series_id, period_id, value, mark"
_CHUNK = 1 << 20
_HEADER = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_TRAILER = b"\xff\xff"
_STAGE = """
    CREATE TEMPORARY TABLE stage
    (series_id integer, period_id integer, value double precision, mark smallint) ON COMMIT DROP
"""
_DIFF = """
    CREATE TEMPORARY TABLE difference ON COMMIT DROP AS
    SELECT s.series_id, s.period_id, s.value, s.mark, o.series_id IS NULL AS is_new,
           o.value AS old_value, o.mark AS old_mark, o.run_id AS old_run_id
    FROM stage s LEFT JOIN observation o USING (series_id, period_id)
    WHERE o.series_id IS NULL OR o.value IS DISTINCT FROM s.value OR o.mark <> s.mark
"""
_KEEP = """
    INSERT INTO observation_revision
           (series_id, period_id, replaced_by_run_id, value, mark, run_id)
    SELECT series_id, period_id, %s, old_value, old_mark, old_run_id
    FROM difference WHERE NOT is_new
"""
_INSERT = """
    INSERT INTO observation (series_id, period_id, value, mark, run_id)
    SELECT series_id, period_id, value, mark, %s FROM difference WHERE is_new
    ORDER BY series_id, period_id
"""
_UPDATE = """
    UPDATE observation o SET value = d.value, mark = d.mark, run_id = %s FROM difference d
    WHERE NOT d.is_new AND o.series_id = d.series_id AND o.period_id = d.period_id
"""
_COPY_SERIES = (
    "COPY series (id, indicator_id, region_id, breakdown, label_nb, is_headline) FROM STDIN"
)


def insert_series(driver: Connection, series: Sequence[NewSeries]) -> None:
    """Store new series, and let the next one that is made elsewhere come after them."""
    with driver.cursor() as cursor:
        with cursor.copy(_COPY_SERIES) as copy:
            for one in series:
                copy.write_row(one)
        cursor.execute(
            "SELECT setval(pg_get_serial_sequence('series', 'id'), %s)", (series[-1].id,)
        )


def insert(driver: Connection, rows: SeriesRows, run_id: int) -> Counts:
    """Store rows of series that have none."""
    if len(rows):
        with driver.cursor() as cursor:
            _copy(cursor, f"observation ({_COLUMNS}, run_id)", copy_buffer(rows, run_id))
    return Counts(len(rows), 0)


def replace(driver: Connection, rows: SeriesRows, run_id: int) -> Counts:
    """Store what is new or changed among rows in key order, and keep what was replaced."""
    if not len(rows):
        return Counts(0, 0)
    with driver.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS stage, difference")
        cursor.execute(_STAGE)
        _copy(cursor, f"stage ({_COLUMNS})", copy_buffer(rows))
        cursor.execute("ANALYZE stage")
        cursor.execute(_DIFF)
        cursor.execute(_KEEP, (run_id,))
        changed = cursor.rowcount
        cursor.execute(_INSERT, (run_id,))
        new = cursor.rowcount
        cursor.execute(_UPDATE, (run_id,))
    return Counts(new, changed)


def _copy(cursor: Cursor, target: str, buffer: bytes) -> None:
    with cursor.copy(f"COPY {target} FROM STDIN (FORMAT BINARY)") as copy:
        view = memoryview(buffer)
        for first in range(0, len(view), _CHUNK):
            copy.write(view[first : first + _CHUNK])


def copy_buffer(rows: SeriesRows, run_id: int | None = None) -> bytes:
    """Return rows in PostgreSQL's binary COPY format, with the run as fifth column if given.

    https://www.postgresql.org/docs/current/sql-copy.html, «Binary Format».
    """
    missing = np.isnan(rows.value)
    parts = [_HEADER, _records(rows.taken(~missing), run_id, has_value=True)]
    if missing.any():
        parts.append(_records(rows.taken(missing), run_id, has_value=False))
    return b"".join((*parts, _TRAILER))


def _records(rows: SeriesRows, run_id: int | None, *, has_value: bool) -> bytes:
    """Return rows that all have a value, or all have none, as one block of equal records."""
    columns: dict[str, tuple[str, NDArray[np.generic] | int | None]] = {
        "series_id": (">i4", rows.series_id),
        "period_id": (">i4", rows.period_id),
        "value": (">f8", rows.value if has_value else None),
        "mark": (">i2", rows.mark),
    }
    if run_id is not None:
        columns["run_id"] = (">i4", run_id)
    form: list[tuple[str, str]] = [("fields", ">i2")]
    for name, (kind, values) in columns.items():
        form.append((f"{name}_length", ">i4"))
        if values is not None:
            form.append((name, kind))
    records = np.empty(len(rows), np.dtype(form))
    records["fields"] = len(columns)
    for name, (kind, values) in columns.items():
        # A length of -1 is null.
        records[f"{name}_length"] = -1 if values is None else np.dtype(kind).itemsize
        if values is not None:
            records[name] = values
    return records.tobytes()
