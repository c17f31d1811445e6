"""How fast one host may be asked: its own words in the headers, and a careful guess until then."""

from __future__ import annotations

import re
from collections import deque
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# SSB's guide says 30 calls a minute, its headers 40. The lower one until a header is seen.
_CALLS = 30
_SECONDS = 60.0
_LONGEST_WINDOW = 3600.0
_POLICY = re.compile(r"(\d{1,6})\s*;\s*w\s*=\s*(\d{1,6})")
_NUMBER = re.compile(r"\s*(\d{1,6})\b")


class Pace:
    """Lets calls through no faster than the host allows; one per host and client."""

    def __init__(self, clock: Callable[[], float], pause: Callable[[float], None]) -> None:
        self._clock = clock
        self._pause = pause
        self._calls = _CALLS
        self._seconds = _SECONDS
        self._made: deque[float] = deque()
        self._not_before = 0.0

    @property
    def window(self) -> float:
        """The length in seconds of the host's window: what to wait when it says no more."""
        return self._seconds

    def wait(self) -> None:
        """Pause until one more call is allowed, and count it."""
        now = self._clock()
        until = max(self._not_before, self._free_at(now))
        if until > now:
            self._pause(until - now)
        self._made.append(self._clock())

    def _free_at(self, now: float) -> float:
        while self._made and self._made[0] <= now - self._seconds:
            self._made.popleft()
        if len(self._made) < self._calls:
            return now
        return self._made[len(self._made) - self._calls] + self._seconds

    def allow(self, calls: int, seconds: float) -> None:
        """Take a limit that the host states; a zero means "not said here", not "no limit"."""
        if calls > 0 and 0 < seconds <= _LONGEST_WINDOW:
            self._calls, self._seconds = calls, float(seconds)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Read ``x-ratelimit-*``; what cannot be read changes nothing."""
        limit = _number(headers.get("x-ratelimit-limit"))
        policy = _POLICY.search(headers.get("x-ratelimit-policy", ""))
        if policy:
            self.allow(int(policy[1]), int(policy[2]))
        elif limit:
            self.allow(limit, self._seconds)
        if _number(headers.get("x-ratelimit-remaining")) == 0:
            reset = _number(headers.get("x-ratelimit-reset"))
            now = self._clock()
            # Some offices give the moment instead of the seconds left; that is not used.
            if reset is None or reset > _LONGEST_WINDOW:
                first = self._made[0] if self._made else now
                self._not_before = max(first + self._seconds, now)
            else:
                self._not_before = now + reset


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Return the seconds that ``Retry-After`` asks for (number or date); None without one."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given[:9])
    try:
        moment = parsedate_to_datetime(given)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


def _number(text: str | None) -> int | None:
    found = _NUMBER.match(text or "")
    return int(found[1]) if found else None
