"""Kolada version 3: key figures of Swedish municipalities (attribution: «Källa: Kolada»).

Lists of ids in the path, pages by ``next_url``. The answer is stored as the pages, untouched, in
one document: ``{"pages": [...]}``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar
from urllib.parse import urlsplit

import orjson
from pydantic import Field, StringConstraints

from etl.providers.answering import answer_of
from etl.providers.answers import Answer, Unchanged, joined
from etl.providers.declaration import Address, Declaration
from etl.providers.json_replies import document_of
from etl.providers.own_words import one_line, shown
from etl.providers.sparse import SparseCube
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.providers.http import Client, Reply

_PER_PAGE = 5000
_MOST_PAGES = 200
_KPIS_A_CALL = 20
_MUNICIPALITIES_A_CALL = 100
_BEFORE, _AFTER = b'{"pages":[', b"]}"

_Id = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9]{1,20}$")]
_Ids = Annotated[tuple[_Id, ...], Field(min_length=1, max_length=2000)]


class Kolada(Declaration):
    """Key figures (``kpi``) for municipalities, all years; 0000 is the country."""

    provider: ClassVar[str] = "kolada"
    base: Address = "https://api.kolada.se/v3"
    kpi: _Ids
    municipality: _Ids


def fetch(
    declaration: Kolada, client: Client, *, known_updated: str | None = None
) -> Answer | Unchanged:
    """Ask for every page, unless nothing has changed since the day ``known_updated``.

    Kolada tells no moment of update, but can be asked for what has changed since a day: the
    ``updated`` of an answer is the day (UTC) it was asked for.

    Raises:
        BadSource: If the service refuses, or pages lead elsewhere or in a circle.
    """
    day = client.now().date().isoformat()
    if known_updated is not None and not _changed(declaration, known_updated, client):
        return Unchanged(known_updated, declaration.base, client.now())
    replies = [
        reply
        for address in _addresses(declaration)
        for reply in _pages(f"{address}?per_page={_PER_PAGE}", declaration, client)
    ]
    pages = [reply.content for reply in replies]
    content = joined(pages, declaration.base, before=_BEFORE, after=_AFTER)
    return answer_of(declaration, replies, day, content=content)


def as_jsonstat(content: bytes, file: str) -> bytes:
    """Return the stored pages as one JSON-stat dataset: kpi, municipality, period, gender.

    Raises:
        BadSource: If the content is no pages of Kolada.
    """
    try:
        pages = orjson.loads(content)["pages"]
        cube = SparseCube(
            "Kolada", ("kpi", "municipality", "period", "gender"), time="period", file=file
        )
        for page in pages:
            for row in page["values"]:
                _add(row, cube)
    except (orjson.JSONDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadSource(file, f"dette er ikke sider fra Kolada ({one_line(str(error))}).") from None
    return cube.content()


def _add(row: dict[str, Any], cube: SparseCube) -> None:
    for cell in row["values"]:
        if row.get("is_deleted") or cell.get("is_deleted") or cell.get("isdeleted"):
            continue
        key = (row["kpi"], row["municipality"], str(row["period"]), cell["gender"])
        value = cell["value"]
        if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TypeError(f"«{value}» er ikke et tall")
        cube.add(key, value, cell.get("status") or "")


def _addresses(declaration: Kolada) -> Iterator[str]:
    for kpis in _batches(declaration.kpi, _KPIS_A_CALL):
        for municipalities in _batches(declaration.municipality, _MUNICIPALITIES_A_CALL):
            path = f"data/kpi/{','.join(kpis)}/municipality/{','.join(municipalities)}"
            yield f"{declaration.base}/{path}"


def _batches(ids: tuple[str, ...], size: int) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def _changed(declaration: Kolada, since: str, client: Client) -> bool:
    day = date.fromisoformat(since[:10])
    return any(
        _values_of(client.get(f"{address}?from_date={day}&per_page=1"))
        for address in _addresses(declaration)
    )


def _pages(address: str, declaration: Kolada, client: Client) -> Iterator[Reply]:
    seen: set[str] = set()
    following: str | None = address
    while following:
        if following in seen or len(seen) == _MOST_PAGES:
            raise BadSource(shown(following), "sidene går i ring, eller er flere enn 200.")
        seen.add(following)
        reply = client.get(following)
        _values_of(reply)
        yield reply
        following = _next(document_of(reply).get("next_url"), declaration.base, reply)


def _next(given: object, base: str, reply: Reply) -> str | None:
    """Return the next page's address, if it is the provider's own."""
    if not given:
        return None
    own, other = urlsplit(base), urlsplit(given if isinstance(given, str) else "")
    if (own.scheme, own.netloc) != (other.scheme, other.netloc):
        problem = f"neste side ligger et annet sted («{one_line(str(given))}») og hentes ikke."
        raise BadSource(shown(reply.address), problem)
    return str(given)


def _values_of(reply: Reply) -> list[Any]:
    values = document_of(reply).get("values")
    if not isinstance(values, list):
        raise BadSource(shown(reply.address), "svaret har ingen liste «values».")
    return values
