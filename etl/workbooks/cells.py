"""A cell as it was read, and how cells are addressed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LETTERS = 26
MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384


class CellKind(StrEnum):
    """What stands in a cell; ``uncalculated`` is a formula that no program has given a value."""

    text = "text"
    number = "number"
    percent = "percent"
    date = "date"
    duration = "duration"
    boolean = "boolean"
    error = "error"
    uncalculated = "uncalculated"


class Cell(NamedTuple):
    """What stands in a cell that is not empty.

    A percent's value is the share (0.45 is shown as 45 %). A date is a ``date`` when the time is
    midnight. An error's value is its name (#N/A).
    """

    kind: CellKind
    value: str | float | bool | date | datetime | timedelta
    formula: bool = False

    @property
    def shown(self) -> str:
        """The value as a Norwegian reader would see it, with decimal comma and dd.mm.yyyy."""
        value = self.value
        if isinstance(value, bool):
            return "SANN" if value else "USANN"
        if isinstance(value, datetime):
            return value.strftime("%d.%m.%Y %H:%M")
        if isinstance(value, date):
            return value.strftime("%d.%m.%Y")
        if isinstance(value, float):
            if self.kind is CellKind.percent:
                return f"{shown_number(value * 100)} %"
            return shown_number(value)
        return str(value)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, all ends counted, from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies inside."""
        return (
            self.first_row <= row <= self.last_row
            and self.first_column <= column <= self.last_column
        )


@dataclass(slots=True)
class Sheet:
    """A sheet's cells by row and column, from 1; empty cells are not there."""

    title: str
    visible: bool
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Cell | None:
        """Return a cell, or None where it is empty; a merged cell carries the value of its area."""
        found = self.rows.get(row, {}).get(column)
        if found is None and self.merged:
            for area in self.merged:
                if area.holds(row, column):
                    return self.rows.get(area.first_row, {}).get(area.first_column)
        return found


@dataclass(slots=True)
class Workbook:
    """The sheets of a workbook in their order, and its defined names with what they stand for."""

    file_name: str
    sheets: list[Sheet]
    names: dict[str, str]


def shown_number(value: float) -> str:
    """Return a number with decimal comma and no more digits than it has (7 for 7.0)."""
    if value == int(value) and abs(value) < 1e15:  # noqa: PLR2004 - beyond this, digits are lost
        return str(int(value))
    return f"{value:.12g}".replace(".", ",")


def column_letters(column: int) -> str:
    """Return the letters of a column number: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column by its letters: A is 1, AA is 27."""
    column = 0
    for letter in letters:
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column


def address(row: int, column: int) -> str:
    """Return a cell's address: (3, 2) is B3."""
    return f"{column_letters(column)}{row}"


def parse_address(text: str) -> tuple[int, int]:
    """Return row and column of an address.

    Raises:
        ValueError: If it is not the address of a cell that a sheet can have.
    """
    match = _ADDRESS.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a cell")
    column = column_number(match[1])
    row = int(match[2])
    if row > MAX_ROWS or column > MAX_COLUMNS:
        raise ValueError(f"{text!r} is outside of a sheet")
    return row, column
