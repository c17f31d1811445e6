"""Takes in a unit's report on its plan in force, for a part of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from indicators import audit
from indicators.commands.submissions import (
    Delivery,
    Submitted,
    keep_submission,
    known_id,
    require_preview,
    told_when_beaten,
    unit_to_submit_for,
)
from indicators.errors import Conflict
from indicators.models.reporting import (
    Activity,
    ActivityResult,
    AnnualPlan,
    AnnualReport,
    Submission,
    UnitResult,
    UnitTarget,
)
from indicators.queries.unit_year import plan_in_force
from indicators.unit_plans import UnitReport, content_hash

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from indicators.models.organisation import Unit

KIND = "annual_report"


def submit_annual_report(session: Session, report: UnitReport, delivery: Delivery) -> Submitted:
    """Make a report the one in force; the same file, or the same content, again changes nothing.

    The same content is taken anew when the plan in force has changed since.

    Raises:
        Conflict: If there is no plan to report on, if the report is empty, if the plan or report in
            force is another than the preview showed, or if somebody else submitted at the same
            moment.
        NotAllowed: If the one who delivers has no right to do so for the unit.
        NotFound: If the unit, or a number in the report, is not there.
    """
    if not report.activities and not report.targets:
        raise Conflict("En rapport uten resultater kan ikke leveres.")
    unit = unit_to_submit_for(session, report.unit_key, delivery.actor)
    plan = plan_in_force(session, unit.id, report.year)
    if plan is None:
        raise Conflict(f"{unit.title_nb} har ingen årsplan for {report.year} å rapportere på.")
    current = _in_force(session, unit, report)
    if current is not None and current.annual_plan_id == plan.id:
        same = current.content_hash == content_hash(report)
        if same or _is_same_file(session, current, delivery):
            return Submitted(current.version, unchanged=True)
    require_preview(session, report, delivery, f"{unit.title_nb} {report.year}")
    with told_when_beaten(f"rapporten for {unit.title_nb} {report.year}"):
        version = _new_version(session, unit, report, delivery, plan)
        session.flush()
    return Submitted(version, unchanged=False)


def _in_force(session: Session, unit: Unit, report: UnitReport) -> AnnualReport | None:
    return session.scalars(
        select(AnnualReport).where(
            AnnualReport.unit_id == unit.id,
            AnnualReport.year == report.year,
            AnnualReport.period == report.period,
            AnnualReport.is_in_force,
        )
    ).first()


def _is_same_file(session: Session, current: AnnualReport, delivery: Delivery) -> bool:
    kept = session.scalar(select(Submission.sha256).where(Submission.id == current.submission_id))
    return kept == delivery.sha256


def _new_version(
    session: Session, unit: Unit, report: UnitReport, delivery: Delivery, plan: AnnualPlan
) -> int:
    current = _in_force(session, unit, report)
    latest = session.scalar(
        select(func.max(AnnualReport.version)).where(
            AnnualReport.unit_id == unit.id,
            AnnualReport.year == report.year,
            AnnualReport.period == report.period,
        )
    )
    submission = keep_submission(session, delivery, kind=KIND, unit=unit, year=report.year)
    if current is not None:
        current.is_in_force = False
    kept = AnnualReport(
        unit_id=unit.id,
        annual_plan_id=plan.id,
        year=report.year,
        period=report.period,
        version=(latest or 0) + 1,
        is_in_force=True,
        content_hash=content_hash(report),
        submission_id=submission.id,
    )
    session.add(kept)
    session.flush()
    session.add_all(_activity_results(session, report, kept))
    session.add_all(_target_results(session, report, kept))
    audit.note(
        session,
        who=str(delivery.actor.key),
        what="submit_annual_report",
        entity=f"{unit.key}/{report.year}/{report.period}",
        before=None if current is None else {"version": current.version},
        after={
            "version": kept.version,
            "activities": len(report.activities),
            "targets": len(report.targets),
            "sha256": submission.sha256,
        },
    )
    return kept.version


def _activity_results(
    session: Session, report: UnitReport, kept: AnnualReport
) -> list[ActivityResult]:
    ids = dict(
        session.execute(
            select(Activity.number, Activity.id).where(
                Activity.annual_plan_id == kept.annual_plan_id
            )
        ).all()
    )
    return [
        ActivityResult(
            annual_report_id=kept.id,
            activity_id=known_id(ids, row.number, "Tiltaket"),
            status=row.status,
            result=row.result,
            explanation=row.explanation,
            source_cell=row.cell,
        )
        for row in report.activities
    ]


def _target_results(session: Session, report: UnitReport, kept: AnnualReport) -> list[UnitResult]:
    ids = dict(
        session.execute(
            select(UnitTarget.number, UnitTarget.id).where(
                UnitTarget.annual_plan_id == kept.annual_plan_id
            )
        ).all()
    )
    return [
        UnitResult(
            annual_report_id=kept.id,
            unit_target_id=known_id(ids, row.number, "Måltallet"),
            value=row.value,
            explanation=row.explanation,
            source_cell=row.cell,
        )
        for row in report.targets
    ]
