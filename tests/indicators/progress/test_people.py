"""Few people behind a value: no red verdict on what chance explains."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.models.measurement import Counting, Mark
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.counting import interval
from indicators.progress.inputs import as_arguments
from indicators.progress.values import (
    FROM_WORST,
    BaselineSpec,
    Confidence,
    CountSpec,
    Point,
    Status,
    TargetSpec,
)

NUMBER = CountSpec(Counting.number)
SHARE = CountSpec(Counting.share, 100.0)
RED = (Status.behind, Status.wrong_way)


def judged(values, target, *, counting, people=None, direction="up"):
    points = [
        Point(2018.5 + i, value, Mark.none, str(2018 + i), people) for i, value in enumerate(values)
    ]
    return assess(
        points,
        baseline=BaselineSpec(2018),
        targets=[target],
        direction=direction,
        today=date(2026, 1, 1),
        counting=counting,
    )


def test_three_against_five_people_is_never_red():
    at_least_five = TargetSpec(Rule.at_least, 5.0)
    values = [4, 5, 4, 3, 4, 3]
    assert judged(values, at_least_five, counting=None).status is Status.behind
    verdict = judged(values, at_least_five, counting=NUMBER)
    assert verdict.status is Status.uncertain
    assert verdict.reasons[0].code == "few_people"
    assert verdict.interval == interval(Point(2023.5, 3, Mark.none, "2023"), NUMBER)


def test_the_same_with_a_hundred_times_as_many_is_red():
    at_least = TargetSpec(Rule.at_least, 500.0)
    verdict = judged([400, 500, 400, 300, 400, 300], at_least, counting=NUMBER)
    assert verdict.status is Status.behind


@pytest.mark.parametrize(("people", "status"), [(15, Status.uncertain), (5000, Status.wrong_way)])
def test_a_falling_share_of_few_people_is_not_the_wrong_way(people, status):
    target = TargetSpec(Rule.from_to, 80.0, year=2030)
    values = [60, 59, 58, 57, 56, 55]
    assert judged(values, target, counting=SHARE, people=people).status is status


def test_few_people_lower_the_confidence_and_many_do_not():
    target = TargetSpec(Rule.from_to, 70.0, year=2030)
    values = [50, 52, 53, 55, 57, 58, 60, 62]
    few = judged(values, target, counting=SHARE, people=30)
    many = judged(values, target, counting=SHARE, people=30_000)
    assert many.confidence is Confidence.A
    assert few.confidence is Confidence.C
    assert "small_group" in [reason.code for reason in few.reasons]


def test_people_and_counting_are_kept_with_the_verdict():
    target = TargetSpec(Rule.from_to, 80.0, year=2030)
    verdict = judged([60, 59, 58, 57], target, counting=SHARE, people=15)
    assert assess(**as_arguments(verdict.inputs)) == verdict


shares = st.lists(st.integers(0, 200).map(lambda n: n / 2), min_size=1, max_size=10)
rules = st.sampled_from([Rule.from_to, Rule.at_least, Rule.increase, Rule.maintain])


@settings(max_examples=200, deadline=None)
@given(shares, st.integers(0, 100), rules, st.integers(1, 2000))
def test_a_red_verdict_never_has_the_target_within_what_chance_allows(values, goal, rule, people):
    year = 2030 if rule is Rule.from_to else None
    verdict = judged(
        values, TargetSpec(rule, float(goal), year=year), counting=SHARE, people=people
    )
    if verdict.status in RED:
        assert not verdict.target.band.holds(verdict.interval[1])


@settings(max_examples=200, deadline=None)
@given(shares, st.integers(0, 100), rules, st.integers(5, 2000), st.integers(1, 100))
def test_a_better_latest_value_is_never_judged_worse(values, goal, rule, people, gain):
    year = 2030 if rule is Rule.from_to else None
    target = TargetSpec(rule, float(goal), year=year)
    better = [*values[:-1], min(100.0, values[-1] + gain)]
    if len(values) == 1:
        return  # the latest value is the baseline itself
    here = judged(values, target, counting=SHARE, people=people)
    there = judged(better, target, counting=SHARE, people=people)
    if Status.uncertain not in (here.status, there.status):
        assert FROM_WORST.index(there.status) >= FROM_WORST.index(here.status)
