"""What a file says, as plain values, and where in the file each of them stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

Node = str | None | list["Node"] | dict[str, "Node"]
"""A value of a file: every scalar is text (or None), so that 1.10 stays 1.10 and nei stays nei."""

Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """What was read; ``places`` gives «linje 7» or «Delmål!C4» for a location in ``data``."""

    name: str
    data: Node
    places: Mapping[Location, str] = field(default_factory=dict)

    def place(self, location: Location) -> str:
        """Return where a location stands, or where the nearest thing around it stands."""
        for length in range(len(location), -1, -1):
            if place := self.places.get(location[:length]):
                return place
        return ""
