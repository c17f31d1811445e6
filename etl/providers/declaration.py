"""What the ``[query]`` of a declared source may say: shared rules for every online provider."""

from __future__ import annotations

import ipaddress
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

import orjson
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

_LONGEST_CODE = 200
_MOST_CODES = 50_000


def _own_address(address: str) -> str:
    """Accept an https address without secrets, and http to this machine only."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme not in {"https", "http"} or not host:
        raise ValueError("adressen må begynne med https://")
    if parts.scheme == "http" and not _is_this_machine(host):
        raise ValueError("adressen må være https; http er bare lov mot egen maskin")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("adressen kan ikke ha brukernavn, «?» eller «#»")
    return address.rstrip("/")


def _is_this_machine(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _as_list(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _each_once(codes: tuple[str, ...]) -> tuple[str, ...]:
    # SSB answers HTTP 500 with an empty body when a code stands twice.
    once: dict[str, str] = {}
    for code in codes:
        once.setdefault(code.casefold(), code)
    if not once:
        raise ValueError('listen er tom; skriv minst én kode, eller "*" for alle')
    if len(once) > _MOST_CODES:
        raise ValueError(f"{len(once)} koder; grensen er {_MOST_CODES}")
    return tuple(once.values())


Code = Annotated[
    str,
    StringConstraints(
        strict=True, min_length=1, max_length=_LONGEST_CODE, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]
Codes = Annotated[tuple[Code, ...], BeforeValidator(_as_list), AfterValidator(_each_once)]
Address = Annotated[str, AfterValidator(_own_address)]
PathPart = Annotated[str, StringConstraints(strict=True, pattern=r"^[A-Za-z0-9._-]*[A-Za-z0-9]$")]
Language = Annotated[str, StringConstraints(strict=True, pattern=r"^[a-z]{2}$")]


class Declaration(BaseModel):
    """What one source asks of its provider; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    provider: ClassVar[str]

    def asked(self) -> str:
        """Return the query as text that is the same whenever the same is asked.

        It is stored with the answer. When it is no longer what it was, the loaded ``updated``
        says nothing about the new query and must not be given as ``known_updated``.
        """
        query = {"provider": self.provider, "query": self.model_dump(mode="json")}
        return orjson.dumps(query, option=orjson.OPT_SORT_KEYS).decode()
