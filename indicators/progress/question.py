"""A series and its target as the methods of others ask for them: two points, or whole years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from indicators import periods
from indicators.models.measurement import Counting
from indicators.progress.ambition import Rule
from indicators.progress.values import NO_LIMITS

if TYPE_CHECKING:
    from indicators.progress.values import Assessment, CountSpec, Limits, TargetUse

Sign = Literal[-1, 1]

_AIMS_AT_NUMBER = (Rule.from_to, Rule.at_least, Rule.below, Rule.equal_other_group)
_ONLY_DIRECTION = (Rule.increase, Rule.decrease)
_PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class Question:
    """What the methods of others need, from what the default method found out.

    ``values`` are (year, value) of the points that the trend rests on. ``target`` is the number
    aimed at, ``holds`` that it is to be kept to every year rather than reached. ``ends`` are set
    where the target is an interval. ``sign`` is +1 when higher is better. ``limit`` is the natural
    limit in the better direction.
    """

    start: tuple[int, float]
    latest: tuple[int, float]
    values: tuple[tuple[int, float], ...]
    sign: Sign
    target: float | None
    target_year: int | None
    ends: tuple[float, float] | None
    holds: bool
    limit: float | None
    is_percentage: bool

    @property
    def has_start(self) -> bool:
        """Tell whether there is a later value than the start."""
        return self.latest[0] > self.start[0]


def question_of(
    verdict: Assessment,
    direction: str,
    limits: Limits = NO_LIMITS,
    counting: CountSpec | None = None,
) -> Question | None:
    """Return what other methods may be asked; None where they have nothing to go by.

    That is: nothing measured, nothing to measure from, a target that is no number of this series
    (*utføres årlig*), or no better direction.
    """
    use = verdict.target
    if verdict.latest is None or verdict.start is None:
        return None
    if use is not None and use.spec.rule is Rule.done_yearly:
        return None
    start = (verdict.start[0], verdict.start[1])
    sign = _sign(direction, use, start[1])
    if sign is None:
        return None
    last = periods.parse(verdict.latest.code)
    line = verdict.trend
    points = zip(line.times, line.values, strict=True) if line else ()
    aims = use is not None and use.spec.rule not in _ONLY_DIRECTION
    return Question(
        start=start,
        latest=(last.last_year, verdict.latest.value),
        values=tuple((round(t - last.midpoint) + last.last_year, value) for t, value in points),
        sign=sign,
        target=use.goal if use is not None and aims else None,
        target_year=use.spec.year if use is not None and _is_dated(use) else None,
        ends=_ends(use),
        holds=use is not None and aims and not _is_dated(use) and use.spec.rule is not Rule.from_to,
        limit=limits.toward(direction),
        is_percentage=limits.ceiling == _PERCENT or _is_share(counting),
    )


def _is_share(counting: CountSpec | None) -> bool:
    return counting is not None and counting.kind is Counting.share and counting.per == _PERCENT


def _is_dated(use: TargetUse) -> bool:
    return use.spec.year is not None and use.spec.rule in _AIMS_AT_NUMBER


def _ends(use: TargetUse | None) -> tuple[float, float] | None:
    band = use.band if use else None
    if band is None or band.low is None or band.high is None or band.low == band.high:
        return None
    return band.low, band.high


def _sign(direction: str, use: TargetUse | None, start: float) -> Sign | None:
    if direction == "up":
        return 1
    if direction == "down":
        return -1
    if use is None or use.goal is None or use.goal == start:
        return None
    return 1 if use.goal > start else -1
