"""Splits a query that asks for more cells than one call may give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MOST_CALLS = 100

Chosen = dict[str, tuple[str, ...]]


def cells_of(chosen: Mapping[str, tuple[str, ...]]) -> int:
    """Return how many cells the codes make together, empty ones counted."""
    return math.prod(map(len, chosen.values()))


def parts(chosen: Mapping[str, tuple[str, ...]], limit: int, file: str) -> list[Chosen]:
    """Return queries of at most ``limit`` cells that are the whole query together, in order.

    The variable with the most codes is cut, the next one too where that is not enough. No cell is
    asked for twice.

    Raises:
        BadSource: If it would take more calls than any honest query, or the limit is no limit.
    """
    cells = cells_of(chosen)
    if limit < 1 or cells / limit > _MOST_CALLS:
        problem = (
            f"spørringen er på {cells} celler, og leverandøren gir {limit} om gangen. "
            "Velg færre koder eller perioder."
        )
        raise BadSource(file, problem)
    return list(_cut(dict(chosen), limit))


def _cut(chosen: Chosen, limit: int) -> Iterator[Chosen]:
    cells = cells_of(chosen)
    if cells <= limit:
        yield chosen
        return
    largest = max(chosen, key=lambda variable: len(chosen[variable]))
    codes = chosen[largest]
    at_a_time = max(1, limit * len(codes) // cells)
    for start in range(0, len(codes), at_a_time):
        yield from _cut({**chosen, largest: codes[start : start + at_a_time]}, limit)
