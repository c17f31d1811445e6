"""PxWebApi version 2: Statistics Norway's, and any other office's that runs it.

Metadata first (``updated``, and the codes that count the cells), the limit from ``/config``, then
the data: GET while the address is short, POST when it is long, several calls when it is large.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, ClassVar
from urllib.parse import quote, urlencode

import orjson
from pydantic import Field

from etl.providers.answering import answer_of, one_moment
from etl.providers.answers import Answer, Unchanged, same_instant
from etl.providers.declaration import Address, Code, Codes, Declaration, Language, PathPart
from etl.providers.json_replies import check_codes, document_of, table_of
from etl.providers.own_words import shown
from etl.providers.splitting import parts
from etl.providers.variables import Description, Variable
from etl.readers import jsonstat
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from etl.providers.http import Client, Reply

# SSB and its proxies answer 404 with a web page from about 2 100 signs on.
LONGEST_ADDRESS = 2000
_CALLS = frozenset({"top", "bottom", "from", "to", "range"})
# In an address these would be read as part of the expression around the code.
_SIGNS_OF_EXPRESSIONS = frozenset(",()[]")


class PxWebV2(Declaration):
    """A table of PxWebApi 2. ``select`` takes codes and the service's own expressions."""

    provider: ClassVar[str] = "pxweb_v2"
    base: Address = "https://data.ssb.no/api/pxwebapi/v2"
    table: PathPart
    language: Language = "no"
    select: dict[Code, Codes]
    code_lists: Annotated[dict[Code, Code], Field(default_factory=dict)]


def fetch(
    declaration: PxWebV2, client: Client, *, known_updated: str | None = None
) -> Answer | Unchanged:
    """Ask for the declared cells, unless the table is as it was at ``known_updated``.

    An answer in several calls is one JSON-stat 2 collection, each call's dataset untouched in it.

    Raises:
        BadSource: If the service refuses, or what comes is not what was asked for.
    """
    described = describe(declaration, client)
    if same_instant(known_updated, described.updated):
        return Unchanged(described.updated or "", described.address, client.now())
    chosen = described.chosen(declaration.select, _CALLS)
    asked = parts(chosen, _limit(declaration, client), described.address)
    replies, updated = [], [described.updated]
    for part in asked:
        # One call keeps the expressions as declared: shorter, and what the user wrote.
        selection = part if len(asked) > 1 else _as_declared(declaration, chosen)
        reply = _ask(declaration, selection, client)
        table = table_of(reply)
        check_codes(table, part, reply.address)
        replies.append(reply)
        updated.append(table.updated)
    return answer_of(declaration, replies, one_moment(updated, described.address))


def describe(declaration: PxWebV2, client: Client) -> Description:
    """Return the table's variables and when it was last updated, with the declared code lists.

    Raises:
        BadSource: If the service refuses, or the answer describes no table.
    """
    query = [("lang", declaration.language), *_code_lists(declaration)]
    reply = client.get(_address(declaration, f"tables/{declaration.table}/metadata", query))
    document = document_of(reply)
    tables = jsonstat.read(reply.content, shown(reply.address))
    if len(tables) != 1:
        raise BadSource(shown(reply.address), "svaret beskriver ikke én tabell.")
    described = document["dimension"]
    variables = tuple(
        Variable(
            dimension.key,
            dimension.label,
            dimension.codes,
            dimension.labels,
            is_time=dimension.is_time,
            **_extension(described.get(dimension.key)),
        )
        for dimension in tables[0].dimensions
    )
    address = shown(f"{declaration.base}/tables/{declaration.table}")
    return Description(address, tables[0].title, variables, tables[0].updated)


def _extension(dimension: object) -> dict[str, Any]:
    extension = dimension.get("extension") if isinstance(dimension, dict) else None
    if not isinstance(extension, dict):
        return {}
    # "codeLists" until 2025.
    lists = extension.get("codelists") or extension.get("codeLists") or []
    named = [one.get("id") for one in lists if isinstance(one, dict)]
    return {
        "may_be_left_out": extension.get("elimination") is True,
        "code_lists": tuple(name for name in named if isinstance(name, str)),
    }


def _limit(declaration: PxWebV2, client: Client) -> int:
    address = f"{declaration.base}/config"
    config = document_of(client.get_once(address))
    cells = config.get("maxDataCells")
    if not isinstance(cells, int) or isinstance(cells, bool) or cells < 1:
        raise BadSource(shown(address), "tjenesten sier ikke hvor mange celler den gir.")
    calls, seconds = config.get("maxCallsPerTimeWindow"), config.get("timeWindow")
    if isinstance(calls, int) and isinstance(seconds, int):
        client.allow(address, calls, seconds)
    return cells


def _as_declared(
    declaration: PxWebV2, chosen: Mapping[str, Sequence[str]]
) -> dict[str, Sequence[str]]:
    declared = {name.casefold(): given for name, given in declaration.select.items()}
    return {variable: declared[variable.casefold()] for variable in chosen}


def _ask(declaration: PxWebV2, selection: Mapping[str, Sequence[str]], client: Client) -> Reply:
    path = f"tables/{declaration.table}/data"
    query = [("lang", declaration.language), ("outputFormat", "json-stat2")]
    chosen = [
        (f"valueCodes[{variable}]", ",".join(map(_in_address, codes)))
        for variable, codes in selection.items()
    ]
    address = _address(declaration, path, [*query, *chosen, *_code_lists(declaration)])
    plain = not any(_needs_body(code) for codes in selection.values() for code in codes)
    if plain and len(address) < LONGEST_ADDRESS:
        return client.get(address)
    return client.post(_address(declaration, path, query), _body(declaration, selection))


def _needs_body(code: str) -> bool:
    is_expression = code.partition("(")[0].lower() in _CALLS and code.endswith(")")
    return not is_expression and not _SIGNS_OF_EXPRESSIONS.isdisjoint(code)


def _in_address(code: str) -> str:
    return f"[{code}]" if "," in code else code


def _code_lists(declaration: PxWebV2) -> list[tuple[str, str]]:
    return [(f"codelist[{name}]", code_list) for name, code_list in declaration.code_lists.items()]


def _address(declaration: PxWebV2, path: str, query: list[tuple[str, str]]) -> str:
    return f"{declaration.base}/{path}?{urlencode(query, safe='*,()', quote_via=quote)}"


def _body(declaration: PxWebV2, selection: Mapping[str, Sequence[str]]) -> bytes:
    lists = {name.casefold(): given for name, given in declaration.code_lists.items()}
    asked = []
    for variable, codes in selection.items():
        one: dict[str, object] = {"variableCode": variable, "valueCodes": list(codes)}
        if variable.casefold() in lists:
            one["codelist"] = lists[variable.casefold()]
        asked.append(one)
    return orjson.dumps({"selection": asked})
