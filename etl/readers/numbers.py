"""Numbers and marks as statistics offices write them in cells of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

# Ordinary, no-break, narrow no-break, thin and figure space: all are in use between thousands.
BLANKS: Final = " \u00a0\u202f\u2009\u2007"
MARKS: Final = frozenset({".", "..", "...", ":", "*", "-", "–", "k", "NA", "n.a."})
"""What a cell may hold where there is no number; the source says what its marks mean."""

_SIGN = "[+\\-\u2212]?"
_WHOLE = {
    ",": rf"(?:\d+|\d{{1,3}}(?:[{BLANKS}.]\d{{3}})+)",
    ".": rf"(?:\d+|\d{{1,3}}(?:[{BLANKS},]\d{{3}})+)",
    "": rf"(?:\d+|\d{{1,3}}(?:[{BLANKS}]\d{{3}})+)",
}
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_FORMS = {
    decimal: re.compile(
        rf"({_SIGN}(?:{_WHOLE[decimal]}(?:[{decimal or '.,'}]\d+)?|[{decimal or '.,'}]\d+)"
        rf"(?:[eE][+\-]?\d{{1,3}})?)"
        rf"[{BLANKS}]*(%?)[{BLANKS}]*(\D{{0,12}})"
    )
    for decimal in _WHOLE
}
_TO_POINT = {
    ",": str.maketrans({",": ".", ".": None, "\u2212": "-", **dict.fromkeys(BLANKS)}),
    ".": str.maketrans({",": None, "\u2212": "-", **dict.fromkeys(BLANKS)}),
    "": str.maketrans({",": ".", "\u2212": "-", **dict.fromkeys(BLANKS)}),
}

NAN: Final = float("nan")


def cell_parser(decimal: str, marks: Collection[str]) -> Callable[[str], tuple[float, str] | None]:
    """Return a function that reads a cell as (number, mark), or None for what is neither.

    ``decimal`` is "," or ".", or "" where both stand for the decimal sign and only blanks stand
    between thousands. A percent sign is left out: 70,9 % is 70.9. A mark alone gives NaN; a mark
    may also follow a number.
    """
    form, to_point = _FORMS[decimal], _TO_POINT[decimal]

    def parse(text: str) -> tuple[float, str] | None:
        if decimal != "," and _PLAIN.fullmatch(text):
            return float(text), ""
        text = text.strip()
        if text in marks:
            return NAN, text
        match = form.fullmatch(text)
        if match is None:
            return None
        mark = match[3].strip()
        if mark and mark not in marks:
            return None
        return float(match[1].translate(to_point)), mark

    return parse
