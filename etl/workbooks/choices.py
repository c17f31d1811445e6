"""The values that a column may hold, and what a person probably meant by another."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from etl.workbooks.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

_NUMBER = re.compile(r"(?:[^\W\d]+\s+)?(\d+(?:[.,]\d+)*)[.,]?(?:\s*[-:,]?\s+(.*))?", re.DOTALL)
_CLOSE = 0.6
_TOLD = 12


@dataclass(frozen=True, slots=True)
class Choice:
    """A value: its key, and what stands in the list (number and title, or the title alone)."""

    key: str
    title: str
    number: str = ""

    @property
    def label(self) -> str:
        """What stands in the drop-down list."""
        return f"{self.number} – {self.title}" if self.number else self.title


@dataclass(frozen=True, slots=True)
class Match:
    """A choice that was found; ``exact`` is False when only its number was the same."""

    choice: Choice
    exact: bool


@dataclass(slots=True)
class Choices:
    """A closed list of values; ``shown`` are those of the drop-down, when they are not all."""

    items: tuple[Choice, ...]
    shown: tuple[Choice, ...] | None = None
    _by_text: dict[str, Choice] = field(default_factory=dict, repr=False)
    _by_number: dict[str, Choice] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Make the look-ups; a title that two choices share finds neither."""
        titles = _unique((fold(item.title), item) for item in self.items)
        labels = _unique((fold(item.label), item) for item in self.items)
        self._by_text = {**titles, **labels, **{fold(item.key): item for item in self.items}}
        self._by_number = _unique((fold(item.number), item) for item in self.items if item.number)

    @property
    def listed(self) -> tuple[Choice, ...]:
        """What the drop-down shows."""
        return self.items if self.shown is None else self.shown

    def find(self, text: str) -> Match | None:
        """Return the choice that a text names: by its label, title, key or number."""
        folded = fold(text)
        if found := self._by_text.get(folded) or self._by_number.get(folded):
            return Match(found, exact=True)
        match = _NUMBER.fullmatch(folded)
        if match is None:
            return None
        numbered = self._by_number.get(match[1].replace(",", "."))
        if numbered is None:
            return None
        return Match(numbered, exact=not match[2] or match[2] == fold(numbered.title))

    def suggestion(self, text: str) -> str | None:
        """Return the choice that comes nearest to a text, as it should be written, or None."""
        folded = fold(text)
        if match := _NUMBER.fullmatch(folded):
            wanted = match[1].replace(",", ".")
            if near := get_close_matches(wanted, self._by_number, 1, _CLOSE):
                return self._by_number[near[0]].label
        near = get_close_matches(folded, self._by_text, 1, _CLOSE)
        return self._by_text[near[0]].label if near else None

    def told(self) -> str:
        """Return the allowed values as a sentence; a long list is cut."""
        labels = [item.label for item in self.listed[:_TOLD]]
        return ", ".join(labels) + (", …" if len(self.listed) > _TOLD else "")


def _unique(pairs: Iterable[tuple[str, Choice]]) -> dict[str, Choice]:
    found: dict[str, Choice] = {}
    twice: set[str] = set()
    for text, item in pairs:
        if text in found:
            twice.add(text)
        found[text] = item
    return {text: item for text, item in found.items() if text not in twice}
