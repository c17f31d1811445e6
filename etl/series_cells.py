"""The cells of one series on their way from table to observations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from etl.readers.table import Floats, Ints

_BITS = 20


@dataclass(frozen=True, slots=True)
class SeriesCells:
    """Cells of a table with the region, period and breakdown that each stands for, as numbers."""

    cells: NDArray[np.intp]
    region: Ints
    period: Ints
    breakdown: Ints
    value: Floats
    mark: NDArray[np.int16]

    def keys(self) -> NDArray[np.int64]:
        """Return one number for region, breakdown and period together."""
        place = self.region.astype(np.int64) << _BITS | self.breakdown
        return place << _BITS | self.period

    def taken(self, chosen: NDArray[np.bool_] | NDArray[np.intp]) -> SeriesCells:
        """Return some of the cells."""
        return SeriesCells(
            self.cells[chosen],
            self.region[chosen],
            self.period[chosen],
            self.breakdown[chosen],
            self.value[chosen],
            self.mark[chosen],
        )


def summed(rows: SeriesCells) -> SeriesCells:
    """Add what falls on the same key; where a part is missing, the sum is missing with its mark."""
    keys, first, inverse = np.unique(rows.keys(), return_index=True, return_inverse=True)
    value = np.zeros(len(keys))
    np.add.at(value, inverse, rows.value)
    mark = np.zeros(len(keys), np.int16)
    np.maximum.at(mark, inverse, rows.mark)
    missing = np.isnan(rows.value)
    mark[inverse[missing]] = rows.mark[missing]
    return replace(rows.taken(first), value=value, mark=mark)
