"""A subgoal's standing from its indicators: nothing is averaged, nothing missing is left out.

The worst of the key indicators decides; supporting ones shed light but never decide. What is
missing is counted: a good verdict stands only when half of the key indicators can be judged.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.models.measurement import LinkRole
from indicators.progress import timing
from indicators.progress.confidence import PUBLISHED_WITHIN
from indicators.progress.values import FROM_WORST, Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from indicators.periods import Period

_GOOD = (Status.on_track, Status.reached)


@dataclass(frozen=True, slots=True)
class Member:
    """An indicator as it counts in a subgoal."""

    key: str
    role: LinkRole
    status: Status
    has_target: bool
    is_measured: bool
    is_fresh: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of the indicators, key and supporting, the standing rests on."""

    indicators: int
    key_indicators: int
    with_target: int
    measured: int
    fresh: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a subgoal stands: ``deciding`` are the keys of the indicators that gave the status."""

    status: Status
    distribution: dict[Status, int]
    deciding: tuple[str, ...]
    coverage: Coverage


def roll_up(members: Sequence[Member]) -> Standing:
    """Return a subgoal's standing; without a key indicator that is measured: ``not_measured``."""
    deciders = [member for member in members if member.role is LinkRole.key]
    status, deciding = _decide(deciders)
    counts = Counter(member.status for member in members)
    return Standing(
        status=status,
        distribution={status: counts[status] for status in Status},
        deciding=tuple(member.key for member in deciding),
        coverage=Coverage(
            indicators=len(members),
            key_indicators=len(deciders),
            with_target=sum(member.has_target for member in members),
            measured=sum(member.is_measured for member in members),
            fresh=sum(member.is_fresh for member in members),
        ),
    )


def _decide(deciders: Sequence[Member]) -> tuple[Status, list[Member]]:
    judged = [member for member in deciders if member.status in FROM_WORST]
    if not judged:
        untargeted = [member for member in deciders if member.status is Status.no_target]
        return (Status.no_target, untargeted) if untargeted else (Status.not_measured, [])
    worst = min((member.status for member in judged), key=FROM_WORST.index)
    if worst in _GOOD and 2 * len(judged) < len(deciders):
        return Status.uncertain, [member for member in deciders if member not in judged]
    return worst, [member for member in judged if member.status is worst]


def is_fresh(period: Period, today: date) -> bool:
    """Tell whether no newer value is due: a year to publish, and the time of one more period."""
    age = timing.decimal_year(today) - timing.decimal_year(period.end)
    return age <= PUBLISHED_WITHIN + min(1.0, timing.length(period)) + timing.NEAR
