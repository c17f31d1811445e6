"""A share of the whole as a bar with its percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from dashboard.context import View

_WIDTH, _HEIGHT = 120, 8


def share_bar(view: View, share: float, *, is_strong: bool = False) -> Node:
    """Return a share between 0 and 1 as a bar; the number beside it says the same."""
    filled = _WIDTH * min(max(share, 0.0), 1.0)
    return h(
        "span",
        h(
            "svg",
            h("rect", width=_WIDTH, height=_HEIGHT, rx=2, class_="bar-ground"),
            h("rect", width=f"{filled:.1f}", height=_HEIGHT, rx=2, class_="bar-part")
            if filled
            else None,
            viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
            width=_WIDTH,
            height=_HEIGHT,
            aria_hidden="true",
            focusable="false",
        ),
        h("span", view.formats.quantity(100 * share, 0, "%")),
        class_="share-bar strong" if is_strong else "share-bar",
    )
