"""Reads sheets and texts that are written as programs write them, several times faster than events.

A part is taken here only when all of it has the plain shape that Excel, LibreOffice and openpyxl
write: no comments, no CDATA, no prefixes, attributes in the usual order. Whatever is different in a
single place is read as events instead, so that both ways always say the same.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple
from xml.parsers import expat

from etl.workbooks.cells import MAX_COLUMNS, column_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    # Row, column, kind, style, value and formula as they are written; no formula is None.
    TakeCell = Callable[[int, int, str, int, str, str | None], None]
    TakeRow = Callable[[int, bool], None]

_ROW = r'<row(?: [A-Za-z0-9:]+="[^"<>]*")*\s*/?>'
_FORMULA = r'(?:<f(?: [A-Za-z0-9]+="[^"<>]*")*\s*(?:/>|>([^<]*)</f>))?'
_INLINE = r'<is><t(?: xml:space="preserve")?\s*(?:/>|>([^<]*)</t>)</is>'
_CELL = (
    r'<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]{1,6})")?(?: t="([A-Za-z]+)")?\s*'
    rf"(?:/>|>({_FORMULA})(?:<v>([^<]*)</v>|<v\s*/>|{_INLINE})?</c>)"
)
_SHEET_DATA = re.compile(rf"({_ROW})|{_CELL}|</row>|\s+|(.)", re.DOTALL)
_ROW_NUMBER = re.compile(r' r="([1-9][0-9]{0,6})"')
_HIDDEN = re.compile(r' hidden="(?:1|true)"')
_ELSEWHERE = re.compile(r"<(?:c|row|v|f|t)[ />]")
_MERGED = re.compile(r'<mergeCell ref="([^"]*)"\s*/>')
_TEXT = re.compile(
    r'(<si>\s*<t(?: xml:space="preserve")?\s*(?:/>|>([^<]*)</t>)\s*</si>|<si\s*/>)|\s+|(.)',
    re.DOTALL,
)
_TEXTS_OPEN = re.compile(r"\s*(?:<\?xml[^>]*\?>)?\s*<sst[^>]*>")
_OPEN, _CLOSE = "<sheetData>", "</sheetData>"
_DECLARED = re.compile(rb'<\?xml[^>]*encoding=["\']([^"\']*)', re.IGNORECASE)


def plain_text_of(xml: bytes, most: int) -> str | None:
    """Return a part as text when it is well-formed and may be plain; None when it is not so."""
    declared = _DECLARED.match(xml)
    is_utf8 = declared is None or declared[1].lower() in {b"utf-8", b"utf8", b"us-ascii"}
    if not is_utf8 or b"<!" in xml or b"&#" in xml or xml.count(b"<?") > 1:
        return None
    if xml.count(b"<") > most:
        return None
    try:
        expat.ParserCreate().Parse(xml, True)  # noqa: FBT003 - expat takes it by place only
        return xml.decode("utf-8-sig")
    except (expat.ExpatError, UnicodeDecodeError):
        return None


def plain_sheet(xml: bytes, most: int) -> PlainSheet | None:
    """Return a sheet whose surroundings are plain, or None; its cells are found out on the way."""
    text = plain_text_of(xml, most)
    if text is None or text.count(_OPEN) != 1 or text.count(_CLOSE) != 1:
        return None
    start, end = text.index(_OPEN) + len(_OPEN), text.index(_CLOSE)
    if _ELSEWHERE.search(text, 0, start) or _ELSEWHERE.search(text, end):
        return None
    merged = _MERGED.findall(text, end)
    return (
        PlainSheet(text, start, end, merged) if len(merged) == text.count("<mergeCell ") else None
    )


class PlainSheet(NamedTuple):
    """The text of a sheet, where its cells begin and end in it, and its merged areas."""

    text: str
    start: int
    end: int
    merged: list[str]

    def send(self, take_row: TakeRow, take_cell: TakeCell) -> bool:
        """Send rows and cells in their order; False as soon as something is not plain."""
        columns: dict[str, int] = {}
        for match in _SHEET_DATA.finditer(self.text, self.start, self.end):
            row, letters, number, style, kind, whole, formula, value, inline, other = match.groups()
            if letters is not None:
                column = columns.get(letters)
                if column is None:
                    column = column_number(letters)
                    if column > MAX_COLUMNS:
                        return False
                    columns[letters] = column
                take_cell(
                    int(number),
                    column,
                    kind or "n",
                    int(style) if style else 0,
                    _plain(value or inline or ""),
                    (_plain(formula) if formula else "") if whole else None,
                )
            elif row is not None:
                found = _ROW_NUMBER.search(row)
                if found is None:
                    return False
                take_row(int(found[1]), _HIDDEN.search(row) is not None)
            elif other is not None:
                return False
        return True


def plain_texts(xml: bytes, most: int) -> Iterator[str] | None:
    """Return the shared texts of a workbook as they are written, or None when one is not plain."""
    text = plain_text_of(xml, most)
    if text is None:
        return None
    opened = _TEXTS_OPEN.match(text)
    end = text.rfind("</sst>")
    if opened is None or end < 0:
        return None
    found = _TEXT.findall(text, opened.end(), end)
    if any(other for _, _, other in found):
        return None
    return (_plain(written) for whole, written, _ in found if whole)


def _plain(text: str) -> str:
    return unescape(text) if "&" in text else text
