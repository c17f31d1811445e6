"""What a load stores around the observations: regions, breaks, and which run gave what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import delete, select

from etl.observation_columns import ObservationColumns
from indicators import periods
from indicators.models.measurement import Indicator, Region, SeriesBreak
from indicators.models.running import IndicatorRun

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from etl.region_file import RegionDeclared
    from etl.registry import Source
    from etl.transform import Observations


def store_regions(session: Session, declared: Sequence[RegionDeclared]) -> None:
    """Make or rename regions so that they are as declared; others stay."""
    stored = {region.code: region for region in session.scalars(select(Region))}
    for region in declared:
        row = stored.get(region.code)
        if row is None:
            row = Region(code=region.code)
            session.add(row)
        row.kind, row.title_nb, row.title_nn, row.title_en = (
            region.kind,
            region.nb,
            region.nn,
            region.en,
        )
    session.flush()


def ids_of_indicators(session: Session, source: Source) -> dict[str, int]:
    """Return the ids of a source's indicators.

    Raises:
        BadSource: If one of them is not defined.
    """
    rows = session.execute(
        select(Indicator.key, Indicator.id).where(Indicator.key.in_(source.indicators))
    )
    found = dict(rows.all())
    for key in source.indicators:
        if key not in found:
            raise source.refusal(f"indikatoren «{key}» er ikke definert.", "series")
    return found


def ids_of_regions(session: Session) -> dict[str, int]:
    """Return the ids of all regions by code."""
    return dict(session.execute(select(Region.code, Region.id)).all())


def columns_of(
    found: Observations, indicators: Mapping[str, int], regions: Mapping[str, int]
) -> ObservationColumns:
    """Return observations with database ids in the place of keys."""
    indicator_ids = np.array([indicators[key] for key in found.indicators], np.int32)
    region_ids = np.array([regions[code] for code in found.regions], np.int32)
    return ObservationColumns(
        indicator_id=indicator_ids[found.indicator],
        region_id=region_ids[found.region],
        breakdown=found.breakdown,
        breakdowns=found.breakdowns,
        period_id=found.period_id,
        value=found.value,
        mark=found.mark,
    )


def replace_breaks(
    session: Session,
    sources: Sequence[Source],
    indicators: Mapping[str, int],
    regions: Mapping[str, int],
) -> None:
    """Let the breaks of some indicators be those that all the sources together declare."""
    session.execute(delete(SeriesBreak).where(SeriesBreak.indicator_id.in_(indicators.values())))
    for source in sources:
        for one in source.declared.breaks:
            for indicator in one.indicators:
                if indicator not in indicators:
                    continue
                session.add_all(
                    SeriesBreak(
                        indicator_id=indicators[indicator],
                        region_id=regions[region],
                        period_id=periods.parse(one.start).id,
                        kind=one.kind,
                        explanation_nb=one.nb,
                        explanation_nn=one.nn,
                        explanation_en=one.en,
                    )
                    for region in one.regions
                )
    session.flush()


def note_sources(
    session: Session, source_key: str, run_id: int, indicator_ids: Sequence[int]
) -> None:
    """Note which run last gave the indicators their values from this source."""
    for indicator_id in indicator_ids:
        session.merge(IndicatorRun(indicator_id=indicator_id, source_key=source_key, run_id=run_id))
    session.flush()
