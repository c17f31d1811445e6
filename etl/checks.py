"""Checks of observations against what is known, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from indicators import periods
from indicators.models.measurement import Indicator, Observation, Region, Series
from indicators.models.running import Run

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from etl.registry import Source
    from etl.transform import Observations

_SHOWN = 5


def refuse_vanished(session: Session, source: Source, found: Observations) -> None:
    """Refuse an answer that no longer holds periods which this source has given before.

    Only the headline series are looked at: what is gone there is gone everywhere.

    Raises:
        BadSource: Naming the indicator and the periods.
    """
    given = _periods_given(session, source)
    for indicator, region, period_ids in given:
        if indicator not in found.indicators or region not in found.regions:
            continue
        chosen = (found.indicator == found.indicators.index(indicator)) & (
            found.region == found.regions.index(region)
        )
        gone = sorted(period_ids - set(np.unique(found.period_id[chosen]).tolist()))
        if gone:
            codes = ", ".join(periods.of_id(number).code for number in gone[:_SHOWN])
            raise source.refusal(
                f"«{indicator}» for {region} har ikke lenger {codes}. Er det meningen, "
                "kjør igjen med --accept-vanished; verdiene blir da stående.",
            )


def _periods_given(session: Session, source: Source) -> list[tuple[str, str, set[int]]]:
    rows = session.execute(
        select(Indicator.key, Region.code, Observation.period_id)
        .select_from(Series)
        .join(Indicator, Indicator.id == Series.indicator_id)
        .join(Region, Region.id == Series.region_id)
        .join(Observation, Observation.series_id == Series.id)
        .join(Run, Run.id == Observation.run_id)
        .where(
            Series.is_headline,
            Indicator.key.in_(source.indicators),
            Run.source_key == source.key,
        )
    )
    found: dict[tuple[str, str], set[int]] = defaultdict(set)
    for indicator, region, period_id in rows:
        found[indicator, region].add(period_id)
    return [(indicator, region, ids) for (indicator, region), ids in found.items()]
