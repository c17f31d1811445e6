"""A subgoal's standing hides nothing."""

from __future__ import annotations

from datetime import date

import pytest

from indicators import periods
from indicators.models.measurement import LinkRole
from indicators.progress.rollup import Member, is_fresh, roll_up
from indicators.progress.values import Status


def member(key, status, role=LinkRole.key, *, fresh=True):
    return Member(
        key=key,
        role=role,
        status=status,
        has_target=status not in (Status.no_target, Status.not_measured),
        is_measured=status is not Status.not_measured,
        is_fresh=fresh and status is not Status.not_measured,
    )


def test_a_subgoal_without_indicators_is_not_measured():
    standing = roll_up([])
    assert (standing.status, standing.deciding) == (Status.not_measured, ())
    assert standing.coverage.indicators == 0
    assert sum(standing.distribution.values()) == 0


def test_the_worst_key_indicator_decides_and_is_named():
    standing = roll_up(
        [
            member("a", Status.on_track),
            member("b", Status.behind),
            member("c", Status.behind),
            member("d", Status.reached),
        ]
    )
    assert (standing.status, standing.deciding) == (Status.behind, ("b", "c"))
    assert standing.distribution[Status.behind] == 2
    assert standing.distribution[Status.wrong_way] == 0


def test_a_supporting_indicator_never_decides_but_is_counted():
    standing = roll_up(
        [member("a", Status.on_track), member("b", Status.wrong_way, LinkRole.supporting)]
    )
    assert (standing.status, standing.deciding) == (Status.on_track, ("a",))
    assert standing.distribution[Status.wrong_way] == 1
    only_supporting = roll_up([member("b", Status.on_track, LinkRole.supporting)])
    assert only_supporting.status is Status.not_measured


def test_missing_is_counted_as_missing():
    standing = roll_up(
        [
            member("a", Status.on_track, fresh=False),
            member("b", Status.not_measured),
            member("c", Status.no_target),
        ]
    )
    assert (standing.status, standing.deciding) == (Status.uncertain, ("b", "c"))
    counted = standing.coverage
    assert (counted.indicators, counted.with_target, counted.measured, counted.fresh) == (
        3,
        1,
        2,
        1,
    )


def test_a_bad_verdict_stands_however_much_is_missing():
    missing = [member(f"m{n}", Status.not_measured) for n in range(9)]
    assert roll_up([member("a", Status.behind), *missing]).status is Status.behind


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ([Status.no_target, Status.not_measured], Status.no_target),
        ([Status.not_measured], Status.not_measured),
        ([Status.uncertain, Status.on_track], Status.uncertain),
        ([Status.on_track, Status.reached], Status.on_track),
        ([Status.reached, Status.not_measured], Status.reached),
    ],
)
def test_doubt_and_lack_weigh_as_written(statuses, expected):
    members = [member(str(n), status) for n, status in enumerate(statuses)]
    assert roll_up(members).status is expected


def test_a_value_is_fresh_until_the_next_is_due():
    assert is_fresh(periods.year(2023), date(2025, 12, 31))
    assert not is_fresh(periods.year(2023), date(2026, 2, 1))
    assert not is_fresh(periods.parse("2024K1"), date(2025, 9, 1))
    assert is_fresh(periods.parse("2021-2023"), date(2025, 12, 31))
