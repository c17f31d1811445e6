"""How a status looks: icon, word and colour together, so that none of them stands alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.markup import Baked, bake, h
from indicators.progress.values import Status

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.i18n.texts import Texts


@dataclass(frozen=True, slots=True)
class Look:
    """The word, the icon and the colour of a status; ``meaning`` explains the word."""

    word: str
    icon: str
    colour: str
    meaning: str


LOOKS = MappingProxyType(
    {
        Status.reached: Look(
            "Nådd", "SealCheckmarkFill", "success", "Målet er nådd med den siste målingen."
        ),
        Status.on_track: Look(
            "I rute",
            "CheckmarkCircleFill",
            "success",
            "Utviklingen er god nok til at målet nås i tide hvis den fortsetter.",
        ),
        Status.slightly_behind: Look(
            "Litt bak",
            "ExclamationmarkTriangleFill",
            "warning",
            "Utviklingen går rette veien, men litt for sent.",
        ),
        Status.behind: Look(
            "Bak", "XMarkOctagonFill", "danger", "Utviklingen er for svak til at målet nås i tide."
        ),
        Status.wrong_way: Look(
            "Feil vei", "ArrowUndo", "danger", "Utviklingen går bort fra målet."
        ),
        Status.uncertain: Look(
            "Usikker",
            "ArrowsUpDown",
            "info",
            "Målingene er for få eller svinger for mye til å si om målet nås.",
        ),
        Status.no_target: Look(
            "Uten mål", "CircleSlashFill", "neutral", "Det er målt, men ikke satt noe måltall."
        ),
        Status.not_measured: Look(
            "Ikke målt", "QuestionmarkDiamondFill", "neutral", "Det finnes ingen målinger."
        ),
    }
)
"""Every status in the order in which they are shown: from best to worst, then what is not known."""


def look_of(status: str) -> Look:
    """Return how a status looks; a code that is none of ours looks like *ikke målt*."""
    return LOOKS[Status(status) if status in set(Status) else Status.not_measured]


def status_word(view: View, status: str) -> str:
    """Return the word of a status in the language of the page."""
    return view.text(look_of(status).word)


def status_tag(view: View, status: str, *, size: str = "sm") -> Baked:
    """Return the tag of a status."""
    return _tag(view.text, look_of(status), size)


@lru_cache(maxsize=256)
def _tag(text: Texts, look: Look, size: str) -> Baked:
    return bake(
        h(
            "span",
            icon(look.icon),
            text(look.word),
            class_="ds-tag status-tag",
            data_color=look.colour,
            data_size=size,
        )
    )
