"""What an edition of the action and economy plan (HØP) is checked against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.models.organisation import ServiceArea
from indicators.models.plan import Action, Goal, Plan, PlanKind, PlanState, Subgoal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class SubgoalName:
    """A subgoal; ``number`` is empty unless it is of the social plan in force."""

    key: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ActionPlanContext:
    """Service areas as (key, title), subgoals, and the numbers of the former edition's actions.

    ``former_numbers`` is None when there is no such edition. ``is_taken`` tells that the plan's
    key and version belong to a plan of another kind.
    """

    service_areas: tuple[tuple[str, str], ...]
    subgoals: tuple[SubgoalName, ...]
    former_numbers: frozenset[str] | None = None
    is_taken: bool = False


def action_plan_context(
    session: Session,
    *,
    first_year: int | None = None,
    plan: tuple[str, str] | None = None,
    former: tuple[str, str] | None = None,
) -> ActionPlanContext:
    """Return what an edition is checked against; ``plan`` and ``former`` are (key, version)."""
    areas = session.execute(
        select(ServiceArea.key, ServiceArea.title_nb).order_by(ServiceArea.position)
    )
    kept = None if plan is None else _plan(session, plan)
    return ActionPlanContext(
        service_areas=tuple((key, title) for key, title in areas),
        subgoals=_subgoals(session, first_year),
        former_numbers=None if former is None else _numbers(session, former),
        is_taken=kept is not None and kept.kind != PlanKind.action_economy_plan,
    )


def _plan(session: Session, plan: tuple[str, str]) -> Plan | None:
    key, version = plan
    return session.scalars(select(Plan).where(Plan.key == key, Plan.version == version)).first()


def _numbers(session: Session, former: tuple[str, str]) -> frozenset[str] | None:
    plan = _plan(session, former)
    if plan is None or plan.kind != PlanKind.action_economy_plan:
        return None
    return frozenset(session.scalars(select(Action.number).where(Action.plan_id == plan.id)))


def _subgoals(session: Session, first_year: int | None) -> tuple[SubgoalName, ...]:
    in_force = session.scalars(
        select(Plan.id)
        .where(
            Plan.kind == PlanKind.municipal_plan,
            Plan.state == PlanState.adopted,
            *(
                ()
                if first_year is None
                else (Plan.first_year <= first_year, Plan.last_year >= first_year)
            ),
        )
        .order_by(Plan.first_year.desc(), Plan.version.desc())
    ).first()
    rows = session.execute(
        select(Subgoal.key, Subgoal.number, Subgoal.title_nb, Goal.plan_id)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .join(Plan, Plan.id == Goal.plan_id)
        .order_by(Plan.first_year.desc(), Plan.id, Goal.position, Subgoal.position)
    )
    return tuple(
        SubgoalName(key, number if plan_id == in_force else "", title)
        for key, number, title, plan_id in rows
    )
