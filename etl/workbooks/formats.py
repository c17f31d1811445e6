"""Number formats of Excel: which make a number a date, a duration or a percentage."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from etl.workbooks.cells import CellKind

_BUILT_IN = {
    **dict.fromkeys((9, 10), CellKind.percent),
    **dict.fromkeys((14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 47), CellKind.date),
    **dict.fromkeys(range(27, 37), CellKind.date),
    **dict.fromkeys(range(50, 59), CellKind.date),
    46: CellKind.duration,
}
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.')
_BRACKET = re.compile(r"\[[^\]]*\]")
_DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[dmyhsåDMYHSÅ]")
_GENERAL = re.compile(r"general|standard", re.IGNORECASE)

# Excel believes that 1900 was a leap year: serial 60 is a day that never was.
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - a workbook knows no time zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LEAP_BUG = 60
_LAST_SERIAL = 2_958_466
_MINUTE = 60


def kind_of_format(number: int, code: str | None) -> CellKind:
    """Return what a number is with a format: by its code when it has one, else by its number."""
    if code is None:
        return _BUILT_IN.get(number, CellKind.number)
    return _kind_of_code(code)


@lru_cache(maxsize=512)
def _kind_of_code(code: str) -> CellKind:
    if _DURATION.search(code):
        return CellKind.duration
    bare = _GENERAL.sub("", _BRACKET.sub("", _LITERAL.sub("", code.partition(";")[0])))
    if _DATE_LETTER.search(bare):
        return CellKind.date
    return CellKind.percent if "%" in bare else CellKind.number


def moment_of_serial(serial: float, *, is_1904: bool) -> date | datetime | None:
    """Return the day (with the time, when it is not midnight) of a serial number, or None."""
    if not 0 <= serial < _LAST_SERIAL:
        return None
    if is_1904:
        moment = _EPOCH_1904 + timedelta(days=serial)
    else:
        moment = _EPOCH_1900 + timedelta(days=serial + 1 if serial < _LEAP_BUG else serial)
    # Serials are floats: a time is told to the nearest minute.
    moment = (moment + timedelta(seconds=_MINUTE / 2)).replace(second=0, microsecond=0)
    return moment.date() if moment.hour == 0 and moment.minute == 0 else moment
