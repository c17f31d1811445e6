import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.components.scales import round_step, spread_out, value_axis, year_ticks

numbers = st.floats(-1e9, 1e9).map(lambda value: round(value, 4))


@given(st.lists(numbers, min_size=1, max_size=20))
def test_an_axis_holds_every_value_in_few_round_steps(values):
    axis = value_axis(values)
    slack = 1e-6 * max(1.0, abs(axis.low), abs(axis.high))
    assert axis.low - slack <= min(values)
    assert max(values) <= axis.high + slack
    assert 2 <= len(axis.ticks) <= 10
    assert axis.ticks[0] == axis.low
    assert axis.ticks[-1] == axis.high


def test_an_axis_starts_at_zero_where_that_is_not_far_below():
    assert value_axis([92, 460]).low == 0
    assert value_axis([82.4, 90]).low > 70
    assert value_axis([-8, -1]).high == 0


def test_one_value_alone_gets_an_axis_around_it():
    axis = value_axis([81.0])
    assert axis.low < 81 < axis.high
    assert value_axis([0.0]).high > 0


@pytest.mark.parametrize(("step", "decimals"), [([0, 100], 0), ([0, 1], 1), ([0.81, 0.83], 3)])
def test_ticks_have_the_decimals_that_they_need(step, decimals):
    assert value_axis(step).decimals <= decimals + 1
    axis = value_axis(step)
    for tick in axis.ticks:
        assert math.isclose(round(tick, axis.decimals), tick, abs_tol=1e-9)


def test_steps_are_round():
    assert [round_step(span, 5) for span in (5, 9, 12, 24, 100)] == [1, 2, 2.5, 5, 20]
    assert round_step(0, 5) == 1


def test_years_end_at_the_last_and_keep_one_step():
    assert year_ticks(2009.5, 2032.5, 7) == (2012, 2016, 2020, 2024, 2028, 2032)
    assert year_ticks(2024.5, 2024.7, 7) == ()
    assert year_ticks(2024, 2024, 7) == (2024,)


@given(st.lists(st.floats(0, 300), max_size=10))
def test_labels_never_lie_on_each_other_and_stay_inside(wanted):
    placed = spread_out(wanted, gap=17, low=0, high=300)
    assert all(later - earlier >= 17 - 1e-6 for earlier, later in pairwise(sorted(placed)))
    assert all(-1e-6 <= y <= 300 + 1e-6 for y in placed)


@given(st.lists(st.floats(0, 300), max_size=10, unique=True))
def test_labels_keep_the_order_of_their_lines(wanted):
    placed = spread_out(wanted, gap=17, low=0, high=300)
    by_wish = sorted(range(len(wanted)), key=lambda index: wanted[index])
    assert by_wish == sorted(range(len(placed)), key=lambda index: placed[index])


def test_labels_that_have_room_stay_where_their_lines_end():
    assert spread_out([10, 100, 200], gap=17, low=0, high=300) == [10, 100, 200]
