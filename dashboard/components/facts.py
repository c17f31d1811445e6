"""A row of large numbers with what they are: facts about one thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its unit of measure, what it is, and a short note below it."""

    label: str
    value: str
    unit: str = ""
    note: str = ""


def facts(items: Sequence[Fact]) -> Node:
    """Return the facts side by side, two and two on a phone."""
    return h("dl", [_fact(item) for item in items], class_="facts")


def _fact(item: Fact) -> Node:
    return h(
        "div",
        h("dt", item.label),
        h(
            "dd",
            h("span", item.value, class_="fact-value"),
            [" ", h("span", item.unit, class_="fact-unit")] if item.unit else None,
            h("span", item.note, class_="fact-note") if item.note else None,
        ),
        class_="fact",
    )


def definitions(items: Sequence[tuple[str, object]]) -> Node:
    """Return terms with what they are, one under the other; values that are None are left out."""
    rows = [
        (h("dt", term), h("dd", value))  # type: ignore[arg-type]
        for term, value in items
        if value is not None
    ]
    return h("dl", rows, class_="definitions")
