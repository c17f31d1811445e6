"""Addresses: pages, static files, and the answers where nothing is or something goes wrong."""

from __future__ import annotations

import gzip
import logging
import secrets
from http import HTTPStatus
from typing import TYPE_CHECKING

import brotli
from flask import Flask, Response, abort, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.exceptions import NotFound as NoSuchAddress

from dashboard.pages.not_found import not_found
from dashboard.pages.sign_in import add_sign_in, see_other, sign_in_address
from dashboard.pages.trouble import trouble
from dashboard.site import LANGUAGE_COOKIE, YEAR, chosen_language, page_response
from dashboard.static_files import compressed
from indicators.errors import NotAllowed, NotFound
from indicators.queries.municipality import data_state

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.page import Content, Page
    from dashboard.site import Site
    from dashboard.static_files import StaticFile

_LOG = logging.getLogger(__name__)
_FOREVER = f"public, max-age={YEAR}, immutable"
_QUALITY_OF_PAGES = 4
_QUALITY_OF_FILES = 9
_SMALLEST = 500
_DASH_FILES = "/_dash-component-suites/"
_TEXT = ("text/", "application/json", "application/javascript", "image/svg")


def add_routes(server: Flask, site: Site, pages: Sequence[Page]) -> None:
    """Register everything that comes before Dash's own addresses, which answer to any path."""
    for page in pages:
        server.add_url_rule(
            page.path, endpoint=f"page {page.path}", view_func=_page_view(site, page)
        )
        page.mount(server, site)
    add_sign_in(server, site)
    server.add_url_rule("/static/<path:name>", "static", _static_view(site))
    server.add_url_rule("/<path:rest>", "nowhere", lambda rest: abort(404, rest))
    server.register_error_handler(HTTPException, _http_error(site))
    server.register_error_handler(NotFound, lambda _error: _http_error(site)(NoSuchAddress()))
    server.register_error_handler(NotAllowed, _not_allowed(site))
    server.register_error_handler(Exception, _unexpected(site))
    server.after_request(_remember_language)
    server.after_request(_compress)


def _page_view(site: Site, page: Page) -> Callable[..., Response]:
    def answer(**variables: str) -> Response:
        with site.database.reading() as session:
            of_person = site.auth.mark(session)
            tag = site.tag(data_state(session).version, of_person)
            if tag in request.if_none_match:
                response = Response(status=304)
            else:
                kept_as = "" if of_person else tag
                response = _page_answer(site, page, session, kept_as, variables)
        if response.status_code in {200, 304}:
            response.set_etag(tag)
            _compress_once(response, site, "" if of_person else tag)
        response.headers["Cache-Control"] = "private, no-cache"
        response.headers["Vary"] = "Cookie, Accept-Encoding"
        return response

    return answer


def _page_answer(
    site: Site, page: Page, session: Session, kept_as: str, variables: dict[str, str]
) -> Response:
    """Return a page as it was kept or made anew; one of a single person is kept under no name."""
    kept = site.pages.get(kept_as) if kept_as else None
    if kept is not None:
        # The first byte tells whether the page has an island.
        return page_response(kept[1:], status=200, is_live=kept[:1] == b"1")
    view = site.view(session)
    content = _content(page, session, view, variables)
    response = site.answer(view, content)
    if kept_as and response.status_code == 200:  # noqa: PLR2004
        mark = b"0" if content.island is None else b"1"
        site.pages.keep(kept_as, mark + response.get_data())
    return response


def _compress_once(response: Response, site: Site, kept_as: str) -> None:
    """Compress a page, or take what was compressed before: it costs more than all the rest."""
    encoding = accepted_encoding()
    body = response.get_data()
    if encoding is None or len(body) < _SMALLEST:
        return
    key = f"{kept_as} {encoding}"
    packed = site.pages.get(key) if kept_as else None
    if packed is None:
        packed = _packed(body, encoding)
        if kept_as:
            site.pages.keep(key, packed)
    response.set_data(packed)
    response.headers["Content-Encoding"] = encoding


