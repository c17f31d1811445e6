"""Money and shares: amounts in cells, and how many of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.bars import bar
from dashboard.markup import Node, h

if TYPE_CHECKING:
    from dashboard.context import View


def money(view: View, nok: float | None, *, decimals: int = 1) -> Node:
    """Return an amount in millions, with the amount in full when pointed at; a dash for None."""
    if nok is None:
        return h("span", view.formats.million_kroner(None), class_="muted")
    return h(
        "data",
        view.formats.million_kroner(nok, decimals),
        value=round(nok),
        title=view.formats.kroner(nok),
        class_="money",
    )


def coverage(view: View, having: int, total: int) -> Node:
    """Return how many of the indicators have data, as a bar and in words."""
    part = having / total if total else 0
    return h(
        "span",
        bar(part, width=64, corner=4, classes=("coverage-all", "coverage-part")),
        h(
            "span",
            view.text("{having} av {total}", having=having, total=total),
            h("span", " ", view.text("indikatorer har data"), class_="coverage-words"),
        ),
        class_="coverage",
    )
