"""One builder for all markup, with two outputs: static HTML, and Dash components.

``h("td", "Oslo", class_="number")`` makes a light node. ``to_html`` writes a tree of nodes as HTML
and escapes everything on the way. ``to_dash`` turns the same tree into Dash components for the one
place of a page that is live; what holds nothing live becomes one component with ready-made HTML,
since every component costs the browser far more than its markup does.

Text from people can never become markup: there is no way to put raw HTML into a tree. Attributes
that run code (``onclick``, ``style``, ``srcdoc``) are refused as a mistake of the programmer; an
address that would run code (``javascript:``) is left out, since addresses come from data.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from dashboard.elements import El

if TYPE_CHECKING:
    from dash.development.base_component import Component

Attribute: TypeAlias = str | int | float | bool | None


class Node(NamedTuple):
    """An element: its tag, its attributes by their HTML names, and what is in it."""

    tag: str
    attributes: dict[str, str | Literal[True]]
    children: tuple[Any, ...]


class Baked:
    """A tree that was written once and is shown many times, such as an icon; made by ``bake``."""

    __slots__ = ("_html",)

    def __init__(self, node: Node) -> None:
        self._html = to_html(node)

    @property
    def html(self) -> str:
        """The markup, escaped when it was written."""
        return self._html


class Live(NamedTuple):
    """A place that Dash takes over: ``first`` is shown until then, and where scripts do not run."""

    component: Component
    first: Any


Child: TypeAlias = Node | Baked | Live | str | int | float | Sequence["Child"] | None

_VOID = frozenset(("area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
_FORBIDDEN_TAGS = frozenset(("script", "style", "iframe", "object", "embed", "base"))
_FORBIDDEN_ATTRIBUTES = frozenset(("style", "srcdoc"))
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "poster", "xlink:href"))
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_SPECIAL = re.compile(r"[&<>\"']")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_:.-]*")
_SAFE_ADDRESS = re.compile(r"(?:https?:|mailto:|tel:|[/?#.]|[^:/?#]*(?:[/?#]|$))", re.IGNORECASE)
# Browsers skip these inside and before a scheme: "java\nscript:" runs.
_SKIPPED_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f]")


def h(tag: str, *children: Child, **attributes: Attribute) -> Node:
    """Return an element.

    ``class_`` and ``for_`` stand for the words that Python keeps for itself, ``data_x`` for
    ``data-x``. None and False leave an attribute out, True writes its bare name.

    Raises:
        ValueError: If the tag or an attribute is not one that a page may hold.
    """
    _check_tag(tag)
    kept: dict[str, str | Literal[True]] = {}
    for given, value in attributes.items():
        if value is None or value is False:
            continue
        name, is_address = _attribute_name(given)
        if value is True:
            kept[name] = True
            continue
        text = value if type(value) is str else str(value)
        if is_address and not is_safe_address(text):
            continue
        kept[name] = text
    return Node(tag, kept, children)


def bake(node: Node) -> Baked:
    """Return a node that keeps its HTML; for what looks the same wherever it stands."""
    return Baked(node)


def live(component: Component, first: Child) -> Live:
    """Return a place that Dash takes over, with what is shown before that."""
    return Live(component, first)


def is_safe_address(address: str) -> bool:
    """Tell whether following an address cannot run code: http, mailto, tel, or within the site."""
    return _SAFE_ADDRESS.match(_SKIPPED_IN_ADDRESSES.sub("", address)) is not None


@lru_cache(maxsize=512)
def _check_tag(tag: str) -> None:
    if not _TAG.fullmatch(tag) or tag.lower() in _FORBIDDEN_TAGS:
        raise ValueError(f"«{tag}» is not an element that a page may hold")


@lru_cache(maxsize=1024)
def _attribute_name(given: str) -> tuple[str, bool]:
    name = given.rstrip("_").replace("_", "-")
    lower = name.lower()
    runs_code = lower.startswith("on") or lower in _FORBIDDEN_ATTRIBUTES
    if runs_code or not _NAME.fullmatch(name):
        raise ValueError(f"«{given}» is not an attribute that a page may hold")
    return name, lower in _ADDRESSES


def _escaped(text: str) -> str:
    # Most texts hold nothing to escape, and to see that is quicker than to escape.
    return escape(text) if _SPECIAL.search(text) else text


def to_html(child: Child) -> str:
    """Return a tree as HTML, with every text and every attribute escaped."""
    parts: list[str] = []
    _write(child, parts)
    return "".join(parts)


def _write(child: Any, parts: list[str]) -> None:  # noqa: ANN401 - told apart below
    kind = type(child)
    if kind is str:
        parts.append(_escaped(child))
    elif kind is Node:
        _write_node(child, parts)
    elif kind is Baked:
        parts.append(child.html)
    elif child is None:
        return
    elif kind is Live:
        _write(child.first, parts)
    elif isinstance(child, (list, tuple)):
        for part in child:
            _write(part, parts)
    else:
        parts.append(_escaped(str(child)))


def _write_node(node: Node, parts: list[str]) -> None:
    tag, attributes, children = node
    if attributes:
        written = [
            f" {name}" if value is True else f' {name}="{_escaped(value)}"'
            for name, value in attributes.items()
        ]
        parts.append(f"<{tag}{''.join(written)}>")
    else:
        parts.append(f"<{tag}>")
    if tag in _VOID:
        return
    for child in children:
        if type(child) is str:
            parts.append(_escaped(child))
        else:
            _write(child, parts)
    parts.append(f"</{tag}>")


def to_dash(child: Child) -> list[Any]:
    """Return a tree as Dash components and texts, as few as hold its live places."""
    if child is None:
        return []
    if isinstance(child, Live):
        return [child.component]
    if isinstance(child, Node):
        return [_node_to_dash(child)]
    if isinstance(child, Baked):
        return [El(tag="span", html=child.html)]
    if isinstance(child, (list, tuple)):
        return [part for each in child for part in to_dash(each)]
    return [str(child)]


def _node_to_dash(node: Node) -> El:
    attributes = {name: value for name, value in node.attributes.items() if name != "id"}
    id_ = node.attributes.get("id")
    key = None if id_ is None else str(id_)
    if not _holds_live(node.children):
        inner = None if node.tag in _VOID else to_html(node.children)
        return El(tag=node.tag, attrs=attributes, html=inner, id=key)
    return El(children=to_dash(node.children), tag=node.tag, attrs=attributes, id=key)


def _holds_live(child: Child) -> bool:
    if isinstance(child, Live):
        return True
    if isinstance(child, Node):
        return _holds_live(child.children)
    if isinstance(child, (list, tuple)):
        return any(_holds_live(part) for part in child)
    return False
