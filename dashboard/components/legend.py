"""What the lines and marks of a trend chart mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.trend import DOUBTFUL, Trend
from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.context import View


def legend(view: View, trend: Trend) -> Node:
    """Return the marks that the chart uses, and no others."""
    entries = [*_of_points(view, trend), *_of_guides(view, trend)]
    for number, other in enumerate(trend.others):
        entries.append(_entry(other.name, _line(f"c-other c-other-{number % 4 + 1}")))
    return h("ul", entries, class_="legend", aria_label=view.text("Tegnforklaring"))


def _of_points(view: View, trend: Trend) -> Iterator[Node]:
    text = view.text
    yield _entry(text("Målt"), _line("c-measured"), _dot("c-point"))
    if any(point.mark in DOUBTFUL and point.value is not None for point in trend.measured):
        yield _entry(text("Foreløpig eller usikkert tall"), _dot("c-point-doubtful"))
    if any(point.value is None for point in trend.measured):
        cross = h("path", d="M10 1l8 8m0-8l-8 8", class_="c-hidden")
        yield _entry(text("Ikke offentliggjort"), cross)


def _of_guides(view: View, trend: Trend) -> Iterator[Node]:
    text = view.text
    if trend.path:
        diamond = h("path", d="M14 0l5 5-5 5-5-5z", class_="c-target-mark")
        yield _entry(text("Målbane"), _line("c-target"), diamond)
    elif trend.levels:
        yield _entry(text("Mål"), _line("c-target"))
    if trend.projection:
        band = h("rect", width=28, height=10, class_="c-band")
        name = text("Framskriving med usikkerhet (90 %)")
        yield _entry(name, band, _line("c-projection"))
    if trend.baseline:
        name = text("Utgangspunkt {year}", year=int(trend.baseline.time))
        yield _entry(name, _line("c-baseline"))
    if trend.breaks:
        line = h("line", x1=14, x2=14, y1=0, y2=10, class_="c-break")
        yield _entry(text("Brudd i tallrekka"), line)


def _entry(name: str, *drawing: Node) -> Node:
    sample = h(
        "svg",
        drawing,
        viewBox="0 0 28 10",
        width=28,
        height=10,
        aria_hidden="true",
        focusable="false",
    )
    return h("li", sample, name)


def _line(class_: str) -> Node:
    return h("line", x1=0, x2=28, y1=5, y2=5, class_=class_)


def _dot(class_: str) -> Node:
    return h("circle", cx=14, cy=5, r=3.5, class_=class_)
