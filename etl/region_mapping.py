"""Which region a code of a file stands for in each period, so that nothing is counted twice.

Municipal codes change (1601 became 5001 in 2018) and publishers change them in different years, so
each source says for itself from when to when a code stands for a region.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from indicators import periods

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from etl.readers.table import Dimension, Ints, Table
    from etl.registry import Source
    from etl.source_parts import RegionUse

NOT_OURS: Final = -1
"""The code stands for no region of ours."""
NOT_IN_USE: Final = -2
"""The code stands for a region of ours, but not in this period."""
_NO_PERIOD: Final = -1


@dataclass(frozen=True, slots=True)
class RegionMapping:
    """The region of every (code, period) pair, and the periods themselves."""

    source: Source
    table: Table
    regions: tuple[str, ...]
    region_column: Ints
    period_column: Ints
    targets: Ints
    period_ids: Ints
    starts: Ints
    ends: Ints

    def of_cells(self, cells: NDArray[np.intp]) -> tuple[Ints, Ints]:
        """Return region and period of each cell, as numbers.

        Raises:
            BadSource: If a cell's period is not understood.
        """
        period = self.period_column[cells]
        region = self.targets[self.region_column[cells], period]
        unread = (self.period_ids[period] == _NO_PERIOD) & (region != NOT_OURS)
        if unread.any():
            place = self.table.place(int(cells[np.argmax(unread)]))
            raise self.source.refusal("perioden er ikke skrevet på en kjent måte.", place)
        return region, period


def region_mapping(source: Source, table: Table) -> RegionMapping:
    """Return what the table's region codes stand for.

    Raises:
        BadSource: If the table lacks the dimensions, or a code that the source names.
    """
    declared = source.declared
    at = {}
    for role, name in (("region", declared.region), ("period", declared.period)):
        position = table.dimension(name)
        if position is None:
            there = ", ".join(dimension.key for dimension in table.dimensions)
            raise source.refusal(f"dimensjonen «{name}» mangler; svaret har {there}.", role)
        at[role] = position
    codes = table.dimensions[at["region"]]
    ids, starts, ends = _periods(table.dimensions[at["period"]])
    targets, regions = _targets(source, codes, starts, ends)
    return RegionMapping(
        source=source,
        table=table,
        regions=regions,
        region_column=table.columns[at["region"]],
        period_column=table.columns[at["period"]],
        targets=targets,
        period_ids=ids,
        starts=starts,
        ends=ends,
    )


def _periods(dimension: Dimension) -> tuple[Ints, Ints, Ints]:
    """Return each period's id, first day, and day after the last; -1 where not understood."""
    found = np.full((3, len(dimension.codes)), _NO_PERIOD, np.int32)
    for number, code in enumerate(dimension.codes):
        try:
            period = periods.parse(code)
        except ValueError:
            continue
        found[:, number] = period.id, period.start.toordinal(), period.end.toordinal()
    return found[0], found[1], found[2]


def _targets(
    source: Source, codes: Dimension, starts: Ints, ends: Ints
) -> tuple[Ints, tuple[str, ...]]:
    regions: dict[str, int] = {}
    places = codes.positions()
    targets = np.full((len(codes.codes), len(starts)), NOT_OURS, np.int32)
    for code in source.declared.regions:
        if code not in places:
            raise source.refusal(f"regionkoden «{code}» finnes ikke i svaret.", "regions")
        row = targets[places[code]]
        row[:] = NOT_IN_USE
        for use in source.declared.uses(code):
            within = _within(use, starts, ends)
            if (row[within] != NOT_IN_USE).any():
                raise source.refusal(
                    f"koden «{code}» står for to regioner i samme periode.", "regions"
                )
            row[within] = regions.setdefault(use.region, len(regions))
    return targets, tuple(regions)


def _within(use: RegionUse, starts: Ints, ends: Ints) -> NDArray[np.bool_]:
    first, last = use.bounds()
    # A period that is not understood counts as within, so that it is told of when it is met.
    unread = starts == _NO_PERIOD
    within = (starts >= first.toordinal()) & (ends <= last.toordinal())
    found: NDArray[np.bool_] = unread | within
    return found
