"""The series that observations belong to: found, or made where they are missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sqlalchemy import func, select, update

from etl.observation_columns import TOTAL
from indicators.models.base import Base
from indicators.models.measurement import Series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from etl.observation_columns import ObservationColumns
    from etl.readers.table import Ints

_IDS_A_QUERY = 500
_BITS = 20
_PART = (1 << _BITS) - 1

SeriesKey = tuple[int, int, str]
"""Indicator, region and breakdown."""


class NewSeries(NamedTuple):
    """A row of the table ``series``."""

    id: int
    indicator_id: int
    region_id: int
    breakdown: str
    label_nb: str | None
    is_headline: bool


@dataclass(frozen=True, slots=True)
class FoundSeries:
    """Each row's series; ids from ``first_new`` on were made now and have no observations."""

    id: Ints
    first_new: int


def series_of(
    session: Session,
    columns: ObservationColumns,
    headlines: Mapping[int, int],
    insert: Callable[[object, Sequence[NewSeries]], None],
) -> FoundSeries:
    """Return the series of every row, after making those that were missing."""
    first_new = (session.scalar(select(func.max(Series.id))) or 0) + 1
    keys, inverse = _distinct(columns)
    stored = _stored(session, np.unique(columns.indicator_id).tolist())
    ids = np.empty(len(keys), np.int32)
    missing: list[NewSeries] = []
    for number, (indicator, region, breakdown) in enumerate(_unpacked(keys)):
        code, label = columns.breakdowns[breakdown]
        known = stored.get((indicator, region, code))
        if known is None:
            known = first_new + len(missing)
            is_headline = code == TOTAL.code and headlines.get(indicator) == region
            missing.append(NewSeries(known, indicator, region, code, label, is_headline))
        ids[number] = known
    _move_headlines(session, stored, headlines)
    if missing:
        insert(session.connection().connection.driver_connection, missing)
    return FoundSeries(ids[inverse], first_new)


def _distinct(columns: ObservationColumns) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Return the distinct (indicator, region, breakdown), packed, and each row's place in them."""
    keys = (
        columns.indicator_id.astype(np.int64) << 2 * _BITS
        | columns.region_id.astype(np.int64) << _BITS
        | columns.breakdown
    )
    steps = np.diff(keys, prepend=-1)
    if (steps >= 0).all():
        starts = steps > 0
        return keys[starts], np.cumsum(starts) - 1
    return np.unique(keys, return_inverse=True)


def _unpacked(keys: NDArray[np.int64]) -> Iterator[tuple[int, int, int]]:
    indicators = (keys >> 2 * _BITS).tolist()
    regions = ((keys >> _BITS) & _PART).tolist()
    return zip(indicators, regions, (keys & _PART).tolist(), strict=True)


def _stored(session: Session, indicator_ids: Sequence[int]) -> dict[SeriesKey, int]:
    table = Base.metadata.tables[Series.__tablename__]
    found: dict[SeriesKey, int] = {}
    for first in range(0, len(indicator_ids), _IDS_A_QUERY):
        some = indicator_ids[first : first + _IDS_A_QUERY]
        # On the connection, not the session: a large source has tens of thousands of series.
        rows = session.connection().execute(
            select(table.c.indicator_id, table.c.region_id, table.c.breakdown, table.c.id).where(
                table.c.indicator_id.in_(some)
            )
        )
        found.update({(row[0], row[1], row[2]): row[3] for row in rows.all()})
    return found


def _move_headlines(
    session: Session, stored: Mapping[SeriesKey, int], headlines: Mapping[int, int]
) -> None:
    """Let stored series be headline where they should be, and no others of the same indicator."""
    now = dict(
        session.execute(
            select(Series.indicator_id, Series.region_id).where(Series.is_headline)
        ).all()
    )
    for indicator, region in headlines.items():
        if now.get(indicator) == region:
            continue
        if indicator in now:
            session.execute(
                update(Series)
                .where(Series.indicator_id == indicator, Series.is_headline)
                .values(is_headline=False)
            )
        if series := stored.get((indicator, region, TOTAL.code)):
            session.execute(update(Series).where(Series.id == series).values(is_headline=True))
