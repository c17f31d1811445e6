"""What every method gives: its own word, which way that points, and the steps to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NOT_AVAILABLE = "not_available"


class Course(StrEnum):
    """Which way a verdict points, so that those of different methods can be held together.

    ``enough``: there, or on course to be in time. ``short``: the right way or still, but too
    little. ``toward``: the right way, where there is no year or number to be in time for. ``away``:
    the wrong way.
    """

    enough = "enough"
    toward = "toward"
    short = "short"
    away = "away"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a method says of a series.

    ``method`` is its id and version, ``status`` a word of the method's own. ``course`` is None
    where the verdict points no way. ``steps`` are the numbers on the way to it, by their symbols in
    the formulas of ``progress.formulas``.
    """

    method: str
    status: str
    course: Course | None
    value: float | None = None
    steps: Mapping[str, float] = field(default_factory=dict)


def disagree(courses: Iterable[Course | None]) -> bool:
    """Tell whether verdicts point different ways; those that point no way take no part.

    They do when one finds it enough that another finds short or the wrong way, and when one sees
    the right way where another sees the wrong one. Short and away are both unfavourable.
    """
    found = set(courses)
    if Course.enough in found and found & {Course.short, Course.away}:
        return True
    return Course.toward in found and Course.away in found


def known(**steps: float | None) -> dict[str, float]:
    """Return the steps that have a number."""
    return {symbol: number for symbol, number in steps.items() if number is not None}
