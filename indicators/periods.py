"""Periods as half-open intervals with a kind, and the whole number that stands for one.

A period is known by its kind and its first day. Its ``id`` packs the two into 31 bits:
days since 1 January 1800, times 64, plus the kind's code. Within a series ids sort as time does,
no look-up is needed to load, and the same period has the same id in every installation.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_EPOCH = date(1800, 1, 1)
_ROLLING_BASE = 10
_LONGEST_ROLLING = 53
_MONTHS_IN_YEAR = 12
_FIRST_SCHOOL_MONTH = 8


class PeriodKind(StrEnum):
    """What sort of interval a period is; ``rolling`` is a whole number of years above one."""

    year = "year"
    half_year = "half_year"
    tertial = "tertial"
    quarter = "quarter"
    month = "month"
    week = "week"
    day = "day"
    school_year = "school_year"
    rolling = "rolling"


_CODE_OF_KIND = {
    PeriodKind.year: 0,
    PeriodKind.half_year: 1,
    PeriodKind.tertial: 2,
    PeriodKind.quarter: 3,
    PeriodKind.month: 4,
    PeriodKind.week: 5,
    PeriodKind.day: 6,
    PeriodKind.school_year: 7,
}
_KIND_OF_CODE = {code: kind for kind, code in _CODE_OF_KIND.items()}
_MONTHS_OF_KIND = {
    PeriodKind.year: 12,
    PeriodKind.half_year: 6,
    PeriodKind.tertial: 4,
    PeriodKind.quarter: 3,
    PeriodKind.month: 1,
    PeriodKind.school_year: 12,
}


def _first_of_month(months: int) -> date:
    year, month = divmod(months, _MONTHS_IN_YEAR)
    return date(year, month + 1, 1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A half-open interval of days from ``start`` up to, not including, ``end``."""

    start: date
    end: date
    kind: PeriodKind

    @property
    def years(self) -> int:
        """Whole years covered by a rolling period; 1 for every other kind."""
        if self.kind is not PeriodKind.rolling:
            return 1
        return self.end.year - self.start.year

    @property
    def id(self) -> int:
        """Return the whole number that stands for the period in the database."""
        code = (
            _ROLLING_BASE + self.years
            if self.kind is PeriodKind.rolling
            else _CODE_OF_KIND[self.kind]
        )
        return (self.start - _EPOCH).days * 64 + code

    @property
    def last_year(self) -> int:
        """The calendar year of the last day: where a target year meets the period."""
        return (self.end - timedelta(days=1)).year

    @property
    def midpoint(self) -> float:
        """The middle of the interval as a decimal year (2020.5 is the middle of 2020)."""
        return (_decimal_year(self.start) + _decimal_year(self.end)) / 2

    @property
    def code(self) -> str:
        """Return the period as it is written in files and addresses: 2024, 2024K2, 2018-2020."""
        return _WRITTEN[self.kind](self)


def _written_school_year(period: Period) -> str:
    return f"{period.start.year}/{(period.start.year + 1) % 100:02d}"


def _written_week(period: Period) -> str:
    # The year of an ISO week may be another than that of its Monday.
    week = period.start.isocalendar()
    return f"{week.year}U{week.week:02d}"


def _written_month(period: Period) -> str:
    return f"{period.start.year}M{period.start.month:02d}"


def _written_part(letter: str, months: int) -> Callable[[Period], str]:
    def written(period: Period) -> str:
        return f"{period.start.year}{letter}{(period.start.month - 1) // months + 1}"

    return written


_WRITTEN: Mapping[PeriodKind, Callable[[Period], str]] = {
    PeriodKind.year: lambda period: f"{period.start.year}",
    PeriodKind.half_year: _written_part("H", 6),
    PeriodKind.tertial: _written_part("T", 4),
    PeriodKind.quarter: _written_part("K", 3),
    PeriodKind.month: _written_month,
    PeriodKind.week: _written_week,
    PeriodKind.day: lambda period: period.start.isoformat(),
    PeriodKind.school_year: _written_school_year,
    PeriodKind.rolling: lambda period: f"{period.start.year}-{period.end.year - 1}",
}


def _decimal_year(day: date) -> float:
    first = date(day.year, 1, 1)
    return day.year + (day - first).days / (date(day.year + 1, 1, 1) - first).days


def _of_months(kind: PeriodKind, first_month: int) -> Period:
    return Period(
        _first_of_month(first_month), _first_of_month(first_month + _MONTHS_OF_KIND[kind]), kind
    )


