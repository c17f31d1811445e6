"""Finds fields and tables in a sheet by their headings; reads them with all findings at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from etl.workbooks.cells import Cell, Sheet, Workbook, address
from etl.workbooks.findings import Finding, Severity, finding
from etl.workbooks.folding import fold
from etl.workbooks.spec import Column, Kind, SheetSpec, Wanted
from etl.workbooks.values import Problem, Read, Value, read_cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from etl.workbooks.choices import Choices

_HEADER_WITHIN = 60
_FEWEST_HEADINGS = 2


@dataclass(slots=True)
class Row:
    """What stands in a row, by the columns' keys; None where nothing does or it is not understood.

    ``broken`` holds the keys of cells that have an error finding already. ``notes`` holds what
    was noted of a value that holds, such as that it was written as a percentage.
    """

    sheet: str
    number: int
    values: dict[str, Value | None] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    notes: dict[str, str] = field(default_factory=dict)

    def text(self, key: str) -> str | None:
        """Return a text or the key of a choice."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def figure(self, key: str) -> float | None:
        """Return a number."""
        value = self.values.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return float(value)

    def whole(self, key: str) -> int | None:
        """Return a number, to the nearest whole one."""
        figure = self.figure(key)
        return None if figure is None else round(figure)

    def day(self, key: str) -> date | None:
        """Return a date."""
        value = self.values.get(key)
        return value if isinstance(value, date) else None

    def flag(self, key: str) -> bool | None:
        """Return a yes or no."""
        value = self.values.get(key)
        return value if isinstance(value, bool) else None

    def is_filled(self, key: str) -> bool:
        """Tell whether anything stands in the cell, understood or not."""
        return bool(self.shown.get(key))

    @property
    def place(self) -> str:
        """The first cell of the row, as ``Tiltak!A7``."""
        return f"{self.sheet}!{next(iter(self.cells.values()), f'A{self.number}')}"

    def tell(
        self, key: str, code: str, *, severity: Severity = Severity.error, **params: str
    ) -> Finding:
        """Return a finding at the cell of a column."""
        return finding(
            self.sheet,
            self.cells.get(key, f"A{self.number}"),
            code,
            self.shown.get(key, ""),
            severity=severity,
            **params,
        )

    def tell_problem(
        self, key: str, problem: Problem, severity: Severity = Severity.error
    ) -> Finding:
        """Return the finding of a cell that was read with a problem or a note."""
        found = self.tell(key, problem.code, severity=severity)
        return replace(found, params=problem.params)


def sheets_by_spec(
    workbook: Workbook,
    specs: Sequence[SheetSpec],
    findings: list[Finding],
    optional: frozenset[str] = frozenset(),
) -> dict[str, Sheet]:
    """Return the visible sheets by their spec's key; others are named in the findings.

    A sheet that is ``optional`` (by its spec's key) may be missing.
    """
    by_title = {fold(spec.title): spec for spec in specs}
    found: dict[str, Sheet] = {}
    hidden: set[str] = set()
    for sheet in workbook.sheets:
        spec = by_title.get(fold(sheet.title))
        if spec is None:
            code = "unknown_sheet" if sheet.visible else "hidden_sheet"
            if sheet.rows:
                findings.append(_of_sheet(sheet.title, code, sheet.title, Severity.warning))
        elif not spec.is_read:
            continue
        elif sheet.visible:
            found.setdefault(spec.key, sheet)
        else:
            hidden.add(spec.key)
            findings.append(_of_sheet(sheet.title, "hidden_sheet", sheet.title, Severity.error))
    findings.extend(
        _of_sheet(spec.title, "missing_sheet", spec.title, Severity.error)
        for spec in specs
        if spec.is_read and spec.key not in {*found, *hidden, *optional}
    )
    return found


def _of_sheet(sheet: str, code: str, title: str, severity: Severity) -> Finding:
    return finding(sheet, "", code, title, severity=severity, title=title)


def read_fields(
    sheet: Sheet, columns: Sequence[Column], choices: Mapping[str, Choices], findings: list[Finding]
) -> Row:
    """Return the fields of a sheet: the value stands to the right of its heading."""
    row = Row(sheet.title, 1)
    places = _field_places(sheet, columns)
    for column in columns:
        place = places.get(column.key)
        if place is None:
            if column.required:
                findings.append(
                    finding(sheet.title, "", "missing_field", "", heading=column.heading)
                )
                row.broken.add(column.key)
            continue
        at, number = place
        _take(row, column, (at, address(number, at)), sheet.cell(number, at), choices, findings)
    return row


def _field_places(sheet: Sheet, columns: Sequence[Column]) -> dict[str, tuple[int, int]]:
    wanted = {fold(column.heading): column.key for column in columns}
    places: dict[str, tuple[int, int]] = {}
    for number, cells in sorted(sheet.rows.items()):
        for at, cell in sorted(cells.items()):
            key = wanted.get(fold(cell.shown))
            if key is None or key in places:
                continue
            places[key] = (_right_of(sheet, number, at), number)
    return places


