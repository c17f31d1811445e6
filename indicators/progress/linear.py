"""The default method: the straight path from baseline to target, and the trend of the series.

The verdict rests on two things, each read as an interval. *Position*: the latest value and the
trend line's height there, held against the path. *Trend*: whether its interval tells it from flat
(toward or away), and whether it gets to the target in time. docs/method.md has the table and why.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indicators.progress import ambition
from indicators.progress.aims import Kind
from indicators.progress.timing import NEAR
from indicators.progress.values import Reason, Status, TargetUse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.progress.aims import Aim
    from indicators.progress.trend import Trend
    from indicators.progress.values import Point

METHOD = "linear-1"
ON_PATH = 0.05
"""Behind the path by at most this share of the whole way still is on it."""
SLIGHTLY = 0.20
"""Behind the path by at most this share of the whole way is slightly behind."""
_HAIR = 1e-9

_ON, _SLIGHT, _FAR = 2, 1, 0


@dataclass(frozen=True, slots=True)
class _Sight:
    """An aim seen from a series: ``sign`` is +1 when the values have to rise, -1 to fall."""

    aim: Aim
    latest: Point
    trend: Trend | None
    sign: int
    edge: float

    @property
    def has_interval(self) -> bool:
        return self.trend is not None and self.trend.low is not None

    @property
    def level(self) -> float:
        return self.trend.level(self.latest.time) if self.trend else self.latest.value

    @property
    def direction(self) -> int:
        """+1 when the trend is surely toward the aim, -1 surely away, 0 when it cannot be told."""
        if self.trend is None or self.trend.low is None or self.trend.high is None:
            return 0
        if self.trend.low * self.sign > 0 and self.trend.high * self.sign > 0:
            return 1
        return -1 if self.trend.low * self.sign < 0 and self.trend.high * self.sign < 0 else 0

    @property
    def is_flat(self) -> bool:
        """Whether the interval is exactly zero: the series does not move at all."""
        return self.trend is not None and self.trend.low == 0 and self.trend.high == 0

    def short(self, value: float) -> float:
        """Return how far a value is from the edge; above zero when it has not got there."""
        return self.sign * (self.edge - value)


def judge(
    aim: Aim, latest: Point, trend: Trend | None, yearly: Mapping[int, float | None]
) -> TargetUse:
    """Judge a series by one aim.

    ``yearly`` is what ``done_yearly`` needs: each year that was asked for, with its value or None;
    it ends with a year that has a value.
    """
    if aim.kind is Kind.unjudged:
        return TargetUse(aim.spec, Status.uncertain, aim.reasons, time=aim.deadline)
    if aim.kind is Kind.yearly:
        return _yearly(aim, yearly)
    sight = _look(aim, latest, trend)
    status, reasons = _verdict(sight)
    use = TargetUse(
        aim.spec,
        status,
        (*aim.reasons, *reasons),
        band=aim.band,
        goal=sight.edge,
        time=aim.deadline,
        expected=_expected(sight) if aim.kind is Kind.path else None,
    )
    return _with_projection(use, sight)


def _look(aim: Aim, latest: Point, trend: Trend | None) -> _Sight:
    """Choose the edge that counts: the one that is broken, else the one that could be."""
    band, value = aim.band, latest.value
    if band.is_under(value) or band.high is None:
        return _Sight(aim, latest, trend, 1, _number(band.low))
    if band.is_over(value) or band.low is None:
        return _Sight(aim, latest, trend, -1, _number(band.high))
    came_from = value if aim.start is None else aim.start.value
    nearer_low = abs(came_from - band.low) <= abs(band.high - came_from)
    sign = 1 if nearer_low else -1
    return _Sight(aim, latest, trend, sign, band.low if nearer_low else band.high)


def _number(edge: float | None) -> float:
    if edge is None:
        raise ValueError("an aim without numbers cannot be judged")
    return edge


def _expected(sight: _Sight) -> float:
    """Return where the path stands at the latest period; past its end it stays at the target."""
    start, deadline = sight.aim.path_from, sight.aim.deadline
    if start is None or deadline is None or not _leads(sight, start[1]):
        return sight.edge
    time, value = start
    if deadline - time <= NEAR:
        return sight.edge
    share = min(1.0, max(0.0, (sight.latest.time - time) / (deadline - time)))
    return value + (sight.edge - value) * share


def _leads(sight: _Sight, value: float) -> bool:
    return sight.short(value) > _HAIR * abs(sight.edge)


def _way(sight: _Sight) -> float:
    """Return the whole way that shares are counted of: from start to target, never zero."""
    aim = sight.aim
    if aim.start is not None and _leads(sight, aim.start.value):
        return abs(sight.edge - aim.start.value)
    if aim.path_from is not None and _leads(sight, aim.path_from[1]):
        return abs(sight.edge - aim.path_from[1])
    return abs(sight.edge) or abs(sight.latest.value) or 1.0


def _verdict(sight: _Sight) -> tuple[Status, tuple[Reason, ...]]:
    kind = sight.aim.kind
    if sight.aim.band.holds(sight.latest.value):
        return _met(sight)
    if kind is Kind.path:
        return _due(sight) if _is_due(sight) else _on_the_way(sight)
    if kind is Kind.improved:
        return _not_improved(sight)
    return _broken(sight)


def _is_due(sight: _Sight) -> bool:
    return sight.aim.deadline is not None and sight.latest.time >= sight.aim.deadline - NEAR


def _met(sight: _Sight) -> tuple[Status, tuple[Reason, ...]]:
    aim = sight.aim
    if aim.kind is Kind.improved and aim.band.strict and sight.direction <= 0:
        code = "few_points" if not sight.has_interval else "not_told_from_flat"
        return Status.uncertain, (Reason(code, sight.trend.slope if sight.trend else None),)
    reasons = (Reason("worsening", sight.trend.slope),) if _leaves(sight) and sight.trend else ()
    standing = aim.kind in (Kind.compared, Kind.improved)
    if standing and aim.deadline is not None and not _is_due(sight):
        return Status.on_track, (*reasons, Reason("holds_so_far"))
    return Status.reached, reasons


def _leaves(sight: _Sight) -> bool:
    """Tell whether the trend surely leads out of a band; with two edges, either way is out."""
    has_one_edge = sight.aim.band.low is None or sight.aim.band.high is None
    return sight.direction < 0 if has_one_edge else sight.direction != 0


def _rank(sight: _Sight, short: float) -> int:
    share = short / _way(sight)
    if share <= ON_PATH + _HAIR:
        return _ON
    return _SLIGHT if share <= SLIGHTLY + _HAIR else _FAR


_OF_RANK = {_ON: Status.slightly_behind, _SLIGHT: Status.slightly_behind, _FAR: Status.behind}


def _due(sight: _Sight) -> tuple[Status, tuple[Reason, ...]]:
    """The year has come or passed: missed is missed, whatever the trend."""
    reasons = (Reason("missed_target_year", sight.short(sight.latest.value)),)
    if sight.direction < 0:
        return Status.wrong_way, reasons
    return _OF_RANK[_rank(sight, sight.short(sight.latest.value))], reasons


def _on_the_way(sight: _Sight) -> tuple[Status, tuple[Reason, ...]]:
    if not sight.has_interval:
        return Status.uncertain, (Reason("few_points", float(_count(sight))),)
    expected = _expected(sight)
    lags = [sight.sign * (expected - value) for value in (sight.latest.value, sight.level)]
    best, worst = _rank(sight, min(lags)), _rank(sight, max(lags))
    reach = _reach(sight)
    lag = Reason("share_behind_path", min(lags) / _way(sight))
    if best == _ON:
        return _near_path(sight, worst, reach, lag)
    status = _off_path(sight, best, worst, reach)
    code = {1: "toward", 0: "not_told_from_flat", -1: "away"}[sight.direction]
    return status, (lag, Reason(code, sight.trend.slope if sight.trend else None))


def _near_path(
    sight: _Sight, worst: int, reach: int, lag: Reason
) -> tuple[Status, tuple[Reason, ...]]:
    if sight.direction <= 0 and reach != _ON:
        code = "away" if sight.direction < 0 else "not_told_from_flat"
        return Status.uncertain, (lag, Reason(code, sight.trend.slope if sight.trend else None))
    if worst == _FAR:
        return Status.uncertain, (lag, Reason("latest_off_trend"))
    return Status.on_track, (lag, Reason("reaches")) if reach == _ON else (lag,)


def _off_path(sight: _Sight, best: int, worst: int, reach: int) -> Status:
    if sight.direction < 0:
        return Status.wrong_way
    if reach == _ON and sight.direction > 0:
        return Status.on_track if worst == _SLIGHT else Status.slightly_behind
    if reach != _FAR and sight.direction == 0:
        return Status.uncertain
    return _OF_RANK[best]


def _reach(sight: _Sight) -> int:
    """Tell whether the trend gets there: surely (_ON), perhaps (_SLIGHT) or surely not (_FAR)."""
    deadline = sight.aim.deadline
    ends = sight.trend.interval(deadline) if sight.trend and deadline is not None else None
    if ends is None:
        return _SLIGHT
    room = (ON_PATH + _HAIR) * _way(sight)
    there = [sight.short(end) <= room for end in ends]
    if all(there):
        return _ON
    return _SLIGHT if any(there) else _FAR


def _not_improved(sight: _Sight) -> tuple[Status, tuple[Reason, ...]]:
    short = Reason("short_of_target", sight.short(sight.latest.value))
    if not sight.has_interval:
        return Status.uncertain, (short, Reason("few_points", float(_count(sight))))
    if sight.direction < 0:
        return Status.wrong_way, (short, Reason("away"))
    if sight.direction > 0:
        return Status.slightly_behind, (short, Reason("toward"))
    if sight.aim.band.strict or sight.is_flat:
        return Status.behind, (short, Reason("not_told_from_flat"))
    return Status.uncertain, (short, Reason("not_told_from_flat"))


def _broken(sight: _Sight) -> tuple[Status, tuple[Reason, ...]]:
    """A level that should hold does not: how sure, and is it on its way back."""
    short = Reason("short_of_target", sight.short(sight.latest.value))
    if sight.direction < 0:
        return Status.wrong_way, (short, Reason("away"))
    if sight.direction > 0:
        return Status.slightly_behind, (short, Reason("toward"))
    if sight.aim.kind is Kind.fact:
        is_first = _held_before(sight)
        status = Status.slightly_behind if is_first else Status.behind
        return status, (short, Reason("first_miss" if is_first else "level_broken"))
    if sight.is_flat:
        return Status.behind, (short, Reason("level_broken"))
    code = "not_told_from_flat" if sight.has_interval else "few_points"
    return Status.uncertain, (short, Reason(code))


def _held_before(sight: _Sight) -> bool:
    """Tell whether all earlier values held, and there are at least two of them."""
    earlier = sight.trend.values[:-1] if sight.trend else ()
    return len(earlier) > 1 and all(sight.aim.band.holds(value) for value in earlier)


def _count(sight: _Sight) -> int:
    return len(sight.trend.times) if sight.trend else 1


def _with_projection(use: TargetUse, sight: _Sight) -> TargetUse:
    deadline, trend = sight.aim.deadline, sight.trend
    if trend is None or deadline is None or deadline <= sight.latest.time + NEAR:
        return use
    ends = trend.interval(deadline)
    if ends is None:
        return use
    room = ON_PATH * _way(sight) if sight.aim.kind is Kind.path else 0.0
    return replace(
        use,
        projected=trend.level(deadline),
        projected_low=ends[0],
        projected_high=ends[1],
        chance=trend.chance(deadline, sight.edge - sight.sign * room, sight.sign),
    )


def _yearly(aim: Aim, yearly: Mapping[int, float | None]) -> TargetUse:
    """Done every year: a last year that is not done is behind, an earlier one is told."""
    use = TargetUse(aim.spec, Status.uncertain, goal=1.0, time=aim.deadline)
    if not yearly:
        return replace(use, reasons=(Reason("year_not_reported"),))
    first, last = min(yearly), max(yearly)
    done = {year: value for year, value in yearly.items() if value is not None}
    found = ambition.done_yearly(done, first_year=first, last_year=last)
    if found.met:
        return replace(use, status=Status.reached)
    reasons = (Reason("years_not_done", last - first + 1 - (found.value or 0.0)),)
    is_late = done.get(last, 0.0) < 1
    return replace(
        use, status=Status.behind if is_late else Status.slightly_behind, reasons=reasons
    )
