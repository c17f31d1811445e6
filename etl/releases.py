"""When new figures come out, and whether a source is due to be asked.

A release day is a whole date (``2027-03-15``), or a day that comes back every year (``03-15``).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator

if TYPE_CHECKING:
    from collections.abc import Iterable

_FORM = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})")
_OSLO = ZoneInfo("Europe/Oslo")
# Statistics Norway publishes at 08:00, and asks users to wait some minutes.
_READY = time(8, 15)
_ANY_LEAP_YEAR = 2000


def _day(text: str) -> str:
    match = _FORM.fullmatch(text)
    if match and _date(int(match[1] or _ANY_LEAP_YEAR), match):
        return text
    raise ValueError(f"«{text}» er ikke en dag; skriv 2027-03-15, eller 03-15")


def _date(year: int, match: re.Match[str]) -> date | None:
    try:
        return date(year, int(match[2]), int(match[3]))
    except ValueError:
        return None


ReleaseDay = Annotated[str, AfterValidator(_day)]


def latest_release(days: Iterable[str], now: datetime) -> datetime | None:
    """Return the last release up to a moment, as UTC without a zone; None if there was none yet.

    ``now`` is such a moment too. 29 February comes back in leap years only.
    """
    past = [moment for day in days for moment in _moments(day, now.year) if moment <= now]
    return max(past, default=None)


def next_release(days: Iterable[str], now: datetime) -> datetime | None:
    """Return the first release after a moment, as ``latest_release`` does the last."""
    coming = [moment for day in days for moment in _moments(day, now.year) if moment > now]
    return min(coming, default=None)


def is_due(days: Iterable[str], loaded_at: datetime | None, now: datetime) -> bool:
    """Tell whether figures have come out since the last load; what was never loaded is due."""
    if loaded_at is None:
        return True
    released = latest_release(days, now)
    return released is not None and loaded_at < released


def _moments(text: str, year: int) -> list[datetime]:
    match = _FORM.fullmatch(text)
    if match is None:
        return []
    years = [int(match[1])] if match[1] else [year - 1, year, year + 1]
    found = []
    for one in years:
        if day := _date(one, match):
            local = datetime.combine(day, _READY, _OSLO)
            found.append(local.astimezone(UTC).replace(tzinfo=None))
    return found
