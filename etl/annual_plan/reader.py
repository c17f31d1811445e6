"""Reads the unit's workbook: who it is for, and the rows of its sheets by heading."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from etl.annual_plan.lists import lists_of
from etl.annual_plan.spec import PLAN, REPORT, SHEETS, Name
from etl.workbooks.reading import read_workbook
from etl.workbooks.tables import Row, read_fields, read_table, sheets_by_spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.workbooks.cells import Sheet, Workbook
    from etl.workbooks.choices import Choices
    from etl.workbooks.findings import Finding
    from etl.workbooks.spec import SheetSpec


@dataclass(slots=True)
class UnitWorkbook:
    """A workbook whose sheets have been found; ``findings`` are those of its structure."""

    workbook: Workbook
    sheets: Mapping[str, Sheet]
    plan_fields: Row
    report_fields: Row
    findings: list[Finding] = field(default_factory=list)

    @property
    def unit_key(self) -> str | None:
        """The unit that the sheet names."""
        return self.plan_fields.text("unit_key")

    @property
    def year(self) -> int | None:
        """The year that the sheet names."""
        return self.plan_fields.whole("year")

    def name(self, name: Name) -> str | None:
        """Return what travels in a defined name, or None."""
        return self.workbook.names.get(name.lower())

    @property
    def is_report(self) -> bool:
        """Tell whether the workbook reports results rather than plans the year."""
        return self.report_fields.is_filled("period") or self.name(Name.period) is not None

    def rows(
        self, spec: SheetSpec, choices: Mapping[str, Choices], findings: list[Finding]
    ) -> list[Row]:
        """Return the rows of a sheet's table; none when the sheet is missing."""
        sheet = self.sheets.get(spec.key)
        return [] if sheet is None else read_table(sheet, spec, choices, findings)


def open_unit_workbook(content: bytes, file_name: str) -> UnitWorkbook:
    """Return the workbook with its sheets and fields found.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
    """
    workbook = read_workbook(content, file_name)
    findings: list[Finding] = []
    is_report = Name.period.lower() in workbook.names
    optional = frozenset() if is_report else frozenset({REPORT.key})
    sheets = sheets_by_spec(workbook, SHEETS, findings, optional)
    choices = lists_of(None)
    plan_fields = Row(PLAN.title, 1)
    if PLAN.key in sheets:
        plan_fields = read_fields(sheets[PLAN.key], PLAN.fields, choices, findings)
    report_fields = Row(REPORT.title, 1)
    if REPORT.key in sheets:
        report_fields = read_fields(sheets[REPORT.key], REPORT.fields, choices, findings)
    return UnitWorkbook(workbook, sheets, plan_fields, report_fields, findings)
