"""Rows of cells, from CSV or Excel, made into a tidy table by a declared layout."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from etl.readers.numbers import MARKS, NAN, cell_parser
from etl.readers.table import Dimension, Table, column_letters, dimension_of
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.readers.layout import Key, Layout
    from etl.readers.table import Ints

MAX_CELLS = 2_000_000
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of texts, empty rows left out, with the line of the file that each began at."""

    rows: list[list[str]]
    lines: list[int]
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Numbers:
    """The value columns: where they stand, and the codes that their headings give."""

    columns: tuple[int, ...]
    codes: dict[str, tuple[str, ...]]
    mark_column: int | None = None


def table(grid: Grid, layout: Layout, file: str) -> Table:
    """Return the cells of a grid as its layout says.

    Raises:
        BadSource: If a heading is missing or ambiguous, or a cell is not what the layout says.
    """
    first = header_row(grid) if layout.skip_rows is None else _row_after(grid, layout.skip_rows)
    headings = headings_of(grid, first, layout.header_rows)
    keys = {
        name: (layout.key(name), _column(layout.key(name).column, headings, name, file))
        for name in layout.keys
    }
    numbers = _numbers(layout, headings, file)
    body = _body(grid, first + layout.header_rows, layout)
    if not body:
        raise BadSource(file, "filen har ingen rader under overskriftene.")
    return _Cells(grid, layout, file, body, len(headings)).table(keys, numbers)


def header_row(grid: Grid) -> int:
    """Return the first row that has more than one cell filled: what is above is a title."""
    for number, row in enumerate(grid.rows):
        if sum(1 for cell in row if cell) > 1:
            return number
    return 0


def _row_after(grid: Grid, lines: int) -> int:
    return next((i for i, line in enumerate(grid.lines) if line > lines), len(grid.rows))


def headings_of(grid: Grid, first: int, header_rows: int) -> list[str]:
    """Return one heading per column; a heading above several columns counts for all of them."""
    rows = grid.rows[first : first + header_rows]
    width = max((len(row) for row in rows), default=0)
    levels: list[list[str]] = []
    for number, row in enumerate(rows):
        level = [cell.strip() for cell in row] + [""] * (width - len(row))
        if number < len(rows) - 1:
            for column in range(1, width):
                level[column] = level[column] or level[column - 1]
        levels.append(level)
    return ["|".join(part for part in parts if part) for parts in zip(*levels, strict=True)]


