"""The progress method of Open SDG 2.4, after Statistics Canada, exactly as published.

Compound annual growth from the base year to the latest, against what the target requires, or
against fixed thresholds where there is no target. Kept beside the default method for comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

ZERO_BECOMES = 0.001
SUBSTANTIAL, MODERATE = 0.95, 0.60
SUBSTANTIAL_GROWTH, MODERATE_GROWTH = 0.015, 0.005
LIMIT_POWER = 4.44
_TOP = 5.0


@dataclass(frozen=True, slots=True)
class Progress:
    """A ratio or a growth rate, the status it gives, and the score from -5 to 5.

    ``status`` is achieved, substantial, moderate, limited, deterioration or not_available; the
    numbers are None when it is not_available.
    """

    value: float | None
    status: str
    score: float | None


def assess(  # noqa: PLR0913 - the published inputs, all by name
    *,
    baseline: float,
    baseline_year: int,
    latest: float,
    latest_year: int,
    target: float | None,
    target_year: int | None,
    direction: Literal[-1, 1],
    limit: float | None = None,
) -> Progress:
    """Judge progress from base to latest year.

    ``limit`` is a natural floor or ceiling; it lowers what counts as good growth near it, and is
    used only without a target. A base or target of zero becomes 0.001.
    """
    years = latest_year - baseline_year
    base = baseline or ZERO_BECOMES
    if years < 1 or base * latest < 0:
        return Progress(None, "not_available", None)
    growth = (-1 if base < 0 else 1) * direction * growth_rate(latest, base, years)
    if target is None or target_year is None:
        return _without_target(growth, room_under(baseline, limit))
    ratio = _ratio(growth, base, target or ZERO_BECOMES, target_year - baseline_year)
    if direction * (latest - target) >= 0:
        return Progress(ratio, "achieved", _TOP)
    return Progress(None, "not_available", None) if ratio is None else _with_target(ratio)


def combined(parts: Sequence[Progress]) -> Progress:
    """Return the mean of the scores that exist; achieved only when all are."""
    scores = [part.score for part in parts if part.score is not None]
    if not scores:
        return Progress(None, "not_available", None)
    score = sum(scores) / len(scores)
    if all(part.status == "achieved" for part in parts if part.score is not None):
        return Progress(None, "achieved", score)
    bands = ((2.5, "substantial"), (0.0, "moderate"), (-2.5, "limited"))
    found = next((name for least, name in bands if score >= least), "deterioration")
    return Progress(None, found, score)


def _ratio(growth: float, base: float, target: float, years: int) -> float | None:
    """Return growth against what is required; None where the target asks for none, or a sign."""
    if years < 1 or base * target < 0 or base == target:
        return None
    return growth / abs(growth_rate(target, base, years))


def growth_rate(later: float, earlier: float, years: int) -> float:
    """Return the compound growth per year from one value to another of the same sign."""
    return float((later / earlier) ** (1 / years)) - 1


def _with_target(ratio: float) -> Progress:
    if ratio >= MODERATE:
        score = min(7.1429 * ratio - 4.2857, _TOP)
    else:
        score = max(4.1667 * ratio - 2.5, -_TOP)
    bands = ((SUBSTANTIAL, "substantial"), (MODERATE, "moderate"), (0.0, "limited"))
    found = next((name for least, name in bands if ratio >= least), "deterioration")
    return Progress(ratio, found, score)


def room_under(baseline: float, limit: float | None) -> float:
    """Return the factor C that shrinks the thresholds near a limit."""
    if limit is None:
        return 1.0
    base, top = abs(baseline), abs(limit)
    if base >= 2 * top:
        return 1.0
    nearer = base if base <= top else 2 * top - base
    return 1 - float((nearer / top) ** LIMIT_POWER)


def _without_target(growth: float, room: float) -> Progress:
    bands = (
        (SUBSTANTIAL_GROWTH * room, "substantial"),
        (MODERATE_GROWTH * room, "moderate"),
        (0.0, "limited"),
    )
    found = next((name for least, name in bands if growth >= least), "deterioration")
    return Progress(growth, found, _score_without_target(growth, room))


def _score_without_target(growth: float, room: float) -> float:
    if growth < 0:
        return max(125 * growth - 2.5, -_TOP)
    if room == 0:
        return _TOP
    if growth >= SUBSTANTIAL_GROWTH * room:
        return min(500 * growth / room - 5, _TOP)
    if growth >= MODERATE_GROWTH * room:
        return 250 * growth / room - 1.25
    return 500 * growth / room - 2.5
