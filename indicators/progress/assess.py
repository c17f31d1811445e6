"""The one entry: a series, its baseline and its targets in; a verdict with its doubt out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from indicators import periods
from indicators.progress import aims, confidence, linear, timing, trend
from indicators.progress.aims import Kind, Setting
from indicators.progress.inputs import as_inputs
from indicators.progress.linear import METHOD
from indicators.progress.people import People, people_of
from indicators.progress.values import (
    FROM_WORST,
    NO_LIMITS,
    Assessment,
    Limits,
    Reason,
    Status,
    TargetUse,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from indicators.progress.aims import Aim
    from indicators.progress.confidence import Evidence
    from indicators.progress.trend import Trend
    from indicators.progress.values import BaselineSpec, CountSpec, Point, TargetSpec

_STILL_REPORTED = 2


@dataclass(frozen=True, slots=True)
class _Series:
    """A series made ready: comparable points, the trend's points, its start, and its trend."""

    setting: Setting
    trend_points: tuple[Point, ...]
    trend: Trend | None
    people: People | None
    has_break: bool
    today: date


def assess(  # noqa: PLR0913 - the facts a verdict rests on, all by name
    points: Sequence[Point],
    *,
    baseline: BaselineSpec | None,
    targets: Sequence[TargetSpec],
    direction: str,
    breaks: Sequence[float] = (),
    frequency: str = "year",
    today: date,
    limits: Limits = NO_LIMITS,
    counting: CountSpec | None = None,
) -> Assessment:
    """Judge a series by the straight-line method.

    Args:
        points: The numbers measured, in any order; values that are missing are left out.
        baseline: Where the plan measures from, if it says so.
        targets: Every ambition that holds; the next dated one and all standing ones count.
        direction: ``up``, ``down`` or ``keep``: which way is better.
        breaks: Times (decimal years) of the first period after each break in the series.
        frequency: How often values come, a ``PeriodKind``; another text: as seen in the series.
        today: The day the verdict is given, for the age of the latest value.
        limits: What the indicator can never pass; projections stop there.
        counting: How values come from counting people, where they do.

    Raises:
        ValueError: If a point's code is not a period.
    """
    inputs = as_inputs(
        points,
        baseline=baseline,
        targets=targets,
        direction=direction,
        breaks=breaks,
        frequency=frequency,
        today=today,
        limits=limits,
        counting=counting,
    )
    ordered = tuple(sorted(points, key=lambda point: point.time))
    if not ordered:
        return _not_measured(targets, inputs)
    series = _prepare(ordered, baseline, breaks, counting, (direction, limits, today))
    uses = _judge_all(series, targets)
    decides = min(uses, key=lambda use: FROM_WORST.index(use.status)) if uses else None
    noise = trend.noise(series.trend_points)
    grade, lowered = confidence.grade(_evidence(series, decides, frequency, noise))
    start, line = series.setting.start, series.trend
    return Assessment(
        status=decides.status if decides else Status.no_target,
        confidence=grade,
        method=METHOD,
        reasons=(*(decides.reasons if decides else ()), *lowered),
        inputs=inputs,
        points=len(ordered),
        latest=ordered[-1],
        previous=ordered[-2] if len(ordered) > 1 else None,
        baseline_year=start.year if start and baseline else None,
        baseline_value=start.value if start and baseline else None,
        target=decides,
        final=_final(series, targets, decides),
        trend_points=len(series.trend_points),
        slope=line.slope if line else None,
        slope_low=line.low if line else None,
        slope_high=line.high if line else None,
        noise=noise,
        trend=line,
        start=(start.year, start.value, start.found) if start else None,
        interval=series.people.latest if series.people else None,
    )


def _not_measured(targets: Sequence[TargetSpec], inputs: dict[str, Any]) -> Assessment:
    """Return the verdict on nothing; the first target is told, so that a page can name it."""
    spec = min(targets, key=lambda spec: spec.year or 0, default=None)
    use = None
    if spec is not None:
        use = TargetUse(spec, Status.not_measured, goal=spec.value, band=aims.stated(spec))
    reasons = (Reason("no_values"),)
    return Assessment(Status.not_measured, None, METHOD, reasons, inputs, target=use)


