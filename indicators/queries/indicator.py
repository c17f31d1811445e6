"""One indicator: what it is, what was measured, its targets, breaks, sources and revisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from indicators.models import localised
from indicators.models.measurement import (
    Indicator,
    IndicatorSubgoal,
    Observation,
    ObservationRevision,
    Region,
    Series,
    SeriesBreak,
    Summary,
    Target,
)
from indicators.models.organisation import ServiceArea
from indicators.models.plan import Goal, Plan, Subgoal
from indicators.models.running import IndicatorRun, Run

if TYPE_CHECKING:
    from datetime import date, datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """The definition of an indicator together with its computed summary."""

    id: int
    key: str
    title: str
    definition: str | None
    purpose: str | None
    caution: str | None
    unit_of_measure: str
    formula: str | None
    decimals: int
    direction: str
    frequency: str
    producer: str
    source_table: str | None
    source_url: str | None
    licence: str | None
    citation: str | None
    service_area: str | None
    next_release_on: date | None
    is_example: bool
    latest_period_id: int | None
    latest_value: float | None
    latest_mark: int | None
    previous_period_id: int | None
    previous_value: float | None
    baseline_year: int | None
    baseline_value: float | None
    target_year: int | None
    target_value: float | None
    expected_value: float | None
    projected_value: float | None
    projected_low: float | None
    projected_high: float | None
    chance: float | None
    points: int
    status: str
    confidence: str | None
    method: str
    inputs: str
    sparkline: str


@dataclass(frozen=True, slots=True)
class ObservationRow:
    """A value of a series; ``value`` is None where there is only a mark."""

    period_id: int
    value: float | None
    mark: int


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """A series with its observations in the order of time."""

    region_code: str
    region: str
    breakdown: str
    label: str | None
    is_headline: bool
    observations: tuple[ObservationRow, ...]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """An ambition for an indicator, and the plan that set it."""

    rule: str
    value: float | None
    low: float | None
    high: float | None
    year: int | None
    reference_year: int | None
    text: str | None
    source: str | None
    plan: str | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class BreakRow:
    """A break in the headline region's series, from the period on."""

    period_id: int
    kind: str
    explanation: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A subgoal that the indicator informs, and why."""

    subgoal_key: str
    number: str
    title: str
    goal_number: str
    goal_title: str
    plan_title: str
    plan_state: str
    role: str
    reason: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """The run that last gave the indicator values."""

    source_key: str
    finished_at: datetime
    source_updated: str | None


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """A headline value that was replaced, and by which run."""

    period_id: int
    old_value: float | None
    new_value: float | None
    replaced_at: datetime
    source_key: str


def indicator(session: Session, key: str, language: str) -> IndicatorRow | None:
    """Return a published indicator by its key, or None."""
    row = session.execute(
        select(
            Indicator.id,
            Indicator.key,
            localised(Indicator, "title", language),
            localised(Indicator, "definition", language),
            localised(Indicator, "purpose", language),
            localised(Indicator, "caution", language),
            localised(Indicator, "unit_of_measure", language),
            Indicator.formula,
            Indicator.decimals,
            Indicator.direction,
            Indicator.frequency,
            Indicator.producer,
            Indicator.source_table,
            Indicator.source_url,
            Indicator.licence,
            Indicator.citation,
            localised(ServiceArea, "title", language),
            Indicator.next_release_on,
            Indicator.is_example,
            Summary.latest_period_id,
            Summary.latest_value,
            Summary.latest_mark,
            Summary.previous_period_id,
            Summary.previous_value,
            Summary.baseline_year,
            Summary.baseline_value,
            Summary.target_year,
            Summary.target_value,
            Summary.expected_value,
            Summary.projected_value,
            Summary.projected_low,
            Summary.projected_high,
            Summary.chance,
            Summary.points,
            Summary.status,
            Summary.confidence,
            Summary.method,
            Summary.inputs,
            Summary.sparkline,
        )
        .join_from(Indicator, Summary, Summary.indicator_id == Indicator.id)
        .outerjoin(ServiceArea, ServiceArea.id == Indicator.service_area_id)
        .where(Indicator.key == key, Indicator.is_published)
    ).first()
    return None if row is None else IndicatorRow(*row)


def series_of_indicator(session: Session, indicator_id: int, language: str) -> list[SeriesRow]:
    """Return all series of an indicator with their observations; the headline series first."""
    rows = session.execute(
        select(
            Region.code,
            localised(Region, "title", language),
            Series.breakdown,
            localised(Series, "label", language),
            Series.is_headline,
            Observation.period_id,
            Observation.value,
            Observation.mark,
        )
        .join_from(Series, Region, Region.id == Series.region_id)
        .outerjoin(Observation, Observation.series_id == Series.id)
        .where(Series.indicator_id == indicator_id)
        .order_by(Series.is_headline.desc(), Series.id, Observation.period_id)
    )
    found: dict[
        tuple[str, str], tuple[tuple[str, str, str, str | None, bool], list[ObservationRow]]
    ]
    found = {}
    for code, region, breakdown, label, headline, period_id, value, mark in rows:
        _, observations = found.setdefault(
            (code, breakdown), ((code, region, breakdown, label, headline), [])
        )
        if period_id is not None:
            observations.append(ObservationRow(period_id, value, mark))
    return [SeriesRow(*head, tuple(observations)) for head, observations in found.values()]


def targets_of_indicator(session: Session, indicator_id: int, language: str) -> list[TargetRow]:
    """Return an indicator's ambitions, the nearest year first."""
    rows = session.execute(
        select(
            Target.rule,
            Target.value,
            Target.low,
            Target.high,
            Target.year,
            Target.reference_year,
            localised(Target, "text", language),
            Target.source,
            localised(Plan, "title", language),
            Target.is_example,
        )
        .outerjoin(Plan, Plan.id == Target.plan_id)
        .where(Target.indicator_id == indicator_id)
        .order_by(Target.year, Target.id)
    )
    return [TargetRow(*row) for row in rows]


