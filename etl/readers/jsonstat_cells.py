"""The cells of a JSON-stat dataset: values and statuses in all the shapes that are in use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from indicators.errors import BadSource

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from etl.readers.table import Floats, Ints

_NUMBER_TYPES = frozenset({int, float, type(None)})


def values(given: object, cells: int, file: str) -> Floats:
    """Return one number per cell from a list or a sparse object, NaN where there is none.

    Raises:
        BadSource: If the cells are too few or too many, or one of them is no number.
    """
    if given is None:
        return np.full(cells, np.nan)
    if isinstance(given, list):
        if len(given) != cells:
            problem = f"tabellen har {cells} celler, men {len(given)} verdier."
            raise BadSource(file, problem, "value")
        return _numbers(given, given, file)
    if isinstance(given, dict):
        found = np.full(cells, np.nan)
        found[_positions(given, cells, file, "value")] = _numbers(
            list(given.values()), list(given), file
        )
        return found
    raise BadSource(file, "«value» er verken liste eller objekt.", "value")


def _numbers(given: list[Any], keys: list[Any], file: str) -> Floats:
    # Text that looks like a number and true/false would become numbers without a word.
    if not set(map(type, given)) <= _NUMBER_TYPES:
        at = next(i for i, value in enumerate(given) if type(value) not in _NUMBER_TYPES)
        place = f"value[{at if keys is given else keys[at]}]"
        raise BadSource(file, f"«{str(given[at])[:40]}» er ikke et tall.", place)
    numbers = np.array(given, dtype=np.float64)
    if np.isinf(numbers).any():
        raise BadSource(file, "et tall er uendelig stort.", "value")
    return numbers


def marks(given: object, cells: int, file: str) -> tuple[Ints, tuple[str, ...]]:
    """Return each cell's place among the marks, and the marks; the first mark is none.

    A status is an object (sparse), a list, one text for all cells, or the old Eurostat shape
    ``{"value": [...]}``.

    Raises:
        BadSource: If the statuses do not fit the cells.
    """
    if isinstance(given, dict) and isinstance(given.get("value"), list):
        given = given["value"]
    if given is None or given in ("", [], {}):
        return np.zeros(cells, np.int32), ("",)
    if isinstance(given, str):
        return np.ones(cells, np.int32), ("", given)
    if isinstance(given, dict):
        found = np.zeros(cells, np.int32)
        codes, texts = _factorised(list(given.values()), file)
        found[_positions(given, cells, file, "status")] = codes
        return found, texts
    if isinstance(given, list) and len(given) in (1, cells):
        codes, texts = _factorised(given, file)
        return (codes if len(given) == cells else np.full(cells, codes[0], np.int32)), texts
    raise BadSource(file, f"«status» passer ikke til {cells} celler.", "status")


def _factorised(given: list[Any], file: str) -> tuple[Ints, tuple[str, ...]]:
    """Return every mark as its place in the distinct marks; null is no mark."""
    try:
        distinct = set(given)
    except TypeError:
        raise BadSource(file, "en status er verken tekst eller tom.", "status") from None
    texts = ["", *sorted({str(mark) for mark in distinct if mark not in (None, "")})]
    places = {text: place for place, text in enumerate(texts)}
    of_mark = {mark: places["" if mark is None else str(mark)] for mark in distinct}
    return np.fromiter(map(of_mark.__getitem__, given), np.int32, len(given)), tuple(texts)


def _positions(given: dict[str, Any], cells: int, file: str, place: str) -> NDArray[np.intp]:
    try:
        found = np.fromiter(map(int, given), np.intp, len(given))
    except (ValueError, OverflowError):
        wrong = next(key for key in given if not (key.isascii() and key.isdigit()))
        raise BadSource(file, f"«{wrong[:40]}» er ikke en celles nummer.", place) from None
    if len(found) and (found.min() < 0 or found.max() >= cells):
        raise BadSource(file, f"en celle har nummer utenfor 0–{cells - 1}.", place)
    return found
