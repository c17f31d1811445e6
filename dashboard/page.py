"""What a page is, and what it answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash
    from dash.development.base_component import Component
    from flask import Flask

    from dashboard.site import Site
    from indicators.database import Database


@dataclass(frozen=True, slots=True)
class Content:
    """What a page shows.

    ``menu`` is the address of the menu item that the page belongs to. ``island`` is the tree that
    is live: it also stands in ``body``, inside ``island_place``.
    """

    title: str
    body: Child
    description: str = ""
    menu: str = ""
    status: int = 200
    island: Node | None = None


Respond: TypeAlias = Callable[..., Content]
"""Takes the view, a reading session, and the variables of the path by name.

Raises ``NotFound`` where the path names nothing.
"""


def _nothing_live() -> Sequence[Component]:
    return ()


def _no_callbacks(_app: Dash, _database: Database) -> None:
    return None


def _no_routes(_server: Flask, _site: Site) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Page:
    """A page: where it is, what it answers, and what else belongs to it.

    ``live_parts`` gives every component that a callback names, so that callbacks can be checked
    at start; ``register`` wires the callbacks; ``mount`` adds plain routes: downloads and forms.
    """

    path: str
    respond: Respond
    live_parts: Callable[[], Sequence[Component]] = field(default=_nothing_live)
    register: Callable[[Dash, Database], None] = field(default=_no_callbacks)
    mount: Callable[[Flask, Site], None] = field(default=_no_routes)


def island_place(tree: Node, **attributes: Any) -> Node:  # noqa: ANN401 - passed on to h
    """Return the place of a page that becomes live: the tree at once, and room for its live copy.

    The live copy is laid over the first one, unseen, until it is drawn; then it takes its place.
    """
    return h(
        "div",
        h("div", tree, class_="island-first"),
        h("div", h("div", id="react-entry-point"), class_="island-live"),
        class_="island",
        **attributes,
    )
