"""The plain share of the way from start to target, as in the okr-tracker of Oslo kommune."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of the way is gone: 0 at the start, 1 at the target, below 0 the wrong way.

    ``status`` is reached, toward, none or away.
    """

    value: float
    status: str


def assess(*, baseline: float, latest: float, target: float) -> Progress:
    """Return the share of the way; where start equals target it is 0, unless it is still there."""
    if baseline == target:
        is_there = latest == target
        return Progress(1.0 if is_there else 0.0, "reached" if is_there else "none")
    share = (latest - baseline) / (target - baseline)
    if share >= 1:
        return Progress(share, "reached")
    return Progress(share, "toward" if share > 0 else "away" if share < 0 else "none")
