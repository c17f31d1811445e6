"""The table of providers that are asked over the net, and the one way to use it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Protocol

from pydantic import ValidationError

from etl.providers import fhi, kolada, pxweb_v1, pxweb_v2, udir
from etl.providers.own_words import one_line
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic_core import ErrorDetails

    from etl.providers.answers import Answer, Unchanged
    from etl.providers.declaration import Declaration
    from etl.providers.http import Client


class _Fetch(Protocol):
    def __call__(
        self,
        declaration: Any,  # noqa: ANN401 - each provider takes its own kind
        client: Client,
        *,
        known_updated: str | None = None,
    ) -> Answer | Unchanged: ...


def _as_it_is(content: bytes, file: str) -> bytes:  # noqa: ARG001 - one signature for all
    return content


@dataclass(frozen=True, slots=True)
class Provider:
    """How one kind of provider is declared, asked and read.

    ``as_jsonstat`` makes of a stored answer what ``etl.readers.jsonstat`` reads; for most
    providers that is the answer itself.
    """

    declaration: type[Declaration]
    fetch: _Fetch
    as_jsonstat: Callable[[bytes, str], bytes] = _as_it_is


PROVIDERS: Final[Mapping[str, Provider]] = MappingProxyType(
    {
        "pxweb_v2": Provider(pxweb_v2.PxWebV2, pxweb_v2.fetch),
        "pxweb_v1": Provider(pxweb_v1.PxWebV1, pxweb_v1.fetch),
        "fhi": Provider(fhi.Fhi, fhi.fetch),
        "kolada": Provider(kolada.Kolada, kolada.fetch, kolada.as_jsonstat),
        "udir": Provider(udir.Udir, udir.fetch, udir.as_jsonstat),
    }
)

_SAID = {
    "missing": "mangler",
    "extra_forbidden": "er ikke en nøkkel her",
    "string_type": "skal være tekst i anførselstegn",
    "string_pattern_mismatch": "har feil form",
    "string_too_short": "er tom",
    "tuple_type": "skal være en liste",
    "dict_type": "skal være en tabell",
    "int_type": "skal være et helt tall",
}


def declared(
    provider: str,
    query: Mapping[str, object],
    file: str,
    line_of: Callable[[tuple[int | str, ...]], int | None] = lambda _: None,
) -> Declaration:
    """Return the checked declaration of a source's ``[query]``.

    ``line_of`` tells which line of the file a key of the query stands on, where that is known.

    Raises:
        BadSource: If there is no such provider, or with every key that is wrong.
    """
    if provider not in PROVIDERS:
        names = ", ".join(PROVIDERS)
        raise BadSource(file, f"leverandøren «{provider}» finnes ikke; velg blant {names}.")
    try:
        return PROVIDERS[provider].declaration.model_validate(dict(query))
    except ValidationError as error:
        problems = [_problem(details, line_of(details["loc"])) for details in error.errors()]
        raise BadSource(file, " ".join(problems), "query") from None


def _problem(details: ErrorDetails, line: int | None) -> str:
    path = ".".join(map(str, details["loc"])) or "query"
    context = details.get("ctx", {})
    said = _SAID.get(details["type"]) or str(context.get("error", details["msg"]))
    value = details.get("input")
    found = f" (fant {one_line(repr(value))[:80]})" if isinstance(value, str | int) else ""
    where = f"linje {line}, {path}" if line else path
    return f"{where}: {said}{found}."


def fetch(
    declaration: Declaration, client: Client, *, known_updated: str | None = None
) -> Answer | Unchanged:
    """Ask the declaration's provider.

    ``known_updated`` is the ``updated`` of the answer that is loaded, and only if that answer's
    ``asked`` is ``declaration.asked()``: after a change of the query everything is new.

    Raises:
        BadSource: If the provider refuses, or what comes is not what was asked for.
    """
    return PROVIDERS[declaration.provider].fetch(declaration, client, known_updated=known_updated)
