"""Writes observations to SQLite: many rows a statement, on the driver's connection."""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from etl.observation_columns import Counts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from etl.load_series import NewSeries
    from etl.observation_columns import SeriesRows

_INSERT = "INSERT INTO observation (series_id, period_id, value, mark, run_id) VALUES "
_UPSERT = (
    " ON CONFLICT (series_id, period_id) DO UPDATE"
    " SET value = excluded.value, mark = excluded.mark, run_id = excluded.run_id"
)
_KEEP = (
    "INSERT INTO observation_revision"
    " (series_id, period_id, replaced_by_run_id, value, mark, run_id)"
    " SELECT series_id, period_id, ?, value, mark, run_id FROM observation"
    " WHERE series_id = ? AND period_id = ?"
)
_INSERT_SERIES = (
    "INSERT INTO series (id, indicator_id, region_id, breakdown, label_nb, is_headline) VALUES "
)
_COLUMNS = 4
_ROWS_A_STATEMENT = 5_000
_SERIES_A_TIME = 4_000
# Key and mark in one number: a row that is read costs by its columns more than by their size.
# No number in a file is infinite, so that stands for null, which an array of numbers cannot hold.
_READ = (
    "SELECT (series_id << 36) | (period_id << 4) | mark, ifnull(value, 9e999)"
    " FROM observation WHERE series_id"
)
_STORED = np.dtype([("packed", np.int64), ("value", np.float64)])
_MARK_BITS = 4


def insert_series(driver: sqlite3.Connection, series: Sequence[NewSeries]) -> None:
    """Store new series."""
    one = "(?,?,?,?,?,?)"
    for first in range(0, len(series), _ROWS_A_STATEMENT):
        some = series[first : first + _ROWS_A_STATEMENT]
        driver.execute(
            _INSERT_SERIES + ",".join([one] * len(some)), list(chain.from_iterable(some))
        )


def insert(driver: sqlite3.Connection, rows: SeriesRows, run_id: int) -> Counts:
    """Store rows of series that have none."""
    _write(driver, rows, run_id, tail="")
    return Counts(len(rows), 0)


def replace(driver: sqlite3.Connection, rows: SeriesRows, run_id: int) -> Counts:
    """Store what is new or changed among rows in key order, and keep what was replaced."""
    new = changed = 0
    for some in _parts(rows):
        is_stored, is_same = _compared(driver, some)
        replaced = some.taken(is_stored & ~is_same)
        if len(replaced):
            keys = zip(replaced.series_id.tolist(), replaced.period_id.tolist(), strict=True)
            driver.executemany(_KEEP, [(run_id, series, period) for series, period in keys])
        written = some.taken(~is_same)
        _write(driver, written, run_id, tail=_UPSERT)
        changed += len(replaced)
        new += len(written) - len(replaced)
    return Counts(new, changed)


def _parts(rows: SeriesRows) -> Iterator[SeriesRows]:
    """Give the rows some thousand series at a time, so that little is held in memory."""
    starts = np.flatnonzero(np.diff(rows.series_id, prepend=-1))[::_SERIES_A_TIME].tolist()
    if not starts:
        return
    for first, last in zip(starts, [*starts[1:], len(rows)], strict=True):
        yield rows.taken(slice(first, last))


def _compared(
    driver: sqlite3.Connection, rows: SeriesRows
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which rows are stored, and which are stored with the same value and mark."""
    stored = _stored(driver, rows)
    if not len(stored):
        nothing = np.zeros(len(rows), dtype=bool)
        return nothing, nothing
    wanted = rows.keys()
    at = np.minimum(np.searchsorted(stored["packed"] >> _MARK_BITS, wanted), len(stored) - 1)
    packed, value = stored["packed"][at], stored["value"][at]
    is_stored = packed >> _MARK_BITS == wanted
    same_value = value == np.where(np.isnan(rows.value), np.inf, rows.value)
    return is_stored, same_value & (packed == (wanted << _MARK_BITS | rows.mark))


def _stored(driver: sqlite3.Connection, rows: SeriesRows) -> NDArray[np.void]:
    """Return the stored rows of the rows' series, in key order."""
    ids = np.unique(rows.series_id)
    first, last = int(ids[0]), int(ids[-1])
    order = "ORDER BY series_id, period_id"
    if last - first < 2 * len(ids):
        found = driver.execute(f"{_READ} BETWEEN ? AND ? {order}", (first, last))
    else:
        places = ",".join("?" * len(ids))
        found = driver.execute(f"{_READ} IN ({places}) {order}", ids.tolist())
    return np.fromiter(found, _STORED)


def _write(driver: sqlite3.Connection, rows: SeriesRows, run_id: int, *, tail: str) -> None:
    limit = min(
        _ROWS_A_STATEMENT, driver.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER) // _COLUMNS
    )
    # The run is the same for all rows: as a number in the statement it need not be bound each time.
    one = f"(?,?,?,?,{int(run_id)})"
    full = _INSERT + ",".join([one] * min(limit, len(rows))) + tail
    for first in range(0, len(rows), limit):
        values = _flat(rows.taken(slice(first, first + limit)))
        many = len(values) // _COLUMNS
        some = full if many == limit else _INSERT + ",".join([one] * many) + tail
        driver.execute(some, values)


def _flat(rows: SeriesRows) -> list[Any]:
    """Return the rows' columns woven into one list, as a statement of many rows binds them."""
    values: list[float | None] = rows.value.tolist()
    for missing in np.flatnonzero(np.isnan(rows.value)).tolist():
        values[missing] = None
    flat: list[Any] = [None] * (_COLUMNS * len(rows))
    flat[0::_COLUMNS] = rows.series_id.tolist()
    flat[1::_COLUMNS] = rows.period_id.tolist()
    flat[2::_COLUMNS] = values
    flat[3::_COLUMNS] = rows.mark.tolist()
    return flat