def year(number: int) -> Period:
    """Return one calendar year."""
    return _of_months(PeriodKind.year, number * 12)


def rolling_years(first: int, last: int) -> Period:
    """Return the years from ``first`` to ``last``, both counted; one year is a plain year.

    Raises:
        ValueError: If the years run backwards or the span is too long to be stored.
    """
    if first == last:
        return year(first)
    if not 1 < last - first + 1 <= _LONGEST_ROLLING:
        raise ValueError(f"{first}-{last} is not a span of 2 to {_LONGEST_ROLLING} years")
    return Period(date(first, 1, 1), date(last + 1, 1, 1), PeriodKind.rolling)


def school_year(first: int) -> Period:
    """Return the school year that starts in August of ``first``."""
    return _of_months(PeriodKind.school_year, first * 12 + _FIRST_SCHOOL_MONTH - 1)


@lru_cache(maxsize=10_000)
def of_id(number: int) -> Period:
    """Return the period that an id stands for.

    Raises:
        ValueError: If no period has that id.
    """
    days, code = divmod(number, 64)
    try:
        period = _of_start(_EPOCH + timedelta(days=days), code)
    except (OverflowError, KeyError):
        raise ValueError(f"{number} is not the id of a period") from None
    # A number may name a first day that its kind never starts on, such as a year from March.
    if period.id != number or parse(period.code) != period:
        raise ValueError(f"{number} is not the id of a period")
    return period


def _of_start(start: date, code: int) -> Period:
    if code > _ROLLING_BASE:
        return rolling_years(start.year, start.year + code - _ROLLING_BASE - 1)
    kind = _KIND_OF_CODE[code]
    if kind is PeriodKind.week:
        return Period(start, start + timedelta(days=7), kind)
    if kind is PeriodKind.day:
        return Period(start, start + timedelta(days=1), kind)
    return _of_months(kind, start.year * 12 + start.month - 1)


_SPAN = re.compile(r"(\d{4})\s*[-_–]\s*(\d{4})")
_SCHOOL = re.compile(r"(\d{4})\s*[-/–]\s*(\d{2})")
_PART = re.compile(r"(\d{4})\s*-?\s*([A-Za-z])\s*(\d{1,2})")
_PARTS_OF_YEAR = {
    "H": (PeriodKind.half_year, 2),
    "T": (PeriodKind.tertial, 3),
    "K": (PeriodKind.quarter, 4),
    "Q": (PeriodKind.quarter, 4),
    "M": (PeriodKind.month, 12),
}
_WEEK_LETTERS = "UVW"


def parse(text: str) -> Period:
    """Read a time code as statistics offices write it.

    Understood: ``2024``, ``2024H1``, ``2024T3``, ``2024K2``/``2024Q2``, ``2024M06``, ``2024U01``
    (also V and W), ``2018-2020``/``2018_2020``, ``2024_2024`` (one year), school years
    ``2023-24``/``2023/24`` and ISO dates.

    Raises:
        ValueError: If the text is none of these, or names a part that the year does not have.
    """
    code = text.strip()
    if re.fullmatch(r"\d{4}", code):
        return year(int(code))
    if match := _SPAN.fullmatch(code):
        return rolling_years(int(match[1]), int(match[2]))
    if match := _SCHOOL.fullmatch(code):
        if (int(match[1]) + 1) % 100 != int(match[2]):
            raise ValueError(f"«{text}» is not a school year")
        return school_year(int(match[1]))
    if match := _PART.fullmatch(code):
        return _part_of_year(text, int(match[1]), match[2].upper(), int(match[3]))
    try:
        day = date.fromisoformat(code)
    except ValueError:
        raise ValueError(f"«{text}» is not a period") from None
    return Period(day, day + timedelta(days=1), PeriodKind.day)


def _part_of_year(text: str, in_year: int, letter: str, number: int) -> Period:
    if letter in _WEEK_LETTERS:
        try:
            monday = date.fromisocalendar(in_year, number, 1)
        except ValueError:
            raise ValueError(f"«{text}»: {in_year} has no week {number}") from None
        return Period(monday, monday + timedelta(days=7), PeriodKind.week)
    if letter not in _PARTS_OF_YEAR:
        raise ValueError(f"«{text}» is not a period")
    kind, parts = _PARTS_OF_YEAR[letter]
    if not 1 <= number <= parts:
        raise ValueError(f"«{text}»: a year has {parts} of these, not {number}")
    return _of_months(kind, in_year * 12 + (number - 1) * _MONTHS_OF_KIND[kind])
