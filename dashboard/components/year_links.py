"""Years as links to the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View


def year_links(view: View, years: Sequence[int], chosen: int, *, place: str = "") -> Node | None:
    """Return the years to choose from; the chosen one is marked. One year needs no choice."""
    if len(years) < 2:  # noqa: PLR2004
        return None
    fragment = f"#{place}" if place else ""
    return h(
        "nav",
        h(
            "ul",
            [
                h(
                    "li",
                    h(
                        "a",
                        str(year),
                        href=f"{view.address(ar=str(year))}{fragment}",
                        class_="year-link",
                        aria_current="true" if year == chosen else None,
                    ),
                )
                for year in sorted(years)
            ],
        ),
        class_="years no-print",
        aria_label=view.text("Velg år"),
    )
