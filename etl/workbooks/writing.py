"""Writes workbooks that look alike: headings with help, drop-downs, locked cells, print set-up."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, cast

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from etl.workbooks.cells import column_letters
from etl.workbooks.guarding import ListPlace, drop_down
from etl.workbooks.spec import Kind, Wanted
from etl.workbooks.styles import free_style, locked_style, styles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from etl.workbooks.choices import Choices
    from etl.workbooks.spec import Column
    from etl.workbooks.values import Value

AUTHOR = "Rød tråd"
EXAMPLE_MARK = "EKSEMPELDATA – dette er ikke virkelige planer eller tall"

_LONGEST_TEXT = 32_767
_LONGEST_FOOTER = 200
_ROW_HEIGHT = 30
_LINE_HEIGHT = 15


def new_workbook() -> Workbook:
    """Return a workbook without sheets, with the styles."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator = AUTHOR
    for style in styles():
        workbook.add_named_style(style)
    return workbook


def to_bytes(workbook: Workbook) -> bytes:
    """Return the .xlsx."""
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def put(sheet: Worksheet, row: int, column: int, value: Value | None, style: str) -> Cell:
    """Write a cell; a text is always a text, also when it looks like a formula or an error."""
    if isinstance(value, str):
        cell = put_plain(sheet, row, column, value)
        cell.style = style
        return cell
    cell = cast("Cell", sheet.cell(row, column))
    cell.style = style
    if isinstance(value, bool):
        cell.value = "ja" if value else "nei"
    elif value is not None:
        number_format = cell.number_format
        cell.value = value
        if isinstance(value, date | datetime):
            cell.number_format = number_format
    return cell


def put_plain(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text as a text, without what a workbook cannot hold."""
    cell = cast("Cell", sheet.cell(row, column))
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST_TEXT]
    cell.data_type = "s"
    return cell


def number_or_text(number: str | None) -> Value | None:
    """Return what to write for a row's number: Excel marks a text of digits as a mistake."""
    if number is not None and number.isdecimal() and str(int(number)) == number:
        return int(number)
    return number


def define(workbook: Workbook, names: Mapping[str, str]) -> None:
    """Let texts travel in the workbook as defined names."""
    for name, value in names.items():
        quoted = value.replace('"', '""')
        workbook.defined_names[name] = DefinedName(name, attr_text=f'"{quoted}"')


def write_lists(sheet: Worksheet, lists: Mapping[str, tuple[str, Choices]]) -> dict[str, ListPlace]:
    """Write each list in two columns, what is shown and its key; return where they stand."""
    places: dict[str, ListPlace] = {}
    for at, (key, (heading, choices)) in enumerate(lists.items()):
        column = 2 * at + 1
        put(sheet, 1, column, heading, "felt")
        for row, item in enumerate(choices.listed, start=2):
            put_plain(sheet, row, column, item.label)
            put_plain(sheet, row, column + 1, item.key)
        letters = column_letters(column)
        last = max(len(choices.listed) + 1, 2)
        places[key] = ListPlace(f"'{sheet.title}'!${letters}$2:${letters}${last}", choices)
    sheet.sheet_state = "hidden"
    return places


def write_head(sheet: Worksheet, title: str, lead: str, *, is_example: bool, width: int) -> int:
    """Write title, lead and the mark of example data; return the next free row."""
    put(sheet, 1, 1, title, "tittel")
    sheet.row_dimensions[1].height = _ROW_HEIGHT
    put(sheet, 2, 1, lead, "ingress")
    if not is_example:
        return 4
    for column in range(1, width + 1):
        put(sheet, 3, column, EXAMPLE_MARK if column == 1 else None, "eksempel")
    return 5


def write_fields(
    sheet: Worksheet,
    first_row: int,
    columns: Sequence[Column],
    values: Mapping[str, Value | None],
    lists: Mapping[str, ListPlace],
) -> int:
    """Write fields below one another, heading and value side by side; return the next free row."""
    row = first_row
    for row, column in enumerate(columns, start=first_row):
        put(sheet, row, 1, column.written_heading, "felt")
        style = locked_style(column) if column.locked else free_style(column)
        put(sheet, row, 2, values.get(column.key), style)
        put(sheet, row, 3, column.help, "hjelp")
        sheet.row_dimensions[row].height = _ROW_HEIGHT
        if column.kind is Kind.choice:
            drop_down(sheet, column, f"B{row}", lists[column.choices])
    return row + 1


def write_headings(sheet: Worksheet, row: int, columns: Sequence[Column]) -> None:
    """Write the row of headings with help as comments, set widths, freeze and repeat it."""
    for at, column in enumerate(columns, start=1):
        cell = put(sheet, row, at, column.written_heading, "overskrift")
        if column.help:
            height = _LINE_HEIGHT * 2 + _LINE_HEIGHT * (len(column.help) // 42 + 1)
            cell.comment = Comment(column.help, AUTHOR, height=height, width=290)
        sheet.column_dimensions[column_letters(at)].width = column.width
    sheet.row_dimensions[row].height = _ROW_HEIGHT
    first_free = next(
        (at for at, column in enumerate(columns, start=1) if column.wanted is not Wanted.label), 1
    )
    sheet.freeze_panes = f"{column_letters(first_free + 1)}{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def write_rows(
    sheet: Worksheet,
    first_row: int,
    columns: Sequence[Column],
    rows: Sequence[Mapping[str, Value | None]],
    locked: Sequence[frozenset[str]] = (),
) -> None:
    """Write rows; ``locked`` names per row the columns that are not to be filled in."""
    for place, values in enumerate(rows):
        shut = locked[place] if place < len(locked) else frozenset()
        for at, column in enumerate(columns, start=1):
            is_locked = column.locked or column.key in shut
            style = locked_style(column) if is_locked else free_style(column)
            put(sheet, first_row + place, at, values.get(column.key), style)
        sheet.row_dimensions[first_row + place].height = _height(columns, values)


def _height(columns: Sequence[Column], values: Mapping[str, Value | None]) -> float:
    lines = max(
        (
            len(str(values.get(column.key) or "")) // max(int(column.width * 0.95), 1) + 1
            for column in columns
            if column.kind in (Kind.long_text, Kind.choice, Kind.text)
        ),
        default=1,
    )
    return max(_ROW_HEIGHT, min(lines, 8) * _LINE_HEIGHT + 2)


def finish_sheet(sheet: Worksheet, *, footer: str, landscape: bool = True) -> None:
    """Lock the structure (cells that are to be filled in stay free) and set up the print."""
    protection = sheet.protection
    protection.sheet = True
    protection.formatColumns = protection.formatRows = False
    protection.insertRows = protection.deleteRows = False
    protection.sort = protection.autoFilter = False
    sheet.sheet_view.showGridLines = False
    fit_to_page(sheet, landscape=landscape)
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.6, 0.8
    sheet.oddFooter = HeaderFooterItem(
        left=_HeaderFooterPart(text=footer.replace("&", "&&")[:_LONGEST_FOOTER]),
        right=_HeaderFooterPart(text="Side &P av &N"),
    )


def fit_to_page(sheet: Worksheet, *, landscape: bool = True) -> None:
    """Print on A4, as wide as the page and as long as it takes."""
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
