"""Observations as columns of database ids: what the bulk load takes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from etl.readers.table import Floats, Ints


class Breakdown(NamedTuple):
    """A breakdown as it is stored (``kjonn=2;alder=80+``), and what to call it in bokmål."""

    code: str
    label: str | None


TOTAL = Breakdown("total", None)


@dataclass(frozen=True, slots=True)
class ObservationColumns:
    """Observations, one row each, in any order; no series has the same period twice.

    ``breakdown`` is a position in ``breakdowns``; ``value`` is NaN where there is only a mark.
    """

    indicator_id: Ints
    region_id: Ints
    breakdown: Ints
    breakdowns: tuple[Breakdown, ...]
    period_id: Ints
    value: Floats
    mark: NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class SeriesRows:
    """Rows as they are stored, in key order (series, then period)."""

    series_id: Ints
    period_id: Ints
    value: Floats
    mark: NDArray[np.int16]

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.series_id)

    def taken(self, chosen: NDArray[np.bool_] | NDArray[np.intp] | slice) -> SeriesRows:
        """Return some of the rows."""
        return SeriesRows(
            self.series_id[chosen], self.period_id[chosen], self.value[chosen], self.mark[chosen]
        )

    def keys(self) -> NDArray[np.int64]:
        """Return one whole number for each row's series and period; it sorts as they do."""
        return self.series_id.astype(np.int64) << 32 | self.period_id

    def in_key_order(self) -> SeriesRows:
        """Return the rows sorted, which most of them are from the start.

        Raises:
            ValueError: If a series has the same period twice.
        """
        keys = self.keys()
        steps = np.diff(keys)
        if (steps > 0).all():
            return self
        order = np.argsort(keys, kind="stable")
        if (np.diff(keys[order]) == 0).any():
            raise ValueError("a series has the same period twice")
        return self.taken(order)


class Counts(NamedTuple):
    """How many of the rows were new, and how many replaced another value."""

    new: int
    changed: int
