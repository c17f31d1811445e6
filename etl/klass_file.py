"""The municipalities of Norway by Statistics Norway's KLASS, as shipped and as refreshed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from etl.providers.klass import BASE, Change, fetch_changes, fetch_codes, read_changes, read_codes
from indicators.errors import BadSource

if TYPE_CHECKING:
    from etl.providers.http import Client

FOLDER = Path(__file__).parent / "klass"
"""Answers of KLASS, untouched: ``codes_<day>.json`` and ``changes.json``. CC BY 4.0."""

_CODES = re.compile(r"codes_(\d{4}-\d{2}-\d{2})\.json")
# The municipal reform and what came after; older numbers stand in no source of ours.
_FIRST_DAY = date(2017, 1, 1)


@dataclass(frozen=True, slots=True)
class Municipalities:
    """The municipalities that were there on a day, by code, and what changed until then."""

    day: date
    names: dict[str, str]
    changes: tuple[Change, ...]

    def became(self, code: str) -> tuple[Change, ...]:
        """Return what a code that is no longer in use became, step by step."""
        steps: list[Change] = []
        while following := next((c for c in self.changes if _goes_on(c, code, steps)), None):
            steps.append(following)
            code = following.new_code or ""
        return tuple(steps)


def _goes_on(change: Change, code: str, steps: list[Change]) -> bool:
    return (
        change.old_code == code
        and change.new_code != code
        and change not in steps
        and (not steps or change.occurred >= steps[-1].occurred)
    )


def municipalities(folder: Path = FOLDER) -> Municipalities:
    """Return the newest kept list.

    Raises:
        BadSource: If there is none, or it is not an answer of KLASS.
    """
    kept = sorted(path for path in folder.glob("codes_*.json") if _CODES.fullmatch(path.name))
    if not kept:
        raise BadSource(str(folder), "ingen kodeliste fra KLASS; kjør rodtrad etl klass --refresh.")
    newest = kept[-1]
    codes = read_codes(newest.read_bytes(), newest.name)
    changes = folder / "changes.json"
    return Municipalities(
        date.fromisoformat(newest.name[len("codes_") : -len(".json")]),
        {code.code: code.name for code in codes if code.is_place},
        read_changes(changes.read_bytes(), changes.name) if changes.exists() else (),
    )


def refresh(
    client: Client, day: date, folder: Path = FOLDER, *, base: str = BASE
) -> Municipalities:
    """Ask KLASS for the list of a day and the changes until then, and keep both answers.

    Nothing is kept unless both answers can be read.

    Raises:
        BadSource: If KLASS refuses, or answers with something else.
    """
    codes = fetch_codes(client, day, base=base)
    changes = fetch_changes(client, _FIRST_DAY, day, base=base)
    read_codes(codes.content, "KLASS")
    read_changes(changes.content, "KLASS")
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in (
        ("changes.json", changes.content),
        (f"codes_{day}.json", codes.content),
    ):
        beside = folder / f".{name}.new"
        beside.write_bytes(content)
        beside.replace(folder / name)
    return municipalities(folder)
