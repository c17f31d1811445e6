"""What a run changed, read back from the tables in its own transaction or later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from etl.report import StatusMoved, ValueChange
from indicators import periods
from indicators.models.measurement import (
    Indicator,
    Observation,
    ObservationRevision,
    Region,
    Series,
    Summary,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy.orm import Session


def changes_of(session: Session, run_id: int, limit: int) -> tuple[ValueChange, ...]:
    """Return what a run wrote that still stands, the replaced first; at most ``limit``."""
    old = ObservationRevision
    found = session.execute(
        select(
            Indicator.key,
            Region.code,
            Series.breakdown,
            Observation.period_id,
            old.series_id,
            old.value,
            old.mark,
            Observation.value.label("new_value"),
            Observation.mark.label("new_mark"),
        )
        .select_from(Observation)
        .join(Series, Series.id == Observation.series_id)
        .join(Indicator, Indicator.id == Series.indicator_id)
        .join(Region, Region.id == Series.region_id)
        .outerjoin(
            old,
            (old.series_id == Observation.series_id)
            & (old.period_id == Observation.period_id)
            & (old.replaced_by_run_id == run_id),
        )
        .where(Observation.run_id == run_id)
        .order_by(
            old.series_id.is_(None), Indicator.key, Region.code, Series.breakdown,
            Observation.period_id,
        )
        .limit(limit)
    )  # fmt: skip
    return tuple(
        ValueChange(
            indicator,
            region,
            breakdown,
            periods.of_id(period_id).code,
            is_new=replaced is None,
            old_value=old_value,
            old_mark=old_mark or 0,
            value=value,
            mark=mark,
        )
        for (
            indicator, region, breakdown, period_id, replaced, old_value, old_mark, value, mark,
        ) in found
    )  # fmt: skip


def statuses_of(session: Session, indicator_ids: Collection[int]) -> dict[str, str]:
    """Return the status of each indicator that has one, by key."""
    rows = session.execute(
        select(Indicator.key, Summary.status)
        .join(Summary, Summary.indicator_id == Indicator.id)
        .where(Indicator.id.in_(indicator_ids))
    )
    return dict(rows.all())


def moved(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[StatusMoved, ...]:
    """Return the statuses that became another; those that had none before are not among them."""
    return tuple(
        StatusMoved(key, before[key], status)
        for key, status in after.items()
        if key in before and before[key] != status
    )
