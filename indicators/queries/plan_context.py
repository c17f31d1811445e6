"""What a unit's workbook for a year is made from and checked against."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.errors import NotFound
from indicators.models.measurement import Direction, Indicator
from indicators.models.organisation import Municipality, ServiceArea, Unit
from indicators.models.plan import (
    Action,
    ActionSubgoal,
    Goal,
    Plan,
    PlanKind,
    PlanState,
    Subgoal,
)
from indicators.models.reporting import ActivityStatus, AnnualPlan, AnnualPlanState, ReportPeriod
from indicators.queries.unit_year import plan_in_force, plan_rows, report_in_force
from indicators.unit_plans import PlannedActivity, PlannedTarget, UnitPlan, UnitReport

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


class UnknownUnit(NotFound):
    """There is no such unit, or not in that year."""


class UnknownYear(NotFound):
    """No municipal plan is in force for that year."""


_IN_FORCE = (PlanState.adopted, PlanState.superseded)
_OVER = (ActivityStatus.done, ActivityStatus.stopped)
# The newest report on a year tells what is left of it.
_LATEST_FIRST = (ReportPeriod.year, ReportPeriod.t2, ReportPeriod.t1)


@dataclass(frozen=True, slots=True)
class SubgoalChoice:
    """A *delmål* that a unit may plan for."""

    key: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ActionChoice:
    """An action of the HØP in force; one of the unit's service area, or of none, ``applies``."""

    key: str
    number: str
    title: str
    subgoal_keys: tuple[str, ...]
    applies: bool


@dataclass(frozen=True, slots=True)
class IndicatorChoice:
    """An indicator of the municipality that a unit may measure itself by."""

    key: str
    title: str
    unit_of_measure: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class PlanContext:
    """All that the template is filled with and the checks know.

    ``unfinished`` are last year's activities that were neither done nor stopped, and
    ``former_targets`` last year's targets with their last result as baseline; both with
    what is no longer there left out. ``plan`` is the plan in force for the year, if any.
    """

    municipality: str
    unit_key: str
    unit_title: str
    service_area: str
    leader: str | None
    year: int
    is_example: bool
    subgoals: tuple[SubgoalChoice, ...]
    actions: tuple[ActionChoice, ...]
    indicators: tuple[IndicatorChoice, ...]
    unfinished: tuple[PlannedActivity, ...] = ()
    former_targets: tuple[PlannedTarget, ...] = ()
    plan: UnitPlan | None = None
    plan_state: AnnualPlanState | None = None


def plan_context(session: Session, unit_key: str, year: int) -> PlanContext:
    """Return what the workbook of a unit for a year is made from.

    Raises:
        UnknownUnit: If there is no such unit in that year.
        UnknownYear: If no municipal plan is in force for the year.
    """
    unit, area = _unit(session, unit_key, year)
    municipality = session.scalars(select(Municipality)).first()
    social_plan = _plan_of_year(session, PlanKind.municipal_plan, year)
    if social_plan is None:
        raise UnknownYear(_no_plan_text(session, year))
    action_plan = _plan_of_year(session, PlanKind.action_economy_plan, year)
    subgoals = _subgoals(session, social_plan)
    actions = () if action_plan is None else _actions(session, action_plan, unit.service_area_id)
    indicators = _indicators(session)
    current = plan_in_force(session, unit.id, year)
    context = PlanContext(
        municipality=municipality.title_nb if municipality else "",
        unit_key=unit.key,
        unit_title=unit.title_nb,
        service_area=area.title_nb,
        leader=unit.leader,
        year=year,
        is_example=unit.is_example or bool(municipality and municipality.is_example),
        subgoals=subgoals,
        actions=actions,
        indicators=indicators,
        plan=None if current is None else plan_rows(session, current, unit.key),
        plan_state=None if current is None else AnnualPlanState(current.state),
    )
    former = plan_in_force(session, unit.id, year - 1)
    return context if former is None else _with_former(session, context, former, action_plan)


def _unit(session: Session, unit_key: str, year: int) -> tuple[Unit, ServiceArea]:
    found = session.execute(
        select(Unit, ServiceArea)
        .join(ServiceArea, ServiceArea.id == Unit.service_area_id)
        .where(Unit.key == unit_key)
    ).first()
    if found is None:
        raise UnknownUnit(f"Enheten «{unit_key}» finnes ikke.")
    unit, area = found
    too_early = unit.valid_from is not None and unit.valid_from.year > year
    too_late = unit.valid_to is not None and unit.valid_to <= date(year, 1, 1)
    if too_early or too_late:
        raise UnknownUnit(f"Enheten «{unit_key}» fantes ikke i {year}.")
    return unit, area


def _plan_of_year(session: Session, kind: PlanKind, year: int) -> Plan | None:
    """Return the newest edition for a year; an adopted one goes before a superseded one."""
    return session.scalars(
        select(Plan)
        .where(
            Plan.kind == kind,
            Plan.state.in_(_IN_FORCE),
            Plan.first_year <= year,
            Plan.last_year >= year,
        )
        .order_by(Plan.first_year.desc(), Plan.state, Plan.version.desc())
    ).first()


