"""The exact distribution behind rank-based trends: how many pairs of points run against each other.

With no trend, every order of n values is as likely as any other, and the number of discordant
pairs follows the Mahonian numbers. From 41 points on the normal approximation is used.
"""

from __future__ import annotations

from functools import lru_cache
from math import erfc, factorial, sqrt

LEVEL = 0.90
"""The coverage claimed for intervals: the highest that four points can give (22 of 24 orders)."""

_EXACT_TO = 40


def pairs(n: int) -> int:
    """Return how many pairs n points make."""
    return n * (n - 1) // 2


@lru_cache(maxsize=64)
def _cumulative(n: int) -> tuple[float, ...]:
    """Return P(D <= k) for k = 0 .. pairs(n), for n points without a trend."""
    counts = [1]
    for size in range(2, n + 1):
        running, wider = 0, []
        for k in range(pairs(size) + 1):
            running += counts[k] if k < len(counts) else 0
            running -= counts[k - size] if k >= size else 0
            wider.append(running)
        counts = wider
    total, running, result = factorial(n), 0, []
    for count in counts:
        running += count
        result.append(running / total)
    return tuple(result)


def at_most(n: int, k: float) -> float:
    """Return the chance of at most k discordant pairs among n points without a trend."""
    if k < 0:
        return 0.0
    if k >= pairs(n):
        return 1.0
    if n <= _EXACT_TO:
        return _cumulative(n)[int(k)]
    deviation = sqrt(n * (n - 1) * (2 * n + 5) / 72)
    return 0.5 * erfc((pairs(n) / 2 - int(k) - 0.5) / (deviation * sqrt(2)))


@lru_cache(maxsize=1024)
def left_out(n: int, level: float = LEVEL) -> int | None:
    """Return the rank of the interval's ends among the sorted pair slopes, counted from zero.

    The interval from that slope to its mirror covers the true slope with at least the level.
    None when so few points cannot give such an interval.
    """
    tail = (1 - level) / 2
    if n < 2 or at_most(n, 0) > tail:  # noqa: PLR2004 - a slope takes two points
        return None
    k, top = 0, pairs(n)
    while k < top and at_most(n, k + 1) <= tail:
        k += 1
    return k
