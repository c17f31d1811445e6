"""Checks the rows of a report against the plan in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.annual_plan.spec import EXPLAINED_STATUSES, REPORT, REPORT_KINDS, STATUSES, ReportKind
from etl.workbooks.findings import Severity, finding
from etl.workbooks.folding import fold
from indicators.models.reporting import ActivityStatus, ReportPeriod
from indicators.unit_plans import ReportedActivity, ReportedTarget, UnitReport

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.annual_plan.reader import UnitWorkbook
    from etl.workbooks.choices import Choices
    from etl.workbooks.findings import Finding
    from etl.workbooks.tables import Row
    from indicators.unit_plans import UnitPlan

    Reported = dict[tuple[ReportKind, str], Row]


def read_report(
    book: UnitWorkbook, plan: UnitPlan, choices: Mapping[str, Choices], findings: list[Finding]
) -> UnitReport | None:
    """Return the report on a plan, or None when its period is not known."""
    rows = book.rows(REPORT, choices, findings)
    reported = _by_number(rows, _titles(plan), findings)
    _tell_missing(plan, reported, findings)
    for (kind, _), row in reported.items():
        if kind is ReportKind.activity:
            _check_activity(row, findings)
        elif not row.is_filled("value"):
            findings.append(row.tell("value", "not_measured", severity=Severity.warning))
    period = book.report_fields.text("period")
    if period is None:
        if not book.report_fields.broken:
            heading = REPORT.fields[0].heading
            findings.append(book.report_fields.tell("period", "required", heading=heading))
        return None
    return UnitReport(
        unit_key=plan.unit_key,
        year=plan.year,
        period=ReportPeriod(period),
        activities=tuple(
            ReportedActivity(
                number=number,
                status=ActivityStatus(row.text("status") or ""),
                result=row.text("result"),
                explanation=row.text("explanation"),
                cell=row.place,
            )
            for (kind, number), row in reported.items()
            if kind is ReportKind.activity and row.text("status") and not row.broken
        ),
        targets=tuple(
            ReportedTarget(
                number=number,
                value=row.figure("value"),
                explanation=row.text("explanation"),
                cell=row.place,
            )
            for (kind, number), row in reported.items()
            if kind is ReportKind.target and not row.broken
        ),
    )


def _titles(plan: UnitPlan) -> dict[tuple[ReportKind, str], str]:
    return {
        **{(ReportKind.activity, row.number): row.title for row in plan.activities},
        **{(ReportKind.target, row.number): row.title for row in plan.targets},
    }


def _by_number(
    rows: list[Row], titles: Mapping[tuple[ReportKind, str], str], findings: list[Finding]
) -> Reported:
    reported: Reported = {}
    for row in rows:
        kind, number = row.text("kind"), row.text("number")
        if kind is None or number is None:
            continue
        key = (ReportKind(kind), number)
        what = _what(key)
        if key not in titles:
            findings.append(row.tell("number", "not_in_plan", what=what))
        elif key in reported:
            other = reported[key].cells["number"]
            findings.append(row.tell("number", "duplicate_result", what=what, other=other))
        else:
            reported[key] = row
            _check_title(row, titles[key], findings)
    return reported


def _what(key: tuple[ReportKind, str]) -> str:
    return f"{REPORT_KINDS[key[0]]} {key[1]}"


def _check_title(row: Row, title: str, findings: list[Finding]) -> None:
    # A target's title carries its unit of measure behind it.
    written = row.text("title")
    if written is not None and not fold(written).startswith(fold(title)):
        findings.append(row.tell("title", "title_differs", severity=Severity.warning, title=title))


def _tell_missing(plan: UnitPlan, reported: Reported, findings: list[Finding]) -> None:
    for key in _titles(plan):
        if key not in reported:
            is_activity = key[0] is ReportKind.activity
            severity = Severity.error if is_activity else Severity.warning
            findings.append(
                finding(REPORT.title, "", "not_reported", "", severity=severity, what=_what(key))
            )


def _check_activity(row: Row, findings: list[Finding]) -> None:
    status = row.text("status")
    if status is None:
        if "status" not in row.broken:
            heading = next(column.heading for column in REPORT.columns if column.key == "status")
            findings.append(row.tell("status", "required", heading=heading))
        return
    if ActivityStatus(status) in EXPLAINED_STATUSES and not row.is_filled("explanation"):
        label = STATUSES[ActivityStatus(status)]
        findings.append(row.tell("explanation", "missing_explanation", status=label))