def breaks_of_indicator(session: Session, indicator_id: int, language: str) -> list[BreakRow]:
    """Return the breaks in the region of the headline series."""
    rows = session.execute(
        select(
            SeriesBreak.period_id, SeriesBreak.kind, localised(SeriesBreak, "explanation", language)
        )
        .join(
            Series,
            (Series.indicator_id == SeriesBreak.indicator_id)
            & (Series.region_id == SeriesBreak.region_id)
            & Series.is_headline,
        )
        .where(SeriesBreak.indicator_id == indicator_id)
        .order_by(SeriesBreak.period_id)
    )
    return [BreakRow(*row) for row in rows]


def links_of_indicator(session: Session, indicator_id: int, language: str) -> list[LinkRow]:
    """Return the subgoals that an indicator informs, over all plans."""
    rows = session.execute(
        select(
            Subgoal.key,
            Subgoal.number,
            localised(Subgoal, "title", language),
            Goal.number,
            localised(Goal, "title", language),
            localised(Plan, "title", language),
            Plan.state,
            IndicatorSubgoal.role,
            localised(IndicatorSubgoal, "reason", language),
        )
        .join_from(IndicatorSubgoal, Subgoal, Subgoal.id == IndicatorSubgoal.subgoal_id)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .join(Plan, Plan.id == Goal.plan_id)
        .where(IndicatorSubgoal.indicator_id == indicator_id)
        .order_by(Plan.id, Goal.position, Subgoal.position)
    )
    return [LinkRow(*row) for row in rows]


def runs_of_indicator(session: Session, indicator_id: int) -> list[RunRow]:
    """Return the run of each source that last gave the indicator values, the newest first."""
    rows = session.execute(
        select(Run.source_key, Run.finished_at, Run.source_updated)
        .join(IndicatorRun, IndicatorRun.run_id == Run.id)
        .where(IndicatorRun.indicator_id == indicator_id)
        .order_by(Run.finished_at.desc())
    )
    return [RunRow(*row) for row in rows]


def revisions_of_indicator(session: Session, indicator_id: int) -> list[RevisionRow]:
    """Return the replaced values of the headline series, the latest replacement first.

    ``new_value`` is the value of today, which may itself have come in a later revision.
    """
    rows = session.execute(
        select(
            ObservationRevision.period_id,
            ObservationRevision.value,
            Observation.value,
            Run.finished_at,
            Run.source_key,
        )
        .join_from(ObservationRevision, Series, Series.id == ObservationRevision.series_id)
        .join(
            Observation,
            (Observation.series_id == ObservationRevision.series_id)
            & (Observation.period_id == ObservationRevision.period_id),
        )
        .join(Run, Run.id == ObservationRevision.replaced_by_run_id)
        .where(Series.indicator_id == indicator_id, Series.is_headline)
        .order_by(Run.finished_at.desc(), ObservationRevision.period_id.desc())
    )
    return [RevisionRow(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class IndicatorListRow:
    """A line in the list of all indicators."""

    key: str
    title: str
    unit_of_measure: str
    decimals: int
    is_example: bool
    latest_period_id: int | None
    latest_value: float | None
    status: str
    subgoals: int


def all_indicators(session: Session, language: str) -> list[IndicatorListRow]:
    """Return every published indicator by title, also those that no subgoal uses."""
    links = (
        select(IndicatorSubgoal.indicator_id, func.count().label("subgoals"))
        .group_by(IndicatorSubgoal.indicator_id)
        .subquery()
    )
    title = localised(Indicator, "title", language)
    rows = session.execute(
        select(
            Indicator.key,
            title,
            localised(Indicator, "unit_of_measure", language),
            Indicator.decimals,
            Indicator.is_example,
            Summary.latest_period_id,
            Summary.latest_value,
            Summary.status,
            func.coalesce(links.c.subgoals, 0),
        )
        .join_from(Indicator, Summary, Summary.indicator_id == Indicator.id)
        .outerjoin(links, links.c.indicator_id == Indicator.id)
        .where(Indicator.is_published)
        .order_by(title)
    )
    return [IndicatorListRow(*row) for row in rows]
