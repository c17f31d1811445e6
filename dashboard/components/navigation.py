"""Where one is and where one can go: breadcrumbs, headings, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View


def link(text: Child, address: str, *, class_: str = "") -> Node:
    """Return a link in the running text or in a table."""
    return h("a", text, href=address, class_=f"ds-link {class_}".rstrip(), data_color="accent")


def breadcrumbs(view: View, trail: Sequence[tuple[str, str]], here: str) -> Node:
    """Return the way to the page as (text, address) pairs from the front page on, then the page."""
    steps = [h("li", h("a", text, href=address, class_="ds-link")) for text, address in trail]
    last = h("li", h("a", here, href=view.path, class_="ds-link", aria_current="page"))
    return h(
        "nav", h("ol", steps, last), class_="ds-breadcrumbs", aria_label=view.text("Du er her")
    )


def page_heading(
    title: Child, *, over: Child = None, lead: Child = None, end: Child = None
) -> Node:
    """Return the page's one h1, with a line over it, a first paragraph, and what stands beside."""
    return h(
        "div",
        h(
            "div",
            h("p", over, class_="over-title") if over is not None else None,
            h("h1", title, class_="ds-heading", data_size="lg"),
            h("p", lead, class_="ds-paragraph lead", data_size="lg") if lead is not None else None,
        ),
        h("div", end, class_="page-head-end") if end is not None else None,
        class_="page-head",
    )


def section(title: Child, *children: Child, id: str = "", lead: Child = None) -> Node:
    """Return a part of a page under an h2; ``id`` makes it a place to link to."""
    heading_id = f"{id}-h" if id else None
    return h(
        "section",
        h("h2", title, class_="ds-heading", data_size="sm", id=heading_id),
        h("p", lead, class_="ds-paragraph muted") if lead is not None else None,
        children,
        class_="part",
        id=id or None,
        aria_labelledby=heading_id,
    )


def button_link(
    text: str,
    address: str,
    *,
    icon_name: str = "",
    variant: str = "secondary",
    downloads: bool = False,
) -> Node:
    """Return a link that looks like a button; ``downloads`` makes the browser save the file."""
    return h(
        "a",
        icon(icon_name) if icon_name else None,
        text,
        href=address,
        class_="ds-button",
        data_variant=variant,
        data_color="accent",
        download=downloads,
    )


def details(summary: Child, *children: Child, is_open: bool = False) -> Node:
    """Return a part that opens when asked for."""
    return h(
        "details", h("summary", summary), h("div", children), class_="ds-details", open=is_open
    )
