"""The whole HTML document around a page's tree."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from dashboard.markup import Node, h, to_html
from dashboard.shell import shell

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.page import Content
    from dashboard.static_files import StaticFiles

FONT = "vendor/inter.woff2"
PLOTLY = "vendor/plotly-basic.min.js"


@dataclass(frozen=True, slots=True)
class DashScripts:
    """What the browser needs to start Dash: its configuration, and its scripts in their order."""

    config: str
    addresses: tuple[str, ...]


def document(
    view: View, content: Content, files: StaticFiles, dash_scripts: DashScripts | None
) -> bytes:
    """Return a page as a complete document; Dash's scripts are named only if there is an island."""
    is_live = content.island is not None and dash_scripts is not None
    page = h(
        "html",
        _head(view, content, files, is_live=is_live),
        h("body", shell(view, content)),
        lang=view.language.value,
        data_color_scheme=view.scheme,
        data_size="sm",
    )
    written = to_html(page)
    if is_live and dash_scripts is not None:
        data = _live_data(dash_scripts, files)
        written = written.replace("</body></html>", f"{data}</body></html>")
    return f"<!doctype html>\n{written}\n".encode(errors="replace")


def _head(view: View, content: Content, files: StaticFiles, *, is_live: bool) -> Node:
    name = view.text("Rød tråd")
    title = f"{content.title} – {name}"
    if view.municipality:
        title = f"{title}, {view.municipality}"
    return h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("title", title),
        h("meta", name="description", content=content.description) if content.description else None,
        h("meta", name="color-scheme", content="light dark"),
        h("link", rel="canonical", href=view.path) if content.status == HTTPStatus.OK else None,
        h(
            "link",
            rel="preload",
            href=files.url(FONT),
            as_="font",
            type="font/woff2",
            crossorigin="",
        ),
        h("link", rel="stylesheet", href=files.url("site.css")),
        h("link", rel="icon", href=files.url("favicon.svg"), type="image/svg+xml"),
        _script(files.url("page.js")),
        _script(files.url("island.js")) if is_live else None,
    )


def _script(address: str) -> Node:
    # Past ``h``, which refuses scripts: the address is one of our own files.
    return Node("script", {"src": address, "defer": True}, ())


def _live_data(scripts: DashScripts, files: StaticFiles) -> str:
    start = {
        "plotly": files.url(PLOTLY),
        "before": [files.url("clientside.js")],
        "scripts": scripts.addresses,
    }
    return (
        f'<script id="_dash-config" type="application/json">{_json(scripts.config)}</script>'
        f'<script id="island-scripts" type="application/json">{_json(json.dumps(start))}</script>'
    )


def _json(text: str) -> str:
    # Inside a script element only "</" could end it early.
    return text.replace("<", "\\u003c")
