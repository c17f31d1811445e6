"""Talking to providers: patient, bounded, and never beyond the address that was asked.

Redirects are not followed and nothing inside an answer is an address to this client. A 429, a 5xx
or a fault on the line is tried again a few times; any other refusal is final.
"""

from __future__ import annotations

import time
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

import httpx

from etl.providers.answers import MAX_BYTES
from etl.providers.own_words import one_line, own_words, shown
from etl.providers.pace import Pace, retry_after
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Callable

_HEADERS = {
    "User-Agent": "rodtrad (kommunal styringsinformasjon)",
    "Accept": "application/json",
    # Only what can be unpacked bit by bit under a limit.
    "Accept-Encoding": "gzip",
}
_TOO_MANY = 429
_SERVER_ERRORS = range(500, 600)
_OK = range(200, 300)
_MOVED = range(300, 400)
_GZIP = 31


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long and how much: bytes after unpacking, tries, and seconds."""

    max_bytes: int = MAX_BYTES
    tries: int = 5
    first_wait: float = 2.0
    longest_wait: float = 120.0
    connect_seconds: float = 10.0
    read_seconds: float = 60.0
    whole_seconds: float = 300.0


@dataclass(frozen=True, slots=True)
class Reply:
    """One accepted answer (2xx) as it came, unpacked."""

    content: bytes
    media_type: str
    charset: str | None
    address: str
    fetched_at: datetime


class _TryAgain(Exception):  # noqa: N818 - not an error yet
    """This try failed in a way that may pass; ``wait`` is what the provider asks for."""

    def __init__(self, reason: str, wait: float | None = None) -> None:
        self.reason = reason
        self.wait = wait
        super().__init__(reason)


class Client:
    """Asks providers on behalf of one run; close it, or use it in ``with``.

    ``clock`` counts seconds, ``pause`` waits them and ``now`` tells the time of day; all three
    are given by tests. What was learned of a host's limits lasts as long as the client.
    """

    def __init__(
        self,
        bounds: Bounds | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._bounds = bounds or Bounds()
        self._clock = clock
        self._pause = pause
        self.now = now
        self._paces: dict[str, Pace] = {}
        self._remembered: dict[str, Reply] = {}
        self._http = httpx.Client(
            headers=_HEADERS,
            timeout=httpx.Timeout(self._bounds.read_seconds, connect=self._bounds.connect_seconds),
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        """Return the client itself."""
        return self

    def __exit__(self, *_reason: object) -> None:
        """Close the connections."""
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def get(self, address: str) -> Reply:
        """Ask for an address.

        Raises:
            BadSource: If the provider refuses, sends too much, or cannot be reached.
        """
        return self._ask(self._http.build_request("GET", address))

    def get_once(self, address: str) -> Reply:
        """Ask for an address the first time, and give the same reply afterwards."""
        if address not in self._remembered:
            self._remembered[address] = self.get(address)
        return self._remembered[address]

    def post(self, address: str, body: bytes) -> Reply:
        """Ask with a JSON query; the query changes nothing at the provider, so it may be repeated.

        Raises:
            BadSource: If the provider refuses, sends too much, or cannot be reached.
        """
        headers = {"Content-Type": "application/json"}
        return self._ask(self._http.build_request("POST", address, content=body, headers=headers))

    def allow(self, address: str, calls: int, seconds: float) -> None:
        """Take the limit on calls that a provider's own configuration states."""
        self._pace(httpx.URL(address).netloc.decode()).allow(calls, seconds)

    def _pace(self, host: str) -> Pace:
        if host not in self._paces:
            self._paces[host] = Pace(self._clock, self._pause)
        return self._paces[host]

    def _ask(self, request: httpx.Request) -> Reply:
        address = shown(str(request.url))
        pace = self._pace(request.url.netloc.decode())
        wait = self._bounds.first_wait
        for left in reversed(range(self._bounds.tries)):
            pace.wait()
            try:
                return self._once(request, pace)
            except _TryAgain as failed:
                reason, seconds = failed.reason, failed.wait
            except httpx.TransportError as fault:
                reason, seconds = f"får ikke kontakt ({_kind_of(fault)}).", None
            if not left:
                break
            seconds = wait if seconds is None else seconds
            if seconds > self._bounds.longest_wait:
                problem = f"{reason} Leverandøren ber om å vente {seconds:.0f} sekunder."
                raise BadSource(address, problem)
            self._pause(seconds)
            wait = min(wait * 2, self._bounds.longest_wait)
        raise BadSource(address, f"{reason} Ga opp etter {self._bounds.tries} forsøk.")

    def _once(self, request: httpx.Request, pace: Pace) -> Reply:
        response = self._http.send(request, stream=True)
        try:
            pace.learn(response.headers)
            content = self._content(response)
        finally:
            response.close()
        self._refuse(response, content, pace)
        media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        return Reply(content, media_type, response.charset_encoding, str(request.url), self.now())

    def _refuse(self, response: httpx.Response, content: bytes, pace: Pace) -> None:
        status = response.status_code
        if status in _OK:
            return
        address = shown(str(response.request.url))
        if status in _MOVED:
            target = one_line(response.headers.get("location", ""))
            problem = f"svaret er en henvisning (HTTP {status}) til «{target}», som ikke følges."
            raise BadSource(address, problem)
        words = own_words(content, response.charset_encoding)
        said = (
            f"leverandøren svarte HTTP {status}: «{words}»."
            if words
            else (f"leverandøren svarte HTTP {status} uten forklaring.")
        )
        wait = retry_after(response.headers, self.now())
        if status == _TOO_MANY:
            raise _TryAgain(said, pace.window if wait is None else wait)
        if status in _SERVER_ERRORS:
            raise _TryAgain(said, wait)
        raise BadSource(address, said)

    def _content(self, response: httpx.Response) -> bytes:
        """Read and unpack the body under the limits of size and time."""
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        address = shown(str(response.request.url))
        if encoding not in {"identity", "gzip", "x-gzip", ""}:
            raise BadSource(address, f"svaret er pakket som «{one_line(encoding)}».")
        unpack = zlib.decompressobj(_GZIP) if "gzip" in encoding else None
        until = self._clock() + self._bounds.whole_seconds
        limit = self._bounds.max_bytes
        content = bytearray()
        for raw in response.iter_raw():
            content += unpack.decompress(raw, limit + 1 - len(content)) if unpack else raw
            if len(content) > limit:
                raise BadSource(address, f"svaret er større enn grensen på {limit} byte.")
            if self._clock() > until:
                raise _TryAgain(f"svaret tok mer enn {self._bounds.whole_seconds:.0f} sekunder.")
        if unpack and not unpack.eof:
            raise _TryAgain("svaret ble brutt av midt i.")
        return bytes(content)


def _kind_of(fault: httpx.TransportError) -> str:
    if isinstance(fault, httpx.TimeoutException):
        return "tidsavbrudd"
    return one_line(f"{type(fault).__name__}: {fault}")
