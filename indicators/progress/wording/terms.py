"""The words for how a status was found: methods, steps, reasons, and what changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.progress.changes import Cause
    from indicators.progress.verdicts import Course


@dataclass(frozen=True, slots=True)
class Terms:
    """The words of one language.

    ``methods`` are names by id; ``statuses`` the words of all methods by their codes; ``steps``
    what a symbol of a formula stands for; ``reasons`` what a code of a reason says. ``causes`` are
    sentences with ``{what}``, ``{old}`` and ``{new}``; ``added`` and ``removed`` those of a cause
    where there was nothing before or is nothing now.
    """

    methods: Mapping[str, str]
    statuses: Mapping[str, str]
    courses: Mapping[Course | None, str]
    steps: Mapping[str, str]
    reasons: Mapping[str, str]
    causes: Mapping[Cause, str]
    added: Mapping[Cause, str]
    removed: Mapping[Cause, str]
    fields: Mapping[str, str]
    from_run: str
    disagree: str
    agree: str
