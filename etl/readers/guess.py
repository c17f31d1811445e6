"""A layout for rows that nobody has described: good for a look, never for a load."""

from __future__ import annotations

import math
import re
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from etl.readers.grid import header_row, headings_of
from etl.readers.layout import Key, Layout
from etl.readers.numbers import MARKS, cell_parser
from etl.readers.table import Table, dimension_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.readers.grid import Grid

_MOST_HEADER_ROWS = 5
_YEAR = re.compile(r"(?:19|20)\d{2}|(?:.*\D)?(?:19|20)\d{2}(?:\D.*)?")
_CODE_NAMES = re.compile(
    r"(?i)\w*(?:kode|code|nr|knr|nivaa|nummer|level)|region|kommune|år|aar|year|tid|time|period\w*"
)
# Marks that stand in files; here nobody has said which, so those seen anywhere are taken.
_MORE_MARKS = ("Inf", "NaN", "NULL", "na")


class _Kind(IntEnum):
    """What a column holds: neither numbers nor marks, only marks, or numbers."""

    other = 0
    marks = 1
    numbers = 2


def guessed_layout(grid: Grid) -> Layout | None:
    """Return a layout: columns of text or codes to the left are keys, the others are numbers.

    None if no column looks like numbers: the file is then a list of codes or some other text.
    """
    first, header_rows = _header(grid)
    headings = headings_of(grid, first, header_rows)
    body = grid.rows[first + header_rows :]
    kinds = [_kind(body, column) for column in range(len(headings))]
    numeric = [kind is _Kind.numbers for kind in kinds]
    keys = _key_columns(headings, numeric)
    values = [column for column in range(len(headings)) if column not in keys and kinds[column]]
    if not values:
        return None
    forms = "|".join(re.escape(headings[column]) for column in values)
    return Layout(
        skip_rows=grid.lines[first] - 1,
        header_rows=header_rows,
        keys={headings[c] or f"kolonne {c + 1}": Key(column=c + 1) for c in keys},
        values=f"(?P<column>{forms})",
        marks=_MORE_MARKS,
        ends_at_blank_row=True,
    )


def codes_of(grid: Grid) -> Table:
    """Return a list of codes as a table without cells: each column is a dimension."""
    first, header_rows = _header(grid)
    body = grid.rows[first + header_rows :]
    dimensions = []
    for column, heading in enumerate(headings_of(grid, first, header_rows)):
        cells = [row[column] for row in body if column < len(row) and row[column]]
        dimensions.append(dimension_of(heading or f"kolonne {column + 1}", cells)[0])
    return Table(
        title=grid.title,
        dimensions=tuple(dimensions),
        columns=tuple(np.empty(0, np.int32) for _ in dimensions),
        values=np.empty(0),
        marks=np.empty(0, np.int32),
        mark_texts=("",),
        is_metadata=True,
        sizes=tuple(len(dimension.codes) for dimension in dimensions),
    )


def _header(grid: Grid) -> tuple[int, int]:
    """Return the first row of headings and how many there are.

    A second row of headings has nothing in the first column, and no number that is not a year.
    """
    first = header_row(grid)
    if first and not grid.rows[first][0] and not grid.rows[first - 1][0].strip():
        first -= 1
    rows = 1
    while rows < _MOST_HEADER_ROWS and first + rows < len(grid.rows):
        row = grid.rows[first + rows]
        filled = [cell for cell in row[1:] if cell.strip()]
        if (row and row[0].strip()) or not filled or not all(map(_is_heading, filled)):
            break
        rows += 1
    return first, rows


def _is_heading(cell: str) -> bool:
    return not _parse(cell) or bool(_YEAR.fullmatch(cell.strip()))


def _kind(body: Sequence[Sequence[str]], column: int) -> _Kind:
    """Return what a column holds, by all its cells that are filled."""
    cells = [row[column] for row in body if column < len(row) and row[column].strip()]
    read = [one for cell in cells if (one := _parse(cell))]
    if not cells or len(read) < len(cells):
        return _Kind.other
    return _Kind.numbers if any(not math.isnan(number) for number, _ in read) else _Kind.marks


def _key_columns(headings: Sequence[str], numeric: Sequence[bool]) -> list[int]:
    """Return the columns to the left that hold text, or whose headings say codes or years."""
    keys = 1
    while keys < len(headings) and (not numeric[keys] or _CODE_NAMES.fullmatch(headings[keys])):
        keys += 1
    return list(range(keys))


_parse = cell_parser("", MARKS | set(_MORE_MARKS))
