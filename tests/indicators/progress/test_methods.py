"""All methods behind one interface, asked about the same series."""

from __future__ import annotations

from datetime import date
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.models.measurement import Mark
from indicators.progress import linear
from indicators.progress.ambition import Rule
from indicators.progress.methods import DEFAULT, METHODS, judged
from indicators.progress.values import BaselineSpec, Limits, Point, TargetSpec
from indicators.progress.verdicts import Course, disagree


def points(values, first=2015):
    return [Point(first + i + 0.5, v, Mark.none, str(first + i)) for i, v in enumerate(values)]


def verdicts(values, target=None, *, direction="down", baseline=2015, **more):
    arguments = {
        "points": points(values),
        "baseline": BaselineSpec(baseline) if baseline else None,
        "targets": [target] if target else [],
        "direction": direction,
        "today": date(2024, 6, 1),
        **more,
    }
    found, every = judged(arguments)
    return found, {one.method.rpartition("-")[0]: one for one in every}


FALLING = [14.5, 14.1, 13.3, 12.9, 12.0, 11.8, 11.2, 10.9, 10.4]
BY_2030 = TargetSpec(Rule.from_to, 7.25, year=2030)


def test_the_default_method_is_the_one_that_statuses_name():
    assert DEFAULT.key == linear.METHOD
    assert list(METHODS) == [
        "linear",
        "open_sdg",
        "un_progress_chart",
        "dns_weather",
        "share_of_way",
    ]
    assert all(key == method.id for key, method in METHODS.items())


def test_every_method_says_of_the_same_series_what_is_published():
    found, every = verdicts(FALLING, BY_2030)
    assert every["linear"].status == found.status == "on_track"
    assert every["open_sdg"].value == pytest.approx(0.9010899546976208, abs=1e-12)
    assert every["open_sdg"].status == "moderate"
    assert every["un_progress_chart"].steps["score"] == 2
    assert every["dns_weather"].status == "sun"
    assert every["share_of_way"].value == pytest.approx(4.1 / 7.25)
    assert disagree(one.course for one in every.values())


def test_the_steps_of_the_default_method_can_be_done_again_by_hand():
    _, every = verdicts(FALLING, BY_2030)
    s = every["linear"].steps
    assert s["E"] == s["y0"] + (s["yT"] - s["y0"]) * (s["t"] - s["t0"]) / (s["tT"] - s["t0"])
    assert s["W"] == abs(s["yT"] - s["y0"])
    assert s["q_y"] == pytest.approx(-(s["E"] - s["y"]) / s["W"])
    times = [2015.5 + i for i in range(len(FALLING))]
    slopes = sorted(
        (FALLING[j] - FALLING[i]) / (times[j] - times[i])
        for i in range(len(FALLING))
        for j in range(i + 1, len(FALLING))
    )
    assert len(slopes) == s["N"] == s["n"] * (s["n"] - 1) / 2
    assert median(slopes) == s["b"]
    assert (slopes[s["k"]], slopes[-1 - s["k"]]) == (s["b_low"], s["b_high"])
    pairs = list(zip(times, FALLING, strict=True))
    assert s["L"] == median(y + s["b"] * (s["t"] - t) for t, y in pairs)
    assert s["L_T_high"] == median(y + s["b_high"] * (s["tT"] - t) for t, y in pairs)


def test_the_steps_of_other_methods_can_be_done_again_by_hand():
    _, every = verdicts(FALLING, BY_2030)
    sdg, chart, weather = (every[key] for key in ("open_sdg", "un_progress_chart", "dns_weather"))
    growth = (10.4 / 14.5) ** (1 / 8) - 1
    assert sdg.steps["g"] == pytest.approx(-growth)
    assert sdg.steps["R"] == pytest.approx(sdg.steps["g"] / sdg.steps["gT"])
    assert chart.steps["vT"] == pytest.approx(10.4 * (1 + growth) ** 7)
    assert chart.steps["r"] == pytest.approx((chart.steps["vT"] - 14.5) / (7.25 - 14.5))
    assert weather.steps["m"] == pytest.approx((10.4 - 12.9) / 5)
    assert weather.steps["h"] == pytest.approx(10.4 + weather.steps["m"] * 7)
    assert set(sdg.steps) <= set(METHODS["open_sdg"].formulas)


def test_every_step_has_a_formula_or_is_given():
    _, every = verdicts(FALLING, BY_2030, limits=Limits(0.0, 100.0))
    for key, one in every.items():
        assert set(one.steps) <= set(METHODS[key].formulas), key


@pytest.mark.parametrize(
    ("why", "values", "target", "more"),
    [
        ("nothing is measured", [], BY_2030, {}),
        ("it is done or not", [1, 1, 1, 1], TargetSpec(Rule.done_yearly), {"direction": "up"}),
        ("neither way is better", [5, 5, 6, 5], None, {"direction": "keep"}),
    ],
)
def test_others_are_not_asked_where_they_have_nothing_to_go_by(why, values, target, more):
    _, every = verdicts(values, target, **more)
    others = {one.status for key, one in every.items() if key != "linear"}
    assert others == {"not_available"}, why
    assert not disagree(one.course for one in every.values())


def test_the_share_of_the_way_says_nothing_of_a_target_behind_the_start():
    _, every = verdicts([30, 33, 35, 38], TargetSpec(Rule.from_to, 29.0, year=2030), direction="up")
    assert every["linear"].status == "reached"
    assert every["share_of_way"].status == "not_available"


def test_a_level_to_keep_is_held_every_year_by_the_weather():
    _, every = verdicts([92, 93, 91, 94, 95, 96], TargetSpec(Rule.at_least, 90.0), direction="up")
    assert every["dns_weather"].status == "sun"
    _, every = verdicts([99, 98, 96, 95, 93, 91], TargetSpec(Rule.at_least, 90.0), direction="up")
    assert (every["dns_weather"].status, every["dns_weather"].course) == (
        "sun_cloud",
        Course.enough,
    )
    assert every["open_sdg"].course is Course.away
    assert disagree(one.course for one in every.values())


@pytest.mark.parametrize(
    ("courses", "differ"),
    [
        ([Course.enough, Course.enough, None], False),
        ([Course.enough, Course.short], True),
        ([Course.enough, Course.away], True),
        ([Course.short, Course.away], False),
        ([Course.toward, Course.away], True),
        ([Course.toward, Course.short, Course.enough], True),
        ([Course.toward, Course.short], False),
        ([None, None], False),
    ],
)
def test_methods_disagree_when_one_is_content_and_another_is_not(courses, differ):
    assert disagree(courses) is differ


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(-80, 80).map(lambda n: n / 4), max_size=9),
    st.sampled_from([None, *Rule]),
    st.integers(-80, 80).map(lambda n: n / 4),
    st.sampled_from([None, 2018, 2030]),
    st.sampled_from(["up", "down", "keep"]),
)
def test_every_method_has_a_verdict_on_every_series(values, rule, number, year, direction):
    target = None if rule is None else TargetSpec(rule, number, year=year)
    _, every = verdicts(values, target, direction=direction)
    assert list(every) == list(METHODS)
    for one in every.values():
        assert one.status
