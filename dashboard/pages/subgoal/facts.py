"""All that the page of a subgoal shows, asked for once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from dashboard.components.millions import Amount, split, sum_of
from indicators.models.plan import PlanKind, PlanState
from indicators.queries.actions import ActionRow, actions_of_subgoal
from indicators.queries.assessments import AssessmentRow, assessments_of_subgoal
from indicators.queries.plans import PlanRow, plan_in_force
from indicators.queries.standings import standing_of
from indicators.queries.statuses import IndicatorStatus, statuses_of_subgoal
from indicators.queries.subgoal import (
    RelatedSubgoal,
    StrategyRow,
    SubgoalDetail,
    predecessors_of_subgoal,
    sdgs_of_subgoal,
    strategies_of_subgoal,
)
from indicators.queries.thread import latest_year_of_plans
from indicators.queries.units import ActivityRow, activities_of_subgoal

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from dashboard.context import View
    from indicators.progress.rollup import Standing

YEARS_SHOWN = 3


@dataclass(frozen=True)
class Thread:
    """The thread of a subgoal; ``year`` is the year of the activities, None where there are none.

    ``years`` are those that can be chosen, the newest first.
    """

    subgoal: SubgoalDetail
    strategies: tuple[StrategyRow, ...]
    sdgs: tuple[int, ...]
    predecessors: tuple[RelatedSubgoal, ...]
    indicators: tuple[IndicatorStatus, ...]
    action_plan: PlanRow | None
    actions: tuple[ActionRow, ...]
    year: int | None
    years: tuple[int, ...]
    activities: tuple[ActivityRow, ...]
    today: date
    assessments: tuple[AssessmentRow, ...] = ()

    @property
    def is_in_force(self) -> bool:
        """Tell whether the plan that the subgoal stands in is the adopted one."""
        return self.subgoal.plan_state == PlanState.adopted

    @cached_property
    def standing(self) -> Standing:
        """How the subgoal stands, from its indicators."""
        return standing_of(self.indicators, self.today)

    @cached_property
    def parts(self) -> tuple[tuple[float, dict[int, Amount]], ...]:
        """For each action: the share that belongs to the subgoal, and its money by year."""
        return tuple(_part(action, self.subgoal.key) for action in self.actions)

    @property
    def money(self) -> Amount:
        """The subgoal's money in all years of the HØP."""
        return sum_of(amount for _, by_year in self.parts for amount in by_year.values())

    @property
    def reported(self) -> int:
        """How many of the activities a result is reported for."""
        return sum(1 for activity in self.activities if activity.results)

    @property
    def units(self) -> int:
        """How many units do something for the subgoal."""
        return len({activity.unit_key for activity in self.activities})


def thread_of(view: View, session: Session, row: SubgoalDetail) -> Thread:
    """Ask for the whole thread of a subgoal."""
    language = view.language.value
    action_plan = plan_in_force(session, PlanKind.action_economy_plan, language)
    latest = latest_year_of_plans(session)
    years = () if latest is None else tuple(range(latest, latest - YEARS_SHOWN, -1))
    chosen = view.choice("ar", frozenset(map(str, years)))
    year = int(chosen) if chosen else latest
    return Thread(
        subgoal=row,
        strategies=tuple(strategies_of_subgoal(session, row.id, language)),
        sdgs=tuple(sdgs_of_subgoal(session, row.id)),
        predecessors=tuple(predecessors_of_subgoal(session, row.id, language)),
        indicators=tuple(statuses_of_subgoal(session, row.id, language)),
        action_plan=action_plan,
        actions=tuple(actions_of_subgoal(session, row.id, action_plan.id, language))
        if action_plan
        else (),
        year=year,
        years=years,
        activities=tuple(activities_of_subgoal(session, row.id, year, language)) if year else (),
        today=view.today,
        assessments=tuple(assessments_of_subgoal(session, row.key)),
    )


def _part(action: ActionRow, subgoal_key: str) -> tuple[float, dict[int, Amount]]:
    shares = [row.share for row in action.subgoals]
    place = [row.subgoal_key for row in action.subgoals].index(subgoal_key)
    by_year = {}
    for row in action.amounts:
        parts, _ = split(Amount(row.operating_nok, row.investment_nok), shares)
        by_year[row.year] = parts[place]
    return shares[place], by_year
