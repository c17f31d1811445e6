"""How subgoals and goals stand by computation, from the kept status of their indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.models.measurement import LinkRole
from indicators.models.plan import Subgoal
from indicators.periods import of_id
from indicators.progress.rollup import Member, Standing, is_fresh, roll_up
from indicators.progress.values import Status
from indicators.queries.statuses import statuses_of_subgoal

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy.orm import Session

    from indicators.queries.statuses import IndicatorStatus


def standing_of(indicators: Iterable[IndicatorStatus], today: date) -> Standing:
    """Return the standing of a subgoal with these indicators.

    For a goal, give those of all its subgoals: an indicator that several of them use counts once,
    and as a key one if any of them has it so.
    """
    chosen: dict[str, IndicatorStatus] = {}
    for row in indicators:
        if row.key not in chosen or row.role == LinkRole.key:
            chosen[row.key] = row
    return roll_up([_member(row, today) for row in chosen.values()])


def standing_of_subgoal(session: Session, subgoal_id: int, today: date) -> Standing:
    """Return how a subgoal stands."""
    return standing_of(statuses_of_subgoal(session, subgoal_id, "nb"), today)


def standing_of_goal(session: Session, goal_id: int, today: date) -> Standing:
    """Return how a goal stands, by the indicators of all its subgoals; the worst one decides."""
    ids = session.scalars(
        select(Subgoal.id).where(Subgoal.goal_id == goal_id).order_by(Subgoal.position)
    ).all()
    return standing_of(
        (row for one in ids for row in statuses_of_subgoal(session, one, "nb")), today
    )


def _member(row: IndicatorStatus, today: date) -> Member:
    return Member(
        key=row.key,
        role=LinkRole(row.role),
        status=Status(row.status),
        has_target=has_target(row),
        is_measured=row.latest_value is not None,
        is_fresh=row.latest_period_id is not None and is_fresh(of_id(row.latest_period_id), today),
    )


def has_target(row: IndicatorStatus) -> bool:
    """Tell whether an indicator has a target that it is judged by."""
    if row.status == Status.no_target:
        return False
    return row.target_value is not None or row.status != Status.not_measured
