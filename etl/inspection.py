"""What is in a file of statistics, found without a declaration: dimensions, cells, marks, span."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from etl.readers import excel, grid, jsonstat, separated
from etl.readers.guess import codes_of, guessed_layout
from indicators import periods
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from etl.readers.table import Dimension, Table

_ZIP = b"PK\x03\x04"
_OLE2 = b"\xd0\xcf\x11\xe0"
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """One dataset: sizes by dimension, counts, and the first and last time code as written."""

    title: str
    dims: Mapping[str, int]
    cells: int
    numbers: int
    nulls: int
    statuses: Mapping[str, int]
    min: float | None
    max: float | None
    sum: float | None
    time_from: str | None
    time_to: str | None
    is_metadata: bool


@dataclass(frozen=True, slots=True)
class CellFacts:
    """One cell: its number, if any, and the publisher's mark, if any."""

    value: float | None
    status: str | None


def read_any(content: bytes, file: str) -> list[Table]:
    """Return the tables in a file, whatever it is: JSON-stat, Excel or rows of text.

    Raises:
        BadSource: If it is none of these, or contradicts itself.
    """
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if head in (b"{", b"["):
        return jsonstat.read(content, file)
    if not content.strip():
        raise BadSource(file, "filen er tom.")
    if head == b"<":
        raise BadSource(file, "dette er HTML eller XML, ikke statistikk.")
    if content.startswith((_ZIP, _OLE2)):
        rows = excel.read(content, file)
    else:
        rows = separated.read(content, file)
    layout = guessed_layout(rows)
    return [codes_of(rows) if layout is None else grid.table(rows, layout, file)]


def facts_of(table: Table) -> DatasetFacts:
    """Return what a dataset holds; a dataset that is only described has no cells."""
    numbers = table.values[~np.isnan(table.values)]
    counts = np.bincount(table.marks, minlength=len(table.mark_texts)).tolist()
    first, last = _time_span(table)
    return DatasetFacts(
        title=table.title,
        dims={
            dimension.key: size
            for dimension, size in zip(table.dimensions, table.sizes, strict=True)
        },
        cells=len(table),
        numbers=len(numbers),
        nulls=len(table) - len(numbers),
        statuses={
            mark: count
            for mark, count in zip(table.mark_texts, counts, strict=True)
            if mark and count
        },
        min=float(numbers.min()) if len(numbers) else None,
        max=float(numbers.max()) if len(numbers) else None,
        sum=float(numbers.sum()) if len(numbers) else None,
        time_from=first,
        time_to=last,
        is_metadata=table.is_metadata,
    )


def cell_of(tables: Sequence[Table], key: Mapping[str, str], file: str) -> CellFacts:
    """Return the one cell that a key names, in the first dataset that has its dimensions.

    Raises:
        BadSource: If no cell, or more than one, has those codes.
    """
    for table in tables:
        if any(table.dimension(name) is None for name in key):
            continue
        try:
            cells = table.find(key)
        except KeyError as error:
            raise BadSource(file, f"det finnes ingen {error.args[0]}.", "--key") from None
        if len(cells) == 1:
            value = float(table.values[cells[0]])
            mark = table.mark_texts[table.marks[cells[0]]]
            return CellFacts(None if np.isnan(value) else value, mark or None)
        raise BadSource(
            file,
            f"{len(cells)} celler har disse kodene; oppgi en kode for hver dimensjon: "
            + ", ".join(dimension.key for dimension in table.dimensions),
            "--key",
        )
    there = ", ".join(dimension.key for table in tables for dimension in table.dimensions)
    raise BadSource(
        file, f"ingen tabell har dimensjonene {', '.join(key)}; der er {there}.", "--key"
    )


def _time_span(table: Table) -> tuple[str | None, str | None]:
    times = [dimension for dimension in table.dimensions if dimension.is_time]
    if not times:
        times = [dimension for dimension in table.dimensions if _are_periods(dimension)]
    if times:
        codes = sorted(times[0].codes, key=_start)
        return (codes[0], codes[-1]) if codes else (None, None)
    years = sorted(
        year
        for dimension in table.dimensions[-1:]
        for code in dimension.codes
        for year in _YEAR.findall(code)
    )
    return (years[0], years[-1]) if years else (None, None)


def _are_periods(dimension: Dimension) -> bool:
    try:
        starts = [periods.parse(code).start.year for code in dimension.codes]
    except ValueError:
        return False
    # Municipality codes have four digits too.
    return bool(starts) and all(1800 <= start <= 2100 for start in starts)  # noqa: PLR2004


def _start(code: str) -> tuple[int, str]:
    try:
        return periods.parse(code).start.toordinal(), code
    except ValueError:
        return 0, code
