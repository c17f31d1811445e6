"""Checks a unit's workbook: everything that is wrong, at once, and what it says when nothing is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from etl.annual_plan.lists import lists_of
from etl.annual_plan.plan_checks import read_activities, read_targets
from etl.annual_plan.reader import UnitWorkbook, open_unit_workbook
from etl.annual_plan.report_checks import read_report
from etl.annual_plan.spec import ACTIVITIES, PERIODS, TARGETS, TEMPLATE_VERSION, Name
from etl.workbooks.findings import Finding, Severity, finding, has_errors
from etl.workbooks.order import in_order
from indicators.queries.plan_context import UnknownUnit, UnknownYear, plan_context
from indicators.unit_plans import UnitPlan, UnitReport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sqlalchemy.orm import Session

    from etl.workbooks.choices import Choices
    from indicators.queries.plan_context import PlanContext

    ContextOf = Callable[[str, int], PlanContext]

_ON_LISTS = frozenset({"unknown_choice", "date_for_choice", "label_differs"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedPlan:
    """What a workbook says and what is wrong with it.

    A workbook is a plan or a report, never both. ``plan`` or ``report`` is there when there is no
    error; warnings do not count. ``context`` is None when unit or year are unknown.
    """

    file_name: str
    findings: tuple[Finding, ...]
    unit_key: str | None
    year: int | None
    is_report: bool
    template_version: str
    plan: UnitPlan | None = None
    report: UnitReport | None = None
    context: PlanContext | None = None

    @property
    def accepted(self) -> bool:
        """Tell whether the workbook may be submitted."""
        return not has_errors(self.findings)


def check(content: bytes, file_name: str, session: Session) -> CheckedPlan:
    """Check a workbook against what applies to its unit and year.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
    """
    return check_with(content, file_name, lambda unit, year: plan_context(session, unit, year))


def check_with(content: bytes, file_name: str, context_of: ContextOf) -> CheckedPlan:
    """Check a workbook against the context that ``context_of`` gives for a unit and a year.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
    """
    book = open_unit_workbook(content, file_name)
    findings = book.findings
    _check_names(book, findings)
    context = _context(book, context_of, findings)
    checked = CheckedPlan(
        file_name=file_name,
        findings=(),
        unit_key=book.unit_key,
        year=book.year,
        is_report=book.is_report,
        template_version=book.name(Name.template) or "",
        context=context,
    )
    choices = lists_of(context)
    if context is None:
        _read_without_lists(book, choices, findings)
        return replace(checked, findings=in_order(findings, book.workbook))
    if book.is_report:
        report = _report(book, context, choices, findings)
        checked = replace(checked, report=None if has_errors(findings) else report)
    else:
        plan = _plan(book, context, choices, findings)
        checked = replace(checked, plan=None if has_errors(findings) else plan)
    return replace(checked, findings=in_order(findings, book.workbook))


def _check_names(book: UnitWorkbook, findings: list[Finding]) -> None:
    template = book.name(Name.template)
    if template is None:
        findings.append(finding("", "", "no_template", severity=Severity.warning))
    elif template != TEMPLATE_VERSION:
        findings.append(finding("", "", "unknown_template", template, known=TEMPLATE_VERSION))
    fields = book.plan_fields
    for key, name, code in (
        ("unit_key", Name.unit, "unit_differs"),
        ("year", Name.year, "year_differs"),
    ):
        made_for = book.name(name)
        written = fields.values.get(key)
        if made_for is not None and written is not None and str(written) != made_for:
            findings.append(fields.tell(key, code, template=made_for))
    _check_period(book, findings)


def _check_period(book: UnitWorkbook, findings: list[Finding]) -> None:
    made_for = book.name(Name.period)
    written = book.report_fields.text("period")
    if made_for is None or written is None or written == made_for:
        return
    labels = {period.value: label for period, label in PERIODS.items()}
    findings.append(
        book.report_fields.tell("period", "period_differs", template=labels.get(made_for, made_for))
    )


def _context(
    book: UnitWorkbook, context_of: ContextOf, findings: list[Finding]
) -> PlanContext | None:
    if book.unit_key is None or book.year is None:
        return None
    try:
        return context_of(book.unit_key, book.year)
    except UnknownUnit as error:
        findings.append(book.plan_fields.tell("unit_key", "unknown_unit", reason=str(error)))
    except UnknownYear as error:
        findings.append(book.plan_fields.tell("year", "unknown_year", reason=str(error)))
    return None


def _read_without_lists(
    book: UnitWorkbook, choices: Mapping[str, Choices], findings: list[Finding]
) -> None:
    """Tell what is wrong whichever the unit is; what the lists hold is not known."""
    found: list[Finding] = []
    for spec in (ACTIVITIES, TARGETS):
        book.rows(spec, choices, found)
    findings.extend(one for one in found if one.code not in _ON_LISTS)


def _plan(
    book: UnitWorkbook,
    context: PlanContext,
    choices: Mapping[str, Choices],
    findings: list[Finding],
) -> UnitPlan:
    activities = read_activities(book, context, choices, findings)
    targets = read_targets(book, choices, findings)
    if not activities and not has_errors(findings):
        findings.append(finding(ACTIVITIES.title, "", "empty_plan"))
    return UnitPlan(
        unit_key=context.unit_key,
        year=context.year,
        leader=book.plan_fields.text("leader"),
        activities=activities,
        targets=targets,
    )


def _report(
    book: UnitWorkbook,
    context: PlanContext,
    choices: Mapping[str, Choices],
    findings: list[Finding],
) -> UnitReport | None:
    if context.plan is None:
        findings.append(
            book.plan_fields.tell("year", "no_plan", year=str(context.year)),
        )
        return None
    _tell_changed_plan(book, context, choices, findings)
    return read_report(book, context.plan, choices, findings)


def _tell_changed_plan(
    book: UnitWorkbook,
    context: PlanContext,
    choices: Mapping[str, Choices],
    findings: list[Finding],
) -> None:
    """Tell when the plan's sheets say something else than the plan in force."""
    unused: list[Finding] = []
    if context.plan is None:
        return
    for spec, written, in_force in (
        (
            ACTIVITIES,
            read_activities(book, context, choices, unused),
            context.plan.activities,
        ),
        (TARGETS, read_targets(book, choices, unused), context.plan.targets),
    ):
        now = [replace(row, cell="") for row in written]
        if now != [replace(row, cell="") for row in in_force]:
            findings.append(
                finding(spec.title, "", "plan_differs", severity=Severity.warning, title=spec.title)
            )
