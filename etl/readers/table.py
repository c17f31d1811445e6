"""The tidy table that every reader gives: one row per cell, codes as whole numbers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One axis of a table: its codes, in the file's order, and what they are called.

    Codes decide identity, labels never do: two municipalities may have the same name.
    """

    key: str
    label: str
    codes: tuple[str, ...]
    labels: tuple[str, ...]
    is_time: bool = False

    def positions(self) -> dict[str, int]:
        """Return where each code stands among the codes."""
        return {code: position for position, code in enumerate(self.codes)}


@dataclass(frozen=True, slots=True)
class Table:
    """Cells with their codes, values and the publisher's raw marks.

    ``columns[d][i]`` is the position in ``dimensions[d].codes`` of cell ``i``. ``values`` is NaN
    where there is no number. ``marks[i]`` is a position in ``mark_texts``, whose first is "": no
    mark; a number may have a mark too. ``lines`` (and ``sheet_columns``) say where in a file of
    rows the cell stood, counted from 1. A table without cells whose ``is_metadata`` is set came
    from an answer that describes a table and holds none of its values.
    """

    title: str
    dimensions: tuple[Dimension, ...]
    columns: tuple[Ints, ...]
    values: Floats
    marks: Ints
    mark_texts: tuple[str, ...]
    updated: str | None = None
    notes: tuple[str, ...] = ()
    is_metadata: bool = False
    lines: Ints | None = None
    sheet_columns: Ints | None = None
    sizes: tuple[int, ...] = field(default=())

    def __len__(self) -> int:
        """Return how many cells there are."""
        return len(self.values)

    def dimension(self, key: str) -> int | None:
        """Return which dimension has the key, or None."""
        for position, dimension in enumerate(self.dimensions):
            if dimension.key == key:
                return position
        return None

    def place(self, cell: int) -> str:
        """Return where a cell stands, for a person who has to find it."""
        codes = ", ".join(
            f"{dimension.key}={dimension.codes[column[cell]]}"
            for dimension, column in zip(self.dimensions, self.columns, strict=True)
        )
        if self.lines is None:
            return codes
        line = f"linje {self.lines[cell]}"
        if self.sheet_columns is not None:
            line += f", kolonne {column_letters(int(self.sheet_columns[cell]))}"
        return f"{line} ({codes})"

    def find(self, key: Mapping[str, str]) -> NDArray[np.intp]:
        """Return the cells whose codes are those of the key.

        Raises:
            KeyError: If there is no such dimension, or no such code in it.
        """
        chosen = np.ones(len(self), dtype=bool)
        for name, code in key.items():
            position = self.dimension(name)
            if position is None:
                raise KeyError(name)
            codes = self.dimensions[position].positions()
            if code not in codes:
                raise KeyError(f"{name}={code}")
            chosen &= self.columns[position] == codes[code]
        return np.flatnonzero(chosen)


def dimension_of(
    key: str, cells: Sequence[str], *, label: str = "", is_time: bool = False
) -> tuple[Dimension, Ints]:
    """Return the dimension that a column of texts makes, and each cell's place in it."""
    codes: dict[str, int] = {}
    column = np.fromiter(
        (codes.setdefault(cell, len(codes)) for cell in cells), np.int32, len(cells)
    )
    texts = tuple(codes)
    return Dimension(key, label or key, texts, texts, is_time), column


def column_letters(number: int) -> str:
    """Return a column counted from 1 as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
