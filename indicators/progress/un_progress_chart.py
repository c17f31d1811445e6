"""The method of the UN Progress Chart (2023): where compound growth leads by the target year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

ON_TRACK, SOME = 0.95, 0.10
GOOD_GROWTH, SOME_GROWTH = 0.02, 0.005
ALMOST = 1.0
"""Within so many percentage points of a target of 0 or 100, in percent, it counts as achieved."""
_FULL = 100.0


@dataclass(frozen=True, slots=True)
class Progress:
    """What the chart shows: ``score`` 3 (on track), 2 (some progress), 1 (none or backwards).

    ``value`` is the ratio r (with a target) or the yearly growth (without), ``expected`` the
    extrapolated value. ``status`` is achieved, on_track, some_progress, little_progress or
    not_available; numbers that cannot be computed are None.
    """

    value: float | None
    status: str
    score: int | None
    expected: float | None = None


_NOT_AVAILABLE = Progress(None, "not_available", None)
_NAMES = {3: "on_track", 2: "some_progress", 1: "little_progress"}


def assess(  # noqa: PLR0913 - the published inputs, all by name
    *,
    baseline: float,
    baseline_year: int,
    latest: float,
    latest_year: int,
    target: float | None,
    target_year: int | None,
    direction: Literal[-1, 1],
    is_percentage: bool = True,
) -> Progress:
    """Judge progress from base to latest year; after the target year, judge at that year.

    ``is_percentage`` lets a value within one percentage point of a target of 0 or 100 count as
    achieved; say False for counts. A base of zero or values of opposite signs have no growth rate
    and are ``not_available``, unless the target is achieved.
    """
    found = _extrapolated(
        (baseline_year, baseline), (latest_year, latest), target, target_year, direction
    )
    if target is not None and _is_there(latest, target, direction, is_percentage=is_percentage):
        return replace(found, status="achieved", score=3)
    return found


def _extrapolated(
    base: tuple[int, float],
    latest: tuple[int, float],
    target: float | None,
    target_year: int | None,
    direction: Literal[-1, 1],
) -> Progress:
    years = latest[0] - base[0]
    if years < 1 or base[1] == 0 or latest[1] / base[1] < 0:
        return _NOT_AVAILABLE
    growth = float((latest[1] / base[1]) ** (1 / years)) - 1
    if target is None or target_year is None:
        toward = direction * growth * (-1 if base[1] < 0 else 1)
        return _rated(toward, GOOD_GROWTH, SOME_GROWTH, None)
    if target == base[1]:
        return _NOT_AVAILABLE
    expected = latest[1] * (1 + growth) ** max(0, target_year - latest[0])
    return _rated((expected - base[1]) / (target - base[1]), ON_TRACK, SOME, expected)


def _is_there(
    latest: float, target: float, direction: Literal[-1, 1], *, is_percentage: bool
) -> bool:
    if direction * (latest - target) >= 0:
        return True
    return is_percentage and target in (0.0, _FULL) and abs(latest - target) <= ALMOST


def _rated(value: float, good: float, some: float, expected: float | None) -> Progress:
    score = 3 if value >= good else 2 if value >= some else 1
    return Progress(value, _NAMES[score], score, expected)