def _packed(body: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(body, compresslevel=_QUALITY_OF_PAGES, mtime=0)
    packed: bytes = brotli.compress(body, quality=_QUALITY_OF_PAGES)
    return packed


def _content(page: Page, session: Session, view: View, variables: dict[str, str]) -> Content:
    try:
        return page.respond(view, session, **variables)
    except NotFound:
        return not_found(view)


def _static_view(site: Site) -> Callable[[str], Response]:
    def answer(name: str) -> Response:
        file = site.files.get(name)
        if file is None:
            abort(404)
        return _file_response(file)

    return answer


def _file_response(file: StaticFile) -> Response:
    encoding = accepted_encoding() if file.is_text else None
    body = file.body
    if encoding == "br" and file.packed is not None:
        body = file.packed
    elif encoding:
        body = compressed(body, encoding, quality=_QUALITY_OF_FILES)
    response = Response(body, mimetype=file.mimetype)
    if encoding:
        response.headers["Content-Encoding"] = encoding
    is_named_by_hash = request.args.get("v") == file.version
    response.headers["Cache-Control"] = _FOREVER if is_named_by_hash else "public, max-age=300"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def accepted_encoding() -> str | None:
    """Return the better of the encodings that the browser takes, or None."""
    accepted = request.headers.get("Accept-Encoding", "")
    names = {part.partition(";")[0].strip() for part in accepted.split(",")}
    return "br" if "br" in names else "gzip" if "gzip" in names else None


def _http_error(site: Site) -> Callable[[HTTPException], Response | HTTPException]:
    def answer(error: HTTPException) -> Response | HTTPException:
        if request.path.startswith("/_dash") or error.response is not None:
            return error
        with site.database.reading() as session:
            view = site.view(session)
        if isinstance(error, NoSuchAddress):
            content = not_found(view)
        else:
            content = trouble(view, status=error.code or 500)
        response = site.answer(view, content)
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            response.headers["Allow"] = ", ".join(error.valid_methods)
        return response

    return answer


def _not_allowed(site: Site) -> Callable[[NotAllowed], Response]:
    """Lead somebody who is not signed in to where they can be; tell the others why not."""

    def answer(error: NotAllowed) -> Response:
        with site.database.reading() as session:
            view = site.view(session)
        if request.method == "GET" and not view.actor.is_known:
            return see_other(sign_in_address(view.address()))
        return site.answer(view, trouble(view, HTTPStatus.FORBIDDEN, reason=str(error)))

    return answer


def _unexpected(site: Site) -> Callable[[Exception], Response]:
    """Answer what nobody foresaw: the log has the error, the person gets an id to tell us."""

    def answer(error: Exception) -> Response:
        incident = secrets.token_hex(4)
        _LOG.error("Incident %s at %s", incident, request.path, exc_info=error)
        view = site.bare_view()
        return site.answer(view, trouble(view, 500, incident))

    return answer


def _remember_language(response: Response) -> Response:
    asked = request.args.get("lang")
    if asked and asked == chosen_language():
        response.set_cookie(LANGUAGE_COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def _compress(response: Response) -> Response:
    """Compress what is text and not yet compressed; Dash's own scripts once, pages each time."""
    encoding = accepted_encoding()
    is_text = (response.mimetype or "").startswith(_TEXT)
    if not encoding or not is_text or "Content-Encoding" in response.headers:
        return response
    body = response.get_data()
    if response.is_streamed or response.direct_passthrough or len(body) < _SMALLEST:
        return response
    if request.path.startswith(_DASH_FILES):
        body = compressed(body, encoding, quality=_QUALITY_OF_FILES)
    else:
        body = _packed(body, encoding)
    response.set_data(body)
    response.headers["Content-Encoding"] = encoding
    response.vary.add("Accept-Encoding")
    return response
