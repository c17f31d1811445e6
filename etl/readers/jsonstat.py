"""JSON-stat 1 and 2: datasets, bundles and collections as statistics offices send them.

Format: https://json-stat.org/full/. Order comes from ``category.index`` (object or list; may be
left out where there is one category), never from labels. A dataset without values describes a
table; it is read as such and never as cells that are missing.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson

from etl.readers import jsonstat_cells
from etl.readers.table import Dimension, Table
from indicators import periods
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.readers.table import Ints

MAX_CELLS = 2_000_000
MAX_BYTES = 64_000_000
# A hostile text of empty lists takes twenty times its size when it is parsed; an honest answer of
# MAX_CELLS with a status for each has about two values a cell and few brackets.
_MAX_VALUES = 4_500_000
_MAX_BRACKETS = 500_000
_MAX_NESTING = 4
_TIME_NAMES = frozenset({"tid", "time", "time_period", "aar", "år", "year", "period"})


def read(content: bytes, file: str) -> list[Table]:
    """Return every dataset that stands in the answer; none for a collection of links.

    Raises:
        BadSource: If this is not JSON-stat, contradicts itself, or is too large to be true.
    """
    return [_table(dataset, file) for dataset in _datasets(_parse(content, file), file)]


def _parse(content: bytes, file: str) -> dict[str, Any]:
    if len(content) > MAX_BYTES:
        raise BadSource(file, f"filen er på {len(content)} byte; grensen er {MAX_BYTES}.")
    brackets = content.count(b"[") + content.count(b"{")
    if content.count(b",") > _MAX_VALUES or brackets > _MAX_BRACKETS:
        raise BadSource(file, "filen har flere verdier enn noen tabell har.")
    try:
        root = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        place = f"linje {error.lineno}, tegn {error.colno}"
        raise BadSource(file, f"dette er ikke gyldig JSON ({error.msg}).", place) from None
    if not isinstance(root, dict):
        raise BadSource(file, "dette er ikke JSON-stat: det ytterste er ikke et objekt.")
    return root


def _datasets(root: dict[str, Any], file: str, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Give the datasets of a dataset, a bundle (version 1) or a collection."""
    if depth > _MAX_NESTING:
        raise BadSource(file, f"samlinger i mer enn {_MAX_NESTING} nivåer.")
    if isinstance(root.get("dimension"), dict):
        yield root
        return
    link = root.get("link")
    if root.get("class") == "collection" or isinstance(link, dict):
        items = link.get("item", []) if isinstance(link, dict) else []
        for item in items:
            # An item with only an address is a link. No address in a file is ever followed.
            if isinstance(item, dict) and ("dimension" in item or "link" in item):
                yield from _datasets(item, file, depth + 1)
        return
    inner = [part for part in root.values() if isinstance(part, dict) and "dimension" in part]
    if not inner:
        raise BadSource(file, "dette er JSON, men ikke JSON-stat: ingen «dimension».")
    for part in inner:
        yield from _datasets(part, file, depth + 1)


def _table(dataset: dict[str, Any], file: str) -> Table:
    dimensions = _dimensions(dataset, file)
    sizes = tuple(len(dimension.codes) for dimension in dimensions)
    cells = math.prod(sizes)
    described = Table(
        title=str(dataset.get("label") or ""),
        dimensions=dimensions,
        columns=tuple(np.empty(0, np.int32) for _ in dimensions),
        values=np.empty(0),
        marks=np.empty(0, np.int32),
        mark_texts=("",),
        updated=str(dataset["updated"]) if dataset.get("updated") else None,
        notes=_notes(dataset),
        is_metadata=True,
        sizes=sizes,
    )
    if not dataset.get("value") and not dataset.get("status"):
        return described
    if cells > MAX_CELLS:
        raise BadSource(file, f"tabellen har {cells} celler; grensen er {MAX_CELLS}.", "size")
    marks, mark_texts = jsonstat_cells.marks(dataset.get("status"), cells, file)
    return replace(
        described,
        columns=_codes(sizes, cells),
        values=jsonstat_cells.values(dataset.get("value"), cells, file),
        marks=marks,
        mark_texts=mark_texts,
        is_metadata=False,
    )


