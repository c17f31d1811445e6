"""What a provider says when it says no, made safe to show."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import orjson

_KEYS = ("title", "detail", "error", "melding", "tilleggsinfo", "message", "detailedMessage")
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{1,500})", re.IGNORECASE)
_LONGEST = 300
_LOOKED_AT = 20_000
_SHOWN_ADDRESS = 200


def own_words(content: bytes, charset: str | None = None) -> str:
    """Return the provider's own words from the body of a refusal, or "" if it has none.

    JSON: ``title``, ``error``, ``melding`` and their like; a page: its title; else the text.
    """
    text = _text(content[:_LOOKED_AT], charset)
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError:
        document = None
    if isinstance(document, dict):
        return one_line(_words_of(document))
    if isinstance(document, str):
        return one_line(document)
    if text.lstrip().startswith("<"):
        title = _TITLE.search(text)
        return one_line(unescape(title[1])) if title else ""
    return one_line(text)


def _words_of(document: dict[str, Any]) -> str:
    words: list[str] = []
    for key in _KEYS:
        given = document.get(key)
        if isinstance(given, dict):
            given = _words_of(given)
        if isinstance(given, str) and given.strip() and given not in words:
            words.append(given.strip())
    return " ".join(words)


def _text(content: bytes, charset: str | None) -> str:
    try:
        return content.decode(charset or "utf-8-sig")
    except (LookupError, UnicodeDecodeError):
        return content.decode("iso-8859-1")


def one_line(text: str) -> str:
    """Return a stranger's text as one printable line of bounded length."""
    printable = "".join(sign if sign.isprintable() else " " for sign in text)
    line = " ".join(printable.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + " …"


def shown(address: str) -> str:
    """Return an address short enough for a message."""
    return address if len(address) <= _SHOWN_ADDRESS else address[:_SHOWN_ADDRESS] + "…"
