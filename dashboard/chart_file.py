"""A trend chart as an SVG file of its own, without a style sheet and always in light colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dashboard.components.legend import legend
from dashboard.components.trend_drawing import trend_drawing
from dashboard.markup import Child, Node, h, to_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dashboard.components.trend import Trend
    from dashboard.context import View

_WIDTH, _MARGIN, _CHART_HEIGHT = 860, 20, 400
_LEAD_TOP, _LEAD_LINE = 56, 18
_LINE, _SAMPLE, _CHARACTER = 20, 36, 7.6
_SIGNS_IN_LINE = 105
_FONT = "Inter, Arial, Helvetica, sans-serif"
_RULE = re.compile(r"^(?:\.trend )?\.(c-[a-z0-9-]+) \{([^}]*)\}", re.MULTILINE)
_VARIABLE = re.compile(r"(--[a-z0-9-]+):\s*([^;}]+)")
_USED = re.compile(r"var\((--[a-z0-9-]+)\)")


def styles_of_charts(style_sheet: str) -> dict[str, dict[str, str]]:
    """Return what the classes of a chart look like in light colours, from the site's style sheet.

    The light theme comes first in it, so the first value of a colour is the light one.
    """
    colours: dict[str, str] = {}
    for name, value in _VARIABLE.findall(style_sheet):
        colours.setdefault(name, value.strip())
    found: dict[str, dict[str, str]] = {}
    for class_name, body in _RULE.findall(style_sheet):
        rules = (part.partition(":") for part in body.split(";") if ":" in part)
        found.setdefault(class_name, {}).update(
            {
                name.strip(): _USED.sub(lambda use: colours.get(use[1], "#000000"), value.strip())
                for name, _, value in rules
            }
        )
    return found


def chart_svg(
    view: View,
    trend: Trend,
    styles: Mapping[str, Mapping[str, str]],
    *,
    said: str,
    notes: Sequence[str],
) -> bytes:
    """Return the chart with title, sentence, legend, and ``notes`` such as source and licence."""
    sentence = _wrapped(said)
    chart_top = _LEAD_TOP + _LEAD_LINE * len(sentence)
    top = chart_top + _CHART_HEIGHT + _LINE
    entries, below = _legend(view, trend, top)
    words = [line for note in notes for line in _wrapped(note)]
    height = below + _LINE * len(words) + _MARGIN
    chart = _plain(trend_drawing(view, trend, said), styles)
    own = {"y": str(chart_top), "width": str(_WIDTH), "height": str(_CHART_HEIGHT)}
    placed = Node("svg", {"viewBox": chart.attributes["viewBox"], **own}, chart.children)
    title = _text(trend.title, 32, size=20, weight="600")
    lead = [_text(line, _LEAD_TOP + _LEAD_LINE * at) for at, line in enumerate(sentence)]
    told = [_text(line, below + _LINE * at, size=12) for at, line in enumerate(words)]
    drawing = h(
        "svg",
        h("title", trend.title),
        h("desc", said),
        h("rect", width=_WIDTH, height=height, fill="#ffffff"),
        title,
        lead,
        placed,
        [_plain(entry, styles) for entry in entries],
        told,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {height}",
        width=_WIDTH,
        height=height,
        font_family=_FONT,
        font_size="13.5",
        fill="#565e68",
        role="img",
        lang=view.language.value,
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{to_html(drawing)}\n'.encode(errors="replace")


def _text(text: str, y: float, *, size: float = 13.5, weight: str = "400") -> Node:
    fill = "#212c39" if weight != "400" else None
    return h("text", text, x=_MARGIN, y=y, font_size=size, font_weight=weight, fill=fill)


def _wrapped(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= _SIGNS_IN_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _legend(view: View, trend: Trend, top: float) -> tuple[list[Node], float]:
    """Return the legend laid out in lines, and where the next line may stand."""
    placed: list[Node] = []
    x, y = float(_MARGIN), top
    for sample, name in _entries(legend(view, trend).children):
        width = _SAMPLE + len(name) * _CHARACTER + _MARGIN
        if x > _MARGIN and x + width > _WIDTH:
            x, y = float(_MARGIN), y + _LINE
        at = {"x": f"{x:.0f}", "y": f"{y - 9:.0f}", "width": "28", "height": "10"}
        placed.append(Node("svg", {"viewBox": "0 0 28 10", **at}, sample))
        placed.append(h("text", name, x=round(x + _SAMPLE), y=y))
        x += width
    return placed, y + 1.5 * _LINE


def _entries(child: Child) -> Iterator[tuple[tuple[Child, ...], str]]:
    """Give sample and name of every entry of a legend."""
    if isinstance(child, Node) and child.tag == "li":
        sample, name = child.children
        yield sample.children, name
    elif isinstance(child, (list, tuple)) and not isinstance(child, Node):
        for one in child:
            yield from _entries(one)


def _plain(node: Node, styles: Mapping[str, Mapping[str, str]]) -> Node:
    """Return a drawing whose classes have become attributes, which every program understands."""
    kept = {name: value for name, value in node.attributes.items() if name != "class"}
    for class_name in str(node.attributes.get("class", "")).split():
        kept.update(styles.get(class_name, {}))
    return Node(node.tag, kept, tuple(_plain_child(child, styles) for child in node.children))


def _plain_child(child: Child, styles: Mapping[str, Mapping[str, str]]) -> Child:
    if isinstance(child, Node):
        return _plain(child, styles)
    if isinstance(child, (list, tuple)):
        return [_plain_child(one, styles) for one in child]
    return child
