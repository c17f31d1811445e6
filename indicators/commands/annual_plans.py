"""Takes in a unit's annual plan: a new version in force, the earlier ones kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from indicators import audit
from indicators.commands.submissions import (
    Delivery,
    Submitted,
    keep_submission,
    known_id,
    optional_id,
    require_preview,
    told_when_beaten,
    unit_to_submit_for,
)
from indicators.errors import Conflict
from indicators.models.measurement import Indicator
from indicators.models.plan import Action, Subgoal
from indicators.models.reporting import (
    Activity,
    AnnualPlan,
    AnnualPlanState,
    Submission,
    UnitTarget,
)
from indicators.queries.unit_year import plan_in_force
from indicators.unit_plans import UnitPlan, content_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from indicators.models.organisation import Unit

KIND = "annual_plan"


def submit_annual_plan(session: Session, plan: UnitPlan, delivery: Delivery) -> Submitted:
    """Make a plan the one in force; the same file, or the same content, again changes nothing.

    Raises:
        Conflict: If the plan in force is approved and thereby locked, if the plan is empty, if the
            plan in force is another than the preview showed, or if somebody else submitted at the
            same moment.
        NotAllowed: If the one who delivers has no right to do so for the unit.
        NotFound: If the unit, or a key in the plan, is not there.
    """
    if not plan.activities:
        raise Conflict("En plan uten tiltak kan ikke erstatte planen som gjelder.")
    unit = unit_to_submit_for(session, plan.unit_key, delivery.actor)
    current = plan_in_force(session, unit.id, plan.year)
    hashed = content_hash(plan)
    if current is not None:
        if current.content_hash == hashed or _is_same_file(session, current, delivery):
            return Submitted(current.version, unchanged=True)
        if current.state == AnnualPlanState.approved:
            raise Conflict(
                f"Årsplanen for {unit.title_nb} {plan.year} er godkjent og låst. "
                "Be om at den åpnes igjen før du leverer en ny."
            )
    require_preview(session, plan, delivery, f"{unit.title_nb} {plan.year}")
    with told_when_beaten(f"årsplanen for {unit.title_nb} {plan.year}"):
        version = _new_version(session, unit, plan, delivery, current)
        session.flush()
    return Submitted(version, unchanged=False)


def _is_same_file(session: Session, current: AnnualPlan, delivery: Delivery) -> bool:
    kept = session.scalar(select(Submission.sha256).where(Submission.id == current.submission_id))
    return kept == delivery.sha256


def _new_version(
    session: Session,
    unit: Unit,
    plan: UnitPlan,
    delivery: Delivery,
    current: AnnualPlan | None,
) -> int:
    latest = session.scalar(
        select(func.max(AnnualPlan.version)).where(
            AnnualPlan.unit_id == unit.id, AnnualPlan.year == plan.year
        )
    )
    submission = keep_submission(session, delivery, kind=KIND, unit=unit, year=plan.year)
    if current is not None:
        _retire(session, current)
    kept = AnnualPlan(
        unit_id=unit.id,
        year=plan.year,
        version=(latest or 0) + 1,
        is_in_force=True,
        state=AnnualPlanState.submitted,
        leader=plan.leader,
        content_hash=content_hash(plan),
        submission_id=submission.id,
    )
    session.add(kept)
    session.flush()
    session.add_all(_activities(session, plan, kept.id))
    session.add_all(_targets(session, plan, kept.id))
    audit.note(
        session,
        who=str(delivery.actor.key),
        what="submit_annual_plan",
        entity=f"{unit.key}/{plan.year}",
        before=None if current is None else {"version": current.version},
        after={
            "version": kept.version,
            "activities": len(plan.activities),
            "targets": len(plan.targets),
            "sha256": submission.sha256,
        },
    )
    return kept.version


def _retire(session: Session, current: AnnualPlan) -> None:
    # Only as it was read: one that was approved in between is locked.
    retired = session.execute(
        update(AnnualPlan)
        .where(
            AnnualPlan.id == current.id, AnnualPlan.is_in_force, AnnualPlan.state == current.state
        )
        .values(is_in_force=False)
        .returning(AnnualPlan.id)
    ).all()
    if not retired:
        raise Conflict(
            "Årsplanen ble endret av noen andre samtidig. Se på det som gjelder nå, og lever på "
            "nytt."
        )


def _ids(
    session: Session,
    key: InstrumentedAttribute[str],
    id_: InstrumentedAttribute[int],
    wanted: Iterable[str | None],
) -> dict[str, int]:
    keys = {name for name in wanted if name is not None}
    if not keys:
        return {}
    return dict(session.execute(select(key, id_).where(key.in_(keys))).all())


def _activities(session: Session, plan: UnitPlan, plan_id: int) -> list[Activity]:
    rows = plan.activities
    subgoals = _ids(session, Subgoal.key, Subgoal.id, (row.subgoal_key for row in rows))
    actions = _ids(session, Action.key, Action.id, (row.action_key for row in rows))
    return [
        Activity(
            annual_plan_id=plan_id,
            number=row.number,
            title=row.title,
            subgoal_id=known_id(subgoals, row.subgoal_key, "Delmålet"),
            action_id=optional_id(actions, row.action_key, "HØP-tiltaket"),
            responsible=row.responsible,
            deadline=row.deadline,
            expected_result=row.expected_result,
            amount_nok=row.amount_nok,
            source_cell=row.cell,
        )
        for row in rows
    ]


def _targets(session: Session, plan: UnitPlan, plan_id: int) -> list[UnitTarget]:
    rows = plan.targets
    subgoals = _ids(session, Subgoal.key, Subgoal.id, (row.subgoal_key for row in rows))
    indicators = _ids(session, Indicator.key, Indicator.id, (row.indicator_key for row in rows))
    return [
        UnitTarget(
            annual_plan_id=plan_id,
            number=row.number,
            title=row.title,
            subgoal_id=optional_id(subgoals, row.subgoal_key, "Delmålet"),
            indicator_id=optional_id(indicators, row.indicator_key, "Indikatoren"),
            unit_of_measure=row.unit_of_measure,
            direction=row.direction,
            baseline=row.baseline,
            target=row.target,
            source_cell=row.cell,
        )
        for row in rows
    ]
