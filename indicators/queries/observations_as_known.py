"""The headline series as it stood at a time: with the values that were known then, and no others.

A value was known from when its run finished until the run that replaced it did. Values whose run is
not kept (they were put in some other way) count as always known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from indicators.models.measurement import Observation, ObservationRevision, Series
from indicators.models.running import Run

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from indicators.queries.status_facts import Row


def observations_as_known(session: Session, indicator_id: int, at: datetime) -> list[Row]:
    """Return the headline series as known at a time, in the order of time."""
    recorded, replaced = aliased(Run), aliased(Run)
    known_then = or_(recorded.id.is_(None), recorded.finished_at <= at)
    now = (
        select(Observation.period_id, Observation.value, Observation.mark)
        .join(Series, Series.id == Observation.series_id)
        .outerjoin(recorded, recorded.id == Observation.run_id)
        .where(Series.indicator_id == indicator_id, Series.is_headline, known_then)
    )
    before = (
        select(ObservationRevision.period_id, ObservationRevision.value, ObservationRevision.mark)
        .join(Series, Series.id == ObservationRevision.series_id)
        .outerjoin(recorded, recorded.id == ObservationRevision.run_id)
        .join(replaced, replaced.id == ObservationRevision.replaced_by_run_id)
        .where(
            Series.indicator_id == indicator_id,
            Series.is_headline,
            known_then,
            replaced.finished_at > at,
        )
    )
    rows = session.execute(now.union_all(before)).all()
    return sorted(((row[0], row[1], row[2]) for row in rows), key=lambda row: row[0])