def _codes(sizes: tuple[int, ...], cells: int) -> tuple[Ints, ...]:
    """Return each cell's place in each dimension; the last dimension runs fastest."""
    columns = []
    inner = cells
    for size in sizes:
        inner = inner // size if size else 0
        one = np.repeat(np.arange(size, dtype=np.int32), inner)
        columns.append(np.tile(one, cells // len(one)) if len(one) else one)
    return tuple(columns)


def _notes(dataset: dict[str, Any]) -> tuple[str, ...]:
    notes = dataset.get("note")
    return tuple(str(note) for note in notes) if isinstance(notes, list) else ()


def _dimensions(dataset: dict[str, Any], file: str) -> tuple[Dimension, ...]:
    described = dataset["dimension"]
    # Version 1 keeps id, size and role inside "dimension".
    holder = dataset if "id" in dataset else described
    ids, sizes, role = holder.get("id"), holder.get("size"), holder.get("role")
    if not isinstance(ids, list) or not isinstance(sizes, list) or len(ids) != len(sizes):
        raise BadSource(file, "«id» og «size» må være to like lange lister.", "dimension")
    if len(set(map(str, ids))) != len(ids):
        raise BadSource(file, "samme dimensjon står to ganger.", "id")
    times = role.get("time") if isinstance(role, dict) else None
    return tuple(
        _dimension(str(key), _size(size, str(key), file), described, times, file)
        for key, size in zip(ids, sizes, strict=True)
    )


def _size(size: object, key: str, file: str) -> int:
    # Some offices give sizes as text.
    if isinstance(size, str) and size.isascii() and size.isdigit():
        return int(size)
    if isinstance(size, int) and not isinstance(size, bool) and size >= 0:
        return size
    raise BadSource(file, f"størrelsen «{size}» er ikke et helt tall.", f"size av {key}")


def _dimension(
    key: str, size: int, described: dict[str, Any], times: object, file: str
) -> Dimension:
    place = f"dimension.{key}"
    dimension = described.get(key)
    category = dimension.get("category") if isinstance(dimension, dict) else None
    if not isinstance(dimension, dict) or not isinstance(category, dict):
        raise BadSource(file, "dimensjonen mangler «category».", place)
    labels = category.get("label")
    names: dict[str, Any] = labels if isinstance(labels, dict) else {}
    codes = _ordered_codes(category.get("index"), names, file, place)
    if len(codes) != size:
        raise BadSource(file, f"dimensjonen har {len(codes)} koder, men «size» sier {size}.", place)
    return Dimension(
        key,
        str(dimension.get("label") or key),
        codes,
        tuple(str(names.get(code, code)) for code in codes),
        is_time=_is_time(key, codes, times),
    )


def _ordered_codes(index: object, names: dict[str, Any], file: str, place: str) -> tuple[str, ...]:
    if index is None and len(names) == 1:
        return tuple(names)
    if isinstance(index, list):
        codes = tuple(map(str, index))
    elif isinstance(index, dict):
        if sorted(map(str, index.values())) != sorted(map(str, range(len(index)))):
            raise BadSource(file, "plassene i «index» er ikke 0, 1, 2 …", f"{place}.category")
        codes = tuple(sorted(index, key=lambda code: int(index[code])))
    else:
        raise BadSource(file, "«index» mangler eller er verken liste eller objekt.", place)
    if len(set(codes)) != len(codes):
        raise BadSource(file, "samme kode står to ganger.", f"{place}.category.index")
    return codes


def _is_time(key: str, codes: tuple[str, ...], times: object) -> bool:
    """Tell whether this is the time dimension; offices leave the role out or give it as null."""
    if isinstance(times, list) and times:
        return key in times
    if key.lower() not in _TIME_NAMES or not codes:
        return False
    try:
        for code in codes:
            periods.parse(code)
    except ValueError:
        return False
    return True
