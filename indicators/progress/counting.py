"""How much chance there is in a number that comes from counting people.

A share is a part of so many people (Wilson 1927), a rate or a count is a number of events (Poisson,
by Byar's approximation; Breslow and Day 1987). The difference of two such numbers is judged by
their own intervals (MOVER; Zou and Donner 2008). All intervals are of 90 percent, as the trend's.
"""

from __future__ import annotations

from math import hypot, sqrt
from statistics import NormalDist
from typing import TYPE_CHECKING

from indicators.models.measurement import Counting
from indicators.progress.ranks import LEVEL

if TYPE_CHECKING:
    from indicators.progress.values import CountSpec, Point

Interval = tuple[float, float]

_Z = NormalDist().inv_cdf((1 + LEVEL) / 2)


def wilson(part: float, whole: float) -> Interval:
    """Return the interval of a share, from 0 to 1, of which ``part`` of ``whole`` were seen.

    Raises:
        ValueError: If there is nobody, or the part is not of the whole.
    """
    if whole <= 0 or not 0 <= part <= whole:
        raise ValueError(f"{part} is not a part of {whole}")
    share, square = part / whole, _Z * _Z
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    half = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    half /= 1 + square / whole
    return max(0.0, middle - half), min(1.0, middle + half)


def poisson(events: float) -> Interval:
    """Return the interval of the number of events to expect where so many were seen.

    Raises:
        ValueError: If the number is negative.
    """
    if events < 0:
        raise ValueError(f"{events} is not a number of events")
    more = events + 1
    high = more * (1 - 1 / (9 * more) + _Z / (3 * sqrt(more))) ** 3
    if events == 0:
        return 0.0, high
    low = events * max(0.0, 1 - 1 / (9 * events) - _Z / (3 * sqrt(events))) ** 3
    return low, high


def interval(point: Point, counting: CountSpec | None) -> Interval | None:
    """Return the interval of a measured value, in its own unit.

    None where nobody is counted, where the people behind it are not known, and where the value
    cannot be what it is said to be (such as a share above the whole).
    """
    if counting is None or point.value < 0:
        return None
    if counting.kind is Counting.number:
        return poisson(point.value)
    people, per = point.population, counting.per
    if not people or people <= 0:
        return None
    if counting.kind is Counting.rate:
        low, high = poisson(point.value / per * people)
        return low / people * per, high / people * per
    if point.value > per:
        return None
    low, high = wilson(point.value / per * people, people)
    return low * per, high * per


def difference(later: float, of_later: Interval, earlier: float, of_earlier: Interval) -> Interval:
    """Return the interval of a change, from those of its two ends."""
    change = later - earlier
    down = hypot(later - of_later[0], of_earlier[1] - earlier)
    up = hypot(of_later[1] - later, earlier - of_earlier[0])
    return change - down, change + up
