"""Returns, approves and reopens a unit's plan; every decision is kept with who, when and why."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import update

from indicators import audit
from indicators.access import Actor, may_decide, require
from indicators.commands.submissions import unit_of_key
from indicators.errors import Conflict, NotFound
from indicators.models.reporting import AnnualPlan, AnnualPlanState, PlanDecision
from indicators.plan_states import LONGEST_COMMENT, may_become
from indicators.queries.people import unit_place
from indicators.queries.unit_year import plan_in_force

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_DONE = {
    AnnualPlanState.returned: "sendes tilbake",
    AnnualPlanState.approved: "godkjennes",
    AnnualPlanState.reopened: "åpnes igjen",
}
_STANDS = {
    AnnualPlanState.draft: "et utkast",
    AnnualPlanState.submitted: "levert",
    AnnualPlanState.returned: "sendt tilbake",
    AnnualPlanState.approved: "godkjent",
    AnnualPlanState.reopened: "åpnet igjen",
}


def return_plan(
    session: Session, unit_key: str, year: int, comment: str, *, by: Actor, version: int | None
) -> int:
    """Send a plan back to the unit with what must be better; return its version.

    ``version`` is the one that was read; None takes the one in force.

    Raises:
        Conflict: If there is no comment, if the plan does not stand so that this can be done, or
            if another version is in force.
        NotAllowed: If the one who asks may not.
        NotFound: If there is no such unit, or it has no plan for the year.
    """
    said = _said(comment, "Skriv hva enheten må rette.")
    return _decide(session, (unit_key, year, version), AnnualPlanState.returned, said, by)


def approve_plan(
    session: Session, unit_key: str, year: int, *, by: Actor, version: int | None
) -> int:
    """Approve a plan, which locks it; return its version. Raises as ``return_plan`` does."""
    return _decide(session, (unit_key, year, version), AnnualPlanState.approved, None, by)


def reopen_plan(
    session: Session, unit_key: str, year: int, reason: str, *, by: Actor, version: int | None
) -> int:
    """Unlock an approved plan, so that a new one can be handed in; return its version.

    Raises as ``return_plan`` does.
    """
    said = _said(reason, "Skriv hvorfor planen åpnes igjen.")
    return _decide(session, (unit_key, year, version), AnnualPlanState.reopened, said, by)


def _said(text: str, missing: str) -> str:
    said = text.replace("\r\n", "\n").strip()
    if not said:
        raise Conflict(missing)
    if len(said) > LONGEST_COMMENT:
        raise Conflict(f"Teksten er på {len(said)} tegn; den kan være på {LONGEST_COMMENT}.")
    return said


def _decide(
    session: Session,
    of: tuple[str, int, int | None],
    state: AnnualPlanState,
    comment: str | None,
    by: Actor,
) -> int:
    unit_key, year, version = of
    unit = unit_of_key(session, unit_key)
    allowed = may_decide(by, unit_place(session, unit_key))
    require(by, f"behandle årsplanen for {unit.title_nb}", allowed=allowed)
    plan = plan_in_force(session, unit.id, year)
    what = f"Årsplanen for {unit.title_nb} {year}"
    if plan is None:
        raise NotFound(f"{what} er ikke levert.")
    if version is not None and version != plan.version:
        raise Conflict(
            f"{what} er levert på nytt: versjon {plan.version} gjelder nå. Se på den først."
        )
    was = AnnualPlanState(plan.state)
    if not may_become(was, state):
        raise Conflict(f"{what} er {_STANDS[was]}, og kan ikke {_DONE[state]}.")
    _move(session, plan, was, state, what)
    _keep(session, plan, state, comment, by)
    audit.note(
        session,
        who=str(by.key),
        what=f"{_NAMES[state]}_plan",
        entity=f"{unit.key}/{year}",
        before={"version": plan.version, "state": was},
        after={"version": plan.version, "state": state, "comment": comment},
    )
    return plan.version


_NAMES = {
    AnnualPlanState.returned: "return",
    AnnualPlanState.approved: "approve",
    AnnualPlanState.reopened: "reopen",
}


def _move(
    session: Session, plan: AnnualPlan, was: AnnualPlanState, state: AnnualPlanState, what: str
) -> None:
    # Only as it was read: whoever decided or delivered in between was first.
    moved = session.execute(
        update(AnnualPlan)
        .where(AnnualPlan.id == plan.id, AnnualPlan.is_in_force, AnnualPlan.state == was)
        .values(state=state)
        .returning(AnnualPlan.id)
    ).all()
    if not moved:
        raise Conflict(f"{what} ble endret av noen andre samtidig. Se på det som gjelder nå.")


def _keep(
    session: Session, plan: AnnualPlan, state: AnnualPlanState, comment: str | None, by: Actor
) -> None:
    session.add(
        PlanDecision(
            annual_plan_id=plan.id,
            state=state,
            comment=comment,
            decided_by=str(by.key),
            decided_by_name=by.name,
            decided_at=datetime.now(UTC).replace(tzinfo=None),
        )
    )
