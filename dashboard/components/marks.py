"""Words for codes of the data: marks on values, directions, how often, how sure."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from indicators.models.measurement import Direction, Mark
from indicators.periods import PeriodKind
from indicators.progress.values import Confidence

if TYPE_CHECKING:
    from dashboard.context import View

_MARKS = MappingProxyType(
    {
        Mark.not_applicable: "ikke relevant",
        Mark.not_available: "ikke tilgjengelig",
        Mark.suppressed: "ikke offentliggjort",
        Mark.provisional: "foreløpig tall",
        Mark.estimated: "anslag",
        Mark.empty: "tomt hos kilden",
        Mark.partial: "ufullstendig",
        Mark.rounded: "avrundet",
        Mark.other: "merknad hos kilden",
    }
)
_DIRECTIONS = MappingProxyType(
    {
        Direction.up: "Høyere er bedre",
        Direction.down: "Lavere er bedre",
        Direction.keep: "Skal holdes på samme nivå",
    }
)
_FREQUENCIES = MappingProxyType(
    {
        PeriodKind.year: "Hvert år",
        PeriodKind.half_year: "Hvert halvår",
        PeriodKind.tertial: "Hvert tertial",
        PeriodKind.quarter: "Hvert kvartal",
        PeriodKind.month: "Hver måned",
        PeriodKind.week: "Hver uke",
        PeriodKind.day: "Hver dag",
        PeriodKind.school_year: "Hvert skoleår",
        PeriodKind.rolling: "Rullerende år",
    }
)
_CONFIDENCES = MappingProxyType(
    {Confidence.A: "høy", Confidence.B: "god", Confidence.C: "middels", Confidence.D: "lav"}
)


def mark_word(view: View, mark: int | None) -> str:
    """Return what a mark says of a value; nothing for a value without one."""
    known = _MARKS.get(Mark(mark)) if mark is not None else None
    return view.text(known) if known else ""


def direction_words(view: View, direction: str) -> str:
    """Return which way is better."""
    return view.text(_DIRECTIONS[Direction(direction)])


def frequency_words(view: View, frequency: str) -> str:
    """Return how often values come; a code that is none of ours is *ujevnlig*."""
    known = frequency in set(PeriodKind)
    return view.text(_FREQUENCIES[PeriodKind(frequency)] if known else "Ujevnlig")


def confidence_words(view: View, confidence: str | None) -> str | None:
    """Return how much the data can carry, as B (god); None where nothing was judged."""
    if confidence is None:
        return None
    return f"{confidence} ({view.text(_CONFIDENCES[Confidence(confidence)])})"