def _column(wanted: str | int, headings: Sequence[str], name: str, file: str) -> int:
    if isinstance(wanted, int):
        if 1 <= wanted <= len(headings):
            return wanted - 1
        raise BadSource(file, f"det er ingen kolonne nummer {wanted}.", name)
    found = [i for i, heading in enumerate(headings) if heading == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        raise BadSource(file, f"overskriften «{wanted}» står i {len(found)} kolonner.", name)
    there = ", ".join(f"«{heading}»" for heading in headings[:_SHOWN])
    raise BadSource(file, f"kolonnen «{wanted}» mangler; filen har {there}.", name)


def _numbers(layout: Layout, headings: Sequence[str], file: str) -> _Numbers:
    if layout.value is not None:
        value = _column(layout.value, headings, "value", file)
        mark = None if layout.mark is None else _column(layout.mark, headings, "mark", file)
        return _Numbers((value,), {}, mark)
    form = re.compile(layout.values or "")
    matches = [(i, match) for i, text in enumerate(headings) if (match := form.fullmatch(text))]
    if not matches:
        there = ", ".join(f"«{heading}»" for heading in headings[:_SHOWN])
        raise BadSource(file, f"ingen overskrift passer til «{layout.values}»: {there}.", "values")
    codes = {name: tuple(match[name] or "" for _, match in matches) for name in form.groupindex}
    return _Numbers(tuple(i for i, _ in matches), codes)


def _body(grid: Grid, first: int, layout: Layout) -> range:
    last = len(grid.rows)
    if layout.ends_at_blank_row:
        # Empty rows are not in the grid, so one shows as a line that is passed over.
        for row in range(first + 1, last):
            if grid.lines[row] - grid.lines[row - 1] > 1:
                last = row
                break
    return range(first, last)


class _Cells:
    """Reads the cells below the headings."""

    def __init__(self, grid: Grid, layout: Layout, file: str, body: range, width: int) -> None:
        self.grid, self.layout, self.file, self.body = grid, layout, file, body
        self.parse = cell_parser(layout.decimal or "", MARKS | set(layout.marks))
        self.width = width
        self.values: list[float] = []
        self.marks: list[str] = []
        self.rows: list[int] = []
        self.columns: list[int] = []

    def table(self, keys: dict[str, tuple[Key, int]], numbers: _Numbers) -> Table:
        for row in self.body:
            self._read_row(row, numbers)
        rows = np.array(self.rows, np.int32)
        at = np.array(self.columns, np.int32)
        dimensions: list[Dimension] = []
        columns: list[Ints] = []
        for name, (key, column) in keys.items():
            dimension, of_row = dimension_of(name, [self._code(r, key, column) for r in self.body])
            dimensions.append(dimension)
            columns.append(of_row[rows - self.body.start])
        for name, codes in numbers.codes.items():
            dimension, of_column = dimension_of(name, codes)
            dimensions.append(dimension)
            columns.append(of_column[at])
        mark_dimension, marks = dimension_of("mark", ["", *self.marks])
        return Table(
            title=self.grid.title,
            dimensions=tuple(dimensions),
            columns=tuple(columns),
            values=np.array(self.values, np.float64),
            marks=marks[1:],
            mark_texts=mark_dimension.codes,
            lines=np.array(self.grid.lines, np.int32)[rows],
            sheet_columns=np.array(numbers.columns, np.int32)[at] + 1,
            sizes=tuple(len(dimension.codes) for dimension in dimensions),
        )

    def _read_row(self, row: int, numbers: _Numbers) -> None:
        cells = self.grid.rows[row]
        if any(cell.strip() for cell in cells[self.width :]):
            # A decimal comma in a file with commas between cells would lose its decimals unseen.
            problem = f"raden har {len(cells)} celler, men det er {self.width} overskrifter."
            raise BadSource(self.file, problem, f"linje {self.grid.lines[row]}")
        for at, column in enumerate(numbers.columns):
            text = cells[column] if column < len(cells) else ""
            number, mark = NAN, ""
            if text.strip():
                read = self.parse(text)
                if read is None:
                    raise BadSource(
                        self.file,
                        f"«{text.strip()[:40]}» er verken et tall eller et kjent tegn.",
                        f"linje {self.grid.lines[row]}, kolonne {column_letters(column + 1)}",
                    )
                number, mark = read
            if numbers.mark_column is not None and numbers.mark_column < len(cells):
                mark = cells[numbers.mark_column].strip() or mark
            if number != number and not mark and self.layout.blank == "skip":  # noqa: PLR0124 - NaN
                continue
            self.values.append(number)
            self.marks.append(mark)
            self.rows.append(row)
            self.columns.append(at)
        if len(self.values) > MAX_CELLS:
            raise BadSource(self.file, f"filen har flere enn {MAX_CELLS} celler.")

    def _code(self, row: int, key: Key, column: int) -> str:
        cells = self.grid.rows[row]
        text = cells[column].strip() if column < len(cells) else ""
        if not text:
            return key.blank
        if key.pattern is not None:
            match = re.match(key.pattern, text)
            if match is None:
                place = f"linje {self.grid.lines[row]}, kolonne {column_letters(column + 1)}"
                problem = f"«{text[:60]}» passer ikke til «{key.pattern}»."
                raise BadSource(self.file, problem, place)
            text = match[1] if match.re.groups else match[0]
        return text.zfill(key.pad)
