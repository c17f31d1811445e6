"""The row that a run of a source leaves, and the one that the last load left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from indicators.models.measurement import Indicator
from indicators.models.running import IndicatorRun, Run, RunOutcome

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from etl.answer import SourceAnswer
    from etl.registry import Source
    from etl.transform import Observations


def last_load(session: Session, source: Source) -> Run | None:
    """Return the last load of a source, apart from the session."""
    last = session.scalar(
        select(Run)
        .where(Run.source_key == source.key, Run.outcome == RunOutcome.loaded)
        .order_by(Run.id.desc())
        .limit(1)
    )
    if last is not None:
        session.expunge(last)
    return last


def all_is_there(session: Session, source: Source) -> bool:
    """Tell whether all the indicators of a source have values from it."""
    noted = session.scalar(
        select(func.count())
        .select_from(IndicatorRun)
        .join(Indicator, Indicator.id == IndicatorRun.indicator_id)
        .where(IndicatorRun.source_key == source.key, Indicator.key.in_(source.indicators))
    )
    return noted == len(source.indicators)


def failed(source: Source, started: datetime, message: str) -> Run:
    """Return the row of a run that changed nothing."""
    run = _bare(source, started, RunOutcome.failed)
    run.message = message
    return run


def loaded(source: Source, started: datetime, found: Observations, answer: SourceAnswer) -> Run:
    """Return the row of a load, before anybody knows what it changes."""
    run = _bare(source, started, RunOutcome.loaded)
    run.read, run.refused = found.read, sum(found.refused.values())
    run.message = "; ".join(f"{many}: {why}" for why, many in found.refused.items()) or None
    run.source_updated = answer.updated or found.updated
    run.address, run.asked, run.fetched_at = answer.address, answer.asked, answer.fetched_at
    return run


def _bare(source: Source, started: datetime, outcome: RunOutcome) -> Run:
    counts = dict.fromkeys(("read", "new", "changed", "unchanged", "refused"), 0)
    return Run(
        source_key=source.key,
        started_at=started,
        finished_at=started,
        outcome=outcome,
        content_hash="",
        **counts,
    )
