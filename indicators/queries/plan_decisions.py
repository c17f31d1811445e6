"""What was decided of a unit's plans: for those who may see what the unit has handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.access import Actor, may_decide, may_see
from indicators.models.organisation import Unit
from indicators.models.reporting import AnnualPlan, AnnualPlanState, PlanDecision
from indicators.queries.people import unit_place

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision; ``comment`` is None where none is asked for."""

    version: int
    state: AnnualPlanState
    comment: str | None
    decided_by: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """How the plan in force stands, and what was decided of the year's plans, the newest first.

    ``may_decide`` tells whether the one who asks may return, approve and reopen.
    """

    version: int
    state: AnnualPlanState
    decisions: tuple[DecisionRow, ...]
    may_decide: bool


def plan_standing(session: Session, unit_key: str, year: int, actor: Actor) -> PlanStanding | None:
    """Return how a unit's plan stands; None where there is none, or the one who asks may not see.

    Raises:
        NotFound: If there is no such unit.
    """
    if not actor.is_known:
        return None
    place = unit_place(session, unit_key)
    if not may_see(actor, place):
        return None
    plans = session.execute(
        select(AnnualPlan.id, AnnualPlan.version, AnnualPlan.state, AnnualPlan.is_in_force)
        .join(Unit, Unit.id == AnnualPlan.unit_id)
        .where(Unit.key == unit_key, AnnualPlan.year == year)
    ).all()
    current = next((row for row in plans if row.is_in_force), None)
    if current is None:
        return None
    versions = {row.id: row.version for row in plans}
    rows = session.scalars(
        select(PlanDecision)
        .where(PlanDecision.annual_plan_id.in_(versions))
        .order_by(PlanDecision.id.desc())
    )
    return PlanStanding(
        version=current.version,
        state=AnnualPlanState(current.state),
        decisions=tuple(
            DecisionRow(
                versions[row.annual_plan_id],
                AnnualPlanState(row.state),
                row.comment,
                row.decided_by_name,
                row.decided_at,
            )
            for row in rows
        ),
        may_decide=may_decide(actor, place),
    )
