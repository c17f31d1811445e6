"""CSV and its relatives: the character set and the separator are found in the bytes themselves."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from etl.readers.grid import MAX_CELLS, Grid
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 64_000_000
_MOST_CELLS = 2 * MAX_CELLS
_SEPARATORS = (";", "\t", ",", "|")
_LOOKED_AT = 4_096
_ROWS_LOOKED_AT = 40
# Windows-1252 and ISO-8859-1 differ only here: control characters in the latter.
_ONLY_WINDOWS = frozenset(range(0x80, 0xA0))
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def read(
    content: bytes, file: str, *, encoding: str | None = None, separator: str | None = None
) -> Grid:
    """Return the rows of a text file; a first line ``sep=;`` says which separator, and is no row.

    Raises:
        BadSource: If the bytes are no text, or the rows cannot be told apart.
    """
    if len(content) > MAX_BYTES:
        raise BadSource(file, f"filen er på {len(content)} byte; grensen er {MAX_BYTES}.")
    text = _decoded(content, file, encoding or encoding_of(content))
    first_line = 0
    stated, rest = _stated_separator(text)
    if stated:
        text, first_line = rest, 1
    separator = separator or stated or _separator_of(text)
    # Counted before any row is made: rows of cells take twenty times the room of their text.
    if text.count(separator) + text.count("\n") > _MOST_CELLS:
        raise BadSource(file, f"filen har flere enn {_MOST_CELLS} celler.")
    rows: list[list[str]] = []
    lines: list[int] = []
    for line, row in _rows(text, separator, file):
        if any(cell.strip() for cell in row):
            rows.append(row)
            lines.append(line + first_line)
    return Grid(rows, lines, _title(rows))


def _title(rows: list[list[str]]) -> str:
    if not rows:
        return ""
    filled = [cell for cell in rows[0] if cell.strip()]
    return filled[0] if len(filled) == 1 else ""


def encoding_of(content: bytes) -> str:
    """Return the character set: by its mark, by where zero bytes stand, else UTF-8 or Latin."""
    for mark, name in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return name
    head = content[:_LOOKED_AT] if len(content) % 2 == 0 else b""
    # Udir sends UTF-16 without a mark: Latin letters then have zero as every second byte.
    if head and head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head and head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252" if _ONLY_WINDOWS.intersection(content) else "iso-8859-1"
    return "utf-8"


def _decoded(content: bytes, file: str, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except LookupError:
        raise BadSource(file, f"tegnsettet «{encoding}» er ukjent.") from None
    except UnicodeDecodeError as error:
        raise BadSource(file, f"filen er ikke {encoding}.", f"byte {error.start}") from None
    if "\0" in text:
        raise BadSource(file, "dette er ikke en tekstfil.")
    return text.removeprefix("\ufeff")


def _stated_separator(text: str) -> tuple[str, str]:
    first, _, rest = text.partition("\n")
    first = first.removesuffix("\r")
    if first[:4].lower() == "sep=" and len(first) == len("sep=") + 1:
        return first[4], rest
    return "", text


def _rows(text: str, separator: str, file: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise BadSource(file, f"raden kan ikke leses ({error}).", f"linje {line}") from None


def _separator_of(text: str) -> str:
    """Return the separator that gives most rows the same, and the highest, number of cells."""

    def score(separator: str) -> tuple[int, int]:
        try:
            reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            widths = Counter(len(row) for row in islice(reader, _ROWS_LOOKED_AT) if row)
        except csv.Error:
            return 0, 0
        wide = [(rows, width) for width, rows in widths.items() if width > 1]
        return max(wide, default=(0, 0))

    return max(_SEPARATORS, key=score)
