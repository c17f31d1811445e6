"""The live part of a page: Dash gives only that tree, and its scripts load after the page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, has_request_context, request
from werkzeug.exceptions import HTTPException

from dashboard.document import DashScripts
from dashboard.elements import El
from dashboard.markup import to_dash
from indicators.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dash import Dash

    from dashboard.markup import Node
    from dashboard.page import Page
    from dashboard.site import Site

_SCRIPT = re.compile(r'<script src="([^"]+)"')
# Dash names the scripts of all its own components; of these, none is used here.
_UNUSED = "/dash_table/"
_CONFIG = re.compile(r'<script id="_dash-config" type="application/json">(.*?)</script>', re.DOTALL)


def island_layout(server: Flask, site: Site, pages: Sequence[Page]) -> Callable[[], El]:
    """Return the layout function of the Dash app: the island of the page that asks.

    The browser names the page in the ``Referer`` of ``/_dash-layout``. Dash also calls the function
    once at start, outside of any request; then, and for a page without an island, it is empty.
    """
    by_path = {page.path: page for page in pages}

    def layout() -> El:
        island = None
        if has_request_context() and request.referrer:
            island = _island_at(server, site, by_path, request.referrer)
        parts = [] if island is None else to_dash(island)
        return El(children=parts, tag="div", id="island")

    return layout


def _island_at(server: Flask, site: Site, pages: Mapping[str, Page], referrer: str) -> Node | None:
    try:
        address = urlsplit(referrer)
    except ValueError:
        return None
    try:
        # The same environment as the page itself had: same language, same query.
        with server.test_request_context(
            address.path,
            query_string=address.query,
            headers={"Cookie": request.headers.get("Cookie", "")},
        ) as context:
            page = pages.get(context.request.url_rule.rule) if context.request.url_rule else None
            if page is None:
                return None
            with site.database.reading() as session:
                variables: dict[str, Any] = context.request.view_args or {}
                return page.respond(site.view(session), session, **variables).island
    except (HTTPException, NotFound):
        return None


def dash_scripts(app: Dash) -> DashScripts:
    """Return what Dash's own page would hold: its configuration and its scripts."""
    server: Any = app.server
    with server.test_request_context("/"):
        page = app.index()
    config = _CONFIG.search(page)
    if config is None:
        raise RuntimeError("Dash's page holds no configuration: is this another version of Dash?")
    addresses = tuple(one for one in _SCRIPT.findall(page) if _UNUSED not in one)
    return DashScripts(config[1], addresses)
