"""Is a reply what it should be? HTML with 200, PX-JSON, cut-off and empty answers are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from etl.providers.own_words import own_words, shown
from etl.readers import jsonstat
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from etl.providers.http import Reply
    from etl.readers.table import Table

_BOM = b"\xef\xbb\xbf"
# A hostile text of empty brackets takes twenty times its size when it is parsed.
_MAX_BRACKETS = 1_000_000
_EXAMPLES = 5


def document_of(reply: Reply) -> dict[str, Any]:
    """Return the reply's JSON object.

    Raises:
        BadSource: If the reply is empty, a page, cut off, or any other thing than an object.
    """
    address = shown(reply.address)
    content = reply.content.removeprefix(_BOM).strip()
    if not content:
        raise BadSource(address, "svaret er tomt.")
    if content.startswith(b"<"):
        words = own_words(content, reply.charset)
        raise BadSource(address, f"svaret er en nettside, ikke tall: «{words}».")
    if content.count(b"[") + content.count(b"{") > _MAX_BRACKETS:
        raise BadSource(address, "svaret har flere lister enn noe ærlig svar har.")
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise BadSource(address, f"svaret er ikke hel, gyldig JSON ({error.msg}).") from None
    if not isinstance(document, dict):
        raise BadSource(address, "svaret er JSON, men ikke et objekt.")
    return document


def table_of(reply: Reply) -> Table:
    """Return the one JSON-stat dataset of the reply, with cells.

    Raises:
        BadSource: If it is something else, contradicts itself, or has no values.
    """
    address = shown(reply.address)
    document = document_of(reply)
    if "dimension" not in document and "dataset" not in document:
        if "columns" in document and "data" in document:
            raise BadSource(address, "svaret er PX-JSON, ikke JSON-stat som det ble spurt om.")
        words = own_words(reply.content, reply.charset)
        raise BadSource(address, f"svaret er ikke JSON-stat: «{words}».")
    tables = jsonstat.read(reply.content, address)
    if len(tables) != 1:
        raise BadSource(address, f"svaret har {len(tables)} datasett; det ble spurt om ett.")
    if tables[0].is_metadata or not len(tables[0]):
        raise BadSource(address, "svaret har ingen verdier.")
    return tables[0]


def check_codes(
    table: Table,
    asked: Mapping[str, Collection[str]],
    address: str,
    *,
    must_have: Mapping[str, Collection[str]] | None = None,
) -> None:
    """Check that the table holds the variables and codes that were asked for.

    ``must_have`` are the codes that have to be there; all that were asked for when it is None.
    Upper and lower case are the same.

    Raises:
        BadSource: If something is missing, or came without being asked for.
    """
    given = {dimension.key.casefold(): dimension for dimension in table.dimensions}
    wanted = {variable.casefold(): variable for variable in asked}
    if given.keys() != wanted.keys():
        names = ", ".join(dimension.key for dimension in table.dimensions)
        problem = f"svaret har variablene {names}; det ble spurt om {', '.join(asked)}."
        raise BadSource(shown(address), problem)
    for folded, variable in wanted.items():
        codes = {code.casefold() for code in given[folded].codes}
        needed = asked[variable] if must_have is None else must_have.get(variable, ())
        missing = [code for code in needed if code.casefold() not in codes]
        extra = codes - {code.casefold() for code in asked[variable]}
        if missing or extra:
            raise BadSource(shown(address), _difference(missing, sorted(extra)), variable)


def _difference(missing: list[str], extra: list[str]) -> str:
    said = []
    if missing:
        said.append(f"svaret mangler {len(missing)} koder ({_some(missing)})")
    if extra:
        said.append(f"svaret har {len(extra)} koder det ikke ble spurt om ({_some(extra)})")
    return " og ".join(said) + "."


def _some(codes: list[str]) -> str:
    return ", ".join(codes[:_EXAMPLES]) + (" …" if len(codes) > _EXAMPLES else "")
