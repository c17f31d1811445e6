"""Why a status changed, as a plain sentence for each cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.progress.ambition import Rule
from indicators.progress.changes import Cause
from indicators.progress.wording import phrases_of, terms_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from indicators.languages import Language
    from indicators.progress.changes import Change, Said

_NUMBERS = (Cause.new_period, Cause.revised, Cause.withdrawn, Cause.target)


def cause_sentence(change: Change, language: Language, number: Callable[[float], str]) -> str:
    """Return a cause in words; ``number`` writes a value with its unit."""
    terms = terms_of(language)
    words = terms.causes[change.cause]
    if change.old is None:
        words = terms.added.get(change.cause, words)
    elif change.new is None:
        words = terms.removed.get(change.cause, words)
    what = terms.fields.get(change.what, _rule(change.what, language))
    return words.format(
        what=what,
        old=_said(change, change.old, language, number),
        new=_said(change, change.new, language, number),
    )


def _said(change: Change, value: Said, language: Language, number: Callable[[float], str]) -> str:
    if value is None:
        return "–"
    if isinstance(value, str):
        return _rule(value, language)
    is_number = change.cause in _NUMBERS or (
        change.cause is Cause.baseline and change.what == "value"
    )
    return number(float(value)) if is_number else f"{value:g}"


def _rule(text: str, language: Language) -> str:
    """Return the words of a rule, or a text as it is where it is none."""
    if text not in Rule.__members__:
        return text
    return phrases_of(language).rules.get(Rule(text), text)
