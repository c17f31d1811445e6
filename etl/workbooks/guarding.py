"""Guards what is typed: drop-downs, limits of dates, and a tint where something is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from etl.workbooks.cells import column_letters
from etl.workbooks.spec import Kind, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from openpyxl.worksheet.worksheet import Worksheet

    from etl.workbooks.choices import Choices
    from etl.workbooks.spec import Column

_MISSING = "FFF1CC"


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where a drop-down's values stand."""

    formula: str
    choices: Choices


def guard_rows(
    sheet: Worksheet,
    first_row: int,
    last_row: int,
    columns: Sequence[Column],
    lists: Mapping[str, ListPlace],
    days: tuple[date, date] | None = None,
) -> None:
    """Give the rows drop-downs and date limits, and tint required cells that are still empty."""
    if last_row < first_row:
        return
    for at, column in enumerate(columns, start=1):
        letters = column_letters(at)
        cells = f"{letters}{first_row}:{letters}{last_row}"
        if column.kind is Kind.choice and not column.locked:
            drop_down(sheet, column, cells, lists[column.choices])
        elif column.kind is Kind.date and days is not None:
            _date_limits(sheet, column, cells, days)
    _tint_missing(sheet, first_row, last_row, columns)


def drop_down(sheet: Worksheet, column: Column, cells: str, place: ListPlace) -> None:
    """Give cells a drop-down; a column that is not strict takes other values after a warning."""
    validation = DataValidation(
        type="list",
        formula1=place.formula,
        allow_blank=True,
        showErrorMessage=bool(place.choices.listed),
        errorStyle="stop" if column.strict else "warning",
        errorTitle=column.heading[:32],
        error="Velg en verdi fra lista.",
    )
    validation.add(cells)
    sheet.add_data_validation(validation)


def _date_limits(sheet: Worksheet, column: Column, cells: str, days: tuple[date, date]) -> None:
    first, last = days
    validation = DataValidation(
        type="date",
        operator="between",
        formula1=f"DATE({first.year},{first.month},{first.day})",
        formula2=f"DATE({last.year},{last.month},{last.day})",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=column.heading[:32],
        error=f"Skriv en dato fra {first:%d.%m.%Y} til {last:%d.%m.%Y}.",
    )
    validation.add(cells)
    sheet.add_data_validation(validation)


def _tint_missing(
    sheet: Worksheet, first_row: int, last_row: int, columns: Sequence[Column]
) -> None:
    filled = [
        column_letters(at)
        for at, column in enumerate(columns, start=1)
        if column.wanted is not Wanted.label and not column.locked
    ]
    for at, column in enumerate(columns, start=1):
        if not column.required or column.locked:
            continue
        letters = column_letters(at)
        others = ",".join(f'${other}{first_row}<>""' for other in filled if other != letters)
        if others:
            formula = f'AND({letters}{first_row}="",OR({others}))'
            sheet.conditional_formatting.add(
                f"{letters}{first_row}:{letters}{last_row}",
                FormulaRule(  # type: ignore[no-untyped-call]
                    formula=[formula], fill=PatternFill(bgColor=_MISSING)
                ),
            )
