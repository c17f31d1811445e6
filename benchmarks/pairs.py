"""Fair timing: every round runs every case once in shuffled order; ratios are taken per round."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable, Mapping


def measure(
    title: str,
    cases: Mapping[str, Callable[[], object]],
    *,
    rounds: int = 11,
    inner: int = 1,
    limit: str | None = None,
    before: Callable[[str], None] | None = None,
) -> dict[str, float]:
    """Print the median milliseconds of each case and its ratio to the limit (the first case)."""
    names = list(cases)
    limit = limit or names[0]
    taken: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(-1, rounds):
        order = names[:]
        random.Random(turn).shuffle(order)  # noqa: S311 - an order, not a secret
        for name in order:
            if before:
                before(name)
            gc.collect()
            start = time.perf_counter()
            for _ in range(inner):
                cases[name]()
            seconds = (time.perf_counter() - start) / inner
            if turn >= 0:
                taken[name].append(seconds * 1000)
    print(f"\n{title} ({rounds} rounds, limit: {limit})")
    print(f"  {'case':<58}{'ms':>10}{'min':>10}{'max':>10}{'x limit':>10}")
    ratios = {}
    for name in names:
        ratios[name] = statistics.median(
            own / limiting for own, limiting in zip(taken[name], taken[limit], strict=True)
        )
        print(
            f"  {name:<58}{statistics.median(taken[name]):>10.3f}{min(taken[name]):>10.3f}"
            f"{max(taken[name]):>10.3f}{ratios[name]:>10.3f}"
        )
    return ratios
