"""Folds what people type, so that headings and choices are found however they were written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Zero-width marks and the soft hyphen: they cannot be seen, and come along when text is copied.
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_SHORT = 120
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def tidy(text: str) -> str:
    """Return a text as it is kept: NFC, nothing invisible, no blanks around it, line ends kept."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text)).strip()


def fold(text: str) -> str:
    """Return what two writings of the same heading or choice have in common.

    Letter case, kinds of blanks and dashes, line breaks, what cannot be seen, and a mark (* or :)
    at the end do not count.
    """
    # Headings and choices are short and come again in every row.
    return _folded_before(text) if len(text) <= _SHORT else _folded(text)


def _folded(text: str) -> str:
    bare = _DASHES.sub("-", tidy(text))
    return " ".join(bare.split()).casefold().rstrip("*:").rstrip()


_folded_before = lru_cache(maxsize=2048)(_folded)
