"""The methods of others, against the examples they publish (to 1e-9) and at every edge."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from indicators.progress import dns_weather, open_sdg, share_of_way, un_progress_chart
from indicators.progress.dns_weather import Weather


@dataclass(frozen=True)
class Example:
    base: tuple[int, float]
    latest: tuple[int, float]
    target: tuple[int, float] | None
    direction: int
    limit: float | None
    value: float
    status: str
    score: float


OPEN_SDG = [
    Example(
        (2015, 14.5), (2023, 10.2), (2030, 7.25), -1, None,
        0.9525901792032172, "substantial", 2.5185563910306596,
    ),
    Example(
        (2015, 14.5), (2023, 10.4), (2030, 7.25), -1, None,
        0.9010899546976208, "moderate", 2.1506954374096354,
    ),
    Example(
        (2014, 699), (2024, 666.6), (2030, 490), -1, None,
        0.21562879968968102, "limited", -1.601539480333006,
    ),
    Example(
        (2016, 66.6), (2023, 71.4), None, 1, 100,
        0.009991483690946268, "moderate", 1.739752850099936,
    ),
    Example((2015, -10), (2020, -8), None, 1, None, 0.043647500209963, "substantial", 5),
    Example((2015, 0), (2020, 5), None, 1, None, 4.49280271653059, "substantial", 5),
    Example((2015, 100), (2020, 100), None, 1, 100, 0.0, "substantial", 5),
]  # fmt: skip


@pytest.mark.parametrize("example", OPEN_SDG)
def test_open_sdg_gives_the_published_examples(example):
    found = open_sdg.assess(
        baseline=example.base[1],
        baseline_year=example.base[0],
        latest=example.latest[1],
        latest_year=example.latest[0],
        target=example.target[1] if example.target else None,
        target_year=example.target[0] if example.target else None,
        direction=example.direction,
        limit=example.limit,
    )
    assert found.value == pytest.approx(example.value, abs=1e-9)
    assert found.status == example.status
    assert found.score == pytest.approx(example.score, abs=1e-9)


def open_(baseline, latest, target=None, *, direction=1, years=(2015, 2020, 2030), limit=None):
    return open_sdg.assess(
        baseline=baseline,
        baseline_year=years[0],
        latest=latest,
        latest_year=years[1],
        target=target,
        target_year=years[2] if target is not None else None,
        direction=direction,
        limit=limit,
    )


@pytest.mark.parametrize(
    "found",
    [
        open_(10, 12, 20, years=(2020, 2020, 2030)),
        open_(-5, 5),
        open_(5, -5),
        open_(0, -5),
        open_(10, 8, 10),
        open_(-10, -8, 20),
    ],
)
def test_open_sdg_is_not_available_without_two_points_or_with_opposite_signs(found):
    assert (found.value, found.status, found.score) == (None, "not_available", None)


def test_open_sdg_looks_at_achieved_first():
    found = open_(10, 21, 20)
    assert (found.status, found.score) == ("achieved", 5)
    assert found.value > 1
    assert open_(10, 4, 5, direction=-1).status == "achieved"
    assert open_(10, 10, 10).status == "achieved"
    assert open_(10, 0, 0, direction=-1).status == "achieved"


def test_open_sdg_takes_zero_as_a_thousandth():
    assert open_(10, 5, 0, direction=-1).value == pytest.approx(
        (1 - 0.5 ** (1 / 5)) / (1 - 0.0001 ** (1 / 15)), abs=1e-12
    )
    assert open_(0, 0.01, 10).value == pytest.approx(
        (10 ** (1 / 5) - 1) / (10000 ** (1 / 15) - 1), abs=1e-12
    )


def test_open_sdg_says_deterioration_and_bounds_the_score():
    found = open_(10, 5, 20)
    assert (found.status, found.score) == ("deterioration", -5)
    without = open_(10, 5)
    assert (without.status, without.score) == ("deterioration", -5)
    assert open_(10, 10.01).status == "limited"


@pytest.mark.parametrize(
    ("baseline", "room"),
    [(200, 1.0), (250, 1.0), (50, 1 - 0.5**4.44), (150, 1 - 0.5**4.44), (100, 0.0)],
)
def test_open_sdg_lowers_what_is_asked_near_a_limit(baseline, room):
    growth = 0.004
    found = open_(baseline, baseline * (1 + growth) ** 5, limit=100)
    assert found.value == pytest.approx(growth)
    expected = (
        "substantial"
        if growth >= 0.015 * room
        else "moderate"
        if growth >= 0.005 * room
        else "limited"
    )
    assert found.status == expected


def test_open_sdg_takes_the_mean_of_the_scores_that_exist():
    good, bad, gone = open_(10, 12), open_(10, 9), open_(5, -5)
    both = open_sdg.combined([good, bad, gone])
    assert both.score == pytest.approx((good.score + bad.score) / 2)
    assert open_sdg.combined([gone]).status == "not_available"
    assert open_sdg.combined([open_(10, 21, 20), gone]).status == "achieved"
    assert open_sdg.combined([open_(10, 21, 20), good]).status == "substantial"


def chart(baseline, latest, target=None, *, direction=1, years=(2015, 2023, 2030), **more):
    return un_progress_chart.assess(
        baseline=baseline,
        baseline_year=years[0],
        latest=latest,
        latest_year=years[1],
        target=target,
        target_year=years[2] if target is not None else None,
        direction=direction,
        **more,
    )


@pytest.mark.parametrize(
    ("found", "expected", "value", "score"),
    [
        (chart(14.5, 10.2, 7.25, direction=-1), 7.4977, 0.96583, 3),
        (chart(10.1, 13.7, 30), 17.8883, 0.39137, 2),
    ],
)
def test_the_un_chart_gives_the_published_examples(found, expected, value, score):
    assert found.expected == pytest.approx(expected, abs=5e-5)
    assert found.value == pytest.approx(value, abs=5e-6)
    assert found.score == score


def test_the_un_chart_follows_its_formula_to_the_last_digit():
    growth = (10.2 / 14.5) ** (1 / 8) - 1
    led_to = 10.2 * (1 + growth) ** 7
    found = chart(14.5, 10.2, 7.25, direction=-1)
    assert found.expected == pytest.approx(led_to, abs=1e-9)
    assert found.value == pytest.approx((led_to - 14.5) / (7.25 - 14.5), abs=1e-9)


@pytest.mark.parametrize(
    ("found", "status", "score"),
    [
        (chart(10, 10 * 1.03**8), "on_track", 3),
        (chart(10, 10 * 1.01**8), "some_progress", 2),
        (chart(10, 10.0), "little_progress", 1),
        (chart(10, 10 * 0.97**8, direction=-1), "on_track", 3),
        (chart(-10, -5), "on_track", 3),
        (chart(10, 9, 20), "little_progress", 1),
        (chart(90, 99.2, 100), "achieved", 3),
        (chart(90, 99.2, 100, is_percentage=False), "on_track", 3),
        (chart(5, 0.9, 0, direction=-1), "achieved", 3),
        (chart(0, 5, 20), "not_available", None),
        (chart(0, 25, 20), "achieved", 3),
        (chart(-5, 5, 20), "not_available", None),
        (chart(10, 14, 20, years=(2015, 2032, 2030)), "some_progress", 2),
    ],
)
def test_the_un_chart_at_its_edges(found, status, score):
    assert (found.status, found.score) == (status, score)


GERMAN = list(zip(range(2020, 2026), [20, 19.5, 19.1, 18.4, 18.0, 17.5], strict=True))


@pytest.mark.parametrize(
    ("target", "gap", "weather"),
    [
        (12.0, 3 / 5.5, Weather.cloud),
        (14.8, 0.2 / 2.7, Weather.sun_cloud),
        (15.1, 0.0, Weather.sun),
    ],
)
def test_the_weather_gives_the_published_example(target, gap, weather):
    found = dns_weather.assess(GERMAN, target=target, target_year=2030, direction=-1)
    assert found.slope == pytest.approx(-0.5, abs=1e-9)
    assert found.expected == pytest.approx(15.0, abs=1e-9)
    assert found.gap == pytest.approx(gap, abs=1e-9)
    assert found.weather is weather


def test_the_weather_at_its_edges():
    def weather(values, **more):
        more = {"target": 12.0, "target_year": 2030, "direction": -1, **more}
        years = range(2026 - len(values), 2026)
        return dns_weather.assess(list(zip(years, values, strict=True)), **more).weather

    assert weather([20, 21, 22]) is None
    assert weather([17, 18, 19, 20]) is Weather.thunderstorm
    assert weather([20, 18, 16, 13]) is Weather.sun
    assert weather([99, 99, 20, 19.5, 19.1, 18.4, 18.0, 17.5]) is Weather.cloud
    assert weather([20, 19, 18, 17], target=(10.0, 13.5)) is Weather.sun
    assert weather([20, 19, 18, 17], target=(11.0, 14.9), direction=-1) is Weather.sun
    assert weather([20, 19, 18, 17], target_year=None) is None
    assert weather([11, 11, 11, 11.5], hold_every_year=True) is Weather.sun_cloud
    assert weather([13, 12, 11, 10], hold_every_year=True) is Weather.sun
    assert weather([16, 15, 14, 13], hold_every_year=True) is Weather.cloud
    assert weather([11, 12, 13, 14], hold_every_year=True) is Weather.thunderstorm
    assert weather([20, 19, 18, 17], target=None) is Weather.sun
    assert weather([20, 19, 17, 18], target=None) is Weather.sun_cloud
    assert weather([17, 18, 20, 19], target=None) is Weather.cloud
    assert weather([17, 18, 19, 20], target=None) is Weather.thunderstorm


def test_the_worst_weather_counts_and_the_next_target_is_taken():
    sun, storm, none = (
        dns_weather.Forecast(weather) for weather in (Weather.sun, Weather.thunderstorm, None)
    )
    assert dns_weather.worst([sun, none, storm]).status == "thunderstorm"
    assert dns_weather.worst([none]).status == "not_available"
    assert dns_weather.next_target([(2030, 5.0), (2025, 8.0), (2020, 9.0)], 2023) == (2025, 8.0)
    assert dns_weather.next_target([(2020, 9.0)], 2023) is None


@pytest.mark.parametrize(
    ("baseline", "target", "latest", "value", "status"),
    [
        (0, 100, 20, 0.20, "toward"),
        (100, 20, 80, 0.25, "toward"),
        (20, 100, 0, -0.25, "away"),
        (10, 20, 10, 0.0, "none"),
        (10, 20, 25, 1.5, "reached"),
        (10, 10, 12, 0.0, "none"),
        (10, 10, 10, 1.0, "reached"),
    ],
)
def test_the_share_of_the_way(baseline, target, latest, value, status):
    found = share_of_way.assess(baseline=baseline, latest=latest, target=target)
    assert found.value == pytest.approx(value, abs=1e-9)
    assert found.status == status


def test_four_methods_see_the_same_series_differently():
    assert open_(14.5, 10.4, 7.25, direction=-1, years=(2015, 2023, 2030)).value == pytest.approx(
        0.901, abs=5e-4
    )
    assert chart(14.5, 10.4, 7.25, direction=-1).score == 2
    share = share_of_way.assess(baseline=14.5, latest=10.4, target=7.25).value
    assert share == pytest.approx(0.566, abs=5e-4)
    assert share / (8 / 15) == pytest.approx(1.060, abs=1e-3)
