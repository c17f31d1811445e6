"""Writes the unit's workbook: empty for a new plan, filled in with a plan, or for a report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from etl.annual_plan import guide
from etl.annual_plan.lists import lists_of
from etl.annual_plan.spec import (
    ACTIVITIES,
    GUIDE,
    LIST_HEADINGS,
    LISTS,
    PERIODS,
    PLAN,
    REPORT,
    TARGETS,
    TEMPLATE_VERSION,
    Name,
    ReportKind,
)
from etl.workbooks import writing
from etl.workbooks.guarding import guard_rows
from etl.workbooks.styles import locked_style
from indicators.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from etl.workbooks.choices import Choices
    from etl.workbooks.guarding import ListPlace
    from etl.workbooks.spec import SheetSpec
    from etl.workbooks.values import Value
    from indicators.models.reporting import ReportPeriod
    from indicators.queries.plan_context import PlanContext
    from indicators.unit_plans import PlannedActivity, PlannedTarget, UnitPlan, UnitReport

    Rows = Sequence[Mapping[str, Value | None]]

_SHUT_ACTIVITY = frozenset({"value"})
_SHUT_TARGET = frozenset({"status", "result"})


def write_template(
    context: PlanContext,
    *,
    plan: UnitPlan | None = None,
    report_period: ReportPeriod | None = None,
    report: UnitReport | None = None,
) -> bytes:
    """Return a unit's workbook as .xlsx.

    Without ``plan`` it holds the plan in force, or else what last year left unfinished. With
    ``report_period`` it is for reporting on the plan, whose sheets are then locked; ``report``
    fills that in.

    Raises:
        NotFound: If a report is asked for and there is no plan to report on.
    """
    if report is not None:
        report_period = report.period
    shown = plan or context.plan
    if report_period is not None and shown is None:
        raise NotFound(
            f"{context.unit_title} har ingen årsplan for {context.year} å rapportere på."
        )
    return _Template(context, shown, report_period, report).write()


class _Template:
    def __init__(
        self,
        context: PlanContext,
        plan: UnitPlan | None,
        period: ReportPeriod | None,
        report: UnitReport | None,
    ) -> None:
        self.context = context
        self.plan = plan
        self.period = period
        self.report = report
        self.choices = lists_of(context)
        self.workbook: Workbook = writing.new_workbook()
        self.lists: dict[str, ListPlace] = {}

    def write(self) -> bytes:
        sheets = {spec.key: self.workbook.create_sheet(spec.title) for spec in _ORDER}
        self.lists = writing.write_lists(
            sheets[LISTS.key],
            {key: (LIST_HEADINGS[key], choices) for key, choices in _ordered(self.choices)},
        )
        self._guide(sheets[GUIDE.key])
        self._plan(sheets[PLAN.key])
        self._table(sheets[ACTIVITIES.key], ACTIVITIES, self._activities())
        self._table(sheets[TARGETS.key], TARGETS, self._targets())
        self._report(sheets[REPORT.key])
        names: dict[str, str] = {
            Name.template: TEMPLATE_VERSION,
            Name.unit: self.context.unit_key,
            Name.year: str(self.context.year),
        }
        if self.period is not None:
            names[Name.period] = self.period.value
            self.workbook.active = self.workbook.worksheets.index(sheets[REPORT.key])
        else:
            self.workbook.active = 0
        writing.define(self.workbook, names)
        return writing.to_bytes(self.workbook)

    @property
    def _heading(self) -> str:
        kind = PLAN.title
        if self.period is not None:
            label = PERIODS[self.period]
            kind = f"{REPORT.title} {label[0].lower()}{label[1:]}"
        return f"{kind} {self.context.year}"

    def _head(self, sheet: Worksheet, title: str, lead: str, width: int) -> int:
        return writing.write_head(
            sheet,
            f"{title} – {self.context.unit_title}",
            lead,
            is_example=self.context.is_example,
            width=width,
        )

    def _finish(self, sheet: Worksheet, *, landscape: bool = True) -> None:
        footer = f"{self.context.unit_title} – {self._heading}"
        if self.context.is_example:
            footer += " – EKSEMPELDATA"
        writing.finish_sheet(sheet, footer=footer, landscape=landscape)

    def _guide(self, sheet: Worksheet) -> None:
        row = self._head(sheet, self._heading, "Slik fyller du ut arbeidsboken.", 3)
        for letters, width in (("A", 24), ("B", 22), ("C", 84)):
            sheet.column_dimensions[letters].width = width
        steps = guide.plan_steps() if self.period is None else guide.report_steps()
        for number, step in enumerate(steps, start=1):
            sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=3)
            writing.put(sheet, row, 1, f"{number}. {step}", "tekst")
            sheet.row_dimensions[row].height = 18 * (len(step) // 130 + 1)
            row += 1
        for part in guide.guide_sheets():
            row = self._guide_part(sheet, row + 1, part)
        self._finish(sheet, landscape=False)

    def _guide_part(self, sheet: Worksheet, row: int, part: guide.GuideSheet) -> int:
        writing.put(sheet, row, 1, part.title, "avsnitt")
        writing.put(sheet, row + 1, 1, part.lead, "ingress")
        row += 2
        for line in part.rows:
            writing.put(sheet, row, 1, line.heading, "felt")
            writing.put(sheet, row, 2, line.holds, "hjelp")
            writing.put(sheet, row, 3, line.help, "tekst")
            rows = max(len(line.help) // 80, len(line.holds) // 22) + 1
            sheet.row_dimensions[row].height = 18 * rows
            row += 1
        return row

    def _plan(self, sheet: Worksheet) -> None:
        row = self._head(sheet, self._heading, PLAN.lead, 3)
        for letters, width in (("A", 22), ("B", 44), ("C", 70)):
            sheet.column_dimensions[letters].width = width
        leader = self.plan.leader if self.plan is not None else None
        values: dict[str, Value | None] = {
            "unit_title": self.context.unit_title,
            "unit_key": self.context.unit_key,
            "service_area": self.context.service_area,
            "year": self.context.year,
            "leader": leader or self.context.leader,
        }
        writing.write_fields(sheet, row, PLAN.fields, values, self.lists)
        self._finish(sheet)

    def _table(self, sheet: Worksheet, spec: SheetSpec, rows: Rows) -> None:
        header = self._head(
            sheet, f"{spec.title} {self.context.year}", spec.lead, len(spec.columns)
        )
        writing.write_headings(sheet, header, spec.columns)
        everything = frozenset(column.key for column in spec.columns)
        is_report = self.period is not None
        free = 0 if is_report else spec.free_rows
        after = max((_whole(row["number"]) for row in rows), default=0)
        filled = [*rows, *({"number": after + at + 1} for at in range(free))]
        locked = [everything] * len(filled) if is_report else []
        writing.write_rows(sheet, header + 1, spec.columns, filled, locked)
        if not is_report:
            year = self.context.year
            guard_rows(
                sheet,
                header + 1,
                header + len(filled),
                spec.columns,
                self.lists,
                (date(year, 1, 1), date(year, 12, 31)),
            )
        self._finish(sheet)

    def _report(self, sheet: Worksheet) -> None:
        row = self._head(
            sheet, f"{REPORT.title} {self.context.year}", REPORT.lead, len(REPORT.columns)
        )
        period = PERIODS[self.period] if self.period is not None else None
        header = _report_field(sheet, row, period) + 1
        writing.write_headings(sheet, header, REPORT.columns)
        rows = self._report_rows() if self.period is not None else []
        locked = [
            _SHUT_ACTIVITY if values["kind"] == self._kind(ReportKind.activity) else _SHUT_TARGET
            for values in rows
        ]
        writing.write_rows(sheet, header + 1, REPORT.columns, rows, locked)
        guard_rows(sheet, header + 1, header + len(rows), REPORT.columns, self.lists)
        self._finish(sheet)

    def _kind(self, kind: ReportKind) -> str:
        return self._label("kinds", kind) or ""

    def _label(self, list_key: str, key: str | None) -> str | None:
        if not key:
            return None
        found = self.choices[list_key].find(key)
        return None if found is None else found.choice.label

    def _activities(self) -> Rows:
        rows = self.context.unfinished if self.plan is None else self.plan.activities
        return [self._activity(row) for row in rows]

    def _activity(self, row: PlannedActivity) -> dict[str, Value | None]:
        return {
            "number": writing.number_or_text(row.number),
            "title": row.title,
            "subgoal": self._label("subgoals", row.subgoal_key),
            "action": self._label("actions", row.action_key),
            "responsible": row.responsible,
            "deadline": row.deadline,
            "expected_result": row.expected_result,
            "amount": row.amount_nok,
        }

    def _targets(self) -> Rows:
        rows = self.context.former_targets if self.plan is None else self.plan.targets
        return [self._target(row) for row in rows]

    def _target(self, row: PlannedTarget) -> dict[str, Value | None]:
        return {
            "number": writing.number_or_text(row.number),
            "title": row.title,
            "subgoal": self._label("subgoals", row.subgoal_key),
            "indicator": self._label("indicators", row.indicator_key),
            "unit_of_measure": row.unit_of_measure,
            "direction": self._label("directions", row.direction),
            "baseline": row.baseline,
            "target": row.target,
        }

    def _report_rows(self) -> list[dict[str, Value | None]]:
        if self.plan is None:
            return []
        results = {row.number: row for row in self.report.activities} if self.report else {}
        values = {row.number: row for row in self.report.targets} if self.report else {}
        rows: list[dict[str, Value | None]] = []
        for activity in self.plan.activities:
            result = results.get(activity.number)
            rows.append(
                {
                    "kind": self._kind(ReportKind.activity),
                    "number": writing.number_or_text(activity.number),
                    "title": activity.title,
                    "status": self._label("statuses", result.status) if result else None,
                    "result": result.result if result else None,
                    "explanation": result.explanation if result else None,
                }
            )
        for target in self.plan.targets:
            value = values.get(target.number)
            rows.append(
                {
                    "kind": self._kind(ReportKind.target),
                    "number": writing.number_or_text(target.number),
                    "title": f"{target.title} ({target.unit_of_measure})",
                    "value": value.value if value else None,
                    "explanation": value.explanation if value else None,
                }
            )
        return rows


_ORDER = (GUIDE, PLAN, ACTIVITIES, TARGETS, REPORT, LISTS)


def _ordered(choices: Mapping[str, Choices]) -> list[tuple[str, Choices]]:
    return [(key, choices[key]) for key in LIST_HEADINGS]


def _report_field(sheet: Worksheet, row: int, period: str | None) -> int:
    column = REPORT.fields[0]
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=2)
    writing.put(sheet, row, 1, column.written_heading, "felt")
    writing.put(sheet, row, 3, period, locked_style(column))
    return row + 1


def _whole(number: Value | None) -> int:
    return number if isinstance(number, int) else 0
