"""What a provider gives back: the raw answer with where, when and what was asked, or no news."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Sequence

# 50 MB for one source is many times the largest table that a municipality needs.
MAX_BYTES = 50_000_000
_MARK_OF_UTF8 = b"\xef\xbb\xbf"
_BEFORE = b'{"version":"2.0","class":"collection","link":{"item":['
_BETWEEN = b","
_AFTER = b"]}}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One provider's answer, untouched.

    ``asked`` is the query as it is stored beside the content (see ``Declaration.asked``): an
    answer does not say which code list made it. ``updated`` is the provider's own word for when
    the table was last changed, to be given back as ``known_updated`` next time; None where the
    provider has no such word. ``charset`` is that of the content type, None if it names none.
    """

    content: bytes
    media_type: str
    charset: str | None
    address: str
    asked: str
    updated: str | None
    fetched_at: datetime


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The provider has nothing newer than what was loaded; no data were asked for."""

    updated: str
    address: str
    checked_at: datetime


def joined(
    documents: Sequence[bytes], file: str, *, before: bytes = _BEFORE, after: bytes = _AFTER
) -> bytes:
    """Return several JSON documents as one, each of them byte for byte within it.

    JSON-stat datasets become the items of a JSON-stat 2 collection, in the order they were asked
    for. One document alone stays as it is, byte-order mark and all.

    Raises:
        BadSource: If they are too large together.
    """
    if len(documents) == 1 and before == _BEFORE:
        return documents[0]
    size = sum(map(len, documents))
    if size > MAX_BYTES:
        raise BadSource(file, f"svarene er på {size} byte til sammen; grensen er {MAX_BYTES}.")
    return before + _BETWEEN.join(one.removeprefix(_MARK_OF_UTF8) for one in documents) + after


def same_instant(one: str | None, other: str | None) -> bool:
    """Tell whether two time stamps are the same moment, however they are written.

    Time stamps that are no ISO 8601 are compared as text; nothing equals None.
    """
    if one is None or other is None:
        return False
    return one == other or _moment(one) == _moment(other) is not None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
