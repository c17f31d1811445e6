"""An aim seen from a series: which edge counts, where the path is, how far off the values are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.progress.timing import NEAR

if TYPE_CHECKING:
    from indicators.progress.aims import Aim
    from indicators.progress.trend import Trend
    from indicators.progress.values import Point

ON_PATH = 0.05
"""Behind the path by at most this share of the whole way still is on it."""
SLIGHTLY = 0.20
"""Behind the path by at most this share of the whole way is slightly behind."""
_HAIR = 1e-9

ON, SLIGHT, FAR = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Sight:
    """An aim seen from a series: ``sign`` is +1 when the values have to rise, -1 to fall."""

    aim: Aim
    latest: Point
    trend: Trend | None
    sign: int
    edge: float

    @property
    def has_interval(self) -> bool:
        """Whether there are points enough for the trend to have an interval."""
        return self.trend is not None and self.trend.low is not None

    @property
    def level(self) -> float:
        """The trend line's height at the latest point."""
        return self.trend.level(self.latest.time) if self.trend else self.latest.value

    @property
    def direction(self) -> int:
        """+1 when the trend is surely toward the aim, -1 surely away, 0 when it cannot be told."""
        if self.trend is None or self.trend.low is None or self.trend.high is None:
            return 0
        if self.trend.low * self.sign > 0 and self.trend.high * self.sign > 0:
            return 1
        return -1 if self.trend.low * self.sign < 0 and self.trend.high * self.sign < 0 else 0

    @property
    def is_flat(self) -> bool:
        """Whether the interval is exactly zero: the series does not move at all."""
        return self.trend is not None and self.trend.low == 0 and self.trend.high == 0

    def short(self, value: float) -> float:
        """Return how far a value is from the edge; above zero when it has not got there."""
        return self.sign * (self.edge - value) + 0.0  # never minus zero


def look(aim: Aim, latest: Point, trend: Trend | None) -> Sight:
    """Choose the edge that counts: the one that is broken, else the one that could be."""
    band, value = aim.band, latest.value
    if band.is_under(value) or band.high is None:
        return Sight(aim, latest, trend, 1, _number(band.low))
    if band.is_over(value) or band.low is None:
        return Sight(aim, latest, trend, -1, _number(band.high))
    came_from = value if aim.start is None else aim.start.value
    nearer_low = abs(came_from - band.low) <= abs(band.high - came_from)
    sign = 1 if nearer_low else -1
    return Sight(aim, latest, trend, sign, band.low if nearer_low else band.high)


def _number(edge: float | None) -> float:
    if edge is None:
        raise ValueError("an aim without numbers cannot be judged")
    return edge


def expected(sight: Sight) -> float:
    """Return where the path stands at the latest period; past its end it stays at the target."""
    start, deadline = sight.aim.path_from, sight.aim.deadline
    if start is None or deadline is None or not leads(sight, start[1]):
        return sight.edge
    time, value = start
    if deadline - time <= NEAR:
        return sight.edge
    share = min(1.0, max(0.0, (sight.latest.time - time) / (deadline - time)))
    return value + (sight.edge - value) * share


def leads(sight: Sight, value: float) -> bool:
    """Tell whether there is a way to go from a value to the edge."""
    return sight.short(value) > _HAIR * abs(sight.edge)


def way(sight: Sight) -> float:
    """Return the whole way that shares are counted of: from start to target, never zero."""
    aim = sight.aim
    if aim.start is not None and leads(sight, aim.start.value):
        return abs(sight.edge - aim.start.value)
    if aim.path_from is not None and leads(sight, aim.path_from[1]):
        return abs(sight.edge - aim.path_from[1])
    return abs(sight.edge) or abs(sight.latest.value) or 1.0


def rank(sight: Sight, short: float) -> int:
    """Return how near a distance is, as a share of the way: ``ON``, ``SLIGHT`` or ``FAR``."""
    share = short / way(sight)
    if share <= ON_PATH + _HAIR:
        return ON
    return SLIGHT if share <= SLIGHTLY + _HAIR else FAR


def reach(sight: Sight) -> int:
    """Tell whether the trend gets there: ``ON`` surely, ``SLIGHT`` perhaps, ``FAR`` surely not."""
    deadline = sight.aim.deadline
    ends = sight.trend.interval(deadline) if sight.trend and deadline is not None else None
    if ends is None:
        return SLIGHT
    room = (ON_PATH + _HAIR) * way(sight)
    there = [sight.short(end) <= room for end in ends]
    if all(there):
        return ON
    return SLIGHT if any(there) else FAR


def is_due(sight: Sight) -> bool:
    """Tell whether the latest point is of the aim's year or later."""
    return sight.aim.deadline is not None and sight.latest.time >= sight.aim.deadline - NEAR


def count(sight: Sight) -> int:
    """Return how many points the trend has."""
    return len(sight.trend.times) if sight.trend else 1
