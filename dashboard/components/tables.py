"""Tables that stay tables for those who listen, and become cards on a narrow screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, whether it holds numbers, and a class for its width and place.

    ``label`` is what a card on a phone says before the value; the heading if it is None, nothing
    if it is empty.
    """

    heading: str
    is_number: bool = False
    class_: str = ""
    label: str | None = None


def data_table(  # noqa: PLR0913 - what may be left out goes by name
    caption: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Child]],
    *,
    shows_caption: bool = False,
    footer: Sequence[Child] | None = None,
    becomes_cards: bool = True,
    class_: str = "",
) -> Node:
    """Return a table whose first column names the row.

    Rows become cards on a narrow screen; a table of few narrow columns does better without.
    Roles are repeated on every part, since a table that CSS lays out as a grid is otherwise no
    table any more for assistive technology.
    """
    headings = [
        h("th", column.heading, scope="col", role="columnheader", class_=_class(column))
        for column in columns
    ]
    return h(
        "table",
        h("caption", caption, class_=None if shows_caption else "ds-sr-only"),
        h("thead", h("tr", headings, role="row"), role="rowgroup"),
        h("tbody", [_row(columns, row) for row in rows], role="rowgroup"),
        h("tfoot", _row(columns, footer), role="rowgroup") if footer is not None else None,
        class_=" ".join(filter(None, ("ds-table", "cards" if becomes_cards else "", class_))),
        role="table",
        data_color="neutral",
    )


def _row(columns: Sequence[Column], cells: Sequence[Child]) -> Node:
    first, *others = zip(columns, cells, strict=True)
    return h(
        "tr",
        h("th", first[1], scope="row", role="rowheader", class_=_class(first[0])),
        [
            h("td", cell, role="cell", class_=_class(column), data_label=_label(column))
            for column, cell in others
        ],
        role="row",
    )


def _class(column: Column) -> str | None:
    return f"{column.class_} {'number' if column.is_number else ''}".strip() or None


def _label(column: Column) -> str | None:
    return (column.heading if column.label is None else column.label) or None


def scrolling(table: Node, label: str) -> Node:
    """Return a wide table in a frame that scrolls by itself and takes the keyboard."""
    return h("div", table, class_="scroll", tabindex="0", role="region", aria_label=label)
