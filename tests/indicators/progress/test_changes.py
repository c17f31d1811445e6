"""Why a verdict is another: worked out from what the two rest on."""

from __future__ import annotations

import pytest

from indicators.languages import Language
from indicators.progress.cause_sentence import cause_sentence
from indicators.progress.changes import Cause, Change, changes

BASE = {
    "points": [["2020", 2020.5, 10.0, 0], ["2021", 2021.5, 11.0, 4]],
    "baseline": {"year": 2020, "value": None},
    "targets": [{"rule": "from_to", "value": 20.0, "year": 2030}],
    "direction": "up",
    "breaks": [],
    "frequency": "year",
    "today": "2026-01-01",
}


def found(methods=("linear-1", "linear-1"), **changed):
    return changes(BASE, {**BASE, **changed}, methods)


def test_the_same_on_the_same_day_is_no_change():
    assert found() == ()


def test_another_day_is_told_only_when_nothing_else_is():
    assert found(today="2026-06-01") == (Change(Cause.time, "today", "2026-01-01", "2026-06-01"),)
    assert [one.cause for one in found(today="2026-06-01", direction="down")] == [Cause.definition]


@pytest.mark.parametrize(
    ("changed", "change"),
    [
        (
            {"points": [*BASE["points"], ["2022", 2022.5, 12.0, 0]]},
            Change(Cause.new_period, "2022", None, 12.0),
        ),
        (
            {"points": [["2020", 2020.5, 10.5, 0], BASE["points"][1]]},
            Change(Cause.revised, "2020", 10.0, 10.5),
        ),
        (
            {"points": [BASE["points"][0], ["2021", 2021.5, 11.0, 0]]},
            Change(Cause.revised, "2021", 11.0, 11.0),
        ),
        ({"points": BASE["points"][1:]}, Change(Cause.withdrawn, "2020", 10.0, None)),
        (
            {"targets": [{"rule": "from_to", "value": 25.0, "year": 2030}]},
            Change(Cause.target, "2030", 20.0, 25.0),
        ),
        (
            {"targets": [*BASE["targets"], {"rule": "at_least", "value": 5.0}]},
            Change(Cause.target, "at_least", None, 5.0),
        ),
        ({"targets": []}, Change(Cause.target, "2030", 20.0, None)),
        ({"baseline": {"year": 2020, "value": 9.0}}, Change(Cause.baseline, "value", None, 9.0)),
        ({"baseline": None}, Change(Cause.baseline, "year", 2020, None)),
        ({"breaks": [2021.5]}, Change(Cause.series_break, "2021.5", None, 2021.5)),
        ({"direction": "down"}, Change(Cause.definition, "direction", "up", "down")),
        ({"limits": [0.0, 100.0]}, Change(Cause.definition, "limits", None, "[0.0, 100.0]")),
    ],
)
def test_each_cause_has_what_it_was_and_what_it_is(changed, change):
    assert found(**changed) == (change,)


def test_another_method_is_told():
    assert found(("linear-1", "linear-2")) == (
        Change(Cause.method, "method", "linear-1", "linear-2"),
    )


def test_two_targets_of_the_same_rule_and_year_are_told_apart():
    two = [{"rule": "at_least", "value": 5.0}, {"rule": "at_least", "value": 6.0}]
    before, after = (
        {**BASE, "targets": two},
        {**BASE, "targets": [two[0], {**two[1], "value": 7.0}]},
    )
    assert changes(before, after, ("m", "m")) == (Change(Cause.target, "at_least", 6.0, 7.0),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            Change(Cause.revised, "2020", 10.0, 10.5),
            "Tallet for 2020 er endret av kilden fra 10 % til 10.5 %",
        ),
        (Change(Cause.target, "2030", None, 20.0), "Nytt mål for 2030: 20 %"),
        (Change(Cause.target, "increase", None, "increase"), "Nytt mål for økning: økning"),
        (Change(Cause.target, "2030", 20.0, None), "Målet for 2030 (20 %) er tatt bort"),
        (
            Change(Cause.baseline, "year", 2020, 2021),
            "Utgangspunktet (år) er endret fra 2020 til 2021",
        ),
        (
            Change(Cause.time, "today", "2026-01-01", "2026-06-01"),
            "Ingen tall er endret, men tiden har gått (2026-01-01 til 2026-06-01)",
        ),
    ],
)
def test_causes_are_said_in_plain_words(change, said):
    assert cause_sentence(change, Language.nb, lambda value: f"{value:g} %") == said


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("cause", list(Cause))
def test_every_cause_can_be_said_in_every_language(language, cause):
    for old, new in (("1", "2"), (None, "2"), ("1", None)):
        said = cause_sentence(Change(cause, "2020", old, new), language, str)
        assert said
        assert "{" not in said
