"""The whole public site as static files: crawled through its own routes, links made relative."""

from __future__ import annotations

import posixpath
import re
from collections import deque
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, urlsplit

from dashboard.app import create_app
from dashboard.archive_page import archive_page
from dashboard.i18n.formats import HERE, Formats
from dashboard.i18n.texts import Texts, load_texts
from dashboard.site import LANGUAGE_COOKIE
from indicators.errors import RodTradError
from indicators.languages import Language

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient

    from indicators.database import Database
    from indicators.settings import Settings

# What needs a server: signing in, handing in, searching.
_NOT_KEPT = ("/logg-", "/arsplan", "/sok", "/_dash")
_STATIC = "/static/"
_IN_STYLE = re.compile(r'url\("/static/([^"?]+)[^"]*"\)')
_UNSAFE = re.compile(r"[^a-z0-9.-]+")
_MOST_FILES = 50_000


class CannotPublish(RodTradError):  # noqa: N818
    """The folder is in use, or a link of the site leads nowhere."""


@dataclass(frozen=True, slots=True)
class Address:
    """Something to keep: a path with its query, in a language."""

    language: Language
    path: str
    query: str = ""

    @property
    def file(self) -> str:
        """The file that it is kept in, below the folder of the archive."""
        if self.path.startswith(_STATIC):
            return self.path[1:]
        folder = "" if self.language is Language.nb else f"{self.language.value}/"
        if PurePosixPath(self.path).suffix and self.path.startswith("/data/"):
            return f"{folder}{self.path[1:]}"
        name = f"{_UNSAFE.sub('-', self.query.lower())}.html" if self.query else "index.html"
        return f"{folder}{posixpath.join(self.path[1:], name)}"


@dataclass(slots=True)
class _Archive:
    """What is to be written, and what was seen."""

    folder: Path
    waiting: deque[Address] = field(default_factory=deque)
    seen: set[Address] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    def want(self, address: Address) -> None:
        if address not in self.seen:
            self.seen.add(address)
            self.waiting.append(address)


def publish(
    settings: Settings, database: Database, folder: Path, progress: Callable[[int, int], None]
) -> int:
    """Write every page that links lead to, in every language, and return the number of files.

    ``progress`` is told how many files are written, and how many are known of.

    Raises:
        CannotPublish: If the folder holds something already, or a link leads nowhere.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotPublish(f"Mappen {folder} er ikke tom. Velg en mappe som er tom eller ny.")
    own = settings if settings.secret_key else replace(settings, secret_key=token_hex(32))
    server = create_app(own, database).server
    archive = _Archive(folder)
    texts = load_texts()
    clients: dict[Language, FlaskClient] = {}
    for language in Language:
        clients[language] = server.test_client()
        clients[language].set_cookie(LANGUAGE_COOKIE, language.value)
        archive.want(Address(language, "/"))
    written = 0
    while archive.waiting and written < _MOST_FILES:
        address = archive.waiting.popleft()
        _keep(archive, clients[address.language], address, texts[address.language])
        written += 1
        progress(written, len(archive.seen))
    if archive.broken:
        raise CannotPublish(f"Lenker som ikke fører fram: {', '.join(archive.broken)}")
    return written


def _keep(archive: _Archive, client: FlaskClient, address: Address, texts: Texts) -> None:
    asked = f"{address.path}?{address.query}" if address.query else address.path
    answer = client.get(asked)
    if answer.status_code != 200:  # noqa: PLR2004
        archive.broken.append(f"{asked} ({answer.status_code})")
        return
    body = answer.get_data()
    if answer.mimetype == "text/html":
        note = texts(
            "Arkivkopi fra {date}. Søk, filtre, innlogging og levende grafer er ikke med.",
            date=Formats(address.language).date(datetime.now(HERE).date()),
        )

        def replaced(link: str) -> str | None:
            return _relative(archive, address, link)

        body = archive_page(body.decode(), replaced, note).encode()
    elif answer.mimetype == "text/css":
        body = _style(archive, address, body.decode()).encode()
    file = archive.folder / address.file
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)


def _relative(archive: _Archive, here: Address, link: str) -> str | None:
    """Return a link from one file to another, and see to it that the other is kept."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    if parts.path.startswith(_NOT_KEPT):
        return None
    query = dict(parse_qsl(parts.query))
    is_static = parts.path.startswith(_STATIC)
    language = Language.nb if is_static else Language(query.pop("lang", here.language))
    kept = "" if is_static else "&".join(f"{key}={quote(query[key])}" for key in sorted(query))
    there = Address(language, parts.path, kept)
    archive.want(there)
    path = posixpath.relpath(there.file, posixpath.dirname(here.file) or ".")
    return f"{quote(path)}{f'#{parts.fragment}' if parts.fragment else ''}"


def _style(archive: _Archive, here: Address, sheet: str) -> str:
    def relative(match: re.Match[str]) -> str:
        there = Address(Language.nb, f"{_STATIC}{match[1]}")
        archive.want(there)
        return f'url("{posixpath.relpath(there.file, posixpath.dirname(here.file))}")'

    return _IN_STYLE.sub(relative, sheet)
