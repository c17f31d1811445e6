"""Sheets of statistics in Excel files; looked at for safety before anything in them is read."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from etl.readers.grid import MAX_CELLS, Grid
from etl.workbooks.safety import Limits, open_package
from indicators.errors import BadSource, BadWorkbook

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

LIMITS = Limits(
    packed_bytes=32 * 1024 * 1024, unpacked_bytes=256 * 1024 * 1024, cells=2 * MAX_CELLS
)


def read(content: bytes, file: str, *, sheet: str | None = None) -> Grid:
    """Return the rows of one sheet: the one named, else the first.

    A number is given as Python writes it, a date as ISO, a formula as the value it was last given.

    Raises:
        BadSource: If this is no harmless .xlsx file, or it has no such sheet.
    """
    try:
        open_package(content, file, LIMITS)
    except BadWorkbook as error:
        raise BadSource(error.file, error.problem, error.place) from None
    workbook = _workbook(content, file)
    try:
        names = workbook.sheetnames
        name = sheet if sheet is not None else names[0]
        if name not in names:
            raise BadSource(file, f"arket «{name}» mangler; filen har {', '.join(names)}.")
        return _grid(workbook, name, file)
    finally:
        workbook.close()


def _workbook(content: bytes, file: str) -> Workbook:
    with warnings.catch_warnings():
        # Files from offices' systems lack a default style and the like; their cells are fine.
        warnings.simplefilter("ignore", UserWarning)
        try:
            return load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        except (ValueError, KeyError, TypeError, OSError, SyntaxError) as error:
            raise BadSource(file, f"arbeidsboken kan ikke leses ({error}).") from None


def _grid(workbook: Workbook, name: str, file: str) -> Grid:
    sheet = workbook[name]
    # The size that the file states may be far from what is there.
    sheet.reset_dimensions()
    rows: list[list[str]] = []
    lines: list[int] = []
    cells = 0
    for line, row in enumerate(sheet.iter_rows(values_only=True), start=1):
        cells += len(row)
        if cells > 2 * MAX_CELLS:
            raise BadSource(file, f"arket har flere enn {2 * MAX_CELLS} celler.", name)
        texts = [_text(value) for value in row]
        if any(texts):
            rows.append(texts)
            lines.append(line)
    title = rows[0][0] if rows and sum(1 for cell in rows[0] if cell) == 1 else name
    return Grid(rows, lines, title)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "SANN" if value else "USANN"
        case float() if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
            return str(int(value))
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case _:
            return str(value).strip()
