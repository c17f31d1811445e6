"""Each wording of a plan, against what it compares."""

from __future__ import annotations

import pytest

from indicators.progress import ambition
from indicators.progress.ambition import Band, Rule


@pytest.mark.parametrize(
    ("comparison", "met"),
    [
        (ambition.increase(5.1, 5), True),
        (ambition.increase(5, 5), False),
        (ambition.decrease(4.9, 5), True),
        (ambition.decrease(5, 5), False),
        (ambition.decrease(-1, 0), True),
        (ambition.maintain(99, 100, direction="up"), True),
        (ambition.maintain(98.9, 100, direction="up"), False),
        (ambition.maintain(150, 100, direction="up"), True),
        (ambition.maintain(150, 100, direction="keep"), False),
        (ambition.maintain(101, 100, direction="down"), True),
        (ambition.maintain(102, 100, direction="down"), False),
        (ambition.maintain(95, 100, direction="up", tolerance=5), True),
        (ambition.maintain(-101, -100, direction="up"), True),
        (ambition.maintain(0, 0, direction="keep"), True),
        (ambition.not_increase(7, 7), True),
        (ambition.not_increase(7.1, 7), False),
        (ambition.not_increase(7.1, 7, tolerance=0.2), True),
        (ambition.at_least(1, 1), True),
        (ambition.at_least(0, 1), False),
        (ambition.below(219.9, 220), True),
        (ambition.below(220, 220), False),
        (ambition.done_yearly({2021: 1, 2022: 1}, first_year=2021, last_year=2022), True),
        (ambition.done_yearly({2021: 1, 2023: 1}, first_year=2021, last_year=2023), False),
        (ambition.done_yearly({2021: 1, 2022: 0}, first_year=2021, last_year=2022), False),
        (ambition.done_yearly({}, first_year=2022, last_year=2021), None),
        (ambition.no_worse_than_3_year_mean(8, [9, 8, 7], direction="down"), True),
        (ambition.no_worse_than_3_year_mean(8.1, [9, 8, 7], direction="down"), False),
        (ambition.no_worse_than_3_year_mean(8.1, [9, 8, 7], direction="up"), True),
        (ambition.no_worse_than_3_year_mean(8.1, [99, 9, 8, 7], direction="down"), False),
        (ambition.no_worse_than_3_year_mean(8, [9, 8], direction="down"), None),
        (ambition.from_to(7.5, Band(high=7.5)), True),
        (ambition.from_to(50, Band(low=40, high=60)), True),
        (ambition.from_to(39, Band(low=40, high=60)), False),
        (ambition.equal_other_group(41.2, 41.2), True),
        (ambition.equal_other_group(40, 41.2), False),
        (ambition.equal_other_group(40, 41.2, tolerance=1.5), True),
        (ambition.equal_other_group(40, 42, gap=-2), True),
    ],
)
def test_a_rule_is_met_or_not(comparison, met):
    assert comparison.met is met, comparison


def test_a_comparison_tells_what_it_compared():
    compared = ambition.no_worse_than_3_year_mean(8, [9, 8, 7], direction="down")
    assert compared.rule is Rule.no_worse_than_3_year_mean
    assert (compared.value, compared.band) == (8, Band(high=8))
    years = ambition.done_yearly({2021: 1, 2023: 2}, first_year=2021, last_year=2024)
    assert (years.value, years.band) == (2, Band(low=4))


def test_sums_that_miss_an_edge_by_rounding_are_on_it():
    assert Band(low=0.3).holds(0.1 + 0.2)
    assert Band(high=0.3).holds(0.1 + 0.2)
    assert not Band(low=0.3, strict=True).holds(0.1 + 0.2)
