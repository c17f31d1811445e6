from __future__ import annotations

import pytest

from etl.providers.selection import resolve
from etl.providers.splitting import cells_of, parts
from indicators.errors import BadSource

YEARS = ("2019", "2020", "2021", "2022", "2023")
CALLS = frozenset({"top", "bottom", "from", "to", "range", "first", "last"})


def years(*expressions):
    return resolve(expressions, YEARS, is_time=True, calls=CALLS, place="t")


@pytest.mark.parametrize(
    ("expressions", "meant"),
    [
        (["*"], YEARS),
        (["top(2)"], ("2022", "2023")),
        (["top(2,1)"], ("2021", "2022")),
        (["top(9,4)"], ("2019",)),
        (["bottom(2)"], ("2019", "2020")),
        (["first(1)", "last(1)"], ("2019", "2023")),
        (["from(2022)"], ("2022", "2023")),
        (["to(2020)"], ("2019", "2020")),
        (["range(2020, 2021)"], ("2020", "2021")),
        (["202?"], ("2020", "2021", "2022", "2023")),
        (["*9"], ("2019",)),
        (["2023", "2019", "top(1)"], ("2019", "2023")),
    ],
)
def test_expressions_of_time_mean_what_pxweb_means(expressions, meant):
    assert years(*expressions) == meant


def test_the_top_of_other_variables_is_the_first():
    assert resolve(["top(1)"], ["a", "b"], is_time=False, calls=CALLS, place="t") == ("a",)


def test_upper_and_lower_case_are_the_same():
    assert resolve(["kos?"], ["KOS1"], is_time=False, calls=CALLS, place="t") == ("KOS1",)


def test_a_code_that_looks_like_an_expression_is_a_code():
    codes = ["top(1)", "100+10", "A.B"]
    assert resolve(["top(1)"], codes, is_time=False, calls=CALLS, place="t") == ("top(1)",)
    assert resolve(["100+10"], codes, is_time=False, calls=CALLS, place="t") == ("100+10",)


@pytest.mark.parametrize(
    "expression",
    [
        "2030",
        "from(2030)",
        "top(0)",
        "top()",
        "top(x)",
        "top(1,2,3)",
        "range(2020)",
        "19*",
        "max(1)",
    ],
)
def test_what_means_nothing_is_refused_with_what_there_is(expression):
    with pytest.raises(BadSource, match=r"t: .*5 koder: 2019, 2020"):
        years(expression)


def test_many_stars_take_no_time():
    with pytest.raises(BadSource):
        resolve(["*" * 150 + "b"], ["a" * 200], is_time=False, calls=CALLS, place="t")


@pytest.mark.parametrize("limit", [1, 2, 7, 12, 60, 100])
def test_the_parts_are_the_whole_and_none_is_too_large(limit):
    chosen = {"a": tuple("abcde"), "b": tuple("fgh"), "c": tuple("ijkl")}
    found = parts(chosen, limit, "t")
    assert all(cells_of(part) <= limit for part in found)
    keys = [(a, b, c) for part in found for a in part["a"] for b in part["b"] for c in part["c"]]
    assert len(keys) == len(set(keys)) == 60


def test_no_more_calls_are_made_than_needed():
    assert len(parts({"a": tuple("abcdefghij"), "b": ("1", "2")}, 6, "t")) == 4


def test_a_small_query_stays_whole():
    chosen = {"a": ("1", "2")}
    assert parts(chosen, 2, "t") == [chosen]


def test_a_query_of_more_calls_than_is_decent_is_refused():
    with pytest.raises(BadSource, match="101 celler"):
        parts({"a": tuple(map(str, range(101)))}, 1, "t")
