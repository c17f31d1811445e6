"""The words of the plain sentence, one module per language."""

from __future__ import annotations

from indicators.languages import Language
from indicators.progress.wording.en import EN
from indicators.progress.wording.nb import NB
from indicators.progress.wording.nn import NN
from indicators.progress.wording.phrases import Phrases

__all__ = ["Phrases", "phrases_of"]


def phrases_of(language: Language) -> Phrases:
    """Return the words of a language."""
    match language:
        case Language.nb:
            return NB
        case Language.nn:
            return NN
        case Language.en:
            return EN
