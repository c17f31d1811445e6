"""What is looked at between reading and writing: what stops a load, and what is only told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sqlalchemy import select

from etl.observation_columns import TOTAL
from indicators import periods
from indicators.models.measurement import Indicator, Observation, Region, Series
from indicators.models.running import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from sqlalchemy.orm import Session

    from etl.registry import Source
    from etl.transform import Observations

_SHOWN = 5
_REGION_BITS = 20
_PERIOD_BITS = 32
_PERIOD = (1 << _PERIOD_BITS) - 1
# Fewer steps than this say nothing of what is usual.
_STEPS = 4
_USUAL_TIMES = 6


def refuse_vanished(session: Session, source: Source, found: Observations) -> None:
    """Refuse an answer that no longer holds periods which this source has given before.

    Every region's undivided series is looked at: what is gone from a breakdown alone is not seen.

    Raises:
        BadSource: Naming the indicator, the region and the periods.
    """
    given = _given(session, source, found)
    undivided = found.breakdown == [one.code for one in found.breakdowns].index(TOTAL.code)
    there = _keys(found.indicator[undivided], found.region[undivided], found.period_id[undivided])
    gone = given[~np.isin(given, there)]
    if len(gone):
        series = gone >> _PERIOD_BITS
        first = gone[series == series[0]] & _PERIOD
        codes = ", ".join(periods.of_id(int(number)).code for number in first[:_SHOWN])
        indicator, region = divmod(int(series[0]), 1 << _REGION_BITS)
        raise source.refusal(
            f"«{found.indicators[indicator]}» for {found.regions[region]} har ikke lenger "
            f"{codes}. Er det meningen, kjør igjen med --accept-vanished; verdiene blir da "
            "stående.",
        )


def _given(session: Session, source: Source, found: Observations) -> NDArray[np.int64]:
    """Return what the source has given of the undivided series, as ``_keys`` does, in order."""
    # On the connection, not the session: a large source has given many periods.
    rows = session.connection().execute(
        select(Indicator.key, Region.code, Observation.period_id)
        .select_from(Series)
        .join(Indicator, Indicator.id == Series.indicator_id)
        .join(Region, Region.id == Series.region_id)
        .join(Observation, Observation.series_id == Series.id)
        .join(Run, Run.id == Observation.run_id)
        .where(
            Series.breakdown == TOTAL.code,
            Indicator.key.in_(source.indicators),
            Run.source_key == source.key,
        )
    )
    indicators = {key: number for number, key in enumerate(found.indicators)}
    regions = {code: number for number, code in enumerate(found.regions)}
    # A region that the source no longer names is not looked for.
    known = [
        (indicators[key], regions[code], period) for key, code, period in rows if code in regions
    ]
    columns = np.array(known, np.int64).reshape(-1, 3)
    return np.sort(_keys(columns[:, 0], columns[:, 1], columns[:, 2]))


def _keys(
    indicator: NDArray[np.integer], region: NDArray[np.integer], period: NDArray[np.integer]
) -> NDArray[np.int64]:
    series = indicator.astype(np.int64) << _REGION_BITS | region
    return series << _PERIOD_BITS | period


def refuse_impossible(session: Session, source: Source, found: Observations) -> None:
    """Refuse values beyond the floor or ceiling that an indicator is defined with.

    Raises:
        BadSource: Naming the indicator, the region, the period and the value.
    """
    limits = session.execute(
        select(Indicator.key, Indicator.floor, Indicator.ceiling).where(
            Indicator.key.in_(source.indicators)
        )
    )
    for key, floor, ceiling in limits:
        low = -np.inf if floor is None else floor
        high = np.inf if ceiling is None else ceiling
        outside = (found.value < low) | (found.value > high)
        outside &= found.indicator == found.indicators.index(key)
        if outside.any():
            row = int(np.argmax(outside))
            raise source.refusal(
                f"«{key}» er {found.value[row]:.12g} for {found.regions[found.region[row]]} i "
                f"{periods.of_id(int(found.period_id[row])).code}; den kan bare være fra "
                f"{_shown(floor)} til {_shown(ceiling)}.",
            )


def _shown(limit: float | None) -> str:
    return "…" if limit is None else f"{limit:.12g}"


def jumps(found: Observations, region: str) -> tuple[str, ...]:
    """Return warnings of undivided series of a region whose last step is many times the usual.

    Nothing is refused for it: a municipality may merge, and a pandemic may come.
    """
    if region not in found.regions:
        return ()
    return tuple(
        f"«{indicator}» går fra {before:.12g} til {last:.12g} i {period}: over {_USUAL_TIMES} "
        "ganger det vanlige steget"
        for indicator in found.indicators
        for before, last, period in _jump(found, _of(found, indicator, region))
    )


def _jump(found: Observations, chosen: NDArray[np.bool_]) -> Iterator[tuple[float, float, str]]:
    rows = np.flatnonzero(chosen & ~np.isnan(found.value))
    rows = rows[np.argsort(found.period_id[rows])]
    steps = np.abs(np.diff(found.value[rows]))
    if len(steps) <= _STEPS:
        return
    usual = float(np.median(steps[:-1]))
    if usual > 0 and steps[-1] > _USUAL_TIMES * usual:
        period = periods.of_id(int(found.period_id[rows[-1]])).code
        yield float(found.value[rows[-2]]), float(found.value[rows[-1]]), period


def _of(found: Observations, indicator: str, region: str) -> NDArray[np.bool_]:
    """Tell which rows are the undivided series of an indicator and a region."""
    codes = [breakdown.code for breakdown in found.breakdowns]
    chosen: NDArray[np.bool_] = (
        (found.indicator == found.indicators.index(indicator))
        & (found.region == found.regions.index(region))
        & (found.breakdown == codes.index(TOTAL.code))
    )
    return chosen
