"""The default method: the straight path from baseline to target, and the trend of the series.

The verdict rests on two things, each read as an interval. *Position*: the latest value and the
trend line's height there, held against the path. *Trend*: whether its interval tells it from flat
(toward or away), and whether it gets to the target in time. docs/method.md has the table and why.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.progress import ambition
from indicators.progress.aims import Kind
from indicators.progress.paths import OF_RANK, on_the_way, with_projection
from indicators.progress.people import tempered
from indicators.progress.sight import Sight, count, expected, is_due, look, rank
from indicators.progress.steps import steps_toward
from indicators.progress.values import Reason, Status, TargetUse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.progress.aims import Aim
    from indicators.progress.people import People
    from indicators.progress.trend import Trend
    from indicators.progress.values import Point

METHOD = "linear-1"


def judge(
    aim: Aim,
    latest: Point,
    trend: Trend | None,
    yearly: Mapping[int, float | None],
    people: People | None = None,
) -> TargetUse:
    """Judge a series by one aim.

    ``yearly`` is what ``done_yearly`` needs: each year that was asked for, with its value or None;
    it ends with a year that has a value. ``people`` is what chance there is in the values.
    """
    if aim.kind is Kind.unjudged:
        return TargetUse(aim.spec, Status.uncertain, aim.reasons, time=aim.deadline)
    if aim.kind is Kind.yearly:
        return _yearly(aim, yearly)
    sight = look(aim, latest, trend)
    status, reasons = tempered(*_verdict(sight), sight, people)
    use = TargetUse(
        aim.spec,
        status,
        (*aim.reasons, *reasons),
        band=aim.band,
        goal=sight.edge if aim.level is None else aim.level,
        time=aim.deadline,
        expected=expected(sight) if aim.kind is Kind.path else None,
        steps=steps_toward(sight),
    )
    return with_projection(use, sight)


def _verdict(sight: Sight) -> tuple[Status, tuple[Reason, ...]]:
    kind = sight.aim.kind
    if sight.aim.band.holds(sight.latest.value):
        return _met(sight)
    if kind is Kind.path:
        return _due(sight) if is_due(sight) else on_the_way(sight)
    if kind is Kind.improved:
        return _not_improved(sight)
    return _broken(sight)


def _met(sight: Sight) -> tuple[Status, tuple[Reason, ...]]:
    aim = sight.aim
    if aim.kind is Kind.improved and aim.band.strict and sight.direction <= 0:
        code = "few_points" if not sight.has_interval else "not_told_from_flat"
        return Status.uncertain, (Reason(code, sight.trend.slope if sight.trend else None),)
    reasons = (Reason("worsening", sight.trend.slope),) if _leaves(sight) and sight.trend else ()
    standing = aim.kind in (Kind.compared, Kind.improved)
    if standing and aim.deadline is not None and not is_due(sight):
        return Status.on_track, (*reasons, Reason("holds_so_far"))
    return Status.reached, reasons


def _leaves(sight: Sight) -> bool:
    """Tell whether the trend surely leads out of a band; with two edges, either way is out."""
    has_one_edge = sight.aim.band.low is None or sight.aim.band.high is None
    return sight.direction < 0 if has_one_edge else sight.direction != 0


def _due(sight: Sight) -> tuple[Status, tuple[Reason, ...]]:
    """The year has come or passed: missed is missed, whatever the trend."""
    reasons = (Reason("missed_target_year", sight.short(sight.latest.value)),)
    if sight.direction < 0:
        return Status.wrong_way, reasons
    return OF_RANK[rank(sight, sight.short(sight.latest.value))], reasons


def _not_improved(sight: Sight) -> tuple[Status, tuple[Reason, ...]]:
    short = Reason("short_of_target", sight.short(sight.latest.value))
    if not sight.has_interval:
        return Status.uncertain, (short, Reason("few_points", float(count(sight))))
    if sight.direction < 0:
        return Status.wrong_way, (short, Reason("away"))
    if sight.direction > 0:
        return Status.slightly_behind, (short, Reason("toward"))
    if sight.aim.band.strict or sight.is_flat:
        return Status.behind, (short, Reason("not_told_from_flat"))
    return Status.uncertain, (short, Reason("not_told_from_flat"))


def _broken(sight: Sight) -> tuple[Status, tuple[Reason, ...]]:
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


def _held_before(sight: Sight) -> bool:
    """Tell whether all earlier values held, and there are at least two of them."""
    earlier = sight.trend.values[:-1] if sight.trend else ()
    return len(earlier) > 1 and all(sight.aim.band.holds(value) for value in earlier)


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
