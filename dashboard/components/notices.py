"""Notices: alerts, the mark on example data, what is missing, what stands for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View


def alert(*children: Child, colour: str = "info", title: str = "", role: str | None = None) -> Node:
    """Return a coloured box; ``colour`` is info, success, warning or danger."""
    return h(
        "div",
        h("h2", title, class_="ds-heading", data_size="2xs") if title else None,
        children,
        class_="ds-alert",
        data_size="sm",
        data_color=colour,
        role=role,
    )


def example_mark(view: View) -> Node:
    """Return the tag that stands on everything made up for the example."""
    return h(
        "span",
        view.text("eksempeldata"),
        class_="ds-tag example-mark",
        data_color="warning",
        data_variant="outline",
    )


def mark_of_example(view: View, title: str, *, is_example: bool) -> list[Child] | None:
    """Return the tag to stand after a title, unless the title says «eksempeldata» itself."""
    if not is_example or "eksempeldata" in title.casefold():
        return None
    return [" ", example_mark(view)]


def provisional_mark(view: View) -> Node:
    """Return the tag of a title that is not yet checked against the adopted document."""
    return h(
        "span",
        view.text("foreløpig tittel"),
        class_="ds-tag example-mark",
        data_color="info",
        data_variant="outline",
    )


def gaps(view: View, missing: Sequence[str]) -> Node | None:
    """Return where the red thread is broken, as a list; None where it is whole."""
    if not missing:
        return None
    return h(
        "p",
        icon("LinkBroken"),
        h("span", view.text("Mangler:"), " ", ", ".join(missing)),
        class_="gaps",
    )


def empty_state(text: str, *children: Child) -> Node:
    """Return what is shown where there is nothing yet; it says so, and what would change it."""
    return h("div", h("p", text, class_="ds-paragraph"), children, class_="empty")


def nothing(text: str) -> Node:
    """Return a short muted text for a cell that has nothing."""
    return h("span", text, class_="muted")