def _no_plan_text(session: Session, year: int) -> str:
    years = session.execute(
        select(Plan.first_year, Plan.last_year)
        .where(Plan.kind == PlanKind.municipal_plan, Plan.state.in_(_IN_FORCE))
        .order_by(Plan.first_year)
    ).all()
    if not years:
        return f"Ingen vedtatt kommuneplan er lastet inn, så {year} har ingen delmål."
    spans = " og ".join(f"{first}–{last}" for first, last in years)
    return f"Ingen vedtatt kommuneplan gjelder for {year}; planene som finnes, gjelder {spans}."


def _subgoals(session: Session, plan: Plan) -> tuple[SubgoalChoice, ...]:
    rows = session.execute(
        select(Subgoal.key, Subgoal.number, Subgoal.title_nb)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .where(Goal.plan_id == plan.id)
        .order_by(Goal.position, Subgoal.position)
    )
    return tuple(SubgoalChoice(*row) for row in rows)


def _actions(session: Session, plan: Plan, service_area_id: int) -> tuple[ActionChoice, ...]:
    links: dict[int, list[str]] = {}
    for action_id, key in session.execute(
        select(ActionSubgoal.action_id, Subgoal.key)
        .join(Subgoal, Subgoal.id == ActionSubgoal.subgoal_id)
        .join(Action, Action.id == ActionSubgoal.action_id)
        .where(Action.plan_id == plan.id)
        .order_by(Subgoal.key)
    ):
        links.setdefault(action_id, []).append(key)
    rows = session.execute(
        select(Action.id, Action.key, Action.number, Action.title_nb, Action.service_area_id)
        .where(Action.plan_id == plan.id)
        .order_by(Action.position)
    )
    return tuple(
        ActionChoice(key, number, title, tuple(links.get(id_, ())), area in (None, service_area_id))
        for id_, key, number, title, area in rows
    )


def _indicators(session: Session) -> tuple[IndicatorChoice, ...]:
    rows = session.execute(
        select(Indicator.key, Indicator.title_nb, Indicator.unit_of_measure_nb, Indicator.direction)
        .where(Indicator.is_published)
        .order_by(Indicator.title_nb)
    )
    return tuple(
        IndicatorChoice(key, title, unit, Direction(direction))
        for key, title, unit, direction in rows
    )


def _with_former(
    session: Session, context: PlanContext, former: AnnualPlan, action_plan: Plan | None
) -> PlanContext:
    rows = plan_rows(session, former, context.unit_key)
    reports = (report_in_force(session, former, period) for period in _LATEST_FIRST)
    report = next((found for found in reports if found is not None), None)
    return replace(
        context,
        unfinished=_unfinished(session, context, rows, report, action_plan),
        former_targets=_former_targets(context, rows, report),
    )


def _unfinished(
    session: Session,
    context: PlanContext,
    former: UnitPlan,
    report: UnitReport | None,
    action_plan: Plan | None,
) -> tuple[PlannedActivity, ...]:
    over = {row.number for row in report.activities if row.status in _OVER} if report else set()
    left = [row for row in former.activities if row.number not in over]
    subgoals = {subgoal.key for subgoal in context.subgoals}
    actions = _carried_on(session, action_plan)
    return tuple(
        PlannedActivity(
            number=str(place),
            title=row.title,
            subgoal_key=row.subgoal_key if row.subgoal_key in subgoals else "",
            action_key=actions.get(row.action_key or ""),
            responsible=row.responsible,
            expected_result=row.expected_result,
        )
        for place, row in enumerate(left, start=1)
    )


def _carried_on(session: Session, action_plan: Plan | None) -> dict[str, str]:
    """Return the keys of this edition's actions by their own key and by the one they continue."""
    if action_plan is None:
        return {}
    former = select(Action.id, Action.key).subquery()
    rows = session.execute(
        select(Action.key, former.c.key)
        .outerjoin(former, former.c.id == Action.continues_id)
        .where(Action.plan_id == action_plan.id)
    )
    carried: dict[str, str] = {}
    for key, continued in rows:
        carried[key] = key
        if continued is not None:
            carried[continued] = key
    return carried


def _former_targets(
    context: PlanContext, former: UnitPlan, report: UnitReport | None
) -> tuple[PlannedTarget, ...]:
    results = {row.number: row.value for row in report.targets} if report else {}
    subgoals = {subgoal.key for subgoal in context.subgoals}
    indicators = {indicator.key for indicator in context.indicators}
    return tuple(
        PlannedTarget(
            number=str(place),
            title=row.title,
            unit_of_measure=row.unit_of_measure,
            direction=row.direction,
            subgoal_key=row.subgoal_key if row.subgoal_key in subgoals else None,
            indicator_key=row.indicator_key if row.indicator_key in indicators else None,
            baseline=results.get(row.number),
        )
        for place, row in enumerate(former.targets, start=1)
    )
