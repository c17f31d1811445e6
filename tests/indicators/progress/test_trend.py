"""The trend against numbers worked out by hand or counted over all orders."""

from __future__ import annotations

import random
from itertools import combinations, permutations

import pytest

from indicators.models.measurement import Mark
from indicators.progress import ranks, trend
from indicators.progress.values import Point


def line(*values, first=2000):
    return [Point(first + i + 0.5, v, Mark.none, str(first + i)) for i, v in enumerate(values)]


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6])
def test_the_rank_distribution_is_that_of_all_orders(n):
    orders = list(permutations(range(n)))
    for k in range(n * (n - 1) // 2 + 1):
        counted = sum(
            sum(order[i] > order[j] for i, j in combinations(range(n), 2)) <= k for order in orders
        )
        assert ranks.at_most(n, k) == pytest.approx(counted / len(orders), abs=1e-12)


def test_the_normal_approximation_meets_the_exact_distribution():
    exact = ranks.at_most(40, 330)
    deviation_of_41 = ranks.at_most(41, 330 + 20)
    assert 0 < exact < 0.5
    assert deviation_of_41 == pytest.approx(exact, abs=0.02)
    assert ranks.at_most(60, 10**6) == 1
    assert ranks.at_most(60, -1) == 0


@pytest.mark.parametrize(("n", "rank"), [(2, None), (3, None), (4, 0), (5, 1), (6, 2), (10, 12)])
def test_the_interval_leaves_out_as_many_slopes_as_it_may(n, rank):
    assert ranks.left_out(n) == rank
    if rank is not None:
        assert ranks.at_most(n, rank) <= 0.05 < ranks.at_most(n, rank + 1)


def test_a_straight_line_is_found_exactly():
    found = trend.fit(line(1, 3, 5, 7, 9))
    assert (found.slope, found.low, found.high) == (2, 2, 2)
    assert found.level(2004.5) == 9
    assert found.interval(2010.5) == (21, 21)


def test_sens_example_by_hand():
    found = trend.fit(line(1, 2, 4, 3))
    assert found.slopes == pytest.approx((-1, 0.5, 2 / 3, 1, 1.5, 2))
    assert found.slope == pytest.approx((2 / 3 + 1) / 2)
    assert (found.low, found.high) == (-1, 2)


def test_one_wild_point_moves_the_line_little():
    found = trend.fit(line(1, 2, 3, 400, 5, 6, 7))
    assert found.slope == pytest.approx(1)
    assert found.level(2006.5) == pytest.approx(7)


def test_too_few_points_have_no_interval_and_no_chance():
    assert trend.fit(line(1)) is None
    assert trend.fit([]) is None
    found = trend.fit(line(1, 2, 3))
    assert (found.slope, found.low, found.high) == (1, None, None)
    assert found.interval(2010.5) is None
    assert found.chance(2010.5, 5, 1) is None


def test_the_chance_grows_as_the_goal_comes_nearer_and_mirrors():
    rising = trend.fit(line(1, 3, 2, 4, 3.5, 5))
    chances = [rising.chance(2010.5, goal, 1) for goal in range(-5, 25)]
    assert chances == sorted(chances, reverse=True)
    assert (chances[0], chances[-1]) == (0.99, 0.01)
    falling = trend.fit(line(-1, -3, -2, -4, -3.5, -5))
    assert falling.chance(2010.5, -8, -1) == rising.chance(2010.5, 8, 1)
    assert rising.chance(2005.5, 8, 1) is None


def test_noise_is_zero_on_a_line_and_near_the_truth_on_noise():
    assert trend.noise(line(1, 2)) is None
    assert trend.noise(line(1, 2, 3, 4)) == 0
    chance = random.Random(5)  # noqa: S311 - repeatable noise, no secret
    assert trend.noise(line(*[i + chance.gauss(0, 2) for i in range(400)])) == pytest.approx(
        2, rel=0.15
    )


def test_the_interval_covers_the_true_slope_as_often_as_it_claims():
    chance = random.Random(7)  # noqa: S311 - repeatable noise, no secret
    covered = 0
    for _ in range(400):
        found = trend.fit(line(*[0.5 * i + chance.gauss(0, 1) for i in range(8)]))
        covered += found.low <= 0.5 <= found.high
    assert 0.88 <= covered / 400 <= 0.98
