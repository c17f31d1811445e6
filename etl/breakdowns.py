"""Breakdowns: which part of the whole a cell is about, as text that is stored."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from etl.observation_columns import TOTAL, Breakdown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from etl.readers.table import Dimension, Ints, Table
    from etl.registry import Source


_MOST_POSSIBLE = 1 << 20


def breakdown_of(
    source: Source,
    table: Table,
    totals: Mapping[str, str],
    cells: NDArray[np.intp],
    known: dict[Breakdown, int],
) -> Ints:
    """Return each cell's breakdown as its number among the known ones, which are added to.

    ``totals`` gives the dimensions to break down by and the code that is the total of each; a cell
    that is total in all of them is not broken down.

    Raises:
        BadSource: If the table lacks such a dimension.
    """
    if not totals:
        return np.zeros(len(cells), np.int32)
    key = np.zeros(len(cells), np.int64)
    chosen: list[tuple[Dimension, str]] = []
    for name, total in totals.items():
        position = table.dimension(name)
        if position is None:
            raise source.refusal(f"dimensjonen «{name}» mangler i svaret.", "breakdown")
        chosen.append((table.dimensions[position], total))
        key = key * len(table.dimensions[position].codes) + table.columns[position][cells]
    possible = math.prod(len(dimension.codes) for dimension, _ in chosen)
    if possible > _MOST_POSSIBLE:
        raise source.refusal(f"{possible} mulige oppdelinger er for mange.", "breakdown")
    # A table over all that are possible is several times faster than sorting the cells.
    numbers = np.zeros(possible, np.int32)
    numbers[key] = 1
    for packed in np.flatnonzero(numbers).tolist():
        numbers[packed] = known.setdefault(_breakdown(packed, chosen), len(known))
    return numbers[key]


def _breakdown(packed: int, chosen: list[tuple[Dimension, str]]) -> Breakdown:
    codes: list[str] = []
    labels: list[str] = []
    for dimension, total in reversed(chosen):
        packed, code = divmod(packed, len(dimension.codes))
        if dimension.codes[code] != total:
            codes.insert(0, f"{dimension.key}={dimension.codes[code]}")
            labels.insert(0, dimension.labels[code])
    return Breakdown(";".join(codes), ", ".join(labels)) if codes else TOTAL
