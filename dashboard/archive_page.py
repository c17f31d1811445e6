"""Turns a page that a server sent into a file that opens from disk.

Links become relative and lead to files. What needs a server goes out: forms, the way in, Dash.
"""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_ADDRESSES = frozenset(("href", "src"))
_VOID = frozenset(
    ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
# Parts of a page that hold nothing but a form, by their class.
_FORMS = frozenset(("compare",))
_EMPTY_ITEM = re.compile(r"<li[^>]*>\s*</li>")
_KEPT_SCRIPT = "/static/page.js"


class _Page(HTMLParser):
    """Writes a page again as it is read, without what is left out."""

    def __init__(self, replaced: Callable[[str], str | None], note: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = ["<!doctype html>\n"]
        self._replaced = replaced
        self._note = note
        self._left_out: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._left_out:
            if tag not in _VOID:
                self._left_out.append(tag)
            return
        attributes = dict(attrs)
        if self._is_left_out(tag, attributes):
            if tag not in _VOID:
                self._left_out.append(tag)
            return
        written = "".join(self._attribute(name, value) for name, value in attributes.items())
        self.parts.append(f"<{tag}{written}>")
        if tag == "footer":
            self.parts.append(f'<p class="frame archive-note">{escape(self._note)}</p>')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._left_out:
            # Our own pages close what they open, in order.
            self._left_out.pop()
            return
        self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self._keep(data)

    def handle_entityref(self, name: str) -> None:
        self._keep(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._keep(f"&#{name};")

    def _keep(self, text: str) -> None:
        if not self._left_out:
            self.parts.append(text)

    def _is_left_out(self, tag: str, attributes: dict[str, str | None]) -> bool:
        if tag == "form" or _FORMS & set((attributes.get("class") or "").split()):
            return True
        if tag == "script":
            return not (attributes.get("src") or "").startswith(_KEPT_SCRIPT)
        if tag == "link":
            return attributes.get("rel") in {"preload", "canonical"}
        address = attributes.get("href") if tag == "a" else None
        return address is not None and self._replaced(address) is None

    def _attribute(self, name: str, value: str | None) -> str:
        if value is None:
            return f" {name}"
        if name in _ADDRESSES:
            value = self._replaced(value) or "#"
        return f' {name}="{escape(value)}"'


def archive_page(html: str, replaced: Callable[[str], str | None], note: str) -> str:
    """Return a page as it stands in the archive, with a note in its footer.

    ``replaced`` gives the address to write instead of another; None leaves the whole link out.
    """
    page = _Page(replaced, note)
    page.feed(html)
    page.close()
    return _EMPTY_ITEM.sub("", "".join(page.parts))
