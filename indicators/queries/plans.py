"""The plans in force: the social plan with its goals, and the action and economy plan (HØP)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from indicators.models import localised
from indicators.models.plan import Goal, Plan, PlanKind, PlanState, Subgoal

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in one version; years are the first and last it covers."""

    id: int
    key: str
    version: str
    kind: str
    state: str
    title: str
    vision: str | None
    first_year: int
    last_year: int
    adopted_on: date | None
    adopted_by: str | None
    price_level: str | None
    source: str | None
    note: str | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A main goal."""

    id: int
    key: str
    number: str
    title: str
    description: str | None
    title_status: str
    source: str | None


@dataclass(frozen=True, slots=True)
class SubgoalRow:
    """A subgoal; ``title_status`` tells whether the title is confirmed, provisional or missing."""

    id: int
    goal_id: int
    key: str
    number: str
    title: str
    description: str | None
    title_status: str
    source: str | None
    note: str | None


def plan_in_force(session: Session, kind: PlanKind, language: str) -> PlanRow | None:
    """Return the adopted plan of a kind that starts last, or None where there is none."""
    row = session.execute(_plan_in_force(language), {"kind": kind.value}).first()
    return None if row is None else PlanRow(*row)


def goals_of_plan(session: Session, plan_id: int, language: str) -> list[GoalRow]:
    """Return a plan's main goals in their order."""
    rows = session.execute(_goals(language), {"plan_id": plan_id})
    return [GoalRow(*row) for row in rows]


def subgoals_of_plan(session: Session, plan_id: int, language: str) -> list[SubgoalRow]:
    """Return all subgoals of a plan, in the order of goals and subgoals."""
    rows = session.execute(_subgoals(language), {"plan_id": plan_id})
    return [SubgoalRow(*row) for row in rows]


# Statements are made once a language: making one costs several times what the database needs.


@cache
def _plan_in_force(language: str) -> Select[Any]:
    return (
        select(
            Plan.id,
            Plan.key,
            Plan.version,
            Plan.kind,
            Plan.state,
            localised(Plan, "title", language),
            localised(Plan, "vision", language),
            Plan.first_year,
            Plan.last_year,
            Plan.adopted_on,
            Plan.adopted_by,
            Plan.price_level,
            Plan.source,
            Plan.note,
            Plan.is_example,
        )
        .where(Plan.kind == bindparam("kind"), Plan.state == PlanState.adopted)
        .order_by(Plan.first_year.desc(), Plan.id.desc())
        .limit(1)
    )


@cache
def _goals(language: str) -> Select[Any]:
    return (
        select(
            Goal.id,
            Goal.key,
            Goal.number,
            localised(Goal, "title", language),
            localised(Goal, "description", language),
            Goal.title_status,
            Goal.source,
        )
        .where(Goal.plan_id == bindparam("plan_id"))
        .order_by(Goal.position)
    )


@cache
def _subgoals(language: str) -> Select[Any]:
    return (
        select(
            Subgoal.id,
            Subgoal.goal_id,
            Subgoal.key,
            Subgoal.number,
            localised(Subgoal, "title", language),
            localised(Subgoal, "description", language),
            Subgoal.title_status,
            Subgoal.source,
            Subgoal.note,
        )
        .join(Goal, Goal.id == Subgoal.goal_id)
        .where(Goal.plan_id == bindparam("plan_id"))
        .order_by(Goal.position, Subgoal.position)
    )
