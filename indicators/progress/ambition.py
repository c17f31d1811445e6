"""The ten wordings of ambition in plans, each a pure comparison that tells what it compared."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

KEEP_SHARE = 0.01
"""How far from a kept level, as a share of it, still is kept when a plan gives no tolerance."""

_MEAN_OF = 3


class Rule(StrEnum):
    """The wordings of plans: *økning, reduksjon, opprettholde, ikke økning, minst, under, ...*."""

    increase = "increase"
    decrease = "decrease"
    maintain = "maintain"
    not_increase = "not_increase"
    at_least = "at_least"
    below = "below"
    done_yearly = "done_yearly"
    no_worse_than_3_year_mean = "no_worse_than_3_year_mean"
    from_to = "from_to"
    equal_other_group = "equal_other_group"


@dataclass(frozen=True, slots=True)
class Band:
    """The values that fulfil an ambition: from ``low`` to ``high``, where None is open.

    ``strict`` leaves the edges themselves out (*økning* and *under* mean more and less than).
    """

    low: float | None = None
    high: float | None = None
    strict: bool = False

    def holds(self, value: float) -> bool:
        """Tell whether a value lies in the band; a hair (1e-9 of the edge) counts as the edge."""
        return not self.is_under(value) and not self.is_over(value)

    def is_under(self, value: float) -> bool:
        """Tell whether a value lies below the band."""
        return self.low is not None and _beyond(self.low - value, self.low, strict=self.strict)

    def is_over(self, value: float) -> bool:
        """Tell whether a value lies above the band."""
        return self.high is not None and _beyond(value - self.high, self.high, strict=self.strict)


def _beyond(excess: float, edge: float, *, strict: bool) -> bool:
    hair = 1e-9 * abs(edge)
    return excess >= -hair if strict else excess > hair


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a rule compared and found; ``met`` is None where there was nothing to compare with."""

    rule: Rule
    met: bool | None
    value: float | None
    band: Band | None


def _compare(rule: Rule, value: float, band: Band) -> Comparison:
    return Comparison(rule, band.holds(value), value, band)


def increase(value: float, reference: float) -> Comparison:
    """*Økning*: the value is above the reference."""
    return _compare(Rule.increase, value, Band(low=reference, strict=True))


def decrease(value: float, reference: float) -> Comparison:
    """*Reduksjon*: the value is under the reference."""
    return _compare(Rule.decrease, value, Band(high=reference, strict=True))


def maintain(
    value: float, reference: float, *, direction: str, tolerance: float | None = None
) -> Comparison:
    """*Opprettholde*: the value is no worse than the reference, or on both sides near it (keep)."""
    return _compare(Rule.maintain, value, kept(reference, direction, tolerance))


def not_increase(value: float, reference: float, *, tolerance: float | None = None) -> Comparison:
    """*Ikke økning*: the value is at most the reference."""
    return _compare(Rule.not_increase, value, Band(high=reference + (tolerance or 0.0)))


def at_least(value: float, number: float) -> Comparison:
    """*Minst N per år*: the value is the number or more."""
    return _compare(Rule.at_least, value, Band(low=number))


def below(value: float, number: float) -> Comparison:
    """*Under N*: the value is less than the number."""
    return _compare(Rule.below, value, Band(high=number, strict=True))


def done_yearly(done: Mapping[int, float], *, first_year: int, last_year: int) -> Comparison:
    """*Utføres årlig*: every year has a value of at least 1; a year without a value is not done.

    The compared value is the number of years done, the band starts at the number of years asked.
    ``met`` is None when no whole year has been asked for yet.
    """
    asked = range(first_year, last_year + 1)
    if not asked:
        return Comparison(Rule.done_yearly, None, None, None)
    count = sum(1 for year in asked if done.get(year, 0.0) >= 1)
    return _compare(Rule.done_yearly, float(count), Band(low=float(len(asked))))


def no_worse_than_3_year_mean(
    value: float, earlier: Sequence[float], *, direction: str, tolerance: float | None = None
) -> Comparison:
    """*Lik eller bedre enn snittet av tre foregående år*: against the mean of the last three.

    ``earlier`` are the values of the three periods before, oldest first; with fewer there is
    nothing to compare with.
    """
    if len(earlier) < _MEAN_OF:
        return Comparison(Rule.no_worse_than_3_year_mean, None, value, None)
    mean = sum(earlier[-_MEAN_OF:]) / _MEAN_OF
    band = kept(mean, direction, 0.0 if tolerance is None and direction != "keep" else tolerance)
    return _compare(Rule.no_worse_than_3_year_mean, value, band)


def from_to(value: float, target: Band) -> Comparison:
    """*Fra X til Y innen år Z*: the value is in the target; the path is the method's."""
    return _compare(Rule.from_to, value, target)


def equal_other_group(
    value: float, other: float, *, gap: float = 0.0, tolerance: float = 0.0
) -> Comparison:
    """*Lik annen gruppe*: the difference to the other group is the gap aimed at, normally none."""
    band = Band(low=gap - tolerance, high=gap + tolerance)
    return _compare(Rule.equal_other_group, value - other, band)


def kept(level: float, direction: str, tolerance: float | None) -> Band:
    """Return the band that keeps a level: one-sided where more or less of it is better."""
    room = KEEP_SHARE * abs(level) if tolerance is None else tolerance
    return aimed(level, direction, room)


def aimed(level: float, direction: str, tolerance: float = 0.0) -> Band:
    """Return the values at least as good as a level, or within the tolerance of it (keep)."""
    if direction == "up":
        return Band(low=level - tolerance)
    if direction == "down":
        return Band(high=level + tolerance)
    return Band(low=level - tolerance, high=level + tolerance)
