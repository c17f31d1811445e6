"""Writes rows as a workbook to be read: one table a sheet, with filter, and nothing that runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.workbooks.cells import column_letters
from etl.workbooks.writing import fit_to_page, new_workbook, put, put_plain, to_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from etl.workbooks.values import Value

_WIDEST, _NARROWEST, _AIR = 60, 10, 3
_LONGEST_TITLE = 31


@dataclass(frozen=True, slots=True)
class TableSheet:
    """A sheet with one table; None in a row is an empty cell, never zero."""

    title: str
    heading: Sequence[str]
    rows: Sequence[Sequence[Value | None]]


def workbook_of_tables(sheets: Sequence[TableSheet]) -> bytes:
    """Return an .xlsx with the tables; a text that looks like a formula stays a text."""
    workbook = new_workbook()
    for table in sheets:
        _write(workbook.create_sheet(table.title[:_LONGEST_TITLE]), table)
    return to_bytes(workbook)


def _write(sheet: Worksheet, table: TableSheet) -> None:
    for at, heading in enumerate(table.heading, start=1):
        put(sheet, 1, at, heading, "overskrift")
        sheet.column_dimensions[column_letters(at)].width = _width(table, at - 1)
    for number, row in enumerate(table.rows, start=2):
        for at, value in enumerate(row, start=1):
            if isinstance(value, str):
                put_plain(sheet, number, at, value)
            elif value is not None:
                sheet.cell(number, at, value)
    last = column_letters(len(table.heading))
    sheet.auto_filter.ref = f"A1:{last}{len(table.rows) + 1}"
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    fit_to_page(sheet)


def _width(table: TableSheet, at: int) -> int:
    longest = max((len(str(row[at])) for row in table.rows if row[at] is not None), default=0)
    return min(_WIDEST, max(_NARROWEST, longest, len(table.heading[at])) + _AIR)
