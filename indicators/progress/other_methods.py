"""The methods of others behind one interface: a question in, a verdict with its steps out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.progress import dns_weather, open_sdg, share_of_way, un_progress_chart
from indicators.progress.dns_weather import Weather
from indicators.progress.verdicts import NOT_AVAILABLE, Course, Verdict, known

if TYPE_CHECKING:
    from indicators.progress.dns_weather import Forecast
    from indicators.progress.question import Question
    from indicators.progress.un_progress_chart import Progress

_OPEN_SDG = {
    "achieved": Course.enough,
    "substantial": Course.enough,
    "moderate": Course.short,
    "limited": Course.short,
    "deterioration": Course.away,
}
_OPEN_SDG_WITHOUT_TARGET = {
    "substantial": Course.toward,
    "moderate": Course.toward,
    "limited": Course.toward,
    "deterioration": Course.away,
}
_WEATHER = {
    Weather.sun: Course.enough,
    Weather.sun_cloud: Course.short,
    Weather.cloud: Course.short,
    Weather.thunderstorm: Course.away,
}
_WITHOUT_TARGET = {Weather.sun: Course.toward, Weather.thunderstorm: Course.away}
_SHARE = {"reached": Course.enough, "toward": Course.toward, "away": Course.away}


def by_open_sdg(asked: Question, method: str) -> Verdict:
    """Judge by the method of Open SDG."""
    if not asked.has_start:
        return Verdict(method, NOT_AVAILABLE, None)
    found = open_sdg.assess(
        baseline=asked.start[1],
        baseline_year=asked.start[0],
        latest=asked.latest[1],
        latest_year=asked.latest[0],
        target=asked.target,
        target_year=asked.target_year,
        direction=asked.sign,
        limit=asked.limit,
    )
    has_target = asked.target is not None and asked.target_year is not None
    courses = _OPEN_SDG if has_target else _OPEN_SDG_WITHOUT_TARGET
    steps = {} if found.value is None else _growth_steps(asked, found.value, has_target=has_target)
    if found.score is not None:
        steps["score"] = found.score
    return Verdict(method, found.status, courses.get(found.status), found.value, steps)


def _growth_steps(asked: Question, value: float, *, has_target: bool) -> dict[str, float]:
    base = asked.start[1] or open_sdg.ZERO_BECOMES
    years = asked.latest[0] - asked.start[0]
    sign = -1 if base < 0 else 1
    growth = sign * asked.sign * open_sdg.growth_rate(asked.latest[1], base, years)
    if not has_target:
        return known(g=growth, C=open_sdg.room_under(asked.start[1], asked.limit))
    target, until = asked.target or open_sdg.ZERO_BECOMES, asked.target_year or 0
    required = abs(open_sdg.growth_rate(target, base, until - asked.start[0]))
    return known(g=growth, gT=required, R=value)


def by_un_progress_chart(asked: Question, method: str) -> Verdict:
    """Judge by the method of the UN Progress Chart."""
    if not asked.has_start:
        return Verdict(method, NOT_AVAILABLE, None)
    found = un_progress_chart.assess(
        baseline=asked.start[1],
        baseline_year=asked.start[0],
        latest=asked.latest[1],
        latest_year=asked.latest[0],
        target=asked.target,
        target_year=asked.target_year,
        direction=asked.sign,
        is_percentage=asked.is_percentage,
    )
    has_target = asked.target is not None and asked.target_year is not None
    course = _course_of_chart(found, has_target=has_target)
    steps = known(vT=found.expected, score=found.score)
    if found.value is not None:
        steps["r" if has_target else "g"] = found.value
    return Verdict(method, found.status, course, found.value, steps)


def _course_of_chart(found: Progress, *, has_target: bool) -> Course | None:
    """Return the course of a verdict by the chart; it has no wrong way of its own."""
    if found.status == "achieved":
        return Course.enough
    if found.value is None:
        return None
    if found.value < 0:
        return Course.away
    if not has_target:
        return Course.toward
    return Course.enough if found.status == "on_track" else Course.short


def by_dns_weather(asked: Question, method: str) -> Verdict:
    """Judge by the weather of the German sustainability strategy."""
    found = dns_weather.assess(
        asked.values,
        target=asked.target if asked.ends is None else asked.ends,
        target_year=asked.target_year,
        direction=asked.sign,
        hold_every_year=asked.holds,
    )
    steps = known(m=found.slope, h=found.expected, e=found.gap)
    return Verdict(method, found.status, _course_of(found, asked), found.gap, steps)


def _course_of(found: Forecast, asked: Question) -> Course | None:
    if found.weather is None:
        return None
    if asked.target is None:
        return _WITHOUT_TARGET.get(found.weather)
    if asked.holds and found.weather is Weather.sun_cloud:
        return Course.enough
    return _WEATHER[found.weather]


def by_share_of_way(asked: Question, method: str) -> Verdict:
    """Judge by the share of the way, which says nothing of time.

    It knows no better direction, so there is nothing to say where the start was past the target.
    """
    if asked.target is None or asked.holds or asked.sign * (asked.target - asked.start[1]) < 0:
        return Verdict(method, NOT_AVAILABLE, None)
    found = share_of_way.assess(
        baseline=asked.start[1], latest=asked.latest[1], target=asked.target
    )
    steps = {"p": found.value}
    return Verdict(method, found.status, _SHARE.get(found.status), found.value, steps)
