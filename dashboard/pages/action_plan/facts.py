"""The HØP edition in force, and what the address chooses of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.components.millions import Amount, split, sum_of
from indicators.models.plan import PlanKind
from indicators.queries.actions import ActionRow, actions_of_plan
from indicators.queries.plans import (
    GoalRow,
    PlanRow,
    SubgoalRow,
    goals_of_plan,
    plan_in_force,
    subgoals_of_plan,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View

NO_SUBGOAL = "uten"
"""The choice of what belongs to no subgoal."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is chosen; None is everything. ``subgoal`` is a key, or ``NO_SUBGOAL``."""

    subgoal: str | None
    area: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What of an action belongs to one subgoal, or to none (``subgoal_key`` is None)."""

    action: ActionRow
    subgoal_key: str | None
    share: float
    by_year: dict[int, Amount]

    def amount(self, years: Sequence[int]) -> Amount:
        """Return the money of some years."""
        return sum_of(self.by_year.get(year, Amount()) for year in years)


@dataclass(frozen=True, slots=True)
class Edition:
    """A HØP edition split by subgoal, and the social plan's goals; ``parts`` are of the area."""

    plan: PlanRow
    goals: tuple[GoalRow, ...]
    subgoals: tuple[SubgoalRow, ...]
    actions: tuple[ActionRow, ...]
    parts: tuple[Part, ...]
    areas: tuple[tuple[str, str], ...]
    choice: Choice

    @property
    def all_years(self) -> range:
        """The years of the edition."""
        return range(self.plan.first_year, self.plan.last_year + 1)

    @property
    def years(self) -> Sequence[int]:
        """The years that are shown."""
        return self.all_years if self.choice.year is None else (self.choice.year,)

    @property
    def shown(self) -> list[Part]:
        """The parts that belong to the chosen subgoal; all of them where none is chosen."""
        chosen = self.choice.subgoal
        if chosen is None:
            return list(self.parts)
        wanted = None if chosen == NO_SUBGOAL else chosen
        return [part for part in self.parts if part.subgoal_key == wanted]


def edition(view: View, session: Session) -> Edition | None:
    """Return the HØP in force with what the address chooses, or None where there is none."""
    language = view.language.value
    plan = plan_in_force(session, PlanKind.action_economy_plan, language)
    if plan is None:
        return None
    social = plan_in_force(session, PlanKind.municipal_plan, language)
    goals = goals_of_plan(session, social.id, language) if social else []
    subgoals = subgoals_of_plan(session, social.id, language) if social else []
    actions = actions_of_plan(session, plan.id, language)
    return edition_of(view, plan, goals, subgoals, actions)


def edition_of(
    view: View,
    plan: PlanRow,
    goals: Sequence[GoalRow],
    subgoals: Sequence[SubgoalRow],
    actions: Sequence[ActionRow],
) -> Edition:
    """Return an edition with what the address chooses; a choice that is not there is none."""
    areas = {
        action.service_area_key: action.service_area or action.service_area_key
        for action in actions
        if action.service_area_key
    }
    years = map(str, range(plan.first_year, plan.last_year + 1))
    year = view.choice("ar", frozenset(years))
    choice = Choice(
        subgoal=view.choice("delmal", frozenset([row.key for row in subgoals] + [NO_SUBGOAL])),
        area=view.choice("tjeneste", frozenset(areas)),
        year=int(year) if year else None,
    )
    wanted = [action for action in actions if choice.area in (None, action.service_area_key)]
    return Edition(
        plan=plan,
        goals=tuple(goals),
        subgoals=tuple(subgoals),
        actions=tuple(wanted),
        parts=tuple(part for action in wanted for part in parts_of(action)),
        areas=tuple(sorted(areas.items(), key=lambda pair: pair[1])),
        choice=choice,
    )


def parts_of(action: ActionRow) -> list[Part]:
    """Return an action split by its subgoals; what belongs to none is a part of its own.

    Together the parts are the whole action, to the krone.
    """
    shares = [row.share for row in action.subgoals]
    pieces: list[dict[int, Amount]] = [{} for _ in shares]
    rest: dict[int, Amount] = {}
    for row in action.amounts:
        split_up, left = split(Amount(row.operating_nok, row.investment_nok), shares)
        for piece, amount in zip(pieces, split_up, strict=True):
            piece[row.year] = amount
        if left.total_nok is not None:
            rest[row.year] = left
    parts = [
        Part(action, row.subgoal_key, row.share, piece)
        for row, piece in zip(action.subgoals, pieces, strict=True)
    ]
    if rest or not shares:
        parts.append(Part(action, None, max(0.0, 1 - sum(shares)), rest))
    return parts
