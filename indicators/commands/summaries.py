"""Computes what pages show of an indicator and keeps it, in the transaction of what changed it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from indicators import periods
from indicators.models.measurement import (
    Baseline,
    Indicator,
    Mark,
    Observation,
    Series,
    SeriesBreak,
    Summary,
    Target,
)
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.results import as_result
from indicators.progress.values import BaselineSpec, Point, TargetSpec

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from indicators.progress.values import Assessment

# Well under the number of parameters that SQLite takes in one statement.
_AT_A_TIME = 500


@dataclass(slots=True)
class _Facts:
    """What the database knows of one indicator; ``rows`` are its headline observations in order."""

    direction: str
    frequency: str
    rows: list[tuple[int, float | None, int]] = field(default_factory=list)
    baseline: BaselineSpec | None = None
    targets: list[TargetSpec] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)


def refresh_summaries(session: Session, indicator_ids: Sequence[int], *, at: datetime) -> None:
    """Compute and keep the summaries of some indicators; unknown ids are passed over.

    Every indicator gets one, also those without a value (``not_measured``). ``at`` is when it is
    computed; its date is the day that the age of values is counted to.

    Raises:
        ValueError: If the database holds a rule or a period that does not exist.
    """
    wanted = sorted(set(indicator_ids))
    for first in range(0, len(wanted), _AT_A_TIME):
        ids = wanted[first : first + _AT_A_TIME]
        rows = [_row(indicator_id, facts, at) for indicator_id, facts in _read(session, ids)]
        if rows:
            session.execute(_upsert(session), rows)


def _upsert(session: Session) -> postgresql.Insert | sqlite.Insert:
    """Return the statement that adds rows, or replaces those that are there, on either engine."""
    if session.get_bind().dialect.name == "postgresql":
        statement: postgresql.Insert | sqlite.Insert = postgresql.insert(Summary)
    else:
        statement = sqlite.insert(Summary)
    key = Summary.__table__.c.indicator_id
    replaced = {c.name: c for c in statement.excluded if c.name != key.name}
    return statement.on_conflict_do_update(index_elements=[key], set_=replaced)


def refresh_all_summaries(session: Session, *, at: datetime) -> None:
    """Compute and keep the summaries of all indicators."""
    ids = session.scalars(select(Indicator.id)).all()
    refresh_summaries(session, ids, at=at)


def _read(session: Session, ids: Sequence[int]) -> Iterator[tuple[int, _Facts]]:
    """Read everything about the indicators in five queries."""
    found = session.execute(
        select(Indicator.id, Indicator.direction, Indicator.frequency).where(Indicator.id.in_(ids))
    )
    facts = {row.id: _Facts(row.direction, row.frequency) for row in found}
    _add_observations(session, ids, facts)
    _add_ambitions(session, ids, facts)
    _add_breaks(session, ids, facts)
    yield from facts.items()


def _add_observations(session: Session, ids: Sequence[int], facts: dict[int, _Facts]) -> None:
    statement = (
        select(Series.indicator_id, Observation.period_id, Observation.value, Observation.mark)
        .join(Observation, Observation.series_id == Series.id)
        .where(Series.is_headline, Series.indicator_id.in_(ids))
        .order_by(Series.indicator_id, Observation.period_id)
    )
    for indicator_id, period_id, value, mark in session.execute(statement):
        facts[indicator_id].rows.append((period_id, value, mark))


def _add_ambitions(session: Session, ids: Sequence[int], facts: dict[int, _Facts]) -> None:
    baselines = select(Baseline.indicator_id, Baseline.year, Baseline.value).where(
        Baseline.indicator_id.in_(ids)
    )
    for indicator_id, year, value in session.execute(baselines):
        facts[indicator_id].baseline = BaselineSpec(year, value)
    targets = select(Target).where(Target.indicator_id.in_(ids)).order_by(Target.id)
    for target in session.scalars(targets):
        facts[target.indicator_id].targets.append(
            TargetSpec(
                Rule(target.rule),
                value=target.value,
                low=target.low,
                high=target.high,
                tolerance=target.tolerance,
                year=target.year,
                reference_year=target.reference_year,
            )
        )


def _add_breaks(session: Session, ids: Sequence[int], facts: dict[int, _Facts]) -> None:
    statement = (
        select(SeriesBreak.indicator_id, SeriesBreak.period_id)
        .join(
            Series,
            (Series.indicator_id == SeriesBreak.indicator_id)
            & (Series.region_id == SeriesBreak.region_id),
        )
        .where(Series.is_headline, SeriesBreak.indicator_id.in_(ids))
        .order_by(SeriesBreak.period_id)
    )
    by_indicator: dict[int, list[float]] = defaultdict(list)
    for indicator_id, period_id in session.execute(statement):
        by_indicator[indicator_id].append(periods.of_id(period_id).midpoint)
    for indicator_id, times in by_indicator.items():
        facts[indicator_id].breaks = times


@lru_cache(maxsize=4096)
def _time_and_code(period_id: int) -> tuple[float, str]:
    """Return a period's middle and code; the same few periods come again for every indicator."""
    period = periods.of_id(period_id)
    return period.midpoint, period.code


def _row(indicator_id: int, facts: _Facts, at: datetime) -> dict[str, Any]:
    points = []
    numbers: list[tuple[int, float, int]] = []
    for period_id, value, mark in facts.rows:
        if value is not None:
            time, code = _time_and_code(period_id)
            points.append(Point(time, value, Mark(mark), code))
            numbers.append((period_id, value, mark))
    verdict = assess(
        points,
        baseline=facts.baseline,
        targets=facts.targets,
        direction=facts.direction,
        breaks=facts.breaks,
        frequency=facts.frequency,
        today=at.date(),
    )
    return {"indicator_id": indicator_id, **_values(numbers), **_verdict(verdict, at)}


def _values(numbers: Sequence[tuple[int, float, int]]) -> dict[str, Any]:
    latest = numbers[-1] if numbers else (None, None, None)
    previous = numbers[-2] if len(numbers) > 1 else (None, None, None)
    return {
        "latest_period_id": latest[0],
        "latest_value": latest[1],
        "latest_mark": latest[2],
        "previous_period_id": previous[0],
        "previous_value": previous[1],
    }


def _verdict(verdict: Assessment, at: datetime) -> dict[str, Any]:
    points = verdict.inputs["points"]
    return {
        "baseline_year": verdict.baseline_year,
        "baseline_value": verdict.baseline_value,
        "target_year": verdict.target_year,
        "target_value": verdict.target_value,
        "expected_value": verdict.expected,
        "projected_value": verdict.projected,
        "projected_low": verdict.projected_low,
        "projected_high": verdict.projected_high,
        "chance": verdict.chance,
        "points": verdict.points,
        "status": verdict.status.value,
        "confidence": None if verdict.confidence is None else verdict.confidence.value,
        "method": verdict.method,
        "inputs": json.dumps(as_result(verdict), ensure_ascii=False, separators=(",", ":")),
        "sparkline": json.dumps(
            [[round(time, 3), value] for _, time, value, _ in points], separators=(",", ":")
        ),
        "computed_at": at.replace(tzinfo=None),
    }
