"""The words of the plain sentence, and of how a status was found; one module per language."""

from __future__ import annotations

from indicators.languages import Language
from indicators.progress.wording.en import EN
from indicators.progress.wording.nb import NB
from indicators.progress.wording.nn import NN
from indicators.progress.wording.phrases import Phrases
from indicators.progress.wording.terms import Terms
from indicators.progress.wording.terms_en import EN as TERMS_EN
from indicators.progress.wording.terms_nb import NB as TERMS_NB
from indicators.progress.wording.terms_nn import NN as TERMS_NN

__all__ = ["Phrases", "Terms", "phrases_of", "terms_of"]


def phrases_of(language: Language) -> Phrases:
    """Return the words of a language."""
    match language:
        case Language.nb:
            return NB
        case Language.nn:
            return NN
        case Language.en:
            return EN


def terms_of(language: Language) -> Terms:
    """Return the words of a language for how a status was found."""
    match language:
        case Language.nb:
            return TERMS_NB
        case Language.nn:
            return TERMS_NN
        case Language.en:
            return TERMS_EN
