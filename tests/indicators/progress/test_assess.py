"""Verdicts on series made by hand; each row says why it is so."""

from __future__ import annotations

from datetime import date

import pytest

from indicators import periods
from indicators.models.measurement import Mark
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.inputs import as_arguments
from indicators.progress.values import BaselineSpec, Confidence, Point, Status, TargetSpec

TODAY = date(2026, 1, 10)


def series(values, *, first=2018, mark=Mark.none):
    """Points of whole years, the last of them marked; None is a year without a number."""
    last = len(values) - 1
    return [
        Point(first + i + 0.5, value, mark if i == last else Mark.none, str(first + i))
        for i, value in enumerate(values)
        if value is not None
    ]


def coded(*pairs):
    return [Point(periods.parse(c).midpoint, v, Mark.none, c) for c, v in pairs]


def judged(points, target=None, *, direction="up", baseline=2018, **more):
    points = series(points) if points and not isinstance(points[0], Point) else points
    targets = [] if target is None else target if isinstance(target, list) else [target]
    at = BaselineSpec(baseline) if isinstance(baseline, int) else baseline
    more.setdefault("today", TODAY)
    return assess(points, baseline=at, targets=targets, direction=direction, **more)


def codes(verdict):
    return [reason.code for reason in verdict.reasons]


def to(value, year=2030, **more):
    return TargetSpec(Rule.from_to, value, year=year, **more)


@pytest.mark.parametrize(
    ("why", "values", "target", "direction", "status"),
    [
        ("on the path exactly", [10, 15, 20, 25, 30], to(70), "up", Status.on_track),
        ("ahead of the path", [10, 17, 24, 31, 38], to(70), "up", Status.on_track),
        ("half the pace, far behind", [10, 12, 15, 17, 20, 22, 25], to(70), "up", Status.behind),
        ("a little behind", [10, 14, 18, 22, 25.5], to(70), "up", Status.slightly_behind),
        ("falling when it should rise", [30, 28, 27, 25, 24], to(70), "up", Status.wrong_way),
        ("flat and far behind", [10, 10, 10, 10, 10, 10], to(70), "up", Status.behind),
        ("swings wildly", [10, 40, 5, 45, 12, 38], to(70), "up", Status.uncertain),
        ("there already", [10, 30, 50, 72], to(70), "up", Status.reached),
        ("falling target on its path", [70, 65, 60, 55, 50], to(10), "down", Status.on_track),
        ("target of zero", [12, 11, 10, 9, 8, 7], to(0), "down", Status.on_track),
        ("target of zero reached", [12, 8, 4, 0], to(0), "down", Status.reached),
        ("negative values rising", [-12, -11, -10, -9, -8], to(0), "up", Status.on_track),
        ("from minus to plus", [-6, -5, -4, -3, -2], to(6), "up", Status.on_track),
        ("negative and falling", [-6, -7, -8, -9, -10], to(6), "up", Status.wrong_way),
    ],
)
def test_a_dated_target_is_judged_by_position_and_trend(why, values, target, direction, status):
    assert judged(values, target, direction=direction).status is status, why


@pytest.mark.parametrize("values", [[10], [10, 11], [10, 30, 9]])
def test_fewer_than_four_points_give_no_verdict_on_a_path(values):
    verdict = judged(values, to(70))
    assert verdict.status is Status.uncertain
    assert verdict.confidence is Confidence.D
    assert "few_points" in codes(verdict)
    assert verdict.projected is None
    assert verdict.chance is None


def test_a_single_point_beyond_the_target_has_reached_it():
    assert judged([80], to(70)).status is Status.reached


def test_no_points_is_not_measured_and_the_target_is_still_told():
    verdict = judged([], to(70))
    assert (verdict.status, verdict.confidence) == (Status.not_measured, None)
    assert (verdict.target_value, verdict.target_year) == (70, 2030)


def test_no_target_is_no_verdict_but_the_trend_is_there():
    verdict = judged([1, 2, 3, 4, 5])
    assert verdict.status is Status.no_target
    assert verdict.slope == pytest.approx(1)


def test_the_numbers_of_a_path_can_be_followed_by_hand():
    verdict = judged([10, 9.8, 9.6, 9.4, 9.2, 9.0, 8.8, 8.6], to(7.5), direction="down")
    assert verdict.expected == pytest.approx(10 - 2.5 * 7 / 12)
    assert verdict.slope == pytest.approx(-0.2)
    assert verdict.projected == pytest.approx(7.6)
    assert verdict.projected_low == pytest.approx(7.6)
    assert verdict.projected_high == pytest.approx(7.6)
    assert verdict.chance == 0.99
    assert (verdict.baseline_year, verdict.baseline_value) == (2018, 10)


