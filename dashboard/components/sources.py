"""Where figures come from: producer, table, licence, and the day they were loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.navigation import link
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from datetime import datetime

    from dashboard.context import View


def source_name(producer: str, table: str | None, address: str | None) -> Child:
    """Return the source as one name, linked where it has an address that can be followed."""
    name = f"{producer}, {table}" if table else producer
    is_web = address is not None and address.lower().startswith(("https://", "http://"))
    return link(name, address) if is_web and address else name


def source_line(
    view: View,
    producer: str,
    *,
    table: str | None = None,
    address: str | None = None,
    licence: str | None = None,
    loaded_at: datetime | None = None,
) -> Node:
    """Return one line that names the source of the figures above it."""
    text = view.text
    return h(
        "p",
        text("Kilde:"),
        " ",
        source_name(producer, table, address),
        [". ", text("Lisens: {licence}", licence=licence)] if licence else None,
        [". ", text("Hentet {date}", date=view.formats.moment(loaded_at))] if loaded_at else None,
        ".",
        class_="source",
    )
