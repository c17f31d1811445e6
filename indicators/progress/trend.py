"""The trend of a series: the Theil-Sen line, with an interval from exact ranks.

The slope is the median of the slopes between all pairs of points; one wild point moves it little.
Theil (1950); Sen (1968), whose interval this is.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from math import sqrt
from statistics import median
from typing import TYPE_CHECKING

from indicators.progress import ranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.progress.values import Point

_HAIR = 1e-9
_LEAST_FOR_NOISE = 3
LEAST_CHANCE, MOST_CHANCE = 0.01, 0.99
"""No chance is given as smaller or larger: a straight line is itself a guess."""


@dataclass(frozen=True, slots=True)
class Trend:
    """A line through a series; slopes are per year.

    ``low`` and ``high`` are None with fewer than four points, since no interval of 90 percent
    exists then. ``slopes`` are those of all pairs, sorted.
    """

    times: tuple[float, ...]
    values: tuple[float, ...]
    slopes: tuple[float, ...]
    slope: float
    low: float | None
    high: float | None

    def level(self, time: float, slope: float | None = None) -> float:
        """Return the line's height at a time, or that of the line with another slope."""
        by = self.slope if slope is None else slope
        return median(
            [value + by * (time - at) for at, value in zip(self.times, self.values, strict=True)]
        )

    def interval(self, time: float) -> tuple[float, float] | None:
        """Return the line's height at a time with the interval's two slopes."""
        if self.low is None or self.high is None:
            return None
        return self.level(time, self.low), self.level(time, self.high)

    def chance(self, time: float, goal: float, sign: int) -> float | None:
        """Return the chance that the line is at the goal, or beyond it in the sign's direction.

        It is the share of the rank distribution on that side of the slope that would just get
        there. Never under 1 or over 99 percent: a straight line is itself a guess. None with
        fewer than four points, or for a time that is not after all of them.
        """
        if self.low is None or any(at >= time - _HAIR for at in self.times):
            return None
        needed = median(
            [
                (goal - value) / (time - at)
                for at, value in zip(self.times, self.values, strict=True)
            ]
        )
        hair = _HAIR * max(abs(needed), abs(self.slope))
        against = (
            bisect_left(self.slopes, needed - hair)
            if sign > 0
            else len(self.slopes) - bisect_left(self.slopes, needed + hair)
        )
        n = len(self.times)
        below = (ranks.at_most(n, against) + ranks.at_most(n, against - 1)) / 2
        return min(MOST_CHANCE, max(LEAST_CHANCE, 1 - below))


def fit(points: Sequence[Point]) -> Trend | None:
    """Return the trend of points in order of time; None with fewer than two."""
    times = tuple(point.time for point in points)
    values = tuple(point.value for point in points)
    slopes = sorted(
        [
            (later - value) / (times[j] - times[i])
            for i, value in enumerate(values)
            for j, later in enumerate(values[i + 1 :], i + 1)
        ]
    )
    if not slopes:
        return None
    rank = ranks.left_out(len(times))
    low, high = (None, None) if rank is None else (slopes[rank], slopes[-1 - rank])
    return Trend(times, values, tuple(slopes), median(slopes), low, high)


def noise(points: Sequence[Point]) -> float | None:
    """Return how far points typically lie off the line between their neighbours (one deviation).

    The estimator of Gasser, Sroka and Jennen-Steinmetz (1986): it needs no model of the trend.
    None with fewer than three points.
    """
    if len(points) < _LEAST_FOR_NOISE:
        return None
    squares = []
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        share = (after.time - here.time) / (after.time - before.time)
        off = here.value - share * before.value - (1 - share) * after.value
        squares.append(off * off / (1 + share * share + (1 - share) * (1 - share)))
    return sqrt(sum(squares) / len(squares))
