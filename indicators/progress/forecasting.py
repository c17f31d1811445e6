"""What the trend says of the next period and of the target's, to be held against what comes."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot, pi, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from indicators import periods
from indicators.progress import timing
from indicators.progress.ranks import LEVEL

if TYPE_CHECKING:
    from indicators.periods import Period
    from indicators.progress.trend import Trend
    from indicators.progress.values import Assessment, Limits

_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


@dataclass(frozen=True, slots=True)
class Prediction:
    """A value foreseen for a period, with the interval that a single value should fall in."""

    period: Period
    value: float
    low: float
    high: float


def predictions(verdict: Assessment, limits: Limits) -> tuple[Prediction, ...]:
    """Return the predictions for the next year and for the target years that are to come.

    The interval is that of the trend line, widened by the noise of a single value and by that in
    the line's height (a median of n values: pi / 2n of it). Nothing without a trend that has an
    interval, and nothing for series of weeks or days.
    """
    line, noise = verdict.trend, verdict.noise
    if verdict.latest is None or line is None or line.low is None or noise is None:
        return ()
    latest = periods.parse(verdict.latest.code)
    uses = (verdict.target, verdict.final)
    ahead = {1, *(use.spec.year - latest.last_year for use in uses if use and use.spec.year)}
    foreseen = [timing.years_later(latest, years) for years in sorted(ahead) if years > 0]
    return tuple(
        _prediction(period, line, noise, limits) for period in foreseen if period is not None
    )


def _prediction(period: Period, line: Trend, noise: float, limits: Limits) -> Prediction:
    value = line.level(period.midpoint)
    low, high = line.interval(period.midpoint) or (value, value)
    single = _Z * noise * sqrt(1 + pi / (2 * len(line.times)))
    down, up = hypot(value - low, single), hypot(high - value, single)
    return Prediction(
        period, limits.within(value), limits.within(value - down), limits.within(value + up)
    )
