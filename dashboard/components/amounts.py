"""Money and shares: amounts in cells, and how many of how many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from dashboard.context import View

_WIDTH, _HEIGHT = 64, 8


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
    filled = _WIDTH * having / total if total else 0
    return h(
        "span",
        h(
            "svg",
            h("rect", width=_WIDTH, height=_HEIGHT, rx=4, class_="coverage-all"),
            h("rect", width=f"{filled:.1f}", height=_HEIGHT, rx=4, class_="coverage-part")
            if filled
            else None,
            viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
            width=_WIDTH,
            height=_HEIGHT,
            aria_hidden="true",
            focusable="false",
        ),
        h(
            "span",
            view.text("{having} av {total}", having=having, total=total),
            h("span", " ", view.text("indikatorer har data"), class_="coverage-words"),
        ),
        class_="coverage",
    )
