"""Downloads: numbers as CSV that opens right in a Norwegian spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from flask import Response

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Cell = str | int | float | None

# A spreadsheet runs a cell that starts with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return rows as CSV: semicolons, decimal commas, UTF-8 with a byte order mark.

    None is an empty cell. A text that a spreadsheet would run as a formula gets an apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return file.getvalue().encode("utf-8-sig")


def _cell(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA_STARTS) else value
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return str(value)


def csv_response(name: str, body: bytes) -> Response:
    """Return a CSV file as a download."""
    return file_response(name, body, "text/csv; charset=utf-8")


def file_response(name: str, body: bytes, content_type: str) -> Response:
    """Return a file as a download under a name."""
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"
    return response
