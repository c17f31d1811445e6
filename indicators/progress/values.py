"""What the methods take and give: points, targets, statuses, and a judgement with its doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.models.measurement import Counting, Mark
    from indicators.progress.ambition import Band, Rule
    from indicators.progress.trend import Trend


class Status(StrEnum):
    """The verdicts: *nådd, i rute, litt bak, bak, feil vei, uten mål, ikke målt, usikker*."""

    reached = "reached"
    on_track = "on_track"
    slightly_behind = "slightly_behind"
    behind = "behind"
    wrong_way = "wrong_way"
    no_target = "no_target"
    not_measured = "not_measured"
    uncertain = "uncertain"


FROM_WORST = (
    Status.wrong_way,
    Status.behind,
    Status.slightly_behind,
    Status.uncertain,
    Status.on_track,
    Status.reached,
)
"""The verdicts that judge something, from the worst."""


class Confidence(StrEnum):
    """How much the data can carry, from A (much) to D (little)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Point:
    """A measured number: ``time`` is the middle of its period as a decimal year.

    ``population`` is the number of people that a share or rate is of, where that is known.
    """

    time: float
    value: float
    mark: Mark
    code: str
    population: float | None = None


@dataclass(frozen=True, slots=True)
class CountSpec:
    """That values come from counting people; ``per`` is what shares and rates are given per."""

    kind: Counting
    per: float = 100.0


@dataclass(frozen=True, slots=True)
class Limits:
    """The values that an indicator can never pass, such as 0 and 100; None where there is none."""

    floor: float | None = None
    ceiling: float | None = None

    def within(self, value: float) -> float:
        """Return the nearest value that is possible."""
        if self.floor is not None and value < self.floor:
            return self.floor
        return self.ceiling if self.ceiling is not None and value > self.ceiling else value

    def toward(self, direction: str) -> float | None:
        """Return the limit in the direction that is better, if there is one."""
        return {"up": self.ceiling, "down": self.floor}.get(direction)


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class BaselineSpec:
    """Where an indicator is measured from; without ``value``, what was measured that year is it."""

    year: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """An ambition: a rule with its numbers; ``progress.ambition`` says what they mean.

    ``tolerance`` is in the indicator's own unit. ``year`` is when, ``reference_year`` since when.
    """

    rule: Rule
    value: float | None = None
    low: float | None = None
    high: float | None = None
    tolerance: float | None = None
    year: int | None = None
    reference_year: int | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A short code that says why, with the number that decided, where there is one."""

    code: str
    number: float | None = None


@dataclass(frozen=True, slots=True)
class TargetUse:
    """A target as it was judged: the number aimed at, and what the trend says of it.

    ``band`` are the values that fulfil it; ``goal`` is the number it was made around, else the
    edge of the band that the series has to reach or keep to. ``expected`` is where the path
    stands at the latest period; the projection is the trend line at the target's time with its
    interval; ``chance`` is that of the trend line being there by then (for a path: 95 percent of
    the way). None is what cannot be told. ``steps`` are the numbers that it was held against, by
    their symbols in ``progress.formulas``.
    """

    spec: TargetSpec
    status: Status
    reasons: tuple[Reason, ...] = ()
    band: Band | None = None
    goal: float | None = None
    time: float | None = None
    expected: float | None = None
    projected: float | None = None
    projected_low: float | None = None
    projected_high: float | None = None
    chance: float | None = None
    steps: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assessment:
    """A verdict on a series, with everything it rests on.

    ``target`` is the target that decided: the next one, or the one that stands worst where several
    hold at once. ``final`` is the last dated one, where that is another. ``points`` counts all
    numbers of the series, ``trend_points`` those that the trend rests on. ``slope`` is per year.
    ``inputs`` is JSON-able and is all that the verdict was computed from. ``start`` is where the
    path starts, as (year, value, how it was found), also where the plan names no baseline.
    ``interval`` is that of the latest value, where people are counted.
    """

    status: Status
    confidence: Confidence | None
    method: str
    reasons: tuple[Reason, ...]
    inputs: Mapping[str, Any]
    points: int = 0
    latest: Point | None = None
    previous: Point | None = None
    baseline_year: int | None = None
    baseline_value: float | None = None
    target: TargetUse | None = None
    final: TargetUse | None = None
    trend_points: int = 0
    slope: float | None = None
    slope_low: float | None = None
    slope_high: float | None = None
    noise: float | None = None
    trend: Trend | None = None
    start: tuple[int, float, str] | None = None
    interval: tuple[float, float] | None = None

    @property
    def target_year(self) -> int | None:
        """The year of the deciding target."""
        return self.target.spec.year if self.target else None

    @property
    def target_value(self) -> float | None:
        """The number that the deciding target asks for."""
        return self.target.goal if self.target else None

    @property
    def expected(self) -> float | None:
        """Where the path to the deciding target stands at the latest period."""
        return self.target.expected if self.target else None

    @property
    def projected(self) -> float | None:
        """The trend line at the deciding target's time."""
        return self.target.projected if self.target else None

    @property
    def projected_low(self) -> float | None:
        """The lower end of the projection's interval."""
        return self.target.projected_low if self.target else None

    @property
    def projected_high(self) -> float | None:
        """The upper end of the projection's interval."""
        return self.target.projected_high if self.target else None

    @property
    def chance(self) -> float | None:
        """The chance that the trend line is at the deciding target by its time."""
        return self.target.chance if self.target else None
