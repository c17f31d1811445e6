"""What all routes share: settings, database, texts and files; and how a page becomes an answer."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from flask import Response, request

from dashboard.auth import Auth
from dashboard.context import View
from dashboard.document import DashScripts, document
from dashboard.form_token import form_token
from dashboard.i18n.formats import HERE, Formats
from dashboard.i18n.texts import Texts, load_texts
from dashboard.security import LIVE_POLICY, STRICT_POLICY
from dashboard.static_files import StaticFiles, assets_folder
from indicators.languages import Language
from indicators.queries.municipality import data_state, municipality

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from dashboard.page import Content
    from indicators.database import Database
    from indicators.settings import Settings

_LANGUAGES = frozenset(Language)
_SCHEMES = frozenset(("auto", "light", "dark"))
LANGUAGE_COOKIE, SCHEME_COOKIE = "lang", "scheme"
YEAR = 365 * 24 * 3600
_KEPT_PAGES = 300


class Memory:
    """Bodies that were made before, the least used forgotten first; safe between threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str) -> bytes | None:
        """Return what was kept under a key, or None."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: str, body: bytes) -> None:
        """Keep a body under a key."""
        with self._lock:
            self._kept[key] = body
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


@dataclass(slots=True)
class Site:
    """One installation as it runs; made once by ``create_app`` and passed to what needs it."""

    settings: Settings
    database: Database
    files: StaticFiles
    texts: Mapping[Language, Texts]
    formats: Mapping[Language, Formats]
    build: str
    auth: Auth
    pages: Memory = field(default_factory=lambda: Memory(_KEPT_PAGES))
    dash_scripts: DashScripts | None = None

    def view(self, session: Session) -> View:
        """Return the present request as pages see it; two short SELECTs."""
        language = chosen_language()
        state = data_state(session)
        place = municipality(session, language.value)
        scheme = request.cookies.get(SCHEME_COOKIE, "auto")
        actor = self.auth.actor(session)
        return View(
            text=self.texts[language],
            formats=self.formats[language],
            municipality=place.name if place else "",
            notice=place.notice if place else None,
            is_example=place.is_example if place else False,
            data_version=state.version,
            changed_at=state.changed_at,
            today=datetime.now(HERE).date(),
            path=request.path,
            query=request.args.to_dict(),
            scheme=scheme if scheme in _SCHEMES else "auto",
            accessibility_url=self.settings.accessibility_url,
            actor=actor,
            form_token=form_token() if actor.is_known else "",
        )

    def bare_view(self) -> View:
        """Return the present request without anything from the database, for when it fails."""
        language = chosen_language()
        return View(
            text=self.texts[language],
            formats=self.formats[language],
            municipality="",
            notice=None,
            is_example=False,
            data_version=0,
            changed_at=None,
            today=datetime.now(HERE).date(),
            path=request.path,
            query={},
            accessibility_url=self.settings.accessibility_url,
        )

    def answer(self, view: View, content: Content) -> Response:
        """Return a page as a whole document, with its status and the headers that belong to it."""
        body = document(view, content, self.files, self.dash_scripts)
        return page_response(body, status=content.status, is_live=content.island is not None)

    def tag(self, data_version: int, of_person: str = "") -> str:
        """Return what identifies the present page: any change to what it shows changes the tag.

        ``of_person`` sets apart the pages of somebody who is signed in: see ``Auth.mark``.
        """
        scheme = request.cookies.get(SCHEME_COOKIE, "")
        parts = (
            self.build,
            str(data_version),
            chosen_language().value,
            scheme if scheme in _SCHEMES else "auto",
            datetime.now(HERE).date().isoformat(),
            request.full_path,
            of_person,
        )
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:24]


def page_response(body: bytes, *, status: int, is_live: bool) -> Response:
    """Return a document as an answer."""
    response = Response(body, status=status, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = LIVE_POLICY if is_live else STRICT_POLICY
    return response


def chosen_language() -> Language:
    """Return the language that the address or, else, the cookie asks for; bokmål otherwise."""
    for asked in (request.args.get("lang"), request.cookies.get(LANGUAGE_COOKIE)):
        if asked in _LANGUAGES:
            return Language(asked)
    return Language.nb


def create_site(settings: Settings, database: Database) -> Site:
    """Read texts and files, and return the site.

    Raises:
        BadSettings: If the assets are not built, or there is no secret key.
    """
    files = StaticFiles(assets_folder())
    texts = load_texts()
    return Site(
        settings=settings,
        database=database,
        files=files,
        texts=texts,
        formats={language: Formats(language) for language in Language},
        build=f"{_code_version()}-{files.version}",
        auth=Auth(settings, database),
    )


def _code_version() -> str:
    """Return a hash of the program's own code, so that a new version is never taken for the old."""
    digest = hashlib.sha256()
    root = Path(__file__).resolve().parent.parent
    for package in ("dashboard", "indicators"):
        for path in sorted((root / package).rglob("*.p[yo]*")):
            if path.suffix in {".py", ".po"}:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
