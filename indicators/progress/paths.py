"""A target whose year is still to come: position against the path, and where the trend leads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.progress.aims import Kind
from indicators.progress.sight import (
    FAR,
    ON,
    ON_PATH,
    SLIGHT,
    Sight,
    count,
    expected,
    rank,
    reach,
    way,
)
from indicators.progress.timing import NEAR
from indicators.progress.trend import LEAST_CHANCE
from indicators.progress.values import Reason, Status, TargetUse

if TYPE_CHECKING:
    from indicators.progress.ambition import Band
    from indicators.progress.trend import Trend

OF_RANK = {ON: Status.slightly_behind, SLIGHT: Status.slightly_behind, FAR: Status.behind}


def on_the_way(sight: Sight) -> tuple[Status, tuple[Reason, ...]]:
    """Judge a series that is not at its target yet, by the table in docs/method.md."""
    if not sight.has_interval:
        return Status.uncertain, (Reason("few_points", float(count(sight))),)
    path = expected(sight)
    lags = [sight.sign * (path - value) for value in (sight.latest.value, sight.level)]
    best, worst = rank(sight, min(lags)), rank(sight, max(lags))
    gets_there = reach(sight)
    lag = Reason("share_behind_path", min(lags) / way(sight))
    if best == ON:
        return _near_path(sight, worst, gets_there, lag)
    status = _off_path(sight, best, worst, gets_there)
    code = {1: "toward", 0: "not_told_from_flat", -1: "away"}[sight.direction]
    return status, (lag, Reason(code, sight.trend.slope if sight.trend else None))


def _near_path(
    sight: Sight, worst: int, gets_there: int, lag: Reason
) -> tuple[Status, tuple[Reason, ...]]:
    if sight.direction <= 0 and gets_there != ON:
        code = "away" if sight.direction < 0 else "not_told_from_flat"
        return Status.uncertain, (lag, Reason(code, sight.trend.slope if sight.trend else None))
    if worst == FAR:
        return Status.uncertain, (lag, Reason("latest_off_trend"))
    code = {ON: "reaches", SLIGHT: "may_reach", FAR: "too_slow"}[gets_there]
    return Status.on_track, (lag, Reason(code, sight.trend.slope if sight.trend else None))


def _off_path(sight: Sight, best: int, worst: int, gets_there: int) -> Status:
    if sight.direction < 0:
        return Status.wrong_way
    if gets_there == ON and sight.direction > 0:
        return Status.on_track if worst == SLIGHT else Status.slightly_behind
    if gets_there != FAR and sight.direction == 0:
        return Status.uncertain
    return OF_RANK[best]


def with_projection(use: TargetUse, sight: Sight) -> TargetUse:
    """Return a judgement with where the trend leads by the aim's year, if that is to come."""
    deadline, trend = sight.aim.deadline, sight.trend
    if trend is None or deadline is None or deadline <= sight.latest.time + NEAR:
        return use
    ends = trend.interval(deadline)
    if ends is None:
        return use
    room = ON_PATH * way(sight) if sight.aim.kind is Kind.path else 0.0
    return replace(
        use,
        projected=trend.level(deadline),
        projected_low=ends[0],
        projected_high=ends[1],
        chance=_chance(trend, deadline, sight.aim.band, room),
    )


def _chance(trend: Trend, time: float, band: Band, room: float) -> float | None:
    """Return the chance that the line is in the band at a time, or within the room of it."""
    above = None if band.low is None else trend.chance(time, band.low - room, 1)
    under = None if band.high is None else trend.chance(time, band.high + room, -1)
    if above is None or under is None:
        return under if above is None else above
    return max(LEAST_CHANCE, above + under - 1)
