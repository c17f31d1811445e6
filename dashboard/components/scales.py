"""Scales for charts: round numbers along an axis, and labels that never lie on each other."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
_ROOM = 1e-9
# A span a little too long for its parts gets one part more, rather than half as many.
_TOLERANCE = 0.95


def round_step(span: float, parts: int) -> float:
    """Return the smallest round step (1, 2, 2.5 or 5 times a power of ten) that needs few parts."""
    if span <= 0:
        return 1.0
    rough = span / parts * _TOLERANCE
    power = 10.0 ** math.floor(math.log10(rough))
    return next(
        (step * power for step in _STEPS if step * power >= rough * (1 - _ROOM)), 10 * power
    )


@dataclass(frozen=True, slots=True)
class Axis:
    """An axis from ``low`` to ``high`` with a mark at every tick."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def share(self, value: float) -> float:
        """Return where a value lies: 0 at the low end, 1 at the high."""
        return (value - self.low) / ((self.high - self.low) or 1.0)


def value_axis(values: Sequence[float], parts: int = 6) -> Axis:
    """Return an axis around values; it starts at zero where that is not far below them."""
    low, high = min(values), max(values)
    if low >= 0 and low <= 0.6 * high:
        low = 0.0
    elif high <= 0 and high >= 0.6 * low:
        high = 0.0
    if low == high:
        spread = abs(low) * 0.1 or 1.0
        low, high = low - spread, high + spread
    step = round_step(high - low, parts)
    first, last = math.floor(low / step + _ROOM), math.ceil(high / step - _ROOM)
    ticks = tuple(number * step for number in range(first, last + 1))
    return Axis(ticks[0], ticks[-1], ticks, _decimals(step))


def _decimals(step: float) -> int:
    return next((n for n in range(6) if math.isclose(step * 10**n, round(step * 10**n))), 6)


def year_ticks(first: float, last: float, parts: int) -> tuple[int, ...]:
    """Return whole years inside a span of decimal years: the last, and earlier ones at one step."""
    start, end = math.ceil(first), math.floor(last)
    if end < start:
        return ()
    step = max(1, math.ceil((end - start) / parts)) if end > start else 1
    return tuple(range(end, start - 1, -step))[::-1]


def spread_out(wanted: Sequence[float], *, gap: float, low: float, high: float) -> list[float]:
    """Return positions as near the wanted as can be, ``gap`` apart, in the order of the wanted.

    Positions stay between ``low`` and ``high`` unless there are more of them than fit; then they
    run past ``high`` rather than lie on each other.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    placed = [0.0] * len(wanted)
    floor = low
    for index in order:
        placed[index] = max(wanted[index], floor)
        floor = placed[index] + gap
    ceiling = high
    for index in reversed(order):
        placed[index] = min(placed[index], ceiling)
        ceiling = placed[index] - gap
    floor = low
    for index in order:
        placed[index] = max(placed[index], floor)
        floor = placed[index] + gap
    return placed
