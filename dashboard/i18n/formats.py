"""How numbers, money, dates and periods are written in each language.

The signs come from Babel's locale data. They are read once per language, since formatting a number
through Babel costs more than the rest of a table cell. Spaces inside numbers never break.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, get_month_names

from indicators.languages import Language
from indicators.periods import Period, PeriodKind, of_id

if TYPE_CHECKING:
    from datetime import date, datetime

HERE = ZoneInfo("Europe/Oslo")
NO_BREAK = "\u00a0"
MISSING = "–"
_MILLION = 1_000_000
_PERCENT = {"%", "prosent", "percent", "pct"}

# What stands before or around the number of a part of a year, with {n} and {year}.
_PARTS = {
    Language.nb: {
        PeriodKind.half_year: "{n}. halvår {year}",
        PeriodKind.tertial: "{n}. tertial {year}",
        PeriodKind.quarter: "{n}. kvartal {year}",
        PeriodKind.week: "uke {n} {year}",
    },
    Language.nn: {
        PeriodKind.half_year: "{n}. halvår {year}",
        PeriodKind.tertial: "{n}. tertial {year}",
        PeriodKind.quarter: "{n}. kvartal {year}",
        PeriodKind.week: "veke {n} {year}",
    },
    Language.en: {
        PeriodKind.half_year: "half-year {n}, {year}",
        PeriodKind.tertial: "tertial {n}, {year}",
        PeriodKind.quarter: "quarter {n}, {year}",
        PeriodKind.week: "week {n}, {year}",
    },
}
_MONTHS_IN = {PeriodKind.half_year: 6, PeriodKind.tertial: 4, PeriodKind.quarter: 3}
_MILLION_WORD = {Language.nb: "mill. kr", Language.nn: "mill. kr", Language.en: "NOK million"}
_KRONER_WORD = {Language.nb: "kr", Language.nn: "kr", Language.en: "NOK"}


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one language; None is always written as a dash, never as zero."""

    language: Language
    _locale: Locale = field(init=False, repr=False)
    _signs: dict[int, str] = field(init=False, repr=False)
    _minus: str = field(init=False, repr=False)
    _months: tuple[str, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Read the signs and names of the language once."""
        locale = Locale.parse(self.language.value)
        symbols = locale.number_symbols["latn"]
        months = get_month_names("wide", locale=locale)
        signs = {ord(","): symbols["group"], ord("."): symbols["decimal"]}
        object.__setattr__(self, "_locale", locale)
        object.__setattr__(self, "_signs", signs)
        object.__setattr__(self, "_minus", symbols["minusSign"])
        object.__setattr__(self, "_months", tuple(months[n] for n in range(1, 13)))

    def number(self, value: float | None, decimals: int = 0) -> str:
        """Return a number with so many decimals, as 1 234,5."""
        if value is None:
            return MISSING
        written = f"{abs(value):,.{decimals}f}"
        # What rounds to zero has no sign: «−0» says nothing.
        is_negative = value < 0 and any(digit not in "0.," for digit in written)
        return (self._minus if is_negative else "") + written.translate(self._signs)

    def signed(self, value: float | None, decimals: int = 0) -> str:
        """Return a change with its sign, as +2,5 or −2,5."""
        written = self.number(value, decimals)
        if value is None or value <= 0 or written == self.number(0, decimals):
            return written
        return f"+{written}"

    def quantity(self, value: float | None, decimals: int, unit_of_measure: str) -> str:
        """Return a number with its unit of measure, as 82,4 % or 308 000 tonn."""
        if value is None:
            return MISSING
        return f"{self.number(value, decimals)}{NO_BREAK}{self.unit(unit_of_measure)}".rstrip()

    def unit(self, unit_of_measure: str) -> str:
        """Return a unit of measure as it stands after a number: per cent becomes its sign."""
        return "%" if unit_of_measure.strip().lower() in _PERCENT else unit_of_measure

    def kroner(self, nok: float | None) -> str:
        """Return an amount in full, as 1 234 567 kr."""
        if nok is None:
            return MISSING
        word = _KRONER_WORD[self.language]
        if self.language is Language.en:
            return f"{word}{NO_BREAK}{self.number(nok)}"
        return f"{self.number(nok)}{NO_BREAK}{word}"

    def million_kroner(self, nok: float | None, decimals: int = 1) -> str:
        """Return an amount in millions, as 12,3 mill. kr."""
        if nok is None:
            return MISSING
        word = _MILLION_WORD[self.language].replace(" ", NO_BREAK)
        return f"{self.number(nok / _MILLION, decimals)}{NO_BREAK}{word}"

    def date(self, day: date | None) -> str:
        """Return a date in words, as 24. november 2026."""
        if day is None:
            return MISSING
        written: str = format_date(day, format="long", locale=self._locale)
        return written.replace(" ", NO_BREAK, 1)

    def moment(self, at: datetime | None) -> str:
        """Return the local date of a moment kept in UTC, in words."""
        if at is None:
            return MISSING
        return self.date(at.replace(tzinfo=UTC).astimezone(HERE).date())

    def clock(self, at: datetime) -> str:
        """Return local date and time of a moment kept in UTC, as 24. november 2026 kl. 14.05."""
        local = at.replace(tzinfo=UTC).astimezone(HERE)
        if self.language is Language.en:
            return f"{self.date(local.date())}, {local:%H:%M}"
        return f"{self.date(local.date())} kl.{NO_BREAK}{local:%H.%M}"

    def period(self, period: Period | int | None) -> str:
        """Return a period, or the period of an id, in words: 2024, 2. kvartal 2024, 2018–2020."""
        if period is None:
            return MISSING
        found = of_id(period) if isinstance(period, int) else period
        if found.kind in _PARTS[self.language]:
            return self._part_of_year(found, found.kind)
        return self._whole(found)

    def _whole(self, period: Period) -> str:
        match period.kind:
            case PeriodKind.rolling:
                return f"{period.start.year}–{period.end.year - 1}"
            case PeriodKind.month:
                return f"{self._months[period.start.month - 1]} {period.start.year}"
            case PeriodKind.day:
                return self.date(period.start)
            case _:
                return period.code

    def _part_of_year(self, period: Period, kind: PeriodKind) -> str:
        if kind is PeriodKind.week:
            week = period.start.isocalendar()
            return _PARTS[self.language][kind].format(n=week.week, year=week.year)
        number = (period.start.month - 1) // _MONTHS_IN[kind] + 1
        return _PARTS[self.language][kind].format(n=number, year=period.start.year)