def test_one_wild_point_does_not_turn_the_verdict():
    calm = judged([10, 15, 20, 25, 30, 35, 40], to(70))
    assert calm.status is Status.on_track
    wild = judged([10, 20, 30, 40, 50, 60, 70, 80, 90, 20], to(130))
    assert wild.status is Status.uncertain
    assert "latest_off_trend" in codes(wild)
    early = judged([10, 15, 60, 25, 30, 35, 40], to(70))
    assert early.status is Status.on_track


def test_catching_up_softens_the_verdict_by_one_step():
    late_start = [10, 10, 10, 10.5, 15, 21, 27, 33]
    verdict = judged(late_start, to(52), baseline=BaselineSpec(2014, 10))
    assert verdict.status in (Status.slightly_behind, Status.on_track, Status.uncertain)
    assert verdict.expected > 33


def test_a_reached_target_that_is_being_lost_says_so():
    verdict = judged([60, 90, 86, 82, 78, 74], to(70), baseline=BaselineSpec(2018, 60))
    assert verdict.status is Status.reached
    verdict = judged([90, 88, 86, 82, 78, 74], to(70), baseline=BaselineSpec(2018, 60))
    assert verdict.status is Status.reached
    assert "worsening" in codes(verdict)


def test_baseline_equal_to_target_is_a_level_to_keep():
    assert judged([50, 51, 50, 52], to(50)).status is Status.reached
    broken = judged([50, 48, 46, 44], to(50))
    assert broken.status is Status.wrong_way
    assert broken.expected == 50
    assert "baseline_meets_target" in codes(broken)


def test_a_target_less_ambitious_than_the_baseline_is_reached_while_it_holds():
    assert judged([85, 84, 83, 82], to(80)).status is Status.reached


def test_a_series_that_starts_after_the_baseline_year_starts_its_path_there():
    points = series([10, 15, 20, 25, 30], first=2020)
    verdict = judged(points, to(60), baseline=2016)
    assert (verdict.baseline_year, verdict.baseline_value) == (2020, 10)
    assert verdict.status is Status.on_track
    assert "baseline_assumed" in codes(verdict)


def test_a_stated_baseline_counts_even_where_nothing_was_measured():
    points = series([20, 25, 30, 35, 40], first=2020)
    verdict = judged(points, to(70), baseline=BaselineSpec(2018, 10.0))
    assert (verdict.baseline_year, verdict.baseline_value) == (2018, 10)
    assert verdict.expected == pytest.approx(40)
    assert verdict.status is Status.on_track


def test_of_several_dated_targets_the_next_decides_and_the_final_is_told_apart():
    targets = [to(200, 2032), to(30, 2024)]
    verdict = judged([10, 13, 17, 20, 23], targets)
    assert verdict.target.spec.year == 2024
    assert verdict.status is Status.on_track
    assert verdict.final.spec.year == 2032
    assert verdict.final.status is Status.behind


def test_after_the_first_dated_target_the_path_goes_on_from_it():
    targets = [to(30, 2022), to(90, 2032)]
    verdict = judged([10, 15, 20, 25, 30, 36], targets)
    assert verdict.target.spec.year == 2032
    assert verdict.expected == pytest.approx(36)
    assert verdict.status is Status.on_track
    assert verdict.final is None


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ([10, 30, 50, 68], Status.slightly_behind),
        ([10, 20, 30, 40], Status.behind),
        ([40, 30, 20, 10], Status.wrong_way),
        ([10, 40, 60, 71], Status.reached),
        ([10], Status.behind),
    ],
)
def test_in_and_after_the_target_year_missed_is_missed(values, status):
    due = judged(series(values, first=2022), to(70, 2022 + len(values) - 1), baseline=2022)
    assert due.status is status
    assert due.chance is None
    past = judged(series(values, first=2022), to(70, 2021), baseline=BaselineSpec(2015, 10))
    assert past.status is status
    assert past.expected == 70


def test_an_interval_is_reached_inside_and_judged_by_its_nearest_edge():
    band = TargetSpec(Rule.from_to, low=40, high=60, year=2030)
    assert judged([10, 20, 30, 45], band).status is Status.reached
    kept = judged([50, 50.4, 49.7, 50.2, 50], to(50), direction="keep")
    assert (kept.status, kept.target_value) == (Status.reached, 50)
    rising = judged([10, 13, 15, 18, 20], band, direction="keep")
    assert (rising.status, rising.target_value) == (Status.on_track, 40)
    falling = judged([90, 87, 85, 82, 80], band, direction="keep")
    assert (falling.status, falling.target_value) == (Status.on_track, 60)


