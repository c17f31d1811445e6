"""What can be searched for: subgoals, indicators, actions and units, with their words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, false, null, or_, select

from indicators.models import localised
from indicators.models.measurement import Indicator
from indicators.models.organisation import ServiceArea, Unit
from indicators.models.plan import Action, Goal, PlanKind, Subgoal
from indicators.queries.plans import plan_in_force

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


class Found(StrEnum):
    """What kind of thing was found."""

    subgoal = "subgoal"
    indicator = "indicator"
    action = "action"
    unit = "unit"


@dataclass(frozen=True, slots=True)
class Searchable:
    """Something with a page of its own; ``number`` and ``about`` are empty where it has none.

    An action has no page of its own: ``key`` names it on the page of its plan.
    """

    kind: Found
    key: str
    number: str
    title: str
    about: str
    is_example: bool


def searchable(session: Session, language: str, on: date) -> list[Searchable]:
    """Return everything of the plans in force, every published indicator, and the units of a day.

    At most six short SELECTs.
    """
    return list(_searchable(session, language, on))


def _searchable(session: Session, language: str, on: date) -> Iterator[Searchable]:
    plan = plan_in_force(session, PlanKind.municipal_plan, language)
    if plan is not None:
        yield from _found(session, Found.subgoal, _subgoals(language), plan_id=plan.id)
    yield from _found(session, Found.indicator, _indicators(language))
    edition = plan_in_force(session, PlanKind.action_economy_plan, language)
    if edition is not None:
        yield from _found(session, Found.action, _actions(language), plan_id=edition.id)
    yield from _found(session, Found.unit, _units(language), on=on)


def _found(
    session: Session, kind: Found, statement: Select[Any], **values: object
) -> Iterator[Searchable]:
    for key, number, title, about, is_example in session.execute(statement, values):
        yield Searchable(kind, key, number or "", title, about or "", bool(is_example))


@cache
def _subgoals(language: str) -> Select[Any]:
    about = localised(Subgoal, "description", language)
    title = localised(Subgoal, "title", language)
    return (
        select(Subgoal.key, Subgoal.number, title, about, false())
        .join(Goal, Goal.id == Subgoal.goal_id)
        .where(Goal.plan_id == bindparam("plan_id"))
        .order_by(Goal.position, Subgoal.position)
    )


@cache
def _indicators(language: str) -> Select[Any]:
    title = localised(Indicator, "title", language)
    about = localised(Indicator, "definition", language)
    return (
        select(Indicator.key, null(), title, about, Indicator.is_example)
        .where(Indicator.is_published)
        .order_by(title)
    )


@cache
def _actions(language: str) -> Select[Any]:
    title = localised(Action, "title", language)
    about = localised(Action, "description", language)
    return (
        select(Action.key, Action.number, title, about, Action.is_example)
        .where(Action.plan_id == bindparam("plan_id"))
        .order_by(Action.position, Action.id)
    )


@cache
def _units(language: str) -> Select[Any]:
    title = localised(Unit, "title", language)
    area = localised(ServiceArea, "title", language)
    return (
        select(Unit.key, null(), title, area, Unit.is_example)
        .join(ServiceArea, ServiceArea.id == Unit.service_area_id)
        .where(
            or_(Unit.valid_from.is_(None), Unit.valid_from <= bindparam("on")),
            or_(Unit.valid_to.is_(None), Unit.valid_to > bindparam("on")),
        )
        .order_by(title)
    )
