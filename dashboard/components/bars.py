"""A part of a whole, drawn as a bar; the words beside it say the same."""

from __future__ import annotations

from dashboard.markup import Node, h

_HEIGHT = 8


def bar(part: float, *, width: int, corner: int, classes: tuple[str, str]) -> Node:
    """Return a part between 0 and 1 of a bar; ``classes`` are those of the whole and the part."""
    filled = width * part
    whole_class, part_class = classes
    return h(
        "svg",
        h("rect", width=width, height=_HEIGHT, rx=corner, class_=whole_class),
        h("rect", width=f"{filled:.1f}", height=_HEIGHT, rx=corner, class_=part_class)
        if filled
        else None,
        viewBox=f"0 0 {width} {_HEIGHT}",
        width=width,
        height=_HEIGHT,
        aria_hidden="true",
        focusable="false",
    )
