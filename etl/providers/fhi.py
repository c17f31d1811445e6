"""FHI Statistikk, the open service of the Norwegian Institute of Public Health.

Every dimension must be in the query, data are POST only, and one answer has at most 50 000 rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar

import orjson
from pydantic import AfterValidator, Field

from etl.providers.answering import answer_of
from etl.providers.answers import Answer, Unchanged, same_instant
from etl.providers.declaration import Address, Code, Codes, Declaration, PathPart
from etl.providers.json_replies import check_codes, document_of, table_of
from etl.providers.own_words import shown
from etl.providers.selection import call_of, is_plain
from etl.providers.splitting import parts
from etl.providers.variables import Description, Variable
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.providers.http import Client

_CALLS = frozenset({"first", "last"})
_MAX_ROWS = 50_000


def _no_top_or_bottom(codes: tuple[str, ...]) -> tuple[str, ...]:
    for code in codes:
        call = call_of(code)
        if call and call[0] in {"top", "bottom"}:
            raise ValueError(
                f"«{code}»: «top» er de eldste hos FHI, men de nyeste hos SSB. "
                "Skriv last(5) for de fem siste eller first(5) for de fem første"
            )
    return codes


class Fhi(Declaration):
    """A table of FHI Statistikk. ``select`` takes codes, ``*``, ``first(n)`` and ``last(n)``."""

    provider: ClassVar[str] = "fhi"
    base: Address = "https://statistikk-data.fhi.no/api/open/v1"
    source: PathPart = "nokkel"
    table: Annotated[int, Field(ge=1, strict=True)]
    select: dict[Code, Annotated[Codes, AfterValidator(_no_top_or_bottom)]]


def fetch(
    declaration: Fhi, client: Client, *, known_updated: str | None = None
) -> Answer | Unchanged:
    """Ask for the declared cells, unless the table is as it was at ``known_updated``.

    ``updated`` is the table's ``modifiedAt``: the one inside the data is when it was published.

    Raises:
        BadSource: If the service refuses, or what comes is not what was asked for.
    """
    described = describe(declaration, client)
    if same_instant(known_updated, described.updated):
        return Unchanged(described.updated or "", described.address, client.now())
    chosen = described.chosen(declaration.select, _CALLS)
    named = {
        code.casefold()
        for codes in declaration.select.values()
        for code in codes
        if is_plain(code, _CALLS)
    }
    replies = []
    for part in parts(chosen, _MAX_ROWS, described.address):
        reply = client.post(f"{described.address}/data", _body(part))
        # Categories without any figure are left out of the answer; those named may not be.
        needed = {
            variable: [code for code in codes if code.casefold() in named]
            for variable, codes in part.items()
        }
        check_codes(table_of(reply), part, reply.address, must_have=needed)
        replies.append(reply)
    return answer_of(declaration, replies, described.updated)


def describe(declaration: Fhi, client: Client) -> Description:
    """Return the table's dimensions, every one needed, and when it was last modified.

    Raises:
        BadSource: If the service refuses, or the answer describes no table.
    """
    address = f"{declaration.base}/{declaration.source}/Table/{declaration.table}"
    about = document_of(client.get(address))
    reply = client.get(f"{address}/query")
    given = document_of(reply).get("dimensions")
    if not isinstance(given, list) or not given:
        raise BadSource(shown(reply.address), "svaret beskriver ingen tabell.")
    variables = tuple(_variable(one, shown(reply.address)) for one in given)
    modified = about.get("modifiedAt")
    updated = modified if isinstance(modified, str) else None
    return Description(address, str(about.get("title", "")), variables, updated)


def _variable(given: object, address: str) -> Variable:
    one: dict[str, Any] = given if isinstance(given, dict) else {}
    code, values = one.get("code"), one.get("values")
    if not isinstance(code, str) or not isinstance(values, list):
        raise BadSource(address, "svaret beskriver en dimensjon uten «code» og «values».")
    codes = tuple(map(str, values))
    return Variable(code, code, codes, codes, is_time=code == "AAR")


def _body(part: Mapping[str, tuple[str, ...]]) -> bytes:
    # "item" throughout: the service's own "top" and "bottom" are easily taken for the opposite.
    dimensions = [
        {"code": variable, "filter": "item", "values": list(codes)}
        for variable, codes in part.items()
    ]
    response = {"format": "json-stat2", "maxRowCount": _MAX_ROWS}
    return orjson.dumps({"dimensions": dimensions, "response": response})
