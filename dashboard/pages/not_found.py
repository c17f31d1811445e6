"""The page for an address that names nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.markup import h
from dashboard.page import Content

if TYPE_CHECKING:
    from dashboard.context import View


def not_found(view: View) -> Content:
    """Say that there is nothing here, and where to go instead."""
    text = view.text
    return Content(
        title=text("Fant ikke siden"),
        status=404,
        body=h(
            "div",
            h("h1", text("Fant ikke siden"), class_="ds-heading", data_size="lg"),
            h(
                "p",
                text("Det finnes ikke noe på adressen «{path}».", path=view.path),
                " ",
                text("Den kan være skrevet feil, eller det den viste til er fjernet."),
                class_="ds-paragraph lead",
            ),
            h("p", h("a", text("Gå til Målstatus"), href="/", class_="ds-link")),
            class_="prose",
        ),
    )