@pytest.mark.parametrize(
    ("why", "rule", "values", "direction", "status"),
    [
        ("above and rising", Rule.increase, [5, 6, 7, 8, 9], "up", Status.reached),
        ("above by chance", Rule.increase, [5, 6, 4, 6, 5.5], "up", Status.uncertain),
        ("no more than before", Rule.increase, [5, 6, 4, 6, 5], "up", Status.behind),
        ("falls", Rule.increase, [5, 4.5, 4, 3.5, 3], "up", Status.wrong_way),
        ("too few to tell", Rule.increase, [5, 6], "up", Status.uncertain),
        ("falls as it should", Rule.decrease, [9, 8, 7, 6, 5], "down", Status.reached),
        ("rises", Rule.decrease, [5, 6, 7, 8, 9], "down", Status.wrong_way),
        ("kept", Rule.maintain, [100, 101, 99, 100], "up", Status.reached),
        ("more than kept", Rule.maintain, [100, 110, 120, 130], "up", Status.reached),
        ("within one percent", Rule.maintain, [100, 99.8, 99.4, 99.1], "up", Status.reached),
        ("lost", Rule.maintain, [100, 95, 90, 85], "up", Status.wrong_way),
        ("below, but it swings", Rule.maintain, [100, 90, 104, 95], "up", Status.uncertain),
        ("away on either side", Rule.maintain, [100, 110, 120, 130], "keep", Status.wrong_way),
        ("no increase", Rule.not_increase, [7, 7, 6, 7], "down", Status.reached),
        ("an increase", Rule.not_increase, [7, 8, 9, 10], "down", Status.wrong_way),
        ("perhaps an increase", Rule.not_increase, [7, 6, 8, 7.5], "down", Status.uncertain),
        ("done every year", Rule.done_yearly, [1, 1, 1, 1], "up", Status.reached),
        ("a year without", Rule.done_yearly, [1, 0, 1, 1], "up", Status.slightly_behind),
        ("a year not reported", Rule.done_yearly, [1, None, 1, 1], "up", Status.slightly_behind),
        ("not done last", Rule.done_yearly, [1, 1, 1, 0], "up", Status.behind),
        ("better than own mean", Rule.no_worse_than_3_year_mean, [9, 8, 9, 8], "down", "reached"),
        ("worse, rising", Rule.no_worse_than_3_year_mean, [7, 8, 9, 10], "down", "wrong_way"),
        ("worse, swings", Rule.no_worse_than_3_year_mean, [9, 7, 8, 8.5], "down", "uncertain"),
        ("a year lacks", Rule.no_worse_than_3_year_mean, [9, None, 8, 7], "down", "uncertain"),
        ("no difference left", Rule.equal_other_group, [4, 3, 2, 0.1], "down", Status.reached),
        ("the other is ahead", Rule.equal_other_group, [-4, -3, -2, -0.1], "up", Status.reached),
        ("closing, no year", Rule.equal_other_group, [4, 3.5, 3, 2.5], "down", "slightly_behind"),
        ("widening", Rule.equal_other_group, [4, 5, 6, 7], "down", Status.wrong_way),
    ],
)
def test_rules_that_compare_with_what_was_measured(why, rule, values, direction, status):
    verdict = judged(
        series(values, first=2021),
        TargetSpec(rule),
        direction=direction,
        baseline=2021,
        today=date(2025, 3, 1),
    )
    assert verdict.status == status, (why, verdict.reasons)


@pytest.mark.parametrize(
    ("rule", "number", "values", "status"),
    [
        (Rule.at_least, 2, [2, 2, 3, 2], Status.reached),
        (Rule.at_least, 2, [2], Status.reached),
        (Rule.at_least, 2, [2, 3, 2, 1], Status.slightly_behind),
        (Rule.at_least, 2, [1], Status.behind),
        (Rule.at_least, 20, [1, 4, 9, 14], Status.slightly_behind),
        (Rule.at_least, 20, [19, 15, 12, 8], Status.wrong_way),
        (Rule.below, 220, [219, 210, 215, 219], Status.reached),
        (Rule.below, 220, [215, 210, 219, 220], Status.slightly_behind),
        (Rule.below, 220, [220, 221, 219, 225], Status.behind),
    ],
)
def test_a_number_to_keep_to_every_year_holds_or_does_not(rule, number, values, status):
    direction = "up" if rule is Rule.at_least else "down"
    verdict = judged(values, TargetSpec(rule, number), direction=direction)
    assert verdict.status is status, verdict.reasons


def test_a_relative_rule_compares_with_its_own_reference_year():
    falling_then_rising = series([9, 5, 6, 7, 8, 9])
    spec = TargetSpec(Rule.increase, reference_year=2019)
    verdict = judged(falling_then_rising, spec, baseline=2018)
    assert verdict.target_value == 5
    assert "reference_missing" in codes(
        judged(falling_then_rising, TargetSpec(Rule.increase, reference_year=2001))
    )


