"""Headers that tell the browser what a page may do, and a guard against posts from other sites."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request

if TYPE_CHECKING:
    from indicators.settings import Settings

_MEGABYTE = 1024 * 1024
_POLICY = (
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "style-src-attr 'none'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
)
# Dash and plotly.js put <style> elements into the page, and plotly draws through blob images.
_LIVE = {
    "img-src 'self' data:": "img-src 'self' data: blob:",
    "style-src 'self'": "style-src 'self'; style-src-elem 'self' 'unsafe-inline'",
}
STRICT_POLICY = "; ".join(_POLICY)
LIVE_POLICY = "; ".join(_LIVE.get(rule, rule) for rule in _POLICY)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_MAX_FORM_PARTS = 50


def secure(server: Flask, settings: Settings) -> None:
    """Set limits on what is sent in, and headers on everything that is sent out."""
    server.config["MAX_CONTENT_LENGTH"] = settings.max_upload_mb * _MEGABYTE
    server.config["MAX_FORM_PARTS"] = _MAX_FORM_PARTS
    server.before_request(_refuse_other_sites)
    server.after_request(_with_headers)


def _refuse_other_sites() -> None:
    # Browsers say themselves where a post comes from; nothing here is meant to be posted from
    # another site. Clients that are no browser do not send the header.
    if request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    sent_from = request.headers.get("Sec-Fetch-Site")
    if sent_from is not None:
        is_ours = sent_from in {"same-origin", "none"}
    else:
        # Older browsers say only this much.
        origin = request.headers.get("Origin")
        is_ours = origin is None or urlsplit(origin).netloc == request.host
    if not is_ours:
        abort(403)


def _with_headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", STRICT_POLICY)
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    return response
