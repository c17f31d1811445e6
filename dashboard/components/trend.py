"""What a trend chart shows: measurements, where they started, where they should go and may end."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from dashboard.components.scales import Axis, value_axis
from indicators.models.measurement import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DOUBTFUL = frozenset((Mark.provisional, Mark.estimated, Mark.partial, Mark.rounded))
MANY = 24
"""From so many measurements on, the points are drawn small."""
_LONG_STEP = 1.6


@dataclass(frozen=True, slots=True)
class Measured:
    """A measurement at a decimal year; None where the publisher gave only a mark."""

    time: float
    value: float | None
    label: str
    mark: int = Mark.none


@dataclass(frozen=True, slots=True)
class Dated:
    """A number that belongs to a time: a baseline or a target."""

    time: float
    value: float


@dataclass(frozen=True, slots=True)
class Projection:
    """Where the trend leads: from the latest measurement to a value with its interval."""

    start: Dated
    end: Dated
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Break:
    """A time from which measurements cannot be compared with those before, and a short word."""

    time: float
    label: str


@dataclass(frozen=True, slots=True)
class Line:
    """A series to compare with, by its name."""

    name: str
    points: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything in one trend chart; ``path`` runs from the baseline through the dated targets.

    ``levels`` are numbers that should hold at all times.
    """

    title: str
    unit: str
    decimals: int
    measured: tuple[Measured, ...]
    baseline: Dated | None = None
    path: tuple[Dated, ...] = ()
    levels: tuple[float, ...] = ()
    projection: Projection | None = None
    breaks: tuple[Break, ...] = ()
    others: tuple[Line, ...] = field(default=())

    @property
    def times(self) -> list[float]:
        """Every time in the chart."""
        times = [point.time for point in self._all_measured()]
        times += [point.time for point in self.path]
        if self.projection:
            times.append(self.projection.end.time)
        if self.baseline:
            times.append(self.baseline.time)
        return times

    @property
    def values(self) -> list[float]:
        """Every number in the chart."""
        values = [point.value for point in self._all_measured() if point.value is not None]
        values += [point.value for point in self.path]
        values += self.levels
        if self.baseline:
            values.append(self.baseline.value)
        if self.projection:
            ends = (self.projection.end.value, self.projection.low, self.projection.high)
            values += [value for value in ends if value is not None]
        return values

    @property
    def has_numbers(self) -> bool:
        """Tell whether there is anything to draw."""
        return any(point.value is not None for point in self.measured)

    def value_axis(self) -> Axis:
        """Return the axis that holds every number."""
        return value_axis(self.values)

    def _all_measured(self) -> Iterator[Measured]:
        yield from self.measured
        for line in self.others:
            yield from line.points


def unbroken(points: Sequence[Measured], breaks: Sequence[Break] = ()) -> list[list[Measured]]:
    """Return the runs of measurements that may be joined by a line.

    A run ends where a number is missing, where a period is missing, and where the series breaks.
    """
    times = [point.time for point in points]
    steps = sorted(later - earlier for earlier, later in pairwise(times))
    usual = steps[len(steps) // 2] if steps else 1.0
    runs: list[list[Measured]] = []
    previous: Measured | None = None
    for point in points:
        if point.value is None:
            previous = None
            continue
        is_joined = (
            previous is not None
            and point.time - previous.time <= _LONG_STEP * usual
            and not any(previous.time < one.time <= point.time for one in breaks)
        )
        if is_joined:
            runs[-1].append(point)
        else:
            runs.append([point])
        previous = point
    return runs
