"""KLASS: which municipalities there are on a day, and what became of those that were.

A list of changes mixes new numbers, mergers, splits and new names. Only a new number carries every
indicator over; a merger carries counts only; a split carries nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import orjson

from etl.providers.answers import Answer
from etl.providers.json_replies import document_of
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from etl.providers.http import Client

BASE = "https://data.ssb.no/api/klass/v1"
MUNICIPALITIES = 131
COUNTIES = 104
KOSTRA_GROUPS = 112
UNKNOWN = "9999"
"""KLASS lists «Uoppgitt» among the municipalities."""


@dataclass(frozen=True, slots=True)
class ClassCode:
    """One code of a classification; ``is_place`` is False for «Uoppgitt»."""

    code: str
    name: str

    @property
    def is_place(self) -> bool:
        """Whether the code stands for a place that exists."""
        return self.code != UNKNOWN


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the list of changes: no old code is a new place, no new code one that ceased."""

    occurred: date
    old_code: str | None
    old_name: str | None
    new_code: str | None
    new_name: str | None


class SuccessionKind(StrEnum):
    """What happened to one or more municipalities on one day."""

    renumbered = "renumbered"
    renamed = "renamed"
    merged = "merged"
    divided = "divided"
    redrawn = "redrawn"
    new = "new"
    ceased = "ceased"


@dataclass(frozen=True, slots=True)
class Succession:
    """The municipalities before and after one event, all that belong together."""

    occurred: date
    kind: SuccessionKind
    old: tuple[str, ...]
    new: tuple[str, ...]


def fetch_codes(
    client: Client, day: date, *, classification: int = MUNICIPALITIES, base: str = BASE
) -> Answer:
    """Ask which codes are valid on a day; ``read_codes`` reads the answer.

    Raises:
        BadSource: If the service refuses.
    """
    return _fetch(client, f"{base}/classifications/{classification}/codesAt?date={day}")


def fetch_changes(
    client: Client,
    first: date,
    last: date,
    *,
    classification: int = MUNICIPALITIES,
    base: str = BASE,
) -> Answer:
    """Ask what changed from one day to another; ``read_changes`` reads the answer.

    Raises:
        BadSource: If the service refuses.
    """
    query = f"from={first}&to={last}"
    return _fetch(client, f"{base}/classifications/{classification}/changes?{query}")


def _fetch(client: Client, address: str) -> Answer:
    reply = client.get(address)
    document_of(reply)
    asked = orjson.dumps({"provider": "klass", "query": {"address": address}}).decode()
    return Answer(
        reply.content, reply.media_type, reply.charset, address, asked, None, reply.fetched_at
    )


def read_codes(content: bytes, file: str) -> tuple[ClassCode, ...]:
    """Return the codes of a ``codesAt`` answer, in KLASS's order.

    Raises:
        BadSource: If the content is something else, or has the same code twice.
    """
    codes = tuple(
        ClassCode(_text(row, "code", file), _text(row, "name", file))
        for row in _rows(content, "codes", file)
    )
    if len({code.code for code in codes}) != len(codes) or not codes:
        raise BadSource(file, "kodelisten er tom, eller har samme kode to ganger.")
    return codes


def read_changes(content: bytes, file: str) -> tuple[Change, ...]:
    """Return the lines of a ``changes`` answer by day.

    Raises:
        BadSource: If the content is something else.
    """
    changes = []
    for row in _rows(content, "codeChanges", file):
        occurred = _text(row, "changeOccurred", file)
        try:
            day = date.fromisoformat(occurred)
        except ValueError:
            raise BadSource(file, f"«{occurred}» er ikke en dato.") from None
        names = ("oldCode", "oldName", "newCode", "newName")
        old_code, old_name, new_code, new_name = (row.get(name) or None for name in names)
        if old_code is None and new_code is None:
            raise BadSource(file, "en endring har verken gammel eller ny kode.", occurred)
        changes.append(Change(day, old_code, old_name, new_code, new_name))
    return tuple(sorted(changes, key=lambda change: change.occurred))


def successions(changes: Iterable[Change], at_start: Iterable[str]) -> tuple[Succession, ...]:
    """Return what happened, day by day, from the codes that were valid before the first change.

    The codes are needed because a line such as 5030 → 5001 is a merger when there was a 5001
    before, and only a new number when there was not.
    """
    valid = set(at_start)
    by_day: defaultdict[date, list[Change]] = defaultdict(list)
    for change in changes:
        by_day[change.occurred].append(change)
    found = []
    for day in sorted(by_day):
        groups = list(_groups(by_day[day], frozenset(valid)))
        found += [Succession(day, _kind(old, new), old, new) for old, new in groups]
        valid.difference_update(code for old, _ in groups for code in old)
        valid.update(code for _, new in groups for code in new)
    return tuple(found)


def _groups(
    changes: list[Change], valid: frozenset[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the old and new codes that belong together, directly or through one another."""
    # Old and new codes are different things, though they may be written alike.
    links: defaultdict[tuple[bool, str], set[tuple[bool, str]]] = defaultdict(set)
    for change in changes:
        ends = [(False, change.old_code), (True, change.new_code)]
        nodes = [(is_new, code) for is_new, code in ends if code]
        if change.new_code in valid:
            nodes.append((False, str(change.new_code)))
        for node in nodes:
            links[node].update(nodes)
    left = set(links)
    while left:
        group, frontier = set(), {min(left)}
        while frontier:
            group |= frontier
            frontier = {node for one in frontier for node in links[one]} - group
        left -= group
        yield (
            tuple(sorted(code for is_new, code in group if not is_new)),
            tuple(sorted(code for is_new, code in group if is_new)),
        )


def _kind(old: tuple[str, ...], new: tuple[str, ...]) -> SuccessionKind:
    match len(old), len(new):
        case 0, _:
            return SuccessionKind.new
        case _, 0:
            return SuccessionKind.ceased
        case 1, 1:
            return SuccessionKind.renamed if old == new else SuccessionKind.renumbered
        case _, 1:
            return SuccessionKind.merged
        case 1, _:
            return SuccessionKind.divided
        case _:
            return SuccessionKind.redrawn


def _rows(content: bytes, key: str, file: str) -> list[dict[str, Any]]:
    try:
        rows = orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))[key]
    except (orjson.JSONDecodeError, KeyError, TypeError, IndexError):
        raise BadSource(file, f"dette er ikke et svar fra KLASS: «{key}» mangler.") from None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadSource(file, f"dette er ikke et svar fra KLASS: «{key}» er ingen liste.")
    return rows


def _text(row: dict[str, Any], key: str, file: str) -> str:
    given = row.get(key)
    if not isinstance(given, str) or not given:
        raise BadSource(file, f"en rad mangler «{key}».")
    return given