def _right_of(sheet: Sheet, row: int, column: int) -> int:
    # A heading in a merged cell fills its whole area. What stands further right is help, no value.
    last = max(
        (area.last_column for area in sheet.merged if area.holds(row, column)), default=column
    )
    return last + 1


def read_table(
    sheet: Sheet, spec: SheetSpec, choices: Mapping[str, Choices], findings: list[Finding]
) -> list[Row]:
    """Return the rows of a sheet's table that hold anything; columns stand in any order."""
    header = _header_row(sheet, spec.columns)
    if header is None:
        headings = ", ".join(column.heading for column in spec.columns)
        findings.append(finding(sheet.title, "", "missing_header", "", headings=headings))
        return []
    places = _column_places(sheet, header, spec.columns, findings)
    rows: list[Row] = []
    for number in sorted(number for number in sheet.rows if number > header):
        row = _table_row(sheet, number, places, choices, findings)
        if row is not None:
            rows.append(row)
    return rows


def _header_row(sheet: Sheet, columns: Sequence[Column]) -> int | None:
    wanted = {fold(column.heading) for column in columns}
    best, most = None, min(_FEWEST_HEADINGS, len(wanted)) - 1
    for number in sorted(sheet.rows)[:_HEADER_WITHIN]:
        texts = {fold(cell.shown) for cell in sheet.rows[number].values()}
        if len(texts & wanted) > most:
            best, most = number, len(texts & wanted)
    return best


def _column_places(
    sheet: Sheet, header: int, columns: Sequence[Column], findings: list[Finding]
) -> dict[int, Column]:
    wanted = {fold(column.heading): column for column in columns}
    found: dict[str, int] = {}
    unknown: list[tuple[int, str]] = []
    for at, cell in sorted(sheet.rows[header].items()):
        column = wanted.get(fold(cell.shown))
        here = address(header, at)
        if column is None:
            unknown.append((at, cell.shown))
        elif column.key in found:
            other = address(header, found[column.key])
            findings.append(
                finding(sheet.title, here, "duplicate_column", column.heading, other=other)
            )
        else:
            found[column.key] = at
    missing = [column for column in columns if column.key not in found]
    for at, text in unknown:
        findings.append(_unknown_column(sheet.title, address(header, at), text, missing))
    findings.extend(
        finding(sheet.title, address(header, 1), "missing_column", "", heading=column.heading)
        for column in missing
        if column.required
    )
    by_key = {column.key: column for column in columns}
    return {at: by_key[key] for key, at in found.items()}


def _unknown_column(sheet: str, cell: str, text: str, missing: Sequence[Column]) -> Finding:
    headings = {fold(column.heading): column.heading for column in missing}
    near = get_close_matches(fold(text), headings, 1)
    if near:
        return finding(
            sheet,
            cell,
            "unknown_column",
            text,
            severity=Severity.warning,
            suggestion=headings[near[0]],
        )
    return finding(sheet, cell, "unknown_column", text, severity=Severity.warning)


def _table_row(
    sheet: Sheet,
    number: int,
    places: Mapping[int, Column],
    choices: Mapping[str, Choices],
    findings: list[Finding],
) -> Row | None:
    cells = {at: sheet.cell(number, at) for at in places}
    if not any(
        cells[at] is not None and column.wanted is not Wanted.label for at, column in places.items()
    ):
        return None
    row = Row(sheet.title, number)
    for at, column in places.items():
        _take(row, column, (at, address(number, at)), cells[at], choices, findings)
    if number in sheet.hidden_rows:
        first = next(iter(row.cells.values()))
        findings.append(
            finding(sheet.title, first, "hidden_row", str(number), severity=Severity.warning)
        )
    return row


def _take(
    row: Row,
    column: Column,
    place: tuple[int, str],
    cell: Cell | None,
    choices: Mapping[str, Choices],
    findings: list[Finding],
) -> None:
    row.cells[column.key] = place[1]
    row.shown[column.key] = "" if cell is None else cell.shown
    read = Read(None)
    if cell is not None:
        of = choices[column.choices] if column.kind is Kind.choice else None
        read = read_cell(cell, column.kind, of)
    row.values[column.key] = read.value
    if read.problem is not None:
        row.broken.add(column.key)
        findings.append(row.tell_problem(column.key, read.problem))
    elif read.value is None and column.required:
        row.broken.add(column.key)
        findings.append(row.tell(column.key, "required", heading=column.heading))
    elif read.note is not None:
        row.notes[column.key] = read.note.code
        if read.note.params:
            findings.append(row.tell_problem(column.key, read.note, Severity.warning))
