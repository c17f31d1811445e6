"""Computes what pages show of an indicator and keeps it, in the transaction of what changed it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased

from indicators.commands.status_history import Judged, keep_what_changed
from indicators.models.measurement import Indicator, Summary
from indicators.progress.methods import judged
from indicators.progress.results import as_result
from indicators.queries.status_facts import StatusFacts, status_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from indicators.progress.values import Assessment
    from indicators.progress.verdicts import Verdict

# Well under the number of parameters that SQLite takes in one statement.
_AT_A_TIME = 500


def refresh_summaries(session: Session, indicator_ids: Sequence[int], *, at: datetime) -> None:
    """Compute and keep the summaries of some indicators; unknown ids are passed over.

    Every indicator gets one, also those without a value (``not_measured``), and so do those whose
    values are shares of a population that is among them. ``at`` is when it is computed; its date is
    the day that the age of values is counted to. A verdict that is another than the last one goes
    to the history.

    Raises:
        ValueError: If the database holds a rule or a period that does not exist.
    """
    asked = sorted(set(indicator_ids))
    wanted = sorted({*asked, *_counted_among(session, asked)})
    for ids in _some_at_a_time(wanted):
        found = [
            _judged(indicator_id, facts, at)
            for indicator_id, facts in status_facts(session, ids).items()
        ]
        if found:
            session.execute(_upsert(session), [row for row, _ in found])
            keep_what_changed(session, [one for _, one in found], at=at)


def _upsert(session: Session) -> postgresql.Insert | sqlite.Insert:
    """Return the statement that adds rows, or replaces those that are there, on either engine."""
    if session.get_bind().dialect.name == "postgresql":
        statement: postgresql.Insert | sqlite.Insert = postgresql.insert(Summary)
    else:
        statement = sqlite.insert(Summary)
    key = Summary.__table__.c.indicator_id
    replaced = {c.name: c for c in statement.excluded if c.name != key.name}
    return statement.on_conflict_do_update(index_elements=[key], set_=replaced)


def refresh_all_summaries(session: Session, *, at: datetime) -> int:
    """Compute and keep the summaries of all indicators, and return how many there are."""
    ids = session.scalars(select(Indicator.id)).all()
    refresh_summaries(session, ids, at=at)
    return len(ids)


def _some_at_a_time(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for first in range(0, len(ids), _AT_A_TIME):
        yield ids[first : first + _AT_A_TIME]


def _counted_among(session: Session, ids: Sequence[int]) -> set[int]:
    """Return the indicators whose values are of people that one of the indicators counts."""
    population = aliased(Indicator)
    found: set[int] = set()
    for some in _some_at_a_time(ids):
        found.update(
            session.scalars(
                select(Indicator.id)
                .join(population, population.key == Indicator.population_key)
                .where(population.id.in_(some))
            )
        )
    return found


def _judged(indicator_id: int, facts: StatusFacts, at: datetime) -> tuple[dict[str, Any], Judged]:
    numbers = [(period, value, mark) for period, value, mark in facts.rows if value is not None]
    verdict, methods = judged(facts.arguments(at.date()))
    row = {"indicator_id": indicator_id, **_values(numbers), **_verdict(verdict, methods, at)}
    return row, Judged(indicator_id, verdict, facts.limits)


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


def _verdict(verdict: Assessment, methods: Sequence[Verdict], at: datetime) -> dict[str, Any]:
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
        "inputs": json.dumps(
            as_result(verdict, methods), ensure_ascii=False, separators=(",", ":")
        ),
        "sparkline": json.dumps(
            [[round(time, 3), value] for _, time, value, *_ in points], separators=(",", ":")
        ),
        "computed_at": at.replace(tzinfo=None),
    }
