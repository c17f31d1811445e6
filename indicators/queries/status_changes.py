"""What changed in the statuses, when, and why: worked out from what they rested on."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from indicators import periods
from indicators.models import localised
from indicators.models.measurement import Indicator, Observation, ObservationRevision, Series
from indicators.models.running import Run
from indicators.models.verdicts import StatusHistory
from indicators.progress.changes import Cause, changes
from indicators.progress.values import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from indicators.progress.changes import Change


@dataclass(frozen=True, slots=True)
class FromRun:
    """The run that brought a value: its source, and when it was done."""

    source_key: str
    finished_at: datetime


@dataclass(frozen=True, slots=True)
class Why:
    """One cause of a change, with the run that brought it where it was a value."""

    change: Change
    run: FromRun | None = None


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A status that became another: statuses and confidences are codes of ``progress.values``."""

    key: str
    title: str
    unit_of_measure: str
    decimals: int
    is_example: bool
    at: datetime
    old_status: str
    new_status: str
    old_confidence: str | None
    new_confidence: str | None
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class _Kept:
    indicator_id: int
    at: datetime
    status: str
    confidence: str | None
    method: str
    inputs: Mapping[str, Any]


def changes_of_indicator(session: Session, key: str, language: str) -> list[StatusChange]:
    """Return every change of an indicator's status, the latest first.

    A status that stayed the same while what it rests on changed is no change here.
    """
    rows = session.scalars(
        select(StatusHistory)
        .join(Indicator, Indicator.id == StatusHistory.indicator_id)
        .where(Indicator.key == key)
        .order_by(StatusHistory.id)
    )
    kept = [_kept(row) for row in rows]
    pairs = [(old, new) for old, new in pairwise(kept) if old.status != new.status]
    return _told(session, pairs[::-1], language)


def changes_since(
    session: Session, since: datetime, language: str, *, limit: int
) -> list[StatusChange]:
    """Return the latest changes of published indicators' statuses since a time, newest first.

    Changes at that very time are among them. A first measurement is no change here.
    """
    windowed = select(
        StatusHistory.id,
        StatusHistory.status,
        StatusHistory.computed_at,
        StatusHistory.indicator_id,
        func.lag(StatusHistory.id)
        .over(partition_by=StatusHistory.indicator_id, order_by=StatusHistory.id)
        .label("old_id"),
        func.lag(StatusHistory.status)
        .over(partition_by=StatusHistory.indicator_id, order_by=StatusHistory.id)
        .label("old_status"),
    ).subquery()
    found = session.execute(
        select(windowed.c.old_id, windowed.c.id)
        .join(Indicator, Indicator.id == windowed.c.indicator_id)
        .where(
            windowed.c.computed_at >= since,
            windowed.c.old_status.not_in((windowed.c.status, Status.not_measured.value)),
            Indicator.is_published,
        )
        .order_by(windowed.c.computed_at.desc(), windowed.c.id.desc())
        .limit(limit)
    ).all()
    ids = {one for pair in found for one in pair}
    rows = session.scalars(select(StatusHistory).where(StatusHistory.id.in_(ids)))
    by_id = {row.id: _kept(row) for row in rows}
    return _told(session, [(by_id[old], by_id[new]) for old, new in found], language)


def _kept(row: StatusHistory) -> _Kept:
    return _Kept(
        row.indicator_id,
        row.computed_at,
        row.status,
        row.confidence,
        row.method,
        json.loads(row.inputs),
    )


def _told(
    session: Session, pairs: Sequence[tuple[_Kept, _Kept]], language: str
) -> list[StatusChange]:
    if not pairs:
        return []
    ids = {new.indicator_id for _, new in pairs}
    named = {row[0]: row[1:] for row in session.execute(_names(ids, language))}
    runs = _Runs.of(session, ids)
    told = []
    for old, new in pairs:
        key, title, unit, decimals, is_example = named[new.indicator_id]
        found = changes(old.inputs, new.inputs, (old.method, new.method))
        why = tuple(Why(change, runs.run_of(new.indicator_id, change)) for change in found)
        change = StatusChange(
            key=key,
            title=title,
            unit_of_measure=unit,
            decimals=decimals,
            is_example=is_example,
            at=new.at,
            old_status=old.status,
            new_status=new.status,
            old_confidence=old.confidence,
            new_confidence=new.confidence,
            why=why,
        )
        told.append(change)
    return told


def _names(ids: Iterable[int], language: str) -> Any:  # noqa: ANN401 - a SELECT of several types
    return select(
        Indicator.id,
        Indicator.key,
        localised(Indicator, "title", language),
        localised(Indicator, "unit_of_measure", language),
        Indicator.decimals,
        Indicator.is_example,
    ).where(Indicator.id.in_(list(ids)))


@dataclass(frozen=True, slots=True)
class _Runs:
    """The runs that brought values and replaced them, by indicator and period."""

    first: Mapping[tuple[int, int], FromRun]
    replaced: Mapping[tuple[int, int], Sequence[tuple[float | None, FromRun]]]

    @classmethod
    def of(cls, session: Session, ids: Iterable[int]) -> _Runs:
        wanted = (Series.indicator_id.in_(list(ids)), Series.is_headline)
        first: dict[tuple[int, int], FromRun] = {}
        present = session.execute(
            select(Series.indicator_id, Observation.period_id, Run.source_key, Run.finished_at)
            .join_from(Series, Observation, Observation.series_id == Series.id)
            .join(Run, Run.id == Observation.run_id)
            .where(*wanted)
        )
        for indicator_id, period_id, source, at in present:
            first[indicator_id, period_id] = FromRun(source, at)
        replaced: dict[tuple[int, int], list[tuple[float | None, FromRun]]] = defaultdict(list)
        revisions = session.execute(
            select(
                Series.indicator_id,
                ObservationRevision.period_id,
                ObservationRevision.value,
                ObservationRevision.run_id,
                Run.source_key,
                Run.finished_at,
            )
            .join_from(Series, ObservationRevision, ObservationRevision.series_id == Series.id)
            .join(Run, Run.id == ObservationRevision.replaced_by_run_id)
            .where(*wanted)
            .order_by(Run.id)
        ).all()
        recorded = {row.run_id for row in revisions}
        earlier = {
            row[0]: FromRun(row[1], row[2])
            for row in session.execute(
                select(Run.id, Run.source_key, Run.finished_at).where(Run.id.in_(recorded))
            )
        }
        for indicator_id, period_id, value, run_id, source, at in reversed(revisions):
            replaced[indicator_id, period_id].append((value, FromRun(source, at)))
            # The oldest comes last, and is the run that first brought the period.
            if run_id in earlier:
                first[indicator_id, period_id] = earlier[run_id]
        return cls(first, replaced)

    def run_of(self, indicator_id: int, change: Change) -> FromRun | None:
        """Return the run that brought a new value, or that replaced an old one."""
        if change.cause is Cause.new_period:
            return self.first.get((indicator_id, periods.parse(change.what).id))
        if change.cause not in (Cause.revised, Cause.withdrawn):
            return None
        of_period = self.replaced.get((indicator_id, periods.parse(change.what).id), ())
        return next((run for value, run in of_period if value == change.old), None)
