"""Reads the cells of a workbook: values with their kind, formulas, hidden rows, merged areas."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING

from etl.workbooks.cells import (
    MAX_COLUMNS,
    MAX_ROWS,
    Area,
    Cell,
    CellKind,
    Sheet,
    Workbook,
    parse_address,
)
from etl.workbooks.formats import moment_of_serial
from etl.workbooks.plain_xml import plain_sheet
from etl.workbooks.safety import LIMITS, Limits, open_package
from etl.workbooks.structure import Structure, plain_text, read_structure
from etl.workbooks.xml_events import Part, read_events
from indicators.errors import BadWorkbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.workbooks.safety import Package
    from etl.workbooks.structure import SheetPart as SheetPlace

_YES = ("1", "true")
_LONGEST_FORMULA = 200
_MOST_DIGITS = 9


def read_workbook(content: bytes, file_name: str, limits: Limits = LIMITS) -> Workbook:
    """Return everything that stands in the sheets of an .xlsx, hidden ones too.

    Comments, author names and document properties are not read.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
    """
    package = open_package(content, file_name, limits)
    structure = read_structure(package)
    budget = _Budget(package)
    sheets: list[Sheet] = []
    for place in structure.sheets:
        xml = package.read(place.path)
        sheet = _read_plain(xml, place, structure, budget)
        if sheet is None:
            part = _SheetPart(Sheet(place.title, place.visible), structure, budget)
            read_events(xml, part, file_name=file_name, name=place.path, most=limits.elements)
            sheet = part.sheet
        sheets.append(sheet)
    return Workbook(file_name, sheets, structure.names)


def _read_plain(
    xml: bytes, place: SheetPlace, structure: Structure, budget: _Budget
) -> Sheet | None:
    """Return a sheet that is written plainly, or None, with nothing of the budget spent."""
    plain = plain_sheet(xml, budget.most_elements)
    if plain is None:
        return None
    part = _SheetPart(Sheet(place.title, place.visible), structure, budget)
    had = budget.left
    if not plain.send(part.take_row, part.take_cell):
        budget.left = had
        return None
    for area in plain.merged:
        part.merge(area)
    return part.sheet


class _Budget:
    def __init__(self, package: Package) -> None:
        self._package = package
        self.left = package.limits.cells
        self.merged_left = package.limits.merged_ranges
        self.most_elements = package.limits.elements

    def spend(self) -> None:
        """Count one row or cell; refuse when there are too many."""
        self.left -= 1
        if self.left < 0:
            raise self.refusal(f"arbeidsboken har mer enn {self._package.limits.cells} celler.")

    def refusal(self, problem: str) -> BadWorkbook:
        """Return what to raise for a sheet that is not taken in."""
        return BadWorkbook(self._package.file_name, problem)


class _SheetPart(Part):
    """Takes the events of one sheet; knows the cell it is in and what it has heard of it."""

    def __init__(self, sheet: Sheet, structure: Structure, budget: _Budget) -> None:
        self.sheet = sheet
        self._structure = structure
        self._budget = budget
        self._row = 0
        self._column = 0
        self._kind = "n"
        self._style = 0
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._listening: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in ("v", "t"):
            self._value = self._listening = self._value or []
        elif name == "f":
            self._formula = self._listening = []
        elif name == "row":
            self._start_row(attributes)
        elif name == "rPh":
            self._listening = None
        elif name == "mergeCell":
            self.merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self._listening is not None:
            self._listening.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t", "f"):
            self._listening = None
        elif name == "c":
            self._end_cell()

    def take_row(self, number: int, is_hidden: bool) -> None:
        """Take the start of a row."""
        self._budget.spend()
        if number > MAX_ROWS:
            raise self._budget.refusal(f"arket «{self.sheet.title}» har for mange rader.")
        if is_hidden:
            self.sheet.hidden_rows.add(number)

    def take_cell(
        self, row: int, column: int, kind: str, style: int, value: str, formula: str | None
    ) -> None:
        """Take a whole cell."""
        budget = self._budget
        budget.left -= 1
        if budget.left < 0:
            budget.spend()
        if row > MAX_ROWS or column > MAX_COLUMNS:
            raise self._budget.refusal(
                f"arket «{self.sheet.title}» har en celle utenfor arket, som ikke finnes."
            )
        cell: Cell | None
        if formula is None and kind == "inlineStr":
            # By far the most cells are texts and numbers: they take the short way.
            cell = Cell(CellKind.text, plain_text(value)) if value.strip() else None
        elif formula is None and kind == "n":
            self._style = style
            cell = self._number_cell(value, formula=False) if value else None
        else:
            self._kind, self._style = kind, style
            self._formula = None if formula is None else [formula]
            cell = self._cell(value)
        if cell is not None:
            cells = self.sheet.rows.get(row)
            if cells is None:
                cells = self.sheet.rows[row] = {}
            cells[column] = cell

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        self._budget.spend()
        given = attributes.get("r")
        self._row = _whole(given) if given is not None else self._row + 1
        self._column = 0
        if self._row > MAX_ROWS:
            raise self._budget.refusal(f"arket «{self.sheet.title}» har for mange rader.")
        if attributes.get("hidden") in _YES:
            self.sheet.hidden_rows.add(self._row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._budget.spend()
        given = attributes.get("r")
        if given is None:
            self._column += 1
        else:
            self._row, self._column = self._parsed(given)
        if self._column > MAX_COLUMNS:
            raise self._budget.refusal(f"arket «{self.sheet.title}» har for mange kolonner.")
        self._kind = attributes.get("t", "n")
        self._style = _whole(attributes.get("s", "0"))
        self._value = self._formula = None

    def _parsed(self, text: str) -> tuple[int, int]:
        try:
            return parse_address(text)
        except ValueError as error:
            raise self._budget.refusal(
                f"arket «{self.sheet.title}» har en celle på «{text[:20]}», som ikke finnes."
            ) from error

    def merge(self, text: str) -> None:
        """Take a merged area by its address."""
        self._budget.merged_left -= 1
        if self._budget.merged_left < 0:
            raise self._budget.refusal("arbeidsboken har for mange sammenslåtte celler.")
        first, _, last = text.partition(":")
        top, left = self._parsed(first)
        bottom, right = self._parsed(last or first)
        self.sheet.merged.append(Area(top, left, bottom, right))

    def _end_cell(self) -> None:
        text = "".join(self._value) if self._value is not None else ""
        cell = self._cell(text)
        if cell is not None:
            self.sheet.rows.setdefault(self._row, {})[self._column] = cell

    def _cell(self, text: str) -> Cell | None:
        formula = self._formula is not None
        if self._kind in ("s", "str", "inlineStr"):
            return self._text_cell(text, formula=formula)
        if not text:
            if self._formula is None:
                return None
            return Cell(
                CellKind.uncalculated, "=" + "".join(self._formula)[:_LONGEST_FORMULA], formula=True
            )
        return self._typed_cell(text, formula=formula)

    def _typed_cell(self, text: str, *, formula: bool) -> Cell:
        match self._kind:
            case "b":
                return Cell(CellKind.boolean, text in _YES, formula)
            case "e":
                return Cell(CellKind.error, text, formula)
            case "d":
                return self._iso_date(text, formula=formula)
            case _:
                return self._number_cell(text, formula=formula)

    def _text_cell(self, text: str, *, formula: bool) -> Cell | None:
        if self._kind == "s":
            texts = self._structure.texts
            place = _whole(text)
            if place >= len(texts):
                raise self._budget.refusal(f"arket «{self.sheet.title}» viser til en ukjent tekst.")
            if not formula:
                return self._structure.text_cells[place]
            text = texts[place]
        else:
            text = plain_text(text)
        return Cell(CellKind.text, text, formula) if text.strip() else None

    def _iso_date(self, text: str, *, formula: bool) -> Cell:
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            return Cell(CellKind.text, text, formula)
        midnight = moment.hour == 0 and moment.minute == 0
        return Cell(CellKind.date, moment.date() if midnight else moment, formula)

    def _number_cell(self, text: str, *, formula: bool) -> Cell:
        try:
            number = float(text)
        except ValueError:
            raise self._budget.refusal(
                f"arket «{self.sheet.title}» har et tall som ikke kan leses: «{text[:20]}»."
            ) from None
        if not math.isfinite(number):
            return Cell(CellKind.error, "#NUM!", formula)
        kinds = self._structure.kinds
        kind = kinds[self._style] if self._style < len(kinds) else CellKind.number
        if kind is CellKind.date:
            moment = moment_of_serial(number, is_1904=self._structure.is_1904)
            if moment is not None:
                return Cell(CellKind.date, moment, formula)
            kind = CellKind.number
        return Cell(kind, number, formula)


def _whole(text: str) -> int:
    # What is no reasonable whole number becomes one that lies outside of everything.
    return int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else MAX_ROWS + 1
