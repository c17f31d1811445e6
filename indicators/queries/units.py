"""The units of the organisation, their plans, activities, targets and results."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from indicators.models import localised
from indicators.models.measurement import Indicator
from indicators.models.organisation import ServiceArea, Unit
from indicators.models.plan import Action, Subgoal
from indicators.models.reporting import (
    Activity,
    ActivityResult,
    AnnualPlan,
    AnnualReport,
    Submission,
    UnitResult,
    UnitTarget,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit with its place in the organisation."""

    id: int
    key: str
    title: str
    parent_key: str | None
    parent: str | None
    service_area_key: str
    service_area: str
    leader: str | None
    valid_from: date | None
    valid_to: date | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """A plan or report as it came in; ``period`` is None for a plan."""

    year: int
    period: str | None
    version: int
    state: str | None
    file_name: str
    sha256: str
    received_at: datetime
    received_from: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What was reported of an activity in a period of the year."""

    period: str
    status: str
    result: str | None
    explanation: str | None
    source_cell: str


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A unit's activity with what it feeds into and what was reported, the first period first."""

    id: int
    unit_key: str
    unit: str
    year: int
    number: str
    title: str
    subgoal_key: str
    subgoal_number: str
    subgoal_title: str
    action_key: str | None
    action_number: str | None
    action_title: str | None
    responsible: str | None
    deadline: date | None
    expected_result: str | None
    amount_nok: int | None
    source_cell: str
    is_example: bool
    results: tuple[ResultRow, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitTargetRow:
    """What a unit measures itself by in a year, and what was reported (period, value)."""

    id: int
    number: str
    title: str
    subgoal_key: str | None
    subgoal_number: str | None
    indicator_key: str | None
    unit_of_measure: str
    direction: str
    baseline: float | None
    target: float | None
    source_cell: str
    results: tuple[tuple[str, float | None, str | None], ...]


def unit(session: Session, key: str, language: str) -> UnitRow | None:
    """Return a unit by its key, or None."""
    row = session.execute(_units(language).where(Unit.key == key)).first()
    return None if row is None else UnitRow(*row)


def all_units(session: Session, language: str, *, on: date | None = None) -> list[UnitRow]:
    """Return all units by service area and title; with ``on``, those that are valid that day."""
    query = _ordered_units(language)
    if on is not None:
        query = query.where(
            or_(Unit.valid_from.is_(None), Unit.valid_from <= on),
            or_(Unit.valid_to.is_(None), Unit.valid_to > on),
        )
    return [UnitRow(*row) for row in session.execute(query)]


# Statements are made once a language: making one costs several times what the database needs.


@cache
def _ordered_units(language: str) -> Select[Any]:
    return _units(language).order_by(ServiceArea.position, localised(Unit, "title", language))


@cache
def _units(language: str) -> Select[Any]:
    parent = aliased(Unit)
    return (
        select(
            Unit.id,
            Unit.key,
            localised(Unit, "title", language),
            parent.key,
            localised(parent, "title", language),
            ServiceArea.key,
            localised(ServiceArea, "title", language),
            Unit.leader,
            Unit.valid_from,
            Unit.valid_to,
            Unit.is_example,
        )
        .join_from(Unit, ServiceArea, ServiceArea.id == Unit.service_area_id)
        .outerjoin(parent, parent.id == Unit.parent_id)
    )


def years_of_unit(session: Session, unit_id: int) -> list[int]:
    """Return the years that a unit has a plan in force for, the newest first."""
    return list(
        session.scalars(
            select(AnnualPlan.year)
            .where(AnnualPlan.unit_id == unit_id, AnnualPlan.is_in_force)
            .order_by(AnnualPlan.year.desc())
        )
    )


def deliveries_of_unit(session: Session, unit_id: int) -> list[DeliveryRow]:
    """Return every plan and report of a unit as it came in, the newest first."""
    what = (
        Submission.file_name,
        Submission.sha256,
        Submission.received_at,
        Submission.received_from,
        Submission.is_example,
    )
    plans = session.execute(
        select(AnnualPlan.year, AnnualPlan.version, AnnualPlan.state, *what)
        .join(Submission, Submission.id == AnnualPlan.submission_id)
        .where(AnnualPlan.unit_id == unit_id)
    )
    reports = session.execute(
        select(AnnualReport.year, AnnualReport.period, AnnualReport.version, *what)
        .join(Submission, Submission.id == AnnualReport.submission_id)
        .where(AnnualReport.unit_id == unit_id)
    )
    rows = [
        DeliveryRow(year, None, version, state, name, sha256, received_at, received_from, example)
        for year, version, state, name, sha256, received_at, received_from, example in plans
    ]
    rows += [
        DeliveryRow(year, period, version, None, name, sha256, received_at, received_from, example)
        for year, period, version, name, sha256, received_at, received_from, example in reports
    ]
    return sorted(rows, key=lambda row: row.received_at, reverse=True)


def activities_of_unit(
    session: Session, unit_id: int, year: int, language: str
) -> list[ActivityRow]:
    """Return the activities of a unit's plan in force for a year, with their results."""
    wanted = _activities(language).where(AnnualPlan.unit_id == unit_id, AnnualPlan.year == year)
    return _with_results(session, wanted)


def activities_of_subgoal(
    session: Session, subgoal_id: int, year: int, language: str
) -> list[ActivityRow]:
    """Return what all units do for a subgoal in a year, with their results."""
    wanted = _activities(language).where(Activity.subgoal_id == subgoal_id, AnnualPlan.year == year)
    return _with_results(session, wanted)


def _activities(language: str) -> Select[Any]:
    return (
        select(
            Activity.id,
            Unit.key,
            localised(Unit, "title", language),
            AnnualPlan.year,
            Activity.number,
            Activity.title,
            Subgoal.key,
            Subgoal.number,
            localised(Subgoal, "title", language),
            Action.key,
            Action.number,
            localised(Action, "title", language),
            Activity.responsible,
            Activity.deadline,
            Activity.expected_result,
            Activity.amount_nok,
            Activity.source_cell,
            Submission.is_example,
        )
        .join_from(Activity, AnnualPlan, AnnualPlan.id == Activity.annual_plan_id)
        .join(Submission, Submission.id == AnnualPlan.submission_id)
        .join(Unit, Unit.id == AnnualPlan.unit_id)
        .join(Subgoal, Subgoal.id == Activity.subgoal_id)
        .outerjoin(Action, Action.id == Activity.action_id)
        .where(AnnualPlan.is_in_force)
        .order_by(localised(Unit, "title", language), Activity.id)
    )


def _with_results(session: Session, activities: Select[Any]) -> list[ActivityRow]:
    """Give each activity what was reported of its number, also before the plan's newest version."""
    found = [ActivityRow(*row) for row in session.execute(activities)]
    results: dict[tuple[str, int, str], list[ResultRow]] = {}
    for row in session.execute(
        select(
            Unit.key,
            AnnualReport.year,
            Activity.number,
            AnnualReport.period,
            ActivityResult.status,
            ActivityResult.result,
            ActivityResult.explanation,
            ActivityResult.source_cell,
        )
        .join_from(ActivityResult, AnnualReport, AnnualReport.id == ActivityResult.annual_report_id)
        .join(Activity, Activity.id == ActivityResult.activity_id)
        .join(Unit, Unit.id == AnnualReport.unit_id)
        .where(
            AnnualReport.is_in_force,
            Unit.key.in_({activity.unit_key for activity in found}),
            AnnualReport.year.in_({activity.year for activity in found}),
        )
        # T1, T2, year: the order of the alphabet is the order of the year.
        .order_by(AnnualReport.period)
    ):
        results.setdefault((row[0], row[1], row[2]), []).append(ResultRow(*row[3:]))
    return [
        replace(
            activity,
            results=tuple(results.get((activity.unit_key, activity.year, activity.number), ())),
        )
        for activity in found
    ]


def targets_of_unit(session: Session, unit_id: int, year: int) -> list[UnitTargetRow]:
    """Return what a unit measures itself by in a year, with what was reported."""
    rows = session.execute(
        select(
            UnitTarget.id,
            UnitTarget.number,
            UnitTarget.title,
            Subgoal.key,
            Subgoal.number,
            Indicator.key,
            UnitTarget.unit_of_measure,
            UnitTarget.direction,
            UnitTarget.baseline,
            UnitTarget.target,
            UnitTarget.source_cell,
        )
        .join_from(UnitTarget, AnnualPlan, AnnualPlan.id == UnitTarget.annual_plan_id)
        .outerjoin(Subgoal, Subgoal.id == UnitTarget.subgoal_id)
        .outerjoin(Indicator, Indicator.id == UnitTarget.indicator_id)
        .where(AnnualPlan.unit_id == unit_id, AnnualPlan.year == year, AnnualPlan.is_in_force)
        .order_by(UnitTarget.id)
    ).all()
    results: dict[str, list[tuple[str, float | None, str | None]]] = {}
    for number, period, value, explanation in session.execute(
        select(
            UnitTarget.number,
            AnnualReport.period,
            UnitResult.value,
            UnitResult.explanation,
        )
        .join_from(UnitResult, AnnualReport, AnnualReport.id == UnitResult.annual_report_id)
        .join(UnitTarget, UnitTarget.id == UnitResult.unit_target_id)
        .where(AnnualReport.is_in_force, AnnualReport.unit_id == unit_id, AnnualReport.year == year)
        .order_by(AnnualReport.period)
    ):
        results.setdefault(number, []).append((period, value, explanation))
    return [UnitTargetRow(*row, tuple(results.get(row.number, ()))) for row in rows]


@dataclass(frozen=True, slots=True)
class DeliveryState:
    """Whether a unit has handed in its plan and its reports for a year."""

    unit_key: str
    unit: str
    service_area_key: str
    service_area: str
    plan_state: str | None
    plan_received_at: datetime | None
    reports: int
    is_example: bool


def deliveries_of_year(session: Session, year: int, language: str) -> list[DeliveryState]:
    """Return every unit with what it has handed in for a year; nothing handed in is None and 0."""
    reports = (
        select(AnnualReport.unit_id, func.count().label("reports"))
        .where(AnnualReport.year == year, AnnualReport.is_in_force)
        .group_by(AnnualReport.unit_id)
        .subquery()
    )
    rows = session.execute(
        select(
            Unit.key,
            localised(Unit, "title", language),
            ServiceArea.key,
            localised(ServiceArea, "title", language),
            AnnualPlan.state,
            Submission.received_at,
            func.coalesce(reports.c.reports, 0),
            Unit.is_example,
        )
        .join_from(Unit, ServiceArea, ServiceArea.id == Unit.service_area_id)
        .outerjoin(
            AnnualPlan,
            and_(
                AnnualPlan.unit_id == Unit.id,
                AnnualPlan.year == year,
                AnnualPlan.is_in_force,
            ),
        )
        .outerjoin(Submission, Submission.id == AnnualPlan.submission_id)
        .outerjoin(reports, reports.c.unit_id == Unit.id)
        .order_by(ServiceArea.position, localised(Unit, "title", language))
    )
    return [DeliveryState(*row) for row in rows]
