"""PxWebApi version 1: still beside version 2 at SSB, and all there is at many other offices.

POST with a JSON query; GET gives a thin description without limits or ``updated``. The format is
always named, for the default differs from office to office.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

import orjson
from pydantic import Field, model_validator

from etl.providers.answering import answer_of, one_moment
from etl.providers.answers import Answer, Unchanged, same_instant
from etl.providers.declaration import Address, Code, Codes, Declaration
from etl.providers.json_replies import check_codes, document_of, table_of
from etl.providers.own_words import shown
from etl.providers.selection import is_plain
from etl.providers.splitting import parts
from etl.providers.variables import Description, Variable
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.providers.http import Client, Reply
    from etl.readers.table import Table

_CALLS = frozenset({"top"})


class PxWebV1(Declaration):
    """A table of PxWebApi 1, by the address that describes it.

    ``select`` takes codes, patterns with ``*`` and ``top(n)``; ``code_lists`` such as
    ``Region = "agg:KommSummer"`` or ``"vs:…"`` take plain codes only. ``max_cells`` is the
    office's limit, which this version does not tell: SSB 800 000, Oslo kommune 1 000.
    """

    provider: ClassVar[str] = "pxweb_v1"
    address: Address
    select: dict[Code, Codes]
    code_lists: Annotated[dict[Code, Code], Field(default_factory=dict)]
    max_cells: Annotated[int, Field(ge=1, le=2_000_000)] = 800_000

    @model_validator(mode="after")
    def _code_lists_fit(self) -> Self:
        for variable, name in self.code_lists.items():
            if not name.startswith(("agg:", "vs:")):
                raise ValueError(f"kodelisten «{name}» må begynne med agg: eller vs:")
            if not all(is_plain(code) for code in self.select.get(variable, ())):
                raise ValueError(f"«{variable}» har kodeliste og tar bare rene koder")
        return self


def fetch(
    declaration: PxWebV1, client: Client, *, known_updated: str | None = None
) -> Answer | Unchanged:
    """Ask for the declared cells, unless the table is as it was at ``known_updated``.

    The description does not tell when the table was updated; a query for one cell does.

    Raises:
        BadSource: If the service refuses, or what comes is not what was asked for.
    """
    described = describe(declaration, client)
    chosen = _chosen(declaration, described)
    if known_updated is not None:
        probe = {variable: codes[:1] for variable, codes in chosen.items()}
        reply, table = _ask(declaration, probe, client)
        if same_instant(known_updated, table.updated):
            return Unchanged(known_updated, reply.address, reply.fetched_at)
    replies: list[Reply] = []
    updated: list[str | None] = []
    for part in parts(chosen, declaration.max_cells, described.address):
        reply, table = _ask(declaration, part, client)
        replies.append(reply)
        updated.append(table.updated)
    return answer_of(declaration, replies, one_moment(updated, described.address))


def describe(declaration: PxWebV1, client: Client) -> Description:
    """Return the table's variables; ``updated`` is not told.

    Raises:
        BadSource: If the service refuses, or the answer describes no table.
    """
    reply = client.get(declaration.address)
    address = shown(reply.address)
    document = document_of(reply)
    given = document.get("variables")
    if not isinstance(given, list) or not given:
        raise BadSource(address, "svaret beskriver ingen tabell: «variables» mangler.")
    return Description(
        address, str(document.get("title", "")), tuple(_variable(one, address) for one in given)
    )


def _variable(given: object, address: str) -> Variable:
    one: dict[str, Any] = given if isinstance(given, dict) else {}
    codes, texts = one.get("values"), one.get("valueTexts")
    if not isinstance(one.get("code"), str) or not isinstance(codes, list):
        raise BadSource(address, "svaret beskriver en variabel uten «code» og «values».")
    labels = texts if isinstance(texts, list) and len(texts) == len(codes) else codes
    return Variable(
        one["code"],
        str(one.get("text", one["code"])),
        tuple(map(str, codes)),
        tuple(map(str, labels)),
        is_time=one.get("time") is True,
        may_be_left_out=one.get("elimination") is True,
    )


def _chosen(declaration: PxWebV1, described: Description) -> dict[str, tuple[str, ...]]:
    # The description knows nothing of the codes of a code list: they are taken as they stand.
    lists = {variable.casefold() for variable in declaration.code_lists}
    select = {
        variable: ("*",) if variable.casefold() in lists else codes
        for variable, codes in declaration.select.items()
    }
    chosen = described.chosen(select, _CALLS)
    declared = {variable.casefold(): codes for variable, codes in declaration.select.items()}
    return {
        variable: declared[variable.casefold()] if variable.casefold() in lists else codes
        for variable, codes in chosen.items()
    }


def _ask(
    declaration: PxWebV1, part: Mapping[str, tuple[str, ...]], client: Client
) -> tuple[Reply, Table]:
    lists = {variable.casefold(): name for variable, name in declaration.code_lists.items()}
    query = [
        {
            "code": variable,
            "selection": {
                "filter": lists.get(variable.casefold(), "item"),
                "values": list(codes),
            },
        }
        for variable, codes in part.items()
    ]
    body = orjson.dumps({"query": query, "response": {"format": "json-stat2"}})
    reply = client.post(declaration.address, body)
    table = table_of(reply)
    check_codes(table, part, reply.address)
    return reply, table