def test_a_relative_rule_with_nothing_measured_after_its_reference_cannot_be_judged():
    verdict = judged([5], TargetSpec(Rule.increase))
    assert verdict.status is Status.uncertain
    assert "nothing_after_reference" in codes(verdict)


def test_of_several_standing_ambitions_the_worst_decides():
    verdict = judged(
        [5, 6, 7, 8, 9], [TargetSpec(Rule.increase), TargetSpec(Rule.at_least, 20), to(15, 2030)]
    )
    assert verdict.target.spec.rule is Rule.at_least


def test_a_relative_rule_with_a_coming_year_holds_so_far():
    verdict = judged([5, 6, 7, 8, 9], TargetSpec(Rule.maintain, year=2030))
    assert verdict.status is Status.on_track
    assert "holds_so_far" in codes(verdict)


def test_points_before_a_break_do_not_count_in_the_trend():
    values = [50, 40, 30, 20, 60, 61, 62, 63, 64]
    whole = judged(values, to(80))
    broken = judged(values, to(80), breaks=[2022.5])
    assert whole.trend_points == 9
    assert broken.trend_points == 5
    assert broken.slope == pytest.approx(1)
    assert "break" in codes(broken)


def test_overlapping_windows_count_once():
    windows = [(f"{y}-{y + 2}", float(y)) for y in range(2010, 2022)]
    verdict = judged(coded(*windows), to(2100), baseline=None, frequency="rolling")
    assert verdict.points == 12
    assert verdict.trend_points == 4
    assert "gaps" not in codes(verdict)


def test_seasons_are_compared_with_themselves():
    quarters = [
        (f"{year}K{quarter}", year - 2000 + 10 * (quarter == 1))
        for year in range(2018, 2026)
        for quarter in (1, 2, 3, 4)
    ]
    verdict = judged(coded(*quarters), to(40), baseline=2018, frequency="quarter")
    assert verdict.trend_points == 8
    assert verdict.slope == pytest.approx(1, abs=0.01)
    assert verdict.baseline_value == 18


def test_a_rolling_window_meets_a_year_by_its_last_year():
    windows = [(f"{y - 2}-{y}", 10.0 + (y - 2015)) for y in range(2015, 2026)]
    verdict = judged(coded(*windows), to(25), baseline=2015, frequency="rolling")
    assert (verdict.baseline_year, verdict.baseline_value) == (2015, 10)
    assert verdict.expected == pytest.approx(20)


@pytest.mark.parametrize(
    ("why", "grade", "more"),
    [
        ("eight fresh points", Confidence.A, {}),
        ("old", Confidence.B, {"today": date(2028, 6, 1)}),
        ("very old", Confidence.C, {"today": date(2031, 6, 1)}),
        ("a break behind it", Confidence.B, {"breaks": [2017.5]}),
    ],
)
def test_confidence_falls_with_age_and_breaks(why, grade, more):
    points = series([9, 10, 11, 12, 13, 14, 15, 16, 17, 18], first=2016)
    verdict = judged(points, to(30), **more)
    assert verdict.confidence is grade, (why, verdict.reasons)


def test_confidence_falls_with_few_points_marks_and_noise():
    assert judged([10, 11, 12, 13, 14, 15], to(30), today=date(2024, 6, 1)).confidence == "B"
    assert judged([10, 11, 12, 13, 14], to(30), today=date(2023, 6, 1)).confidence == "C"
    points = series([10, 11, 12, 13, 14, 15, 16, 17], mark=Mark.provisional)
    assert judged(points, to(30)).confidence == "B"
    noisy = [10, 24, 8, 27, 12, 29, 10, 30]
    assert judged(noisy, to(30.5)).confidence in ("C", "D")
    assert judged(series([10, 11, None, None, 12, None, None, 13]), to(30)).confidence == "D"


def test_the_inputs_give_the_verdict_again():
    verdict = judged([10, 13, 12, 17, 19, 20], [to(60), TargetSpec(Rule.increase)], breaks=[2015.5])
    assert assess(**as_arguments(verdict.inputs)) == verdict


def test_the_order_of_points_does_not_matter():
    points = series([10, 13, 12, 17, 19, 20])
    forwards, backwards = judged(points, to(60)), judged(points[::-1], to(60))
    assert (forwards.status, forwards.projected) == (backwards.status, backwards.projected)


def test_a_code_that_is_no_period_is_told():
    with pytest.raises(ValueError, match="period"):
        judged([Point(2018.5, 1.0, Mark.none, "i fjor")], to(60))
