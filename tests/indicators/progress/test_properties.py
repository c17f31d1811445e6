"""What holds of the default method for any series."""

from __future__ import annotations

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from indicators.models.measurement import Mark
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.values import FROM_WORST, BaselineSpec, Point, Status, TargetSpec

FIRST, BY = 2015, 2030
TODAY = date(2031, 1, 1)

# Eighths are exact in binary, so that scaling by powers of two changes no rounding.
values = st.integers(-800, 800).map(lambda n: n / 8)
some_values = st.lists(values, min_size=1, max_size=12)
rules = st.sampled_from(
    [
        Rule.from_to,
        Rule.at_least,
        Rule.below,
        Rule.increase,
        Rule.decrease,
        Rule.maintain,
        Rule.no_worse_than_3_year_mean,
    ]
)


def points(numbers):
    return [Point(FIRST + i + 0.5, v, Mark.none, str(FIRST + i)) for i, v in enumerate(numbers)]


def judge(numbers, *, target, direction, rule=Rule.from_to, tolerance=None, base=None):
    return assess(
        points(numbers),
        baseline=BaselineSpec(FIRST, base),
        targets=[TargetSpec(rule, target, year=BY, tolerance=tolerance)],
        direction=direction,
        today=TODAY,
    )


def is_worse(status, than):
    """Tell whether both judge and the first stands worse; doubt is neither better nor worse."""
    if Status.uncertain in (status, than):
        return False
    return FROM_WORST.index(status) < FROM_WORST.index(than)


@settings(deadline=None)
@given(some_values, values, st.sampled_from(["up", "down", "keep"]))
def test_up_and_down_are_judged_alike(numbers, target, direction):
    mirrored = {"up": "down", "down": "up", "keep": "keep"}[direction]
    here = judge(numbers, target=target, direction=direction)
    there = judge([-v for v in numbers], target=-target, direction=mirrored)
    assert (here.status, here.confidence, here.chance) == (
        there.status,
        there.confidence,
        there.chance,
    )
    if here.projected is not None:
        assert here.projected == -there.projected
        assert here.projected_low == -there.projected_high


@settings(deadline=None)
@given(some_values, values, st.sampled_from(["up", "down"]), rules, st.sampled_from([4.0, 0.25]))
def test_the_unit_does_not_matter(numbers, target, direction, rule, factor):
    here = judge(numbers, target=target, direction=direction, rule=rule)
    there = judge(
        [v * factor for v in numbers], target=target * factor, direction=direction, rule=rule
    )
    assert (here.status, here.confidence, here.chance) == (
        there.status,
        there.confidence,
        there.chance,
    )


@settings(max_examples=300, deadline=None)
@given(
    st.lists(values, min_size=1, max_size=11),
    values,
    st.integers(1, 400).map(lambda n: n / 8),
    st.sampled_from(["up", "down"]),
    rules,
)
def test_a_better_latest_value_is_never_judged_worse(numbers, target, gain, direction, rule):
    # The baseline is stated, so that the latest value cannot move the path's own start.
    sign = 1 if direction == "up" else -1
    assume(rule not in (Rule.increase, Rule.at_least) or direction == "up")
    assume(rule not in (Rule.decrease, Rule.below) or direction == "down")
    here = judge(numbers, target=target, direction=direction, rule=rule, base=numbers[0])
    better = [*numbers[:-1], numbers[-1] + sign * gain]
    there = judge(better, target=target, direction=direction, rule=rule, base=numbers[0])
    assert not is_worse(there.status, here.status), (here.reasons, there.reasons)


@settings(max_examples=300, deadline=None)
@given(st.lists(values, min_size=1, max_size=12), values)
def test_a_point_on_the_path_never_worsens_the_verdict(numbers, target):
    assume(target != numbers[0])
    direction = "up" if target > numbers[0] else "down"
    years = BY - FIRST
    on_path = numbers[0] + (target - numbers[0]) * len(numbers) / years
    before = judge(numbers, target=target, direction=direction)
    after = judge([*numbers, on_path], target=target, direction=direction)
    least = before.status if before.status is not Status.reached else Status.on_track
    assert not is_worse(after.status, least), (before.reasons, after.reasons)
    assert after.status in (Status.on_track, Status.uncertain, Status.reached)


@settings(deadline=None)
@given(some_values, values, rules)
def test_the_same_question_has_the_same_answer(numbers, target, rule):
    first = judge(numbers, target=target, direction="up", rule=rule)
    assert judge(numbers, target=target, direction="up", rule=rule) == first


@settings(deadline=None)
@given(some_values, values, rules, st.sampled_from(["up", "down", "keep"]))
def test_a_verdict_is_always_given_and_its_numbers_hang_together(numbers, target, rule, direction):
    verdict = judge(numbers, target=target, direction=direction, rule=rule)
    assert verdict.status in FROM_WORST
    if verdict.projected is not None:
        hair = 1e-9 * (1 + abs(verdict.projected))
        assert verdict.projected_low <= verdict.projected + hair
        assert verdict.projected <= verdict.projected_high + hair
        assert 0.01 <= verdict.chance <= 0.99
        assert verdict.slope_low <= verdict.slope <= verdict.slope_high
