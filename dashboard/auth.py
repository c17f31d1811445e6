"""Who is asking. Nothing else in the dashboard knows cookies, passwords or sessions.

A browser that is signed in has a signed cookie with a random token; the database has the token's
hash, so that signing out, closing an account and a new password end it at once, everywhere. However
somebody proves who they are, ``Auth.begin`` is the one way in: passwords today, and what comes back
from a provider of OpenID Connect later.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from threading import Lock
from typing import TYPE_CHECKING

from flask import Flask, Response, g, request, session
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy.exc import OperationalError
from werkzeug.middleware.proxy_fix import ProxyFix

from dashboard import form_token
from dashboard.secret_key import secret_key
from indicators.access import ANONYMOUS, Actor
from indicators.commands import sign_ins
from indicators.passwords import hashed_anew, is_outdated, is_right
from indicators.queries.people import Credentials, attempts, credentials, signed_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from indicators.database import Database
    from indicators.settings import Settings

_LOG = logging.getLogger(__name__)

_LONGEST = timedelta(hours=12)
_SEEN_AGAIN_AFTER = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
MOST_FOR_NAME = 10
# A whole municipality may be behind one address.
MOST_FOR_ADDRESS = 100
_LONGEST_NAME = 200


class Outcome(Enum):
    """How an attempt to sign in ended; nothing tells a wrong name from a wrong password."""

    signed_in = "signed_in"
    wrong = "wrong"
    too_many = "too_many"


@dataclass(frozen=True, slots=True)
class _Known:
    """Who this request is from; ``token_hash`` is empty for somebody who is not signed in."""

    actor: Actor
    token_hash: str = ""
    is_to_be_seen: bool = False


class Auth:
    """Tells who asks, lets people in and out; one for each server."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._key = secret_key(settings)
        self._database = database
        self._idle = timedelta(minutes=settings.idle_minutes)
        self._is_demo = settings.demo
        self._proxies = settings.proxies
        # Each check takes 64 MB: one at a time in each process.
        self._one_check = Lock()

    def install(self, server: Flask) -> None:
        """Give a server its key, its cookies and its guards."""
        server.secret_key = self._key
        server.session_interface = _SecureWhereItCanBe()
        server.config.update(
            SESSION_COOKIE_NAME="rodtrad",
            SESSION_COOKIE_HTTPONLY=True,
            SESSION_COOKIE_SAMESITE="Lax",
            PERMANENT_SESSION_LIFETIME=_LONGEST,
        )
        if self._proxies:
            trusted = dict.fromkeys(("x_for", "x_proto", "x_host"), self._proxies)
            server.wsgi_app = ProxyFix(server.wsgi_app, **trusted)  # type: ignore[method-assign]
        server.before_request(form_token.refuse_without_token)
        server.after_request(self._after)

    def actor(self, db: Session) -> Actor:
        """Return who asks; asks the database once in each request, and not at all for most."""
        return self._known(db).actor

    def mark(self, db: Session) -> str:
        """Return what tells this person's pages from all others'; empty if nobody is signed in."""
        return self._known(db).token_hash

    def has_ended(self, db: Session) -> bool:
        """Tell whether somebody was signed in here, and their time is over."""
        return bool(session.get(_SIGNED_IN)) and not self._known(db).actor.is_known

    def sign_in(self, name: str, password: str) -> Outcome:
        """Let somebody in who knows the password, unless there were too many attempts.

        It takes as long whether the name, the password or both are wrong.
        """
        key = name.strip().lower()[:_LONGEST_NAME]
        now = _now()
        subjects = (self._subject("name", key), self._subject("address", _address()))
        with self._database.writing() as db:
            # Before the password is tried, so that many at once cannot slip through.
            sign_ins.forget_attempts(db, before=now - WINDOW)
            noted = sign_ins.note_attempts(db, subjects, at=now)
        with self._database.reading() as db:
            is_too_many = _is_too_many(attempts(db, subjects, after=now - WINDOW), subjects)
            account = None if is_too_many else credentials(db, key)
        if is_too_many:
            _LOG.warning("Too many attempts to sign in, at %s", _address())
            with self._database.writing() as db:
                # One that is turned away does not make the wait longer.
                sign_ins.take_back_attempts(db, noted)
            return Outcome.too_many
        if not self._may_enter(account, password) or account is None:
            _LOG.warning("A failed attempt to sign in, from %s", _address())
            return Outcome.wrong
        with self._database.writing() as db:
            sign_ins.take_back_attempts(db, noted)
            sign_ins.forget_attempts_of(db, subjects[0])
            if account.password_hash and is_outdated(account.password_hash):
                sign_ins.renew_hash(db, account.person_id, hashed_anew(password))
            self.begin(db, account.person_id)
        _LOG.info("Signed in: %s", key)
        return Outcome.signed_in

    def begin(self, db: Session, person_id: int) -> None:
        """Sign a person in who has proved who they are; whatever was in the session is gone."""
        now = _now()
        sign_ins.forget_ended(db, seen_before=now - self._idle, started_before=now - _LONGEST)
        token = form_token.new_visit()
        session[_SIGNED_IN] = True
        sign_ins.start_sign_in(db, person_id, _hash(token), at=now)
        g.pop("known", None)

    def end(self) -> None:
        """Sign out whoever asks."""
        token = form_token.visit()
        if token is not None:
            with self._database.writing() as db:
                sign_ins.end_sign_in(db, _hash(token))
        session.clear()
        g.pop("known", None)

    def _known(self, db: Session) -> _Known:
        if "known" not in g:
            g.known = self._find(db)
        known: _Known = g.known
        return known

    def _find(self, db: Session) -> _Known:
        token = form_token.visit()
        if token is None or not session.get(_SIGNED_IN):
            return _Known(ANONYMOUS)
        now = _now()
        hashed = _hash(token)
        found = signed_in(db, hashed, seen_after=now - self._idle, started_after=now - _LONGEST)
        if found is None or (found.is_example and not self._is_demo):
            return _Known(ANONYMOUS)
        return _Known(found.actor, hashed, found.seen_at < now - _SEEN_AGAIN_AFTER)

    def _may_enter(self, account: Credentials | None, password: str) -> bool:
        with self._one_check:
            is_so = is_right(account.password_hash if account else None, password)
        if account is None or not account.is_active:
            return False
        return is_so and (self._is_demo or not account.is_example)

    def _subject(self, kind: str, value: str) -> str:
        # Keyed: what people type into the wrong field cannot be found out from the table.
        return hmac.new(self._key, f"{kind}\n{value}".encode(), hashlib.sha256).hexdigest()

    def _after(self, response: Response) -> Response:
        known: _Known | None = g.get("known")
        if known is not None and known.actor.is_known:
            response.headers.setdefault("Cache-Control", "private, no-store")
            response.vary.add("Cookie")
            if known.is_to_be_seen:
                self._see_again(known.token_hash)
        if response.mimetype in {"text/html", "application/json"}:
            cookie = form_token.cookie_for_dash()
            if cookie is not None:
                # Scripts must read it: Dash sends it back in a header.
                response.set_cookie(*cookie, secure=request.is_secure, samesite="Strict")
        return response

    def _see_again(self, token_hash: str) -> None:
        try:
            with self._database.writing() as db:
                sign_ins.see_again(db, token_hash, at=_now())
        except OperationalError as error:
            # The database is busy with a long load; the page is not to fail for this.
            _LOG.warning("Could not note that somebody is still here: %s", error)


class _SecureWhereItCanBe(SecureCookieSessionInterface):
    """Session cookies that are sent over https only, where the page came so."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - as Flask has it
        """Tell whether the cookie is for https only."""
        return request.is_secure


_SIGNED_IN = "signed_in"


def _is_too_many(counts: dict[str, int], subjects: Sequence[str]) -> bool:
    name, address = subjects
    return counts[name] > MOST_FOR_NAME or counts[address] > MOST_FOR_ADDRESS


def _address() -> str:
    """Return where the request comes from; of an IPv6 address the network of the subscriber."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    if address.version == 6:  # noqa: PLR2004
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
