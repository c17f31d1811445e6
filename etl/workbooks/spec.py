"""How a workbook is declared: sheets, fields and columns, from which all else is derived."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell is to hold.

    ``number`` is a plain number; a cell shown as 45 % means 45. ``share`` is kept as 0-1: 0.45.
    ``money`` is whole kroner. ``choice`` is one of a list, kept as its key.
    """

    text = "text"
    long_text = "long_text"
    whole = "whole"
    number = "number"
    money = "money"
    share = "share"
    date = "date"
    boolean = "boolean"
    choice = "choice"


class Wanted(StrEnum):
    """What a column does for the row: fills it, must be filled, or only says which row it is."""

    optional = "optional"
    required = "required"
    label = "label"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, or a field with its value to the right of the heading.

    ``choices`` names the list that a choice is from. ``help`` is what the guide and the cell's
    comment say. A ``locked`` column is filled in by the template. A row where only columns that
    are ``label`` hold something is blank.
    """

    key: str
    heading: str
    kind: Kind = Kind.text
    wanted: Wanted = Wanted.optional
    choices: str = ""
    help: str = ""
    width: int = 18
    locked: bool = False
    strict: bool = True

    @property
    def required(self) -> bool:
        """Tell whether a row must hold something here."""
        return self.wanted is Wanted.required

    @property
    def written_heading(self) -> str:
        """The heading as it is written in the sheet: required ones carry a star."""
        return f"{self.heading} *" if self.required else self.heading


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A sheet: fields above, then a table; either may be missing."""

    key: str
    title: str
    lead: str = ""
    fields: tuple[Column, ...] = ()
    columns: tuple[Column, ...] = ()
    free_rows: int = 0
    is_read: bool = True
