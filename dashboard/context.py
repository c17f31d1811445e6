"""What every page knows of the one who reads it: language, formats, municipality, address, day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from indicators.access import ANONYMOUS, Actor

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from dashboard.i18n.formats import Formats
    from dashboard.i18n.texts import Texts
    from indicators.languages import Language


@dataclass(frozen=True, slots=True)
class View:
    """One request, as the pages see it.

    ``notice`` is what the municipality says on every page about its data, None where there is
    nothing to say. ``query`` holds the first value of every key of the address, unchecked.
    ``actor`` is who reads it; ``form_token`` goes into every form that they may send.
    """

    text: Texts
    formats: Formats
    municipality: str
    notice: str | None
    is_example: bool
    data_version: int
    changed_at: datetime | None
    today: date
    path: str
    query: Mapping[str, str]
    scheme: str = "auto"
    accessibility_url: str = ""
    actor: Actor = ANONYMOUS
    form_token: str = ""

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.text.language

    def choice(self, key: str, allowed: frozenset[str]) -> str | None:
        """Return a value of the query if it is one of the allowed, else None: the default view."""
        value = self.query.get(key)
        return value if value in allowed else None

    def address(self, **changes: str | None) -> str:
        """Return the address of this page with some values of its query changed; None drops one."""
        kept = {**self.query, **changes}
        query = urlencode({key: value for key, value in kept.items() if value is not None})
        return f"{self.path}?{query}" if query else self.path
