"""Cells that came one by one, written as a sparse JSON-stat 2 dataset for the one reader.

For providers whose own format no reader knows. The raw answer is what is stored; this is made from
it whenever it is read.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import orjson

from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MAX_CELLS = 2_000_000


class SparseCube:
    """Collects cells; ``labels`` of a code may be given with any cell."""

    def __init__(
        self, title: str, variables: Sequence[str], *, time: str | None, file: str
    ) -> None:
        self._title = title
        self._variables = tuple(variables)
        self._time = time
        self._file = file
        self._codes: tuple[dict[str, str], ...] = tuple({} for _ in self._variables)
        self._cells: dict[tuple[str, ...], tuple[float | None, str]] = {}

    def name(self, variable: int, code: str, label: str) -> None:
        """Say what a code of a variable is called."""
        self._codes[variable][code] = label

    def add(self, key: tuple[str, ...], value: float | None, mark: str = "") -> None:
        """Take one cell.

        Raises:
            BadSource: If the cell came before with something else in it.
        """
        if self._cells.setdefault(key, (value, mark)) != (value, mark):
            raise BadSource(self._file, "samme celle har to ulike verdier.", ", ".join(key))
        for codes, code in zip(self._codes, key, strict=True):
            codes.setdefault(code, code)

    def content(self) -> bytes:
        """Return the dataset; codes stand in their own order, numbers before text by length.

        Raises:
            BadSource: If there are no cells, or more than any table has.
        """
        orders = [sorted(codes) for codes in self._codes]
        sizes = [len(order) for order in orders]
        cells = math.prod(sizes)
        if not self._cells or cells > _MAX_CELLS:
            raise BadSource(self._file, f"svaret gir {cells} celler; grensen er {_MAX_CELLS}.")
        values, statuses = self._placed(orders, sizes)
        return orjson.dumps(
            {
                "version": "2.0",
                "class": "dataset",
                "label": self._title,
                "id": self._variables,
                "size": sizes,
                "role": {"time": [self._time] if self._time else []},
                "dimension": {
                    variable: _dimension(variable, order, labels)
                    for variable, order, labels in zip(
                        self._variables, orders, self._codes, strict=True
                    )
                },
                "value": values,
                "status": statuses,
            }
        )

    def _placed(
        self, orders: list[list[str]], sizes: list[int]
    ) -> tuple[dict[str, float], dict[str, str]]:
        places = [{code: at for at, code in enumerate(order)} for order in orders]
        values: dict[str, float] = {}
        statuses: dict[str, str] = {}
        for key, (value, mark) in self._cells.items():
            at = 0
            for place, size, code in zip(places, sizes, key, strict=True):
                at = at * size + place[code]
            if value is not None:
                values[str(at)] = value
            if mark:
                statuses[str(at)] = mark
        return values, statuses


def _dimension(variable: str, order: list[str], labels: Mapping[str, str]) -> dict[str, object]:
    return {
        "label": variable,
        "category": {"index": order, "label": {code: labels[code] for code in order}},
    }