def _prepare(
    ordered: tuple[Point, ...],
    baseline: BaselineSpec | None,
    breaks: Sequence[float],
    counting: CountSpec | None,
    rest: tuple[str, Limits, date],
) -> _Series:
    direction, limits, today = rest
    period = periods.parse(ordered[-1].code)
    comparable = timing.after_break(ordered, breaks)
    start = aims.find_start(ordered if baseline else comparable, baseline, period)
    since = start.time if start and baseline else None
    chosen = timing.window(timing.independent(comparable, period), since)
    setting = Setting(ordered, period, direction, start, limits)
    people = None if counting is None else people_of(chosen, counting)
    has_break = len(comparable) < len(ordered)
    return _Series(setting, chosen, trend.fit(chosen), people, has_break, today)


def _judge_all(series: _Series, targets: Sequence[TargetSpec]) -> list[TargetUse]:
    """Judge every standing ambition, and of those with a path the next (else the last) one."""
    ready = [aims.make(spec, series.setting) for spec in targets]
    paths = sorted(
        (aim for aim in ready if aim.kind is Kind.path), key=lambda aim: aim.deadline or 0.0
    )
    standing = [aim for aim in ready if aim.kind is not Kind.path]
    return [_judge(aim, series) for aim in (*_next(paths, series), *standing)]


def _next(paths: list[Aim], series: _Series) -> list[Aim]:
    if not paths:
        return []
    latest = series.setting.latest.time
    passed = [aim for aim in paths if (aim.deadline or 0.0) < latest - timing.NEAR]
    if len(passed) == len(paths):
        return [paths[-1]]
    following = paths[len(passed)]
    return [_from_former(following, passed[-1]) if passed else following]


def _from_former(aim: Aim, former: Aim) -> Aim:
    """Start the path at the former dated target, where that is a number on the way."""
    edge = former.band.low if former.band.high is None else former.band.high
    if edge is None or former.deadline is None:
        return aim
    return replace(aim, path_from=(former.deadline, edge))


def _judge(aim: Aim, series: _Series) -> TargetUse:
    yearly = _yearly(aim, series) if aim.kind is Kind.yearly else {}
    use = linear.judge(aim, series.setting.latest, series.trend, yearly, series.people)
    return _within(use, series.setting.limits)


def _within(use: TargetUse, limits: Limits) -> TargetUse:
    """Return a judgement whose projection stops at the limits."""
    if limits == NO_LIMITS or use.projected is None:
        return use
    if use.projected_low is None or use.projected_high is None:
        return use
    return replace(
        use,
        projected=limits.within(use.projected),
        projected_low=limits.within(use.projected_low),
        projected_high=limits.within(use.projected_high),
    )


def _yearly(aim: Aim, series: _Series) -> dict[int, float | None]:
    """Return the years asked for with their values; the running year counts only when done.

    Empty when nothing was reported for the last two whole years: silence is not an answer.
    """
    values: dict[int, float] = {}
    for point in series.setting.points:
        values[periods.parse(point.code).last_year] = point.value
    if values.get(series.today.year, 1.0) < 1:
        del values[series.today.year]
    if not values or max(values) < series.today.year - _STILL_REPORTED:
        return {}
    first = min(values) if aim.spec.reference_year is None else aim.spec.reference_year
    return {year: values.get(year) for year in range(first, max(values) + 1)}


def _final(
    series: _Series, targets: Sequence[TargetSpec], decides: TargetUse | None
) -> TargetUse | None:
    """Judge the last dated target, where it is another than the one that decided."""
    dated = [spec for spec in targets if spec.year is not None]
    if not dated or decides is None:
        return None
    last = max(dated, key=lambda spec: spec.year or 0)
    if last == decides.spec:
        return None
    return _judge(aims.make(last, series.setting), series)


def _evidence(
    series: _Series, decides: TargetUse | None, frequency: str, noise: float | None
) -> Evidence:
    setting = series.setting
    step = confidence.step_of(frequency, setting.points, timing.length(setting.period))
    start = setting.start
    values = [point.value for point in series.trend_points]
    way = None
    if decides is not None and decides.goal is not None and start is not None:
        way = abs(decides.goal - start.value)
    on_path = decides is not None and decides.expected is not None
    return confidence.Evidence(
        trend_points=series.trend_points,
        measured=[p for p in setting.points if p.time >= series.trend_points[0].time],
        age=timing.decimal_year(series.today) - timing.decimal_year(setting.period.end),
        step=step,
        noise=noise,
        doubt=series.people.doubt if series.people else None,
        scale=way if on_path and way else max(values) - min(values),
        has_break=series.has_break,
        start_is_assumed=on_path and start is not None and start.found.startswith("first"),
    )
