"""Which cells of a table a source speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from etl.readers.table import Table
    from etl.registry import Source

_SHOWN = 8


def chosen_cells(
    source: Source, table: Table, where: Mapping[str, str | list[str]], place: str
) -> NDArray[np.intp]:
    """Return the cells whose codes are those named, in every dimension named.

    Raises:
        BadSource: If the table lacks a dimension or a code: it is not the table that was declared.
    """
    return np.flatnonzero(_chosen(source, table, where, place))


def excluded_cells(source: Source, table: Table) -> tuple[tuple[str, ...], NDArray[np.int16]]:
    """Return the reasons, and for each cell the number of its reason, from 1; 0 is taken in."""
    excluded = np.zeros(len(table), np.int16)
    for number, one in enumerate(source.declared.exclude, start=1):
        chosen = _chosen(source, table, one.where, f"exclude.{number}.where")
        if one.mark is not None:
            marks = [i for i, text in enumerate(table.mark_texts) if text == one.mark]
            chosen &= np.isin(table.marks, marks)
        excluded[chosen & (excluded == 0)] = number
    return tuple(one.reason for one in source.declared.exclude), excluded


def _chosen(
    source: Source, table: Table, where: Mapping[str, str | list[str]], place: str
) -> NDArray[np.bool_]:
    chosen = np.ones(len(table), dtype=bool)
    for name, given in where.items():
        position = table.dimension(name)
        if position is None:
            there = ", ".join(dimension.key for dimension in table.dimensions)
            raise source.refusal(f"dimensjonen «{name}» mangler; svaret har {there}.", place)
        dimension = table.dimensions[position]
        places = dimension.positions()
        codes = [given] if isinstance(given, str) else given
        wanted = np.zeros(len(dimension.codes), dtype=bool)
        for code in codes:
            if code not in places:
                there = ", ".join(dimension.codes[:_SHOWN])
                raise source.refusal(
                    f"koden «{code}» finnes ikke i «{name}»; der står {there} …", place
                )
            wanted[places[code]] = True
        if not wanted.all():
            chosen &= wanted[table.columns[position]]
    return chosen
