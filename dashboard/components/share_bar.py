"""A share of the whole as a bar with its percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.bars import bar
from dashboard.markup import Node, h

if TYPE_CHECKING:
    from dashboard.context import View


def share_bar(view: View, share: float, *, is_strong: bool = False) -> Node:
    """Return a share between 0 and 1 as a bar; the number beside it says the same."""
    part = min(max(share, 0.0), 1.0)
    return h(
        "span",
        bar(part, width=120, corner=2, classes=("bar-ground", "bar-part")),
        h("span", view.formats.quantity(100 * share, 0, "%")),
        class_="share-bar strong" if is_strong else "share-bar",
    )
