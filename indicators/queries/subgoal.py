"""One subgoal: its plan, strategies, SDGs and predecessors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.models import localised
from indicators.models.plan import (
    Goal,
    Plan,
    PlanKind,
    Strategy,
    Subgoal,
    SubgoalPredecessor,
    SubgoalSdg,
)
from indicators.queries.plans import plan_in_force

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SubgoalDetail:
    """A subgoal with the goal and plan that it stands in."""

    id: int
    key: str
    number: str
    title: str
    description: str | None
    title_status: str
    source: str | None
    note: str | None
    goal_key: str
    goal_number: str
    goal_title: str
    goal_title_status: str
    plan_id: int
    plan_key: str
    plan_version: str
    plan_title: str
    plan_state: str
    last_year: int
    is_example: bool


@dataclass(frozen=True, slots=True)
class StrategyRow:
    """A strategy; ``actor`` is municipality or everyone."""

    number: str
    actor: str
    text: str


@dataclass(frozen=True, slots=True)
class RelatedSubgoal:
    """A subgoal of a former plan that this one carries on from."""

    key: str
    number: str
    title: str
    plan_title: str
    plan_version: str
    note: str | None


def subgoal(session: Session, key: str, language: str) -> SubgoalDetail | None:
    """Return a subgoal by its full key, or None."""
    row = session.execute(
        select(
            Subgoal.id,
            Subgoal.key,
            Subgoal.number,
            localised(Subgoal, "title", language),
            localised(Subgoal, "description", language),
            Subgoal.title_status,
            Subgoal.source,
            Subgoal.note,
            Goal.key,
            Goal.number,
            localised(Goal, "title", language),
            Goal.title_status,
            Plan.id,
            Plan.key,
            Plan.version,
            localised(Plan, "title", language),
            Plan.state,
            Plan.last_year,
            Plan.is_example,
        )
        .join_from(Subgoal, Goal, Goal.id == Subgoal.goal_id)
        .join(Plan, Plan.id == Goal.plan_id)
        .where(Subgoal.key == key)
    ).first()
    return None if row is None else SubgoalDetail(*row)


def key_of_number(session: Session, number: str) -> str | None:
    """Return the full key of a subgoal number such as 1.1 in the social plan in force, or None."""
    plan = plan_in_force(session, PlanKind.municipal_plan, "nb")
    if plan is None:
        return None
    return session.scalar(
        select(Subgoal.key)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .where(Goal.plan_id == plan.id, Subgoal.number == number)
    )


def strategies_of_subgoal(session: Session, subgoal_id: int, language: str) -> list[StrategyRow]:
    """Return the strategies of a subgoal in their order."""
    rows = session.execute(
        select(Strategy.number, Strategy.actor, localised(Strategy, "text", language))
        .where(Strategy.subgoal_id == subgoal_id)
        .order_by(Strategy.actor.desc(), Strategy.position)
    )
    return [StrategyRow(*row) for row in rows]


def sdgs_of_subgoal(session: Session, subgoal_id: int) -> list[int]:
    """Return the numbers of the UN goals that a subgoal is linked to."""
    return list(
        session.scalars(
            select(SubgoalSdg.sdg)
            .where(SubgoalSdg.subgoal_id == subgoal_id)
            .order_by(SubgoalSdg.sdg)
        )
    )


def predecessors_of_subgoal(
    session: Session, subgoal_id: int, language: str
) -> list[RelatedSubgoal]:
    """Return the subgoals of former plans that a subgoal carries on from."""
    rows = session.execute(
        select(
            Subgoal.key,
            Subgoal.number,
            localised(Subgoal, "title", language),
            localised(Plan, "title", language),
            Plan.version,
            SubgoalPredecessor.note,
        )
        .join_from(SubgoalPredecessor, Subgoal, Subgoal.id == SubgoalPredecessor.predecessor_id)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .join(Plan, Plan.id == Goal.plan_id)
        .where(SubgoalPredecessor.subgoal_id == subgoal_id)
        .order_by(Subgoal.key)
    )
    return [RelatedSubgoal(*row) for row in rows]
