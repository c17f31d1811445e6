"""Marks a workbook with its findings: coloured cells with comments, and a sheet listing them all.

Everything else is as the person left it. Marks of an earlier check are taken away first.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from etl.workbooks.findings import Severity
from etl.workbooks.safety import open_package
from etl.workbooks.writing import fit_to_page, put_plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from etl.workbooks.findings import Finding

_AUTHOR = "Rød tråd – kontroll"
_COLOURS = {Severity.error: "FFF4B6B6", Severity.warning: "FFFFE3A3"}
_WORDS = {Severity.error: "Feil", Severity.warning: "Merk"}
_NO_FILL = PatternFill(fill_type=None)
_HEADINGS = (("Sted", 20), ("Hva", 10), ("Det som står der", 40), ("Hva som er galt", 90))
_LINE = 16
_LETTERS_A_LINE = 40


def marked_copy(
    content: bytes, file_name: str, findings: Sequence[Finding], list_title: str
) -> bytes:
    """Return the workbook with its findings marked; ``list_title`` names the sheet that lists them.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
    """
    open_package(content, file_name)
    workbook = load_workbook(io.BytesIO(content))
    if list_title in workbook.sheetnames:
        del workbook[list_title]
    for sheet in workbook.worksheets:
        _unmark(sheet)
    for found in findings:
        if found.cell and found.sheet in workbook.sheetnames:
            _mark(workbook[found.sheet], found)
    _list(workbook, findings, list_title)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _unmark(sheet: Worksheet) -> None:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
                if cell.fill.start_color.rgb in _COLOURS.values():
                    cell.fill = _NO_FILL


def _mark(sheet: Worksheet, found: Finding) -> None:
    cell = sheet[found.cell]
    text = f"{_WORDS[found.severity]}: {found.message}"
    if cell.comment is not None and cell.comment.author == _AUTHOR:
        text = f"{cell.comment.text}\n{text}"
    height = _LINE * (len(text) // _LETTERS_A_LINE + text.count("\n") + 3)
    cell.comment = Comment(text, _AUTHOR, height=height, width=300)
    if cell.fill.start_color.rgb != _COLOURS[Severity.error]:
        colour = _COLOURS[found.severity]
        cell.fill = PatternFill("solid", start_color=colour, end_color=colour)


def _list(workbook: Workbook, findings: Sequence[Finding], title: str) -> None:
    sheet: Worksheet = workbook.create_sheet(title, 0)
    for at, (heading, width) in enumerate(_HEADINGS, start=1):
        put_plain(sheet, 1, at, heading).font = Font(name="Calibri", bold=True)
        sheet.column_dimensions["ABCD"[at - 1]].width = width
    for row, found in enumerate(findings, start=2):
        place = put_plain(sheet, row, 1, found.place or "Hele arbeidsboken")
        if found.cell and found.sheet in workbook.sheetnames:
            quoted = found.sheet.replace("'", "''")
            place.hyperlink = Hyperlink(ref=place.coordinate, location=f"'{quoted}'!{found.cell}")
            place.font = Font(name="Calibri", underline="single", color="FF00549E")
        colour = _COLOURS[found.severity]
        put_plain(sheet, row, 2, _WORDS[found.severity]).fill = PatternFill(
            "solid", start_color=colour, end_color=colour
        )
        put_plain(sheet, row, 3, found.value)
        put_plain(sheet, row, 4, found.message)
        for at in range(1, 5):
            sheet.cell(row, at).alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    fit_to_page(sheet)
    workbook.active = 0
    for other in workbook.worksheets[1:]:
        other.sheet_view.tabSelected = False
