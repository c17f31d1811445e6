"""Reads YAML from people: no tags, no aliases, no key twice, and a limit to size and depth.

The values are built from the parser's events, not by a YAML constructor: nothing in a file can
make an object, and scalars keep their text (``1.10`` is not 1.1, ``no`` is not false).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from etl.plans.document import Document, Location, Node
from indicators.errors import BadPlan

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_BYTES = 5_000_000
_MAX_DEPTH = 20
_MAX_VALUES = 100_000
_NULLS = ("", "~", "null", "Null", "NULL")
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read; ``key`` is the key whose value comes next."""

    node: list[Node] | dict[str, Node]
    location: Location
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Builds values from events, refusing what a plan file has no use for."""

    name: str
    root: Node = None
    stack: list[_Open] = field(default_factory=list)
    places: dict[Location, str] = field(default_factory=dict)

    def read(self, event: yaml.Event) -> None:
        mark = event.start_mark
        place = f"linje {mark.line + 1}" if mark else ""
        if len(self.places) > _MAX_VALUES:
            raise BadPlan(self.name, f"mer enn {_MAX_VALUES} verdier; del filen opp.", place)
        match event:
            case yaml.AliasEvent():
                raise BadPlan(
                    self.name, "henvisninger (*navn) kan ikke brukes; skriv verdien helt ut.", place
                )
            case yaml.MappingStartEvent():
                self._begin({}, event, place)
            case yaml.SequenceStartEvent():
                self._begin([], event, place)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self.stack.pop()
            case yaml.ScalarEvent():
                self._scalar(event, place)

    def _begin(
        self,
        node: list[Node] | dict[str, Node],
        event: yaml.MappingStartEvent | yaml.SequenceStartEvent,
        place: str,
    ) -> None:
        self._refuse_tag(event.tag, place)
        if len(self.stack) >= _MAX_DEPTH:
            raise BadPlan(self.name, f"mer enn {_MAX_DEPTH} nivåer inni hverandre.", place)
        location = self._add(node, place)
        self.stack.append(_Open(node, location))

    def _scalar(self, event: yaml.ScalarEvent, place: str) -> None:
        self._refuse_tag(event.tag, place)
        text = event.value
        if self.stack and isinstance(self.stack[-1].node, dict) and self.stack[-1].key is None:
            self._key(self.stack[-1], text, place)
            return
        plain = event.implicit[0] and event.style in (None, "")
        self._add(None if plain and text in _NULLS else text, place)

    def _key(self, opened: _Open, key: str, place: str) -> None:
        if key in opened.node:
            first = self.places[(*opened.location, key)]
            raise BadPlan(
                self.name, f"«{key}» står to ganger (også i {first}); behold den ene.", place
            )
        opened.key = key
        # Errors point at the line of the key, also where the value starts further down.
        self.places[(*opened.location, key)] = place

    def _add(self, node: Node, place: str) -> Location:
        if not self.stack:
            self.root = node
            self.places[()] = place
            return ()
        opened = self.stack[-1]
        if isinstance(opened.node, list):
            location: Location = (*opened.location, len(opened.node))
            opened.node.append(node)
            self.places[location] = place
            return location
        if opened.key is None:
            raise BadPlan(self.name, "en liste eller gruppe kan ikke være et feltnavn.", place)
        location = (*opened.location, opened.key)
        opened.node[opened.key] = node
        opened.key = None
        return location

    def _refuse_tag(self, tag: str | None, place: str) -> None:
        if tag not in (None, "!"):
            raise BadPlan(self.name, f"merket {tag} kan ikke brukes; ta det bort.", place)


def read_yaml(name: str, content: bytes) -> Document:
    """Read one YAML document.

    Raises:
        BadPlan: If it is too large, not UTF-8, not YAML, or uses what is not allowed.
    """
    if len(content) > MAX_BYTES:
        raise BadPlan(name, f"filen er større enn {MAX_BYTES // 1_000_000} MB.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise BadPlan(name, "filen er ikke UTF-8; lagre den som UTF-8.", f"linje {line}") from error
    builder = _Builder(name)
    documents = 0
    try:
        for event in _events(text):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents > 1:
                raise BadPlan(name, "filen har flere dokumenter (---); del den opp.")
            builder.read(event)
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(name, error) from error
    except yaml.YAMLError as error:
        raise BadPlan(name, f"filen kan ikke leses som YAML: {error}") from error
    return Document(name, builder.root, builder.places)


def _events(text: str) -> Iterable[yaml.Event]:
    events: Iterable[yaml.Event] = yaml.parse(text, Loader=_LOADER)
    return events


def _not_yaml(name: str, error: yaml.MarkedYAMLError) -> BadPlan:
    mark = error.problem_mark or error.context_mark
    place = f"linje {mark.line + 1}, tegn {mark.column + 1}" if mark else ""
    return BadPlan(
        name,
        f"filen kan ikke leses som YAML ({error.problem}). Sjekk innrykk, kolon og anførselstegn.",
        place,
    )
