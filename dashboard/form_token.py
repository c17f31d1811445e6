"""The token that shows that what is sent in comes from a page of ours (against CSRF).

It is a keyed hash of the visit, which stands in the signed, script-proof session cookie: other
sites can neither read nor make it. Forms carry it in a hidden field, Dash in a header.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from flask import abort, current_app, request, session

FIELD = "csrf_token"
# The names that Dash has for them.
_COOKIE, _HEADER = "_csrf_token", "X-CSRFToken"
_VISIT = "visit"
_HARMLESS = frozenset(("GET", "HEAD", "OPTIONS"))


def new_visit() -> str:
    """Forget all that the session holds, and return the secret of a visit that begins now."""
    session.clear()
    session[_VISIT] = secrets.token_urlsafe(32)
    return str(session[_VISIT])


def visit() -> str | None:
    """Return the secret of this visit, or None for somebody who was given none."""
    kept = session.get(_VISIT)
    return kept if isinstance(kept, str) else None


def form_token() -> str:
    """Return the token of this visit; begins one where there is none."""
    return _token(visit() or new_visit())


def refuse_without_token() -> None:
    """Stop whatever may change something and does not carry the token of its visit, with 403."""
    if request.method in _HARMLESS:
        return
    own = visit()
    if own is None:
        # Nobody was given a token: what was sent in is not even read.
        abort(403)
    sent = request.headers.get(_HEADER) or request.form.get(FIELD, "")
    if not hmac.compare_digest(sent.encode(), _token(own).encode()):
        abort(403)


def cookie_for_dash() -> tuple[str, str] | None:
    """Return the name and value of the cookie that Dash reads, where the browser lacks it."""
    is_for_dash = request.path == "/_dash-layout"
    if not is_for_dash and visit() is None:
        return None
    token = form_token()
    return None if request.cookies.get(_COOKIE) == token else (_COOKIE, token)


def _token(of_visit: str) -> str:
    key = current_app.secret_key
    if not key:
        raise RuntimeError("the server has no secret key")
    secret = key.encode() if isinstance(key, str) else key
    return hmac.new(secret, b"form token\n" + of_visit.encode(), hashlib.sha256).hexdigest()
