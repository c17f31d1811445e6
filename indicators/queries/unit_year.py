"""What is kept of a unit's year: the plan in force and its reports, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.models.measurement import Direction, Indicator
from indicators.models.organisation import Unit
from indicators.models.plan import Action, Subgoal
from indicators.models.reporting import (
    Activity,
    ActivityResult,
    ActivityStatus,
    AnnualPlan,
    AnnualReport,
    ReportPeriod,
    UnitResult,
    UnitTarget,
)
from indicators.unit_plans import (
    PlannedActivity,
    PlannedTarget,
    ReportedActivity,
    ReportedTarget,
    UnitPlan,
    UnitReport,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def plan_in_force(session: Session, unit_id: int, year: int) -> AnnualPlan | None:
    """Return the version of a unit's plan that counts, or None."""
    return session.scalars(
        select(AnnualPlan).where(
            AnnualPlan.unit_id == unit_id, AnnualPlan.year == year, AnnualPlan.is_in_force
        )
    ).first()


def plan_rows(session: Session, plan: AnnualPlan, unit_key: str) -> UnitPlan:
    """Return what stands in a version of a plan, in the order it was written."""
    activities = session.execute(
        select(Activity, Subgoal.key, Action.key)
        .join(Subgoal, Subgoal.id == Activity.subgoal_id)
        .outerjoin(Action, Action.id == Activity.action_id)
        .where(Activity.annual_plan_id == plan.id)
        .order_by(Activity.id)
    )
    targets = session.execute(
        select(UnitTarget, Subgoal.key, Indicator.key)
        .outerjoin(Subgoal, Subgoal.id == UnitTarget.subgoal_id)
        .outerjoin(Indicator, Indicator.id == UnitTarget.indicator_id)
        .where(UnitTarget.annual_plan_id == plan.id)
        .order_by(UnitTarget.id)
    )
    return UnitPlan(
        unit_key=unit_key,
        year=plan.year,
        leader=plan.leader,
        activities=tuple(
            PlannedActivity(
                number=row.number,
                title=row.title,
                subgoal_key=subgoal,
                action_key=action,
                responsible=row.responsible,
                deadline=row.deadline,
                expected_result=row.expected_result,
                amount_nok=row.amount_nok,
                cell=row.source_cell,
            )
            for row, subgoal, action in activities
        ),
        targets=tuple(
            PlannedTarget(
                number=row.number,
                title=row.title,
                unit_of_measure=row.unit_of_measure,
                direction=Direction(row.direction),
                subgoal_key=subgoal,
                indicator_key=indicator,
                baseline=row.baseline,
                target=row.target,
                cell=row.source_cell,
            )
            for row, subgoal, indicator in targets
        ),
    )


def report_in_force(session: Session, plan: AnnualPlan, period: ReportPeriod) -> UnitReport | None:
    """Return the report that counts for a part of the year of a plan, or None.

    The report may have been written on an earlier version of the plan: numbers tie them.
    """
    found = session.execute(
        select(AnnualReport, Unit.key)
        .join(Unit, Unit.id == AnnualReport.unit_id)
        .where(
            AnnualReport.unit_id == plan.unit_id,
            AnnualReport.year == plan.year,
            AnnualReport.period == period,
            AnnualReport.is_in_force,
        )
    ).first()
    if found is None:
        return None
    report, unit_key = found
    return UnitReport(
        unit_key=unit_key,
        year=report.year,
        period=period,
        activities=_reported_activities(session, report.id),
        targets=_reported_targets(session, report.id),
    )


def _reported_activities(session: Session, report_id: int) -> tuple[ReportedActivity, ...]:
    rows = session.execute(
        select(ActivityResult, Activity.number)
        .join(Activity, Activity.id == ActivityResult.activity_id)
        .where(ActivityResult.annual_report_id == report_id)
        .order_by(Activity.id)
    )
    return tuple(
        ReportedActivity(
            number=number,
            status=ActivityStatus(row.status),
            result=row.result,
            explanation=row.explanation,
            cell=row.source_cell,
        )
        for row, number in rows
    )


def _reported_targets(session: Session, report_id: int) -> tuple[ReportedTarget, ...]:
    rows = session.execute(
        select(UnitResult, UnitTarget.number)
        .join(UnitTarget, UnitTarget.id == UnitResult.unit_target_id)
        .where(UnitResult.annual_report_id == report_id)
        .order_by(UnitTarget.id)
    )
    return tuple(
        ReportedTarget(
            number=number, value=row.value, explanation=row.explanation, cell=row.source_cell
        )
        for row, number in rows
    )
