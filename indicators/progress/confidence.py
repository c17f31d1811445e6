"""How much a series can carry: A to D, from its points, age, noise, breaks and marks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from indicators.models.measurement import Mark
from indicators.progress.values import Confidence, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.progress.values import Point

POINTS_FOR = (8, 6, 4)
"""Trend points that A, B and C take; with fewer it is D."""
PUBLISHED_WITHIN = 1.0
"""Years after a period's end within which a value is expected to be out."""
NOISY, VERY_NOISY = 0.25, 0.50
"""Noise as a share of the way to the target (without one: of the range of the values)."""
GAPPY = 0.25
"""The share of missing periods above which a series is gappy."""
MANY_MARKED = 0.25
"""The share of provisional, estimated, partial or rounded values above which they count."""

_UNSURE = frozenset({Mark.provisional, Mark.estimated, Mark.partial, Mark.rounded, Mark.other})
_GRADES = tuple(Confidence)
_GAP = 1.5

_FREQUENCIES = {
    "day": 1 / 365,
    "week": 7 / 365,
    "month": 1 / 12,
    "quarter": 1 / 4,
    "tertial": 1 / 3,
    "half_year": 1 / 2,
    "year": 1.0,
    "rolling": 1.0,
    "school_year": 1.0,
    "two_years": 2.0,
    "four_years": 4.0,
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a series offers; times, ages and ``step`` (time between values) are in years.

    ``measured`` are all comparable points in the trend's time, also those that the trend leaves
    out since they overlap or are of another season. ``doubt`` is half the interval of the latest
    value, where people are counted.
    """

    trend_points: Sequence[Point]
    measured: Sequence[Point]
    age: float
    step: float
    noise: float | None
    doubt: float | None
    scale: float | None
    has_break: bool
    start_is_assumed: bool


def step_of(frequency: str, points: Sequence[Point], length: float) -> float:
    """Return the years between values: as declared, else as seen, else the period's length."""
    if frequency in _FREQUENCIES:
        return _FREQUENCIES[frequency]
    steps = sorted(later.time - point.time for point, later in pairwise(points))
    return steps[len(steps) // 2] if steps else length


def grade(evidence: Evidence) -> tuple[Confidence, tuple[Reason, ...]]:
    """Return the grade and what lowered it; each reason beyond few points lowers it one step."""
    points = len(evidence.trend_points)
    lowered = sum(1 for needed in POINTS_FOR if points < needed)
    reasons = [Reason("points", float(points))] if lowered else []
    for steps, reason in (
        _age(evidence),
        *_noises(evidence),
        _marks(evidence),
        _gaps(evidence),
        (int(evidence.has_break), Reason("break")),
        (int(evidence.start_is_assumed), Reason("baseline_assumed")),
    ):
        if steps:
            lowered += steps
            reasons.append(reason)
    return _GRADES[min(lowered, len(_GRADES) - 1)], tuple(reasons)


def _age(evidence: Evidence) -> tuple[int, Reason]:
    late = evidence.age - PUBLISHED_WITHIN - evidence.step
    steps = 0 if late <= 0 else 1 if late <= 2 * evidence.step else 2
    return steps, Reason("stale", evidence.age)


def _noises(evidence: Evidence) -> list[tuple[int, Reason]]:
    """Return the steps for noise, and those that few people behind the latest value add to them.

    Noise has the chance of counting in it already, so the two are not added up.
    """
    noise, people = _steps(evidence.noise, evidence), _steps(evidence.doubt, evidence)
    return [
        (noise[0], Reason("noise", noise[1])),
        (max(0, people[0] - noise[0]), Reason("small_group", people[1])),
    ]


def _steps(size: float | None, evidence: Evidence) -> tuple[int, float | None]:
    """Return the steps down for a deviation of a size, and its share of the way."""
    if size is None or not evidence.scale:
        return 0, None
    share = size / evidence.scale
    return int(share > NOISY) + int(share > VERY_NOISY), share


def _marks(evidence: Evidence) -> tuple[int, Reason]:
    points = evidence.measured
    marked = sum(1 for point in points if point.mark in _UNSURE)
    latest_is_unsure = points[-1].mark in _UNSURE
    many = marked > MANY_MARKED * len(points)
    return int(latest_is_unsure or many), Reason("marked", float(marked))


def _gaps(evidence: Evidence) -> tuple[int, Reason]:
    missing = 0
    for point, later in pairwise(evidence.measured):
        steps = (later.time - point.time) / max(evidence.step, 1e-6)
        missing += round(steps) - 1 if steps > _GAP else 0
    share = missing / (missing + len(evidence.measured)) if missing else 0.0
    return int(share > GAPPY), Reason("gaps", float(missing))
