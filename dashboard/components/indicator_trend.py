"""From what is kept of an indicator to what its chart shows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dashboard.components.trend import Break, Dated, Line, Measured, Projection, Trend
from indicators.periods import Period, of_id
from indicators.progress.timing import length, time_of_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View
    from indicators.queries.assessments import AssessmentRow
    from indicators.queries.indicator import (
        BreakRow,
        IndicatorRow,
        LinkRow,
        RevisionRow,
        RunRow,
        SeriesRow,
        TargetRow,
    )
    from indicators.queries.status_changes import StatusChange


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """Everything that the page of an indicator asks for."""

    row: IndicatorRow
    series: tuple[SeriesRow, ...]
    targets: tuple[TargetRow, ...]
    breaks: tuple[BreakRow, ...]
    links: tuple[LinkRow, ...]
    runs: tuple[RunRow, ...]
    revisions: tuple[RevisionRow, ...]
    changes: tuple[StatusChange, ...] = ()
    assessments: tuple[AssessmentRow, ...] = ()

    @property
    def headline(self) -> SeriesRow | None:
        """The series that the status is about, None before anything is loaded."""
        return next((one for one in self.series if one.is_headline), None)

    @property
    def comparable(self) -> list[SeriesRow]:
        """The same breakdown of the indicator for other places."""
        headline = self.headline
        if headline is None:
            return []
        return [
            one
            for one in self.series
            if not one.is_headline
            and one.breakdown == headline.breakdown
            and one.region_code != headline.region_code
        ]


@dataclass(frozen=True, slots=True)
class Judged:
    """A target as the status method judged it."""

    year: int | None
    time: float | None
    goal: float | None
    expected: float | None
    projected: float | None
    low: float | None
    high: float | None
    chance: float | None
    band: tuple[float | None, float | None]


def judged_targets(row: IndicatorRow) -> list[Judged]:
    """Return the target that decided and the last dated one, the nearest first."""
    result: dict[str, Any] = json.loads(row.inputs).get("result", {})
    return [_judged(use) for use in (result.get("target"), result.get("final")) if use]


def _judged(use: dict[str, Any]) -> Judged:
    low, high, *_ = use.get("band") or (None, None)
    return Judged(
        year=use.get("year"),
        time=use.get("time"),
        goal=use.get("goal"),
        expected=use.get("expected"),
        projected=use.get("projected"),
        low=use.get("projected_low"),
        high=use.get("projected_high"),
        chance=use.get("chance"),
        band=(low, high),
    )


def trend_of(view: View, facts: IndicatorFacts, compared: Sequence[SeriesRow]) -> Trend | None:
    """Return the chart's values, or None where nothing was measured."""
    row, headline = facts.row, facts.headline
    if headline is None or row.latest_period_id is None or row.latest_value is None:
        return None
    period = of_id(row.latest_period_id)
    baseline = _baseline(row, period)
    return Trend(
        title=row.title,
        unit=row.unit_of_measure,
        decimals=row.decimals,
        measured=_measured(view, headline),
        baseline=baseline,
        path=_path(facts, period, baseline),
        levels=_levels(row),
        projection=_projection(row, Dated(period.midpoint, row.latest_value)),
        breaks=tuple(_break(view, one) for one in facts.breaks),
        others=tuple(Line(one.region, _measured(view, one)) for one in compared),
    )


def _measured(view: View, series: SeriesRow) -> tuple[Measured, ...]:
    return tuple(
        Measured(
            of_id(one.period_id).midpoint, one.value, view.formats.period(one.period_id), one.mark
        )
        for one in series.observations
    )


def _baseline(row: IndicatorRow, period: Period) -> Dated | None:
    if row.baseline_year is None or row.baseline_value is None:
        return None
    return Dated(time_of_year(row.baseline_year, period), row.baseline_value)


def _path(facts: IndicatorFacts, period: Period, baseline: Dated | None) -> tuple[Dated, ...]:
    goals = {use.year: use.goal for use in judged_targets(facts.row)}
    dated = {
        target.year: goals.get(target.year) if target.value is None else target.value
        for target in facts.targets
        if target.year is not None
    }
    points = [
        Dated(time_of_year(year, period), value)
        for year, value in sorted(dated.items())
        if value is not None
    ]
    if baseline is not None and points and points[0].time > baseline.time:
        return (baseline, *points)
    return tuple(points)


def _levels(row: IndicatorRow) -> tuple[float, ...]:
    """Return the edges of ambitions that hold at all times, such as *minst 30*."""
    edges = [edge for use in judged_targets(row) if use.year is None for edge in use.band]
    return tuple(sorted({edge for edge in edges if edge is not None}))


def _projection(row: IndicatorRow, latest: Dated) -> Projection | None:
    ahead = [
        use
        for use in judged_targets(row)
        if use.projected is not None and use.time is not None and use.time > latest.time
    ]
    if not ahead:
        return None
    last = ahead[-1]
    if last.time is None or last.projected is None:
        return None
    return Projection(latest, Dated(last.time, last.projected), last.low, last.high)


def _break(view: View, row: BreakRow) -> Break:
    period = of_id(row.period_id)
    label = view.text("Brudd {period}", period=view.formats.period(period))
    return Break(period.midpoint - length(period) / 2, label)
