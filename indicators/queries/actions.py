"""The actions (tiltak) of the action and economy plan, with their money."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from indicators.models import localised
from indicators.models.organisation import ServiceArea
from indicators.models.plan import Action, ActionAmount, ActionSubgoal, Goal, Plan, Subgoal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class AmountRow:
    """What an action costs in a year, whole kroner; None is not stated, zero is stated as zero."""

    year: int
    operating_nok: int | None
    investment_nok: int | None


@dataclass(frozen=True, slots=True)
class ShareRow:
    """The part of an action that belongs to a subgoal (``share`` between 0 and 1)."""

    subgoal_key: str
    number: str
    title: str
    goal_number: str
    share: float
    is_primary: bool


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action of one HØP edition."""

    id: int
    key: str
    number: str
    title: str
    description: str | None
    kind: str
    is_new_money: bool | None
    service_area_key: str | None
    service_area: str | None
    continues_key: str | None
    continues_plan: str | None
    is_example: bool
    amounts: tuple[AmountRow, ...] = ()
    subgoals: tuple[ShareRow, ...] = ()


def actions_of_plan(session: Session, plan_id: int, language: str) -> list[ActionRow]:
    """Return the actions of a HØP edition in the order of the plan."""
    return _with_details(session, _actions(session, Action.plan_id == plan_id, language), language)


def actions_of_subgoal(
    session: Session, subgoal_id: int, plan_id: int, language: str
) -> list[ActionRow]:
    """Return the actions of a HØP edition that a subgoal has a share in."""
    linked = select(ActionSubgoal.action_id).where(ActionSubgoal.subgoal_id == subgoal_id)
    wanted = (Action.plan_id == plan_id) & Action.id.in_(linked)
    return _with_details(session, _actions(session, wanted, language), language)


def _actions(session: Session, wanted: ColumnElement[bool], language: str) -> list[ActionRow]:
    former = aliased(Action)
    former_plan = aliased(Plan)
    rows = session.execute(
        select(
            Action.id,
            Action.key,
            Action.number,
            localised(Action, "title", language),
            localised(Action, "description", language),
            Action.kind,
            Action.is_new_money,
            ServiceArea.key,
            localised(ServiceArea, "title", language),
            former.key,
            former_plan.version,
            Action.is_example,
        )
        .outerjoin(ServiceArea, ServiceArea.id == Action.service_area_id)
        .outerjoin(former, former.id == Action.continues_id)
        .outerjoin(former_plan, former_plan.id == former.plan_id)
        .where(wanted)
        .order_by(Action.position, Action.id)
    )
    return [ActionRow(*row) for row in rows]


def _with_details(session: Session, actions: Sequence[ActionRow], language: str) -> list[ActionRow]:
    ids = [action.id for action in actions]
    amounts: dict[int, list[AmountRow]] = {}
    for row in session.execute(
        select(
            ActionAmount.action_id,
            ActionAmount.year,
            ActionAmount.operating_nok,
            ActionAmount.investment_nok,
        )
        .where(ActionAmount.action_id.in_(ids))
        .order_by(ActionAmount.action_id, ActionAmount.year)
    ):
        amounts.setdefault(row[0], []).append(AmountRow(*row[1:]))
    shares: dict[int, list[ShareRow]] = {}
    for share in session.execute(_shares(language).where(ActionSubgoal.action_id.in_(ids))):
        shares.setdefault(share[0], []).append(ShareRow(*share[1:]))
    return [
        replace(
            action,
            amounts=tuple(amounts.get(action.id, ())),
            subgoals=tuple(shares.get(action.id, ())),
        )
        for action in actions
    ]


def _shares(language: str) -> Any:  # noqa: ANN401 - a select of seven columns
    return (
        select(
            ActionSubgoal.action_id,
            Subgoal.key,
            Subgoal.number,
            localised(Subgoal, "title", language),
            Goal.number,
            ActionSubgoal.share,
            ActionSubgoal.is_primary,
        )
        .join_from(ActionSubgoal, Subgoal, Subgoal.id == ActionSubgoal.subgoal_id)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .order_by(
            ActionSubgoal.action_id,
            ActionSubgoal.is_primary.desc(),
            Goal.position,
            Subgoal.position,
        )
    )
