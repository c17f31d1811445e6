"""The headline series of an indicator with every value it has had."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from indicators import periods
from indicators.models.measurement import Observation, ObservationRevision, Series
from indicators.models.running import Run

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_FORM = "%Y-%m-%d %H:%M"
_UNKNOWN = "ukjent"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A value that stood from a run to the one that replaced it; times are UTC, as text."""

    value: float | None
    mark: int
    source: str
    at: str
    until: str


@dataclass(frozen=True, slots=True)
class Stands:
    """A value that stands, the run that gave it, and the values before it, the latest first."""

    period: str
    value: float | None
    mark: int
    source: str
    at: str
    earlier: tuple[Replaced, ...]


def value_history(session: Session, indicator_id: int) -> list[Stands]:
    """Return the headline series in the order of time; empty if there is none."""
    earlier = _earlier(session, indicator_id)
    rows = session.execute(
        select(
            Observation.period_id,
            Observation.value,
            Observation.mark,
            Run.source_key,
            Run.finished_at,
        )
        .join(Series, Series.id == Observation.series_id)
        .outerjoin(Run, Run.id == Observation.run_id)
        .where(Series.indicator_id == indicator_id, Series.is_headline)
        .order_by(Observation.period_id)
    )
    return [
        Stands(
            periods.of_id(period_id).code,
            value,
            mark,
            source or _UNKNOWN,
            _shown(at),
            tuple(earlier.get(period_id, ())),
        )
        for period_id, value, mark, source, at in rows
    ]


def _earlier(session: Session, indicator_id: int) -> dict[int, list[Replaced]]:
    gave, replaced = aliased(Run), aliased(Run)
    rows = session.execute(
        select(
            ObservationRevision.period_id,
            ObservationRevision.value,
            ObservationRevision.mark,
            gave.source_key,
            gave.finished_at,
            replaced.finished_at,
        )
        .join(Series, Series.id == ObservationRevision.series_id)
        .outerjoin(gave, gave.id == ObservationRevision.run_id)
        .outerjoin(replaced, replaced.id == ObservationRevision.replaced_by_run_id)
        .where(Series.indicator_id == indicator_id, Series.is_headline)
        .order_by(ObservationRevision.replaced_by_run_id.desc())
    )
    found: dict[int, list[Replaced]] = defaultdict(list)
    for period_id, value, mark, source, at, until in rows:
        found[period_id].append(
            Replaced(value, mark, source or _UNKNOWN, _shown(at), _shown(until))
        )
    return found


def _shown(moment: datetime | None) -> str:
    return _UNKNOWN if moment is None else moment.strftime(_FORM)
