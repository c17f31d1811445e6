"""Icons: drawings from the icon package, inline, in the colour of the text around them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import lru_cache

from dashboard.markup import Baked, Node, bake, h
from dashboard.static_files import assets_folder

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_LEFT_OUT = frozenset(("width", "height"))


@lru_cache(maxsize=64)
def icon(name: str) -> Baked:
    """Return an icon that says nothing by itself: the word stands beside it.

    Raises:
        FileNotFoundError: If the icon is not in ``assets/icons.txt``.
    """
    file = assets_folder() / "vendor" / "icons" / f"{name}.svg"
    # Our own build wrote the file.
    root = ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314
    drawn = _node(root)
    attributes = {**drawn.attributes, "class": "icon", "aria-hidden": "true", "focusable": "false"}
    return bake(Node(drawn.tag, attributes, drawn.children))


def _node(element: ET.Element) -> Node:
    attributes = {
        name: value
        for name, value in element.attrib.items()
        if name not in _LEFT_OUT and not name.startswith("{")
    }
    node = h(element.tag.removeprefix(_NAMESPACE), *[_node(child) for child in element])
    return Node(node.tag, dict(attributes), node.children)
