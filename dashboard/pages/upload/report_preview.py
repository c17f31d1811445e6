"""What a report says, before it is delivered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.activity_status import activity_tag
from dashboard.components.navigation import section
from dashboard.components.notices import nothing
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from dashboard.context import View
    from etl.annual_plan.checks import CheckedPlan
    from indicators.unit_plans import ReportedActivity, ReportedTarget, UnitReport

_MOST_DECIMALS = 4


def report_preview(view: View, checked: CheckedPlan) -> Node | None:
    """Return the results that would be delivered, beside what they are results of."""
    if checked.report is None or checked.context is None or checked.context.plan is None:
        return None
    plan, report, text = checked.context.plan, checked.report, view.text
    activities = {row.number: row.title for row in plan.activities}
    targets = {row.number: (row.title, row.unit_of_measure) for row in plan.targets}
    return section(
        text("Dette blir levert"),
        _activities(view, report, activities),
        _targets(view, report, targets),
        id="endringer",
    )


def _activities(view: View, report: UnitReport, titles: dict[str, str]) -> Node | None:
    if not report.activities:
        return None
    text = view.text
    columns = [
        Column(text("Aktivitet"), class_="c-name"),
        Column(text("Status"), label=""),
        Column(text("Resultat"), class_="wide"),
        Column(text("Celle")),
    ]
    rows = [_activity(view, row, titles.get(row.number, "")) for row in report.activities]
    return data_table(text("Aktiviteter"), columns, rows, shows_caption=True, class_="t-changes")


def _activity(view: View, row: ReportedActivity, title: str) -> list[Child]:
    return [
        [h("span", row.number, class_="row-number"), " ", title],
        activity_tag(view, row.status),
        [row.result or "", h("span", row.explanation, class_="below") if row.explanation else None],
        h("code", row.cell),
    ]


def _targets(view: View, report: UnitReport, titles: dict[str, tuple[str, str]]) -> Node | None:
    if not report.targets:
        return None
    text = view.text
    columns = [
        Column(text("Måltall"), class_="c-name"),
        Column(text("Resultat"), is_number=True),
        Column(text("Forklaring"), class_="wide"),
        Column(text("Celle")),
    ]
    rows = [_target(view, row, *titles.get(row.number, ("", ""))) for row in report.targets]
    return data_table(text("Måltall"), columns, rows, shows_caption=True, class_="t-changes")


def _target(view: View, row: ReportedTarget, title: str, unit: str) -> list[Child]:
    if row.value is None:
        value: Child = nothing(view.text("Ikke målt"))
    else:
        decimals = len(f"{row.value:.{_MOST_DECIMALS}f}".rstrip("0").partition(".")[2])
        value = view.formats.quantity(row.value, decimals, unit)
    return [
        [h("span", row.number, class_="row-number"), " ", title],
        value,
        row.explanation or "",
        h("code", row.cell),
    ]
