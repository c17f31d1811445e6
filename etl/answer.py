"""The bytes of a source, from wherever it is declared to get them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from etl.providers import file
from etl.providers.answers import Unchanged
from etl.providers.online import fetch
from indicators.errors import BadSource

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from etl.providers.http import Client
    from etl.registry import Source


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """Raw bytes as they were given, and where they came from; ``fetched_at`` is UTC, no zone."""

    content: bytes
    name: str
    address: str | None = None
    asked: str | None = None
    updated: str | None = None
    fetched_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """What was loaded last: the provider's word for its age, what was asked, and its bytes."""

    updated: str | None
    asked: str | None
    kept: Path | None


def from_file(path: Path) -> SourceAnswer:
    """Return the bytes of a file that someone has downloaded, in the place of an answer.

    Raises:
        BadSource: If the file cannot be read.
    """
    try:
        return SourceAnswer(path.read_bytes(), path.name)
    except OSError as error:
        raise BadSource(str(path), f"filen kan ikke leses ({error.strerror}).") from None


def answer_of(source: Source, client: Client | None, last: LastAnswer | None) -> SourceAnswer:
    """Return a source's bytes: its file, or the provider's answer.

    Where the provider has nothing newer than the last load, the answer kept from then is given
    again, and no data are asked for.

    Raises:
        BadSource: If there is no file, or the provider refuses.
    """
    if source.asks is None or client is None:
        return SourceAnswer(file.fetch(source), str(source.declared.path))
    asked = source.asks.asked()
    same = last is not None and last.asked == asked and last.kept and last.kept.is_file()
    outcome = fetch(source.asks, client, known_updated=last.updated if last and same else None)
    if isinstance(outcome, Unchanged):
        if last is None or last.kept is None:
            raise source.refusal("leverandøren sier at noe er uendret som ikke er lest inn.")
        return SourceAnswer(
            last.kept.read_bytes(), last.kept.name, outcome.address, asked, outcome.updated
        )
    return SourceAnswer(
        outcome.content,
        "svar.json",
        outcome.address,
        outcome.asked,
        outcome.updated,
        outcome.fetched_at.astimezone(UTC).replace(tzinfo=None),
    )
