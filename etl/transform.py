"""Cells of a table made into observations of indicators, as the source declares."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from etl.breakdowns import breakdown_of
from etl.observation_columns import TOTAL, Breakdown
from etl.region_mapping import NOT_IN_USE, NOT_OURS, RegionMapping, region_mapping
from etl.selection import chosen_cells, excluded_cells
from etl.series_cells import SeriesCells, summed
from indicators import periods
from indicators.models.measurement import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from etl.readers.table import Floats, Ints, Table
    from etl.registry import Source
    from etl.source_parts import SeriesDeclared

    Cells = NDArray[np.intp]

_USUAL_MARKS = {
    "": Mark.none,
    ".": Mark.not_applicable,
    "..": Mark.not_available,
    "...": Mark.not_available,
    "NA": Mark.not_available,
    "n.a.": Mark.not_available,
    ":": Mark.suppressed,
    "*": Mark.suppressed,
    "k": Mark.suppressed,
}


@dataclass(frozen=True, slots=True)
class Observations:
    """Observations with text keys looked up by number, one row each, none twice.

    ``cells`` says which cell of the table each came from. ``refused`` counts the cells that were
    left out, by reason; ``read`` counts all cells that the series named.
    """

    indicators: tuple[str, ...]
    regions: tuple[str, ...]
    breakdowns: tuple[Breakdown, ...]
    indicator: Ints
    region: Ints
    breakdown: Ints
    period_id: Ints
    value: Floats
    mark: NDArray[np.int16]
    cells: Cells
    read: int
    refused: Mapping[str, int]
    updated: str | None


def observations(source: Source, tables: Sequence[Table]) -> Observations:
    """Return what a source's table holds of its indicators.

    Raises:
        BadSource: If the table lacks what the source names, or gives something twice.
    """
    full = [table for table in tables if not table.is_metadata]
    if len(full) != 1:
        raise source.refusal(f"svaret har {len(full)} tabeller med tall; kilden beskriver én.")
    return _Transform(source, full[0]).observations()


class _Transform:
    """Works through the series of one source on one table."""

    def __init__(self, source: Source, table: Table) -> None:
        self.source, self.table = source, table
        self.regions: RegionMapping = region_mapping(source, table)
        self.marks = self._mark_numbers()
        self.reasons, self.excluded = excluded_cells(source, table)
        self.refused: Counter[str] = Counter()
        self.breakdowns: dict[Breakdown, int] = {TOTAL: 0}
        self.read = 0

    def observations(self) -> Observations:
        declared = self.source.declared.series
        parts = [self._series(number, series) for number, series in enumerate(declared)]
        keys = self.source.indicators
        place = {key: number for number, key in enumerate(keys)}
        found = Observations(
            indicators=keys,
            regions=self.regions.regions,
            breakdowns=tuple(self.breakdowns),
            indicator=np.concatenate(
                [
                    np.full(len(part.cells), place[series.indicator], np.int32)
                    for series, part in zip(declared, parts, strict=True)
                ]
            ),
            region=np.concatenate([part.region for part in parts]),
            breakdown=np.concatenate([part.breakdown for part in parts]),
            period_id=self.regions.period_ids[np.concatenate([part.period for part in parts])],
            value=np.concatenate([part.value for part in parts]),
            mark=np.concatenate([part.mark for part in parts]),
            cells=np.concatenate([part.cells for part in parts]),
            read=self.read,
            refused=dict(self.refused),
            updated=self.table.updated,
        )
        self._refuse_twice(found)
        return found

    def _series(self, number: int, series: SeriesDeclared) -> SeriesCells:
        place = f"series.{number + 1}"
        rows = self._rows(series, series.where, f"{place}.where", counted=True)
        if series.combine == "sum":
            rows = summed(rows)
        if series.divide_by is not None:
            rows = self._divided(rows, series, f"{place}.divide_by")
        if series.times != 1.0:
            rows = replace(rows, value=rows.value * series.times)
        if not len(rows.cells):
            raise self.source.refusal(
                f"ingen celler blir observasjoner av «{series.indicator}».", place
            )
        return rows

    def _rows(
        self,
        series: SeriesDeclared,
        where: Mapping[str, str | list[str]],
        place: str,
        *,
        counted: bool,
    ) -> SeriesCells:
        cells = chosen_cells(self.source, self.table, where, place)
        read = len(cells)
        cells = cells[self._allowed(cells, counted=counted)]
        region, period = self.regions.of_cells(cells)
        known = region >= 0
        if self.source.declared.other_regions == "refuse" and (region == NOT_OURS).any():
            first = int(cells[np.argmax(region == NOT_OURS)])
            raise self.source.refusal("regionkoden står ikke i [regions].", self.table.place(first))
        first_day, last_day = series.periods.bounds()
        starts, ends = self.regions.starts[period], self.regions.ends[period]
        within = (starts >= first_day.toordinal()) & (ends <= last_day.toordinal())
        if counted:
            self.read += read - int((region == NOT_OURS).sum()) - int((known & ~within).sum())
            self._count("koden gjelder ikke i perioden", region == NOT_IN_USE)
        ours = known & within
        cells, region, period = cells[ours], region[ours], period[ours]
        self._refuse_open_dimensions(series, where, cells, place)
        value = self.table.values[cells]
        mark = self.marks[self.table.marks[cells]]
        self._refuse_unknown_marks(mark, cells)
        mark = np.where(np.isnan(value) & (mark == Mark.none), Mark.empty, mark).astype(np.int16)
        breakdown = breakdown_of(self.source, self.table, series.breakdown, cells, self.breakdowns)
        return SeriesCells(cells, region, period, breakdown, value, mark)

    def _allowed(self, cells: Cells, *, counted: bool) -> NDArray[np.bool_]:
        reasons = self.excluded[cells]
        if counted:
            for number, reason in enumerate(self.reasons, start=1):
                self._count(reason, reasons == number)
        allowed: NDArray[np.bool_] = reasons == 0
        return allowed

    def _count(self, reason: str, refused: NDArray[np.bool_]) -> None:
        if many := int(refused.sum()):
            self.refused[reason] += many

    def _divided(self, rows: SeriesCells, series: SeriesDeclared, place: str) -> SeriesCells:
        """Divide by the cells for the same region, period and breakdown; without one, no value."""
        below = self._rows(series, series.divide_by or {}, place, counted=False)
        if series.combine == "sum":
            below = summed(below)
        order = np.argsort(below.keys(), kind="stable")
        keys = below.keys()[order]
        if (np.diff(keys) == 0).any():
            raise self.source.refusal("nevneren står flere ganger.", place)
        at = np.minimum(np.searchsorted(keys, rows.keys()), max(len(keys) - 1, 0))
        divisor = below.value[order][at]
        usable = (keys[at] == rows.keys()) & ~np.isnan(divisor) & (divisor != 0)
        self._count("nevneren mangler eller er null", ~usable)
        return replace(rows.taken(usable), value=rows.value[usable] / divisor[usable])

    def _mark_numbers(self) -> NDArray[np.int16]:
        """Return each raw mark as a Mark, or -1 where the source says nothing of it."""
        declared = {text: Mark[name] for text, name in self.source.declared.marks.items()}
        known = {**_USUAL_MARKS, **declared}
        return np.array([known.get(text, -1) for text in self.table.mark_texts], np.int16)

    def _refuse_unknown_marks(self, mark: NDArray[np.int16], cells: Cells) -> None:
        if (mark < 0).any():
            cell = int(cells[np.argmax(mark < 0)])
            text = self.table.mark_texts[self.table.marks[cell]]
            raise self.source.refusal(
                f"tegnet «{text}» er ukjent; si i [marks] hva det betyr.", self.table.place(cell)
            )

    def _refuse_open_dimensions(
        self,
        series: SeriesDeclared,
        where: Mapping[str, object],
        cells: Cells,
        place: str,
    ) -> None:
        """Refuse a series that several codes of a dimension fall into without a word."""
        declared = self.source.declared
        settled = {declared.region, declared.period, *where, *series.breakdown}
        for dimension, column in zip(self.table.dimensions, self.table.columns, strict=True):
            if dimension.key in settled or not len(cells):
                continue
            used = np.unique(column[cells])
            if len(used) > 1:
                shown = ", ".join(dimension.codes[code] for code in used[:6])
                raise self.source.refusal(
                    f"dimensjonen «{dimension.key}» har flere koder ({shown}); "
                    "velg i «where» eller ta den med i «breakdown».",
                    place,
                )

    def _refuse_twice(self, found: Observations) -> None:
        keys = found.indicator.astype(np.int64) * len(found.regions) + found.region
        keys = (keys * len(found.breakdowns) + found.breakdown) << 32 | found.period_id
        if (np.diff(keys) > 0).all():
            return
        order = np.argsort(keys, kind="stable")
        same = np.diff(keys[order]) == 0
        if same.any():
            first = int(np.argmax(same))
            one, other = order[first], order[first + 1]
            region = found.regions[found.region[one]]
            period = periods.of_id(int(found.period_id[one])).code
            raise self.source.refusal(
                f"«{found.indicators[found.indicator[one]]}» for {region} i {period} står to "
                f"ganger, også i {self.table.place(int(found.cells[other]))}.",
                self.table.place(int(found.cells[one])),
            )
