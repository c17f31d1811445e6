"""Makes sure that a delivery comes from our own page: same origin, and the token of the browser."""

from __future__ import annotations

import hmac
import secrets
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import abort, request

if TYPE_CHECKING:
    from flask import Response

FIELD = "token"
_COOKIE = "levering"
_PATH = "/arsplan"
_SECONDS = 12 * 3600
_LENGTH = 32


def refuse_other_sites() -> None:
    """Stop a post that another site made the browser send, with 403."""
    sent_from = request.headers.get("Sec-Fetch-Site")
    if sent_from is not None:
        if sent_from not in {"same-origin", "none"}:
            abort(403)
        return
    # Older browsers say only this much.
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def token() -> str:
    """Return the browser's token, or a new one."""
    kept = request.cookies.get(_COOKIE, "")
    return kept if len(kept) >= _LENGTH else secrets.token_urlsafe(_LENGTH)


def give_token(response: Response, value: str) -> None:
    """Give the browser the token that the form on the page holds too."""
    response.set_cookie(
        _COOKIE,
        value,
        max_age=_SECONDS,
        path=_PATH,
        secure=request.is_secure,
        httponly=True,
        samesite="Strict",
    )


def refuse_wrong_token() -> None:
    """Stop a delivery whose token is not that of the browser, with 403."""
    kept = request.cookies.get(_COOKIE, "")
    sent = request.form.get(FIELD, "")
    if len(kept) < _LENGTH or not hmac.compare_digest(kept.encode(), sent.encode()):
        abort(403)
