"""Udir's statistics portal.

Udir says that the service is not meant for others and changes without notice. Anything that does
not look as it did is refused; the same source can then be given as a downloaded file.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self
from urllib.parse import quote

import orjson
from pydantic import StringConstraints, model_validator

from etl.providers.answering import answer_of
from etl.providers.declaration import Address, Codes, Declaration
from etl.providers.json_replies import document_of
from etl.providers.own_words import one_line, shown
from etl.providers.sparse import SparseCube
from etl.readers.numbers import cell_parser
from indicators import periods
from indicators.errors import BadSource

if TYPE_CHECKING:
    from etl.providers.answers import Answer
    from etl.providers.http import Client

_REPORT = r"Statistikk/[A-Za-z]{1,20}/[A-Za-z0-9_]{1,60}/\d{1,4}/\d{1,4}"
_ENDPOINT = re.compile(rf"/?(?:rest/v1/)?({_REPORT})/data")
_PROVISIONAL = "Foreløpige tall "
_MARKS = frozenset({"*", ".", "..", ":", "-", ""})
_MAX_LEVELS = 10

_Name = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9_]{1,60}$")]
_Report = Annotated[str, StringConstraints(strict=True, pattern=rf"^{_REPORT}$")]
_RowPath = Annotated[str, StringConstraints(strict=True, pattern=r"^[-0-9.*()_]{1,500}$")]


class Udir(Declaration):
    """A report of the portal, by its page (its newest version is looked up) or its own path.

    ``filter`` by Udir's names, such as ``TidID = ["202510"]`` and ``KjoennID = ["-10"]`` (all);
    ``rows`` is Udir's ``radSti``.
    """

    provider: ClassVar[str] = "udir"
    base: Address = "https://statistikkportalen.udir.no/api/rapportering/rest/v1"
    page: _Name | None = None
    report: _Report | None = None
    filter: dict[_Name, Codes]
    rows: _RowPath = "-12.*.*"

    @model_validator(mode="after")
    def _one_way_to_it(self) -> Self:
        if (self.page is None) == (self.report is None):
            raise ValueError("skriv enten page eller report")
        return self


def fetch(declaration: Udir, client: Client, *, known_updated: str | None = None) -> Answer:
    """Ask for the report; Udir tells no moment of update, so it is always asked.

    Raises:
        BadSource: If the service refuses, or the answer is not formed as it was.
    """
    del known_updated
    report = declaration.report or _newest(declaration, client)
    chosen = "_".join(
        f"{name}({'_'.join(codes)})" for name, codes in sorted(declaration.filter.items())
    )
    query = f"radSti={_safe(declaration.rows)}&filter={_safe(chosen)}&inkluderKoder=true"
    reply = client.get(f"{declaration.base}/{report}/data?{query}")
    document_of(reply)
    as_jsonstat(reply.content, shown(reply.address))
    return answer_of(declaration, [reply], None)


def as_jsonstat(content: bytes, file: str) -> bytes:
    """Return the stored answer as one JSON-stat dataset.

    Dimensions: ``enhet`` (Udir's code), ``nivå`` (how deep in Udir's tree the unit stands: the
    same list holds country, counties, municipalities and schools), and ``kolonne1`` … for the
    levels of the column headings. The level of school years has the role of time; figures that
    Udir calls provisional carry that word as their mark.

    Raises:
        BadSource: If the answer is not formed as it was.
    """
    try:
        document = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
        leaves = _leaves(document["metadata"]["columns"])
        rows = [_row(row, len(leaves)) for row in document["rows"]]
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        problem = (
            f"svaret ser ikke ut som før ({one_line(str(error))}). Udir kan ha endret "
            "tjenesten; last ned filen fra nettsiden og bruk --from-file."
        )
        raise BadSource(file, problem) from None
    levels = [f"kolonne{level + 1}" for level in range(len(leaves[0]))]
    times = [
        name
        for name, codes in zip(levels, zip(*leaves, strict=True), strict=True)
        if all(map(_is_time, codes))
    ]
    title = str(document.get("navn", "")) or "Udir"
    cube = SparseCube(
        title, ("enhet", "nivå", *levels), time=times[0] if times else None, file=file
    )
    parse = cell_parser(",", _MARKS)
    for code, name, depth, cells in rows:
        cube.name(0, code, name)
        for leaf, text in zip(leaves, cells, strict=True):
            read = parse(text)
            if read is None:
                raise BadSource(file, f"«{one_line(text)}» er verken tall eller merke.", code)
            value, mark = read
            provisional = any(part.startswith(_PROVISIONAL) for part in leaf)
            cube.add(
                (code, depth, *(part.removeprefix(_PROVISIONAL).strip() for part in leaf)),
                None if math.isnan(value) else value,
                mark or (_PROVISIONAL.strip() if provisional else ""),
            )
    return cube.content()


def _newest(declaration: Udir, client: Client) -> str:
    """Return the path of the page's newest report, made of its parts and never followed blindly."""
    reply = client.get(f"{declaration.base}/Rapportside/{declaration.page}")
    page = document_of(reply).get("rappside")
    elements = page.get("rapportElementer") if isinstance(page, dict) else None
    first = elements[0] if isinstance(elements, list) and elements else None
    endpoint = first.get("dataEndepunkt") if isinstance(first, dict) else None
    match = _ENDPOINT.fullmatch(endpoint) if isinstance(endpoint, str) else None
    if match is None:
        raise BadSource(
            shown(reply.address),
            "siden sier ikke hvor tallene er. Udir kan ha endret tjenesten; last ned filen fra "
            "nettsiden og bruk --from-file.",
        )
    return match[1]


def _safe(text: str) -> str:
    return quote(text, safe="().*_-")


def _leaves(columns: list[list[dict[str, Any]]]) -> list[tuple[str, ...]]:
    """Return the heading of each column, level by level, from headings that span columns."""
    if not 1 <= len(columns) <= _MAX_LEVELS:
        raise ValueError("overskriftene mangler")
    levels = []
    for level in columns:
        names: list[str] = []
        for heading in level:
            names += [str(heading["name"])] * int(heading.get("columnCount", 1))
        levels.append(names)
    if not levels[0]:
        raise ValueError("ingen kolonner")
    return list(zip(*levels, strict=True))


def _row(row: dict[str, Any], columns: int) -> tuple[str, str, str, list[str]]:
    cells = ["" if cell is None else str(cell).strip() for cell in row["data"]]
    if len(cells) != columns:
        raise ValueError(f"en rad har {len(cells)} tall, men det er {columns} kolonner")
    path = str(row["id"])
    return str(row.get("kode") or path), str(row["navn"]), str(path.count(".") + 1), cells


def _is_time(text: str) -> bool:
    try:
        periods.parse(text.removeprefix(_PROVISIONAL))
    except ValueError:
        return False
    return True
