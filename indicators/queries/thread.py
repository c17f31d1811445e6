"""How far the red thread reaches from each subgoal: actions, money, units, results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, case, distinct, func, select
from sqlalchemy.orm import aliased

from indicators.models.organisation import ServiceArea, Unit
from indicators.models.plan import Action, ActionAmount, ActionSubgoal, Goal, Subgoal
from indicators.models.reporting import Activity, ActivityResult, AnnualPlan, AnnualReport

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ActionReach:
    """Actions of one HØP edition under a subgoal; money is the subgoal's share, in whole kroner."""

    actions: int
    operating_nok: int
    investment_nok: int
    service_areas: frozenset[str]


@dataclass(frozen=True, slots=True)
class UnitReach:
    """What units plan and have reported for a subgoal in one year."""

    units: int
    activities: int
    reported: int
    service_areas: frozenset[str]


def reach_of_actions(session: Session, social_plan_id: int, hop_id: int) -> dict[int, ActionReach]:
    """Return per subgoal id what the HØP edition holds for it; without actions it is absent."""
    rows = session.execute(_actions(), {"social_plan_id": social_plan_id, "hop_id": hop_id})
    reach: dict[int, ActionReach] = {}
    for subgoal_id, share, operating, investment, area in rows:
        before = reach.get(subgoal_id, ActionReach(0, 0, 0, frozenset()))
        reach[subgoal_id] = ActionReach(
            before.actions + 1,
            before.operating_nok + round(share * int(operating)),
            before.investment_nok + round(share * int(investment)),
            before.service_areas | ({area} if area else frozenset()),
        )
    return reach


def latest_year_of_plans(session: Session) -> int | None:
    """Return the newest year that any unit has a plan in force for, or None."""
    return session.scalar(select(func.max(AnnualPlan.year)).where(AnnualPlan.is_in_force))


def reach_of_units(session: Session, social_plan_id: int, year: int) -> dict[int, UnitReach]:
    """Return per subgoal id what units plan and have reported in a year."""
    rows = session.execute(_units(), {"social_plan_id": social_plan_id, "year": year})
    reach: dict[int, UnitReach] = {}
    for subgoal_id, area, units, activities, results in rows:
        before = reach.get(subgoal_id, UnitReach(0, 0, 0, frozenset()))
        reach[subgoal_id] = UnitReach(
            before.units + units,
            before.activities + activities,
            before.reported + results,
            before.service_areas | {area},
        )
    return reach


@cache
def _actions() -> Select[int, float, Any, Any, str]:
    amounts = (
        select(
            ActionAmount.action_id,
            func.coalesce(func.sum(ActionAmount.operating_nok), 0).label("operating"),
            func.coalesce(func.sum(ActionAmount.investment_nok), 0).label("investment"),
        )
        .group_by(ActionAmount.action_id)
        .subquery()
    )
    return (
        select(
            ActionSubgoal.subgoal_id,
            ActionSubgoal.share,
            func.coalesce(amounts.c.operating, 0),
            func.coalesce(amounts.c.investment, 0),
            ServiceArea.key,
        )
        .join_from(ActionSubgoal, Action, Action.id == ActionSubgoal.action_id)
        .join(Subgoal, Subgoal.id == ActionSubgoal.subgoal_id)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .outerjoin(amounts, amounts.c.action_id == Action.id)
        .outerjoin(ServiceArea, ServiceArea.id == Action.service_area_id)
        .where(Goal.plan_id == bindparam("social_plan_id"), Action.plan_id == bindparam("hop_id"))
    )


@cache
def _units() -> Select[int, str, int, int, int]:
    planned = aliased(Activity)
    # A result follows the activity's number: a new version of the plan keeps what was reported.
    reported = (
        select(AnnualReport.unit_id, AnnualReport.year, planned.number)
        .join_from(ActivityResult, AnnualReport, AnnualReport.id == ActivityResult.annual_report_id)
        .join(planned, planned.id == ActivityResult.activity_id)
        .where(AnnualReport.is_in_force)
        .distinct()
        .subquery()
    )
    return (
        select(
            Activity.subgoal_id,
            ServiceArea.key,
            func.count(distinct(AnnualPlan.unit_id)),
            func.count(distinct(Activity.id)),
            func.count(distinct(case((reported.c.number.is_not(None), Activity.id)))),
        )
        .join_from(Activity, AnnualPlan, AnnualPlan.id == Activity.annual_plan_id)
        .join(Unit, Unit.id == AnnualPlan.unit_id)
        .join(ServiceArea, ServiceArea.id == Unit.service_area_id)
        .join(Subgoal, Subgoal.id == Activity.subgoal_id)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .outerjoin(
            reported,
            (reported.c.unit_id == AnnualPlan.unit_id)
            & (reported.c.year == AnnualPlan.year)
            & (reported.c.number == Activity.number),
        )
        .where(
            Goal.plan_id == bindparam("social_plan_id"),
            AnnualPlan.is_in_force,
            AnnualPlan.year == bindparam("year"),
        )
        .group_by(Activity.subgoal_id, ServiceArea.key)
    )
