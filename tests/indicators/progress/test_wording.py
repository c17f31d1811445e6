"""The words for how a status was found are there in all three languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from indicators import progress
from indicators.languages import Language
from indicators.progress.changes import Cause
from indicators.progress.methods import METHODS
from indicators.progress.values import Status
from indicators.progress.verdicts import Course
from indicators.progress.wording import phrases_of, terms_of

CODE = Path(progress.__file__).parent


def codes_in_the_code():
    """Codes that reasons are given with: the first argument of ``Reason``, where it is a text."""
    found = set()
    for path in CODE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_reason = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason"
            if is_reason and isinstance(node.args[0], ast.Constant):
                found.add(node.args[0].value)
    return found


@pytest.mark.parametrize("language", list(Language))
def test_nothing_that_is_said_lacks_words(language):
    terms = terms_of(language)
    assert set(terms.methods) == set(METHODS)
    assert set(terms.courses) == {*Course, None}
    assert set(terms.causes) == set(Cause)
    assert set(terms.statuses) >= set(Status)
    symbols = {symbol for method in METHODS.values() for symbol in method.formulas}
    assert set(terms.steps) == symbols
    assert codes_in_the_code() <= set(terms.reasons)


def test_the_languages_have_words_for_the_same():
    first, *others = (terms_of(language) for language in Language)
    for other in others:
        for name in ("statuses", "reasons", "steps", "added", "removed", "fields"):
            assert getattr(other, name).keys() == getattr(first, name).keys(), name


@pytest.mark.parametrize("language", list(Language))
def test_few_people_are_said_in_the_plain_sentence(language):
    phrases = phrases_of(language)
    assert "few_people" in phrases.doubts
    assert "small_group" in phrases.grounds
