"""What the front page shows: every subgoal of the plan in force, and how far its thread reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.models.plan import PlanKind
from indicators.queries.plans import (
    GoalRow,
    PlanRow,
    SubgoalRow,
    goals_of_plan,
    plan_in_force,
    subgoals_of_plan,
)
from indicators.queries.statuses import IndicatorStatus, statuses_of_plan
from indicators.queries.thread import (
    ActionReach,
    UnitReach,
    latest_year_of_plans,
    reach_of_actions,
    reach_of_units,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SubgoalOverview:
    """A subgoal with its indicators and what stands behind it; None where the thread is broken."""

    subgoal: SubgoalRow
    indicators: tuple[IndicatorStatus, ...]
    actions: ActionReach | None
    units: UnitReach | None

    @property
    def service_areas(self) -> frozenset[str]:
        """Keys of the service areas that have actions or unit activities under the subgoal."""
        of_actions = self.actions.service_areas if self.actions else frozenset()
        return of_actions | (self.units.service_areas if self.units else frozenset())


@dataclass(frozen=True, slots=True)
class GoalOverview:
    """A main goal with its subgoals."""

    goal: GoalRow
    subgoals: tuple[SubgoalOverview, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The social plan in force, the HØP edition in force, and the newest year of unit plans."""

    plan: PlanRow
    action_plan: PlanRow | None
    unit_year: int | None
    goals: tuple[GoalOverview, ...]


def overview(session: Session, language: str) -> Overview | None:
    """Return the whole overview, or None where no social plan is adopted; eight short SELECTs."""
    plan = plan_in_force(session, PlanKind.municipal_plan, language)
    if plan is None:
        return None
    action_plan = plan_in_force(session, PlanKind.action_economy_plan, language)
    unit_year = latest_year_of_plans(session)
    actions = reach_of_actions(session, plan.id, action_plan.id) if action_plan else {}
    units = reach_of_units(session, plan.id, unit_year) if unit_year else {}
    statuses: dict[int, list[IndicatorStatus]] = {}
    for status in statuses_of_plan(session, plan.id, language):
        statuses.setdefault(status.subgoal_id, []).append(status)
    subgoals: dict[int, list[SubgoalOverview]] = {}
    for row in subgoals_of_plan(session, plan.id, language):
        subgoals.setdefault(row.goal_id, []).append(
            SubgoalOverview(
                row, tuple(statuses.get(row.id, ())), actions.get(row.id), units.get(row.id)
            )
        )
    goals = tuple(
        GoalOverview(goal, tuple(subgoals.get(goal.id, ())))
        for goal in goals_of_plan(session, plan.id, language)
    )
    return Overview(plan, action_plan, unit_year, goals)
