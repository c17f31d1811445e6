"""Years as links to the same page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.context import View


_YEARS_BACK = 3


def offered_years(latest: int | None, today: date) -> list[int]:
    """Return the years that can be chosen, the newest first; plans may be of the year to come."""
    newest = max(latest or today.year, today.year)
    oldest = min(latest or today.year, today.year) - _YEARS_BACK + 1
    return list(range(newest, oldest - 1, -1))


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
