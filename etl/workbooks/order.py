"""Puts findings in the order of the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.workbooks.cells import parse_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from etl.workbooks.cells import Workbook
    from etl.workbooks.findings import Finding


def in_order(findings: Iterable[Finding], workbook: Workbook) -> tuple[Finding, ...]:
    """Return the findings sheet by sheet: of the whole sheet first, then by row and column."""
    places = {sheet.title: number for number, sheet in enumerate(workbook.sheets)}

    def place(found: Finding) -> tuple[int, tuple[int, int]]:
        return places.get(found.sheet, -1), parse_address(found.cell) if found.cell else (0, 0)

    return tuple(sorted(findings, key=place))
