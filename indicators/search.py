"""Finds things by words: endings, compounds, spelling mistakes, and å for aa do not matter.

Pure: texts in, the best first out. Every word of the question must be found, as the same word in
another form, as the beginning or a part of a longer word, or with a letter or two that is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import snowballstemmer
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from indicators.queries.searchable import Searchable

LONGEST_QUESTION = 100
_MOST_WORDS = 8
_WORD = re.compile(r"[0-9]+(?:[.,-][0-9]+)*|[^\W\d_]+")
# å, aa and a become one letter, and so on: people write what their keyboard has.
_SAME = (("æ", "a"), ("ae", "a"), ("ø", "o"), ("oe", "o"), ("đ", "d"), ("aa", "a"))
_SMALL_WORDS = frozenset(
    [
        "og",
        "i",
        "på",
        "av",
        "for",
        "til",
        "med",
        "som",
        "en",
        "et",
        "ei",
        "er",
        "å",
        "om",
        "fra",
        "ved",
        "den",
        "det",
        "dei",
        "de",
        "the",
        "of",
        "in",
        "and",
        "to",
        "for",
        "on",
        "a",
        "an",
        "is",
        "by",
    ]
)
_STEMMERS = {"nb": "norwegian", "nn": "norwegian", "en": "english"}

_SAME_WORD, _SAME_STEM, _BEGINNING, _PART = 1.0, 0.96, 0.9, 0.8
_ONE_WRONG = 0.7
_OF_ABOUT = 0.5
_SHORTEST_BEGINNING, _SHORTEST_PART = 2, 4
_MAY_BE_WRONG, _MAY_HAVE_TWO_WRONG = 4, 8


def fold(text: str) -> str:
    """Return a text in small letters without accents, with å, ä and aa as a, and ø and oe as o."""
    small = text.casefold()
    for written, folded in _SAME:
        small = small.replace(written, folded)
    apart = unicodedata.normalize("NFKD", small)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).replace("aa", "a")


def words(text: str) -> list[str]:
    """Return the words and numbers of a text, folded."""
    return _WORD.findall(fold(text))


def search(question: str, among: Iterable[Searchable], language: str) -> list[Searchable]:
    """Return what fits a question, the best first; nothing for a question without words."""
    asked = _asked(question)
    if not asked:
        return []
    scored = [(_score(asked, one, language), one) for one in among]
    fitting = [(score, one) for score, one in scored if score > 0]
    return [one for _, one in sorted(fitting, key=lambda pair: -pair[0])]


def _asked(question: str) -> list[str]:
    found = words(question[:LONGEST_QUESTION])
    meant = [word for word in found if word not in _SMALL_WORDS]
    return (meant or found)[:_MOST_WORDS]


def _score(asked: list[str], one: Searchable, language: str) -> float:
    """Return how well every word fits, as a mean; 0 where one of them is not found."""
    title = words(f"{one.number} {one.title}")
    about = words(one.about)
    total = 0.0
    for word in asked:
        best = max(_best(word, title, language), _OF_ABOUT * _best(word, about, language))
        if not best:
            return 0.0
        total += best
    return total / len(asked)


def _best(word: str, among: list[str], language: str) -> float:
    return max((_likeness(word, other, language) for other in among), default=0.0)


def _likeness(word: str, other: str, language: str) -> float:
    if word == other:
        return _SAME_WORD
    if word[0].isdigit():
        # 3 finds 3.5, but 3.5 is no misspelling of 3.4.
        return _BEGINNING if other.startswith(f"{word}.") else 0.0
    if len(word) >= _SHORTEST_BEGINNING and other.startswith(word):
        return _BEGINNING
    stem, other_stem = _stem(word, language), _stem(other, language)
    if stem == other_stem:
        return _SAME_STEM
    if len(stem) >= _SHORTEST_PART and stem in other:
        return _PART
    return max(_misspelled(word, other), _misspelled(stem, other_stem))


def _misspelled(word: str, other: str) -> float:
    if len(word) < _MAY_BE_WRONG or other[0].isdigit():
        return 0.0
    most = 2 if len(word) >= _MAY_HAVE_TWO_WRONG else 1
    wrong = OSA.distance(word, other, score_cutoff=most)
    return _ONE_WRONG / wrong if 0 < wrong <= most else 0.0


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    # A stemmer keeps the word that it works on, so threads cannot share one.
    stem: Callable[[str], str] = snowballstemmer.stemmer(_STEMMERS[language]).stemWord
    return stem(word)
