"""A small line of a series, as SVG in the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence

_PADDING = 4.0
_DOT = 3.5


def sparkline(
    points: Sequence[tuple[float, float]],
    *,
    label: str,
    target: float | None = None,
    width: int = 132,
    height: int = 36,
) -> Node:
    """Return a series of (decimal year, value) as a line with a dot at its end.

    A target is drawn as a dashed line across. One point is a dot alone; no points are nothing but
    the label. ``label`` says in words what the line shows.
    """
    if not points:
        return h("span", label, class_="muted")
    values = [value for _, value in points] + ([] if target is None else [target])
    low, high = min(values), max(values)
    first, last = points[0][0], points[-1][0]
    across = (width - 2 * _PADDING - _DOT) / ((last - first) or 1.0)
    up = (height - 2 * _PADDING) / ((high - low) or 1.0)
    # A flat line without a target stands in the middle, not at the bottom.
    lift = (height - 2 * _PADDING) / 2 if high == low else 0.0

    def x(time: float) -> float:
        return _PADDING + (time - first) * across

    def y(value: float) -> float:
        return height - _PADDING - (value - low) * up - lift

    line = " ".join(f"{x(time):.1f},{y(value):.1f}" for time, value in points)
    level = None if target is None else f"{y(target):.1f}"
    end_x = x(last) if len(points) > 1 else width / 2
    return h(
        "svg",
        h("line", x1=0, x2=width, y1=level, y2=level, class_="spark-target") if level else None,
        h("polyline", points=line, class_="spark-line") if len(points) > 1 else None,
        h("circle", cx=f"{end_x:.1f}", cy=f"{y(points[-1][1]):.1f}", r=_DOT, class_="spark-dot"),
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
        role="img",
        aria_label=label,
        class_="spark",
    )
