"""When years meet periods, and which points of a series may be compared with its latest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators import periods
from indicators.periods import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from indicators.progress.values import Point

NEAR = 0.02
"""Times closer than this (a week) are the same: leap years move the middle of a period a little."""

_NOT_IN_YEARS = (PeriodKind.week, PeriodKind.day)
_WHOLE_YEARS = (PeriodKind.year, PeriodKind.school_year, PeriodKind.rolling)
_LEAST_AFTER_BASELINE = 5


def is_part_of_year(period: periods.Period) -> bool:
    """Tell whether a period is shorter than a year, so that seasons may hide in the series."""
    return period.kind not in _WHOLE_YEARS


def length(period: periods.Period) -> float:
    """Return a period's length in years."""
    return (period.end - period.start).days / 365.25


def decimal_year(day: date) -> float:
    """Return a day as a decimal year."""
    return periods.Period(day, day, PeriodKind.day).midpoint


def time_of_year(year: int, period: periods.Period) -> float:
    """Return the time at which a series of such periods meets a year.

    A year is met by the period whose last day is in it; of shorter periods by the same part of
    the year as the given one, so that a season is compared with itself.
    """
    return period.midpoint + (year - period.last_year)


def years_later(period: periods.Period, years: int) -> periods.Period | None:
    """Return the same period so many years later; None for weeks and days, which have no such."""
    if period.kind in _NOT_IN_YEARS:
        return None
    start = period.start.replace(year=period.start.year + years)
    return periods.Period(start, period.end.replace(year=period.end.year + years), period.kind)


def at(points: Sequence[Point], time: float) -> Point | None:
    """Return the point at a time, or None."""
    return next((point for point in points if abs(point.time - time) <= NEAR), None)


def after_break(points: Sequence[Point], breaks: Sequence[float]) -> tuple[Point, ...]:
    """Return the points since the last break; what is older was measured in another way."""
    if not points:
        return ()
    passed = [time for time in breaks if time <= points[-1].time + NEAR]
    since = max(passed, default=points[0].time)
    return tuple(point for point in points if point.time >= since - NEAR)


def independent(points: Sequence[Point], period: periods.Period) -> tuple[Point, ...]:
    """Return the points that a trend may count, counted back from the latest.

    Of rolling years only windows that do not overlap, since overlapping ones share their data; of
    parts of a year only the same part, since seasons are not trends.
    """
    latest = points[-1]
    if period.kind is PeriodKind.rolling:
        return _apart(points, float(period.years))
    if is_part_of_year(period):
        return tuple(p for p in points if _is_whole(latest.time - p.time))
    return tuple(points)


def _apart(points: Sequence[Point], years: float) -> tuple[Point, ...]:
    kept: list[Point] = []
    for point in reversed(points):
        if not kept or kept[-1].time - point.time >= years - NEAR:
            kept.append(point)
    return tuple(reversed(kept))


def _is_whole(years: float) -> bool:
    return abs(years - round(years)) <= NEAR


def window(points: Sequence[Point], start: float | None) -> tuple[Point, ...]:
    """Return the points since a start, but at least the last five where they are."""
    if start is None:
        return tuple(points)
    since = [point for point in points if point.time >= start - NEAR]
    return tuple(since if len(since) >= _LEAST_AFTER_BASELINE else points[-_LEAST_AFTER_BASELINE:])
