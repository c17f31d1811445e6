"""Understands what stands in a cell as Norwegians write it: 1 234,5 and 31.12.2026.

A date is never read month first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from etl.workbooks.cells import Cell, CellKind, shown_number
from etl.workbooks.folding import fold, tidy
from etl.workbooks.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from etl.workbooks.choices import Choices

Value = str | float | int | bool | date

_THOUSANDS = re.compile("[\\s\u00a0\u2007\u2009\u202f']")
_MONEY = re.compile(r"^(?:kr|nok)\.?|(?:kr|nok)\.?$|,-$", re.IGNORECASE)
_DIGITS = re.compile(r"[+-]?\d+(?:,\d+)?")
_POINTED = re.compile(r"[+-]?\d+\.\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+|[+-]?\d{1,3}(?:\.\d{3}){2,}")
_ONE_GROUP = re.compile(r"[+-]?\d{1,3}\.\d{3}")
_DAY = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?")
_NAMED_DAY = re.compile(r"(\d{1,2})\.?\s*([a-z]+)\.?\s*(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "des")
_YES = frozenset({"ja", "j", "x", "sann", "true", "1", "yes"})
_NO = frozenset({"nei", "n", "usann", "false", "0", "no"})
_CENTURY = 2000
_SHORT_YEAR = 100
_FIRST_SERIAL, _LAST_SERIAL = 36526, 73050  # 2000-2099
_LONGEST_NUMBER = 40
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a cell cannot be understood: the finding's code and what it says."""

    code: str
    params: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a cell was understood as; a ``note`` is told though the value holds."""

    value: Value | None
    problem: Problem | None = None
    note: Problem | None = None


def read_cell(cell: Cell, kind: Kind, choices: Choices | None = None) -> Read:
    """Return what stands in a cell that is to hold ``kind``; a cell with an error is never 0."""
    if cell.kind is CellKind.error:
        return Read(None, Problem("error_cell"))
    if cell.kind is CellKind.uncalculated:
        return Read(None, Problem("uncalculated"))
    if kind is Kind.choice:
        if choices is None:
            raise ValueError("a column of choices needs its list")
        return _choice(cell, choices)
    return _READERS[kind](cell)


def _failed(code: str, **params: str) -> Read:
    return Read(None, Problem(code, tuple(params.items())))


def _text(cell: Cell) -> Read:
    return Read(tidy(cell.shown) or None)


def _choice(cell: Cell, choices: Choices) -> Read:
    text = cell.shown
    if cell.kind is CellKind.date and isinstance(cell.value, date):
        # 2.3 typed in a cell that is not text becomes the second of March.
        meant = choices.find(f"{cell.value.day}.{cell.value.month}")
        if meant is None:
            return _failed("date_for_choice")
        return _failed("date_for_choice", suggestion=meant.choice.label)
    match = choices.find(text)
    if match is None:
        suggestion = choices.suggestion(text)
        if suggestion is None:
            return _failed("unknown_choice", allowed=choices.told())
        return _failed("unknown_choice", suggestion=suggestion)
    note = None if match.exact else Problem("label_differs", (("label", match.choice.label),))
    return Read(match.choice.key, note=note)


def _numeric(cell: Cell) -> Read:
    """Read a number, percentages as what is shown: 45 % is 45."""
    if isinstance(cell.value, bool) or cell.kind in (CellKind.date, CellKind.duration):
        return _failed("not_a_number")
    if isinstance(cell.value, float):
        if cell.kind is CellKind.percent:
            return Read(_clean(cell.value * _PERCENT), note=Problem("percent"))
        return Read(cell.value)
    return number_in_text(str(cell.value))


def number_in_text(text: str) -> Read:
    """Read a number from a text: decimal comma, blanks between thousands, kr or % around it.

    A point is a decimal point when it cannot be a thousands mark; 1.234 can be both and is refused.
    """
    bare = _THOUSANDS.sub("", fold(text).replace("\u2212", "-"))
    note = Problem("percent") if bare.endswith("%") else None
    bare = _MONEY.sub("", bare.removesuffix("%"))
    if len(bare) > _LONGEST_NUMBER:
        return _failed("not_a_number")
    if _ONE_GROUP.fullmatch(bare):
        return _failed(
            "ambiguous_number", first=bare.replace(".", ""), second=bare.replace(".", ",")
        )
    if _DIGITS.fullmatch(bare):
        return Read(float(bare.replace(",", ".")), note=note)
    if _GROUPED.fullmatch(bare):
        return Read(float(bare.replace(".", "").replace(",", ".")), note=note)
    if _POINTED.fullmatch(bare):
        return Read(float(bare), note=note)
    return _failed("not_a_number")


def _clean(value: float) -> float:
    # 0.07 * 100 is 7.000000000000001: fifteen digits are what a workbook holds.
    return float(f"{value:.15g}")


def _whole(cell: Cell) -> Read:
    read = _numeric(cell)
    if not isinstance(read.value, float):
        return read
    if read.note is not None or read.value != int(read.value):
        return _failed("not_whole")
    return Read(int(read.value))


def _money(cell: Cell) -> Read:
    read = _numeric(cell)
    if not isinstance(read.value, float):
        return read
    return _failed("not_a_number") if read.note is not None else Read(read.value)


def _share(cell: Cell) -> Read:
    read = _numeric(cell)
    if not isinstance(read.value, float):
        return read
    share = _clean(read.value / _PERCENT) if read.note is not None else read.value
    if 0 <= share <= 1:
        return Read(share)
    if read.note is None and 1 < share <= _PERCENT:
        return _failed("not_a_share", suggestion=f"{shown_number(share)} %")
    return _failed("not_a_share")


def _date(cell: Cell) -> Read:
    value = cell.value
    if isinstance(value, datetime):
        return Read(value.date())
    if isinstance(value, date):
        return Read(value)
    if isinstance(value, str):
        return date_in_text(value)
    if isinstance(value, float) and _FIRST_SERIAL <= value <= _LAST_SERIAL:
        day = date.fromordinal(date(1899, 12, 30).toordinal() + int(value))
        return _failed("not_a_date", suggestion=day.strftime("%d.%m.%Y"))
    return _failed("not_a_date")


def date_in_text(text: str) -> Read:
    """Read a date from a text: 31.12.2026, 31/12/26, 2026-12-31 or 31. desember 2026."""
    bare = fold(text)
    if match := _ISO_DAY.fullmatch(bare):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY.fullmatch(bare):
        year = int(match[3])
        return _day(year + _CENTURY if year < _SHORT_YEAR else year, int(match[2]), int(match[1]))
    match = _NAMED_DAY.fullmatch(bare)
    if match and match[2][:3] in _MONTHS:
        return _day(int(match[3]), _MONTHS.index(match[2][:3]) + 1, int(match[1]))
    return _failed("not_a_date")


def _day(year: int, month: int, day: int) -> Read:
    try:
        return Read(date(year, month, day))
    except ValueError:
        pass
    try:
        # Month and day the other way round is a guess to be told, never one to be taken.
        turned = date(year, day, month)
    except ValueError:
        return _failed("not_a_date")
    return _failed("not_a_date", suggestion=turned.strftime("%d.%m.%Y"))


def _boolean(cell: Cell) -> Read:
    if isinstance(cell.value, bool):
        return Read(cell.value)
    folded = fold(cell.shown)
    if folded in _YES:
        return Read(value=True)
    if folded in _NO:
        return Read(value=False)
    return _failed("not_a_boolean")


_READERS: dict[Kind, Callable[[Cell], Read]] = {
    Kind.text: _text,
    Kind.long_text: _text,
    Kind.whole: _whole,
    Kind.number: _numeric,
    Kind.money: _money,
    Kind.share: _share,
    Kind.date: _date,
    Kind.boolean: _boolean,
}
