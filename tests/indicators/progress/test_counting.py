"""Intervals of shares, rates and counts, against what defines them."""

from __future__ import annotations

from math import exp, log, sqrt
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.models.measurement import Counting, Mark
from indicators.progress.counting import difference, interval, poisson, wilson
from indicators.progress.values import CountSpec, Point

Z = NormalDist().inv_cdf(0.95)
PERCENT = CountSpec(Counting.share, 100.0)


def point(value, population=None):
    return Point(2020.5, value, Mark.none, "2020", population)


@given(st.integers(1, 5000), st.floats(0, 1))
def test_the_ends_of_wilsons_interval_are_where_what_was_seen_is_just_not_odd(whole, share):
    part = round(whole * share)
    seen = part / whole
    for end in wilson(part, whole):
        if 1e-9 < end < 1 - 1e-9:
            assert abs(seen - end) == pytest.approx(Z * sqrt(end * (1 - end) / whole), rel=1e-6)
        else:
            assert end == pytest.approx(seen, abs=1e-9)


def test_wilson_refuses_what_is_no_part():
    for part, whole in ((3, 2), (-1, 5), (0, 0)):
        with pytest.raises(ValueError, match="is not a part"):
            wilson(part, whole)


def exact_tail(most, mean):
    """The chance of at most so many events."""
    term = total = exp(-mean)
    for k in range(1, most + 1):
        term *= mean / k
        total += term
    return total


@pytest.mark.parametrize("events", [2, 3, 5, 10, 30, 100])
def test_the_poisson_interval_leaves_five_percent_at_each_end(events):
    low, high = poisson(events)
    assert exact_tail(events, high) == pytest.approx(0.05, abs=0.003)
    assert 1 - exact_tail(events - 1, low) == pytest.approx(0.05, abs=0.003)


def test_the_approximation_for_one_event_is_on_the_safe_side():
    assert 1 - exact_tail(0, poisson(1)[0]) == pytest.approx(0.039, abs=0.001)


def test_no_events_may_still_be_some():
    assert poisson(0)[0] == 0
    assert poisson(0)[1] == pytest.approx(-log(0.05), rel=0.02)
    with pytest.raises(ValueError, match="-1 is not"):
        poisson(-1)


def test_three_and_five_people_are_not_told_apart():
    low, high = difference(3, poisson(3), 5, poisson(5))
    assert low < 0 < high
    low, high = difference(300, poisson(300), 500, poisson(500))
    assert low < high < 0


def test_a_share_of_more_people_is_surer():
    few, many = interval(point(40.0, 10), PERCENT), interval(point(40.0, 1000), PERCENT)
    assert few[0] < many[0] < 40 < many[1] < few[1]
    assert many == pytest.approx((37.48, 42.57), abs=0.01)


def test_a_rate_is_as_sure_as_the_events_behind_it():
    per_thousand = CountSpec(Counting.rate, 1000.0)
    assert interval(point(2.0, 5000), per_thousand) == pytest.approx(
        tuple(end / 5 for end in poisson(10))
    )


@pytest.mark.parametrize(
    ("value", "population", "counting"),
    [
        (40.0, 100, None),
        (40.0, None, PERCENT),
        (40.0, 0, PERCENT),
        (101.0, 100, PERCENT),
        (-1.0, 100, PERCENT),
    ],
)
def test_what_is_not_known_or_not_possible_has_no_interval(value, population, counting):
    assert interval(point(value, population), counting) is None
