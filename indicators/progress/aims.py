"""From what a plan wrote to what a series is held against: the band, since when, and by when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from indicators.progress import ambition, timing
from indicators.progress.ambition import Band, Rule
from indicators.progress.values import NO_LIMITS, Limits, Reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.periods import Period
    from indicators.progress.values import BaselineSpec, Point, TargetSpec

_MEAN_OF = 3
_OPEN = Band()


class Kind(StrEnum):
    """How an aim is judged.

    ``path``: there by a year. ``fact``: a number to keep to, which holds or not. ``compared``: no
    worse than what was measured before. ``improved``: better than what was measured before.
    ``yearly``: done every year. ``unjudged``: what it needs is not there.
    """

    path = "path"
    fact = "fact"
    compared = "compared"
    improved = "improved"
    yearly = "yearly"
    unjudged = "unjudged"


@dataclass(frozen=True, slots=True)
class Start:
    """Where a path starts, and how that was found: given, observed, first_later or first_point."""

    time: float
    year: int
    value: float
    found: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A target made ready to be judged.

    ``level`` is the number that the band was made around, where there is one; ``path_from`` is the
    start, or the target before this one.
    """

    spec: TargetSpec
    kind: Kind
    band: Band = _OPEN
    level: float | None = None
    deadline: float | None = None
    start: Start | None = None
    path_from: tuple[float, float] | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What all targets of a series share when they are made ready."""

    points: tuple[Point, ...]
    period: Period
    direction: str
    start: Start | None
    limits: Limits = NO_LIMITS

    @property
    def latest(self) -> Point:
        """The latest point."""
        return self.points[-1]


def find_start(
    points: Sequence[Point], baseline: BaselineSpec | None, period: Period
) -> Start | None:
    """Return where the path starts: the baseline, else the first value after it, else the first."""
    if baseline is None:
        return _start_at(points[0], period, "first_point") if points else None
    time = timing.time_of_year(baseline.year, period)
    if baseline.value is not None:
        return Start(time, baseline.year, baseline.value, "given")
    if (observed := timing.at(points, time)) is not None:
        return Start(time, baseline.year, observed.value, "observed")
    later = next((point for point in points if point.time > time), None)
    return _start_at(later, period, "first_later") if later else None


def _start_at(point: Point, period: Period, found: str) -> Start:
    year = round(point.time - period.midpoint) + period.last_year
    return Start(point.time, year, point.value, found)


def make(spec: TargetSpec, setting: Setting) -> Aim:
    """Return a target made ready; ``unjudged`` with a reason where what it needs is missing."""
    deadline = None if spec.year is None else timing.time_of_year(spec.year, setting.period)
    aim = replace(_by_rule(spec, setting), deadline=deadline)
    if aim.kind is not Kind.path or setting.start is None:
        return aim
    start = setting.start
    if aim.band.holds(start.value):
        aim = replace(aim, reasons=(*aim.reasons, Reason("baseline_meets_target", start.value)))
    return replace(aim, start=start, path_from=(start.time, start.value))


def _by_rule(spec: TargetSpec, setting: Setting) -> Aim:
    match spec.rule:
        case Rule.done_yearly:
            return Aim(spec, Kind.yearly, Band(low=1.0))
        case Rule.no_worse_than_3_year_mean:
            return _against_own_mean(spec, setting)
        case Rule.increase | Rule.decrease | Rule.maintain | Rule.not_increase:
            return _against_reference(spec, setting)
        case Rule.at_least | Rule.below | Rule.from_to | Rule.equal_other_group:
            return _against_number(spec, setting)


def _against_number(spec: TargetSpec, setting: Setting) -> Aim:
    band = _numbered(spec, setting)
    if band is None:
        return Aim(spec, Kind.unjudged, reasons=(Reason("target_without_number"),))
    dated = spec.year is not None
    if not dated and spec.rule in (Rule.from_to, Rule.equal_other_group):
        reasons = (Reason("target_without_year"),)
        return Aim(spec, Kind.improved, band, spec.value, reasons=reasons)
    level = 0.0 if spec.rule is Rule.equal_other_group and spec.value is None else spec.value
    return Aim(spec, Kind.path if dated else Kind.fact, band, level)


def _numbered(spec: TargetSpec, setting: Setting) -> Band | None:
    value = spec.value
    if value is None and spec.rule is Rule.equal_other_group:
        value = 0.0
    if spec.low is not None or spec.high is not None:
        return Band(spec.low, spec.high)
    if value is None:
        return None
    match spec.rule:
        case Rule.at_least:
            return Band(low=value)
        case Rule.below:
            return Band(high=value, strict=True)
        case Rule.equal_other_group:
            room = spec.tolerance
            if room is None:
                room = 0.05 * abs(setting.start.value - value) if setting.start else 0.0
            return Band(low=value - room, high=value + room)
        case _:
            keep = setting.direction == "keep" and spec.tolerance is None
            room = ambition.KEEP_SHARE * abs(value) if keep else (spec.tolerance or 0.0)
            return ambition.aimed(value, setting.direction, room)


def _against_reference(spec: TargetSpec, setting: Setting) -> Aim:
    reference = _reference(spec, setting)
    if reference is None:
        return Aim(spec, Kind.unjudged, reasons=(Reason("reference_missing"),))
    time, value = reference
    if time is not None and time >= setting.latest.time - timing.NEAR:
        return Aim(spec, Kind.unjudged, reasons=(Reason("nothing_after_reference", value),))
    kind, band = _relative(spec, value, setting)
    return Aim(spec, kind, band, value)


def _relative(spec: TargetSpec, value: float, setting: Setting) -> tuple[Kind, Band]:
    """Return how a relative rule is judged; no more can be asked of a level at its limit."""
    floor, ceiling = setting.limits.floor, setting.limits.ceiling
    match spec.rule:
        case Rule.increase if ceiling is not None and value >= ceiling:
            return Kind.compared, Band(low=ceiling)
        case Rule.decrease if floor is not None and value <= floor:
            return Kind.compared, Band(high=floor)
        case Rule.increase:
            return Kind.improved, Band(low=value, strict=True)
        case Rule.decrease:
            return Kind.improved, Band(high=value, strict=True)
        case Rule.not_increase:
            return Kind.compared, Band(high=value + (spec.tolerance or 0.0))
        case _:
            return Kind.compared, ambition.kept(value, setting.direction, spec.tolerance)


def stated(spec: TargetSpec) -> Band | None:
    """Return the numbers that a target itself states, before anything is measured."""
    match spec.rule:
        case Rule.at_least if spec.value is not None:
            return Band(low=spec.value)
        case Rule.below if spec.value is not None:
            return Band(high=spec.value, strict=True)
        case Rule.from_to if spec.low is not None or spec.high is not None:
            return Band(spec.low, spec.high)
        case Rule.from_to if spec.value is not None:
            return Band(spec.value, spec.value)
        case _:
            return None


def _reference(spec: TargetSpec, setting: Setting) -> tuple[float | None, float] | None:
    """Find what a relative rule compares with: its number, its year's value, or the baseline."""
    if spec.value is not None:
        return None, spec.value
    if spec.reference_year is not None:
        time = timing.time_of_year(spec.reference_year, setting.period)
        observed = timing.at(setting.points, time)
        if observed is not None:
            return time, observed.value
        if setting.start is None or setting.start.year != spec.reference_year:
            return None
    return None if setting.start is None else (setting.start.time, setting.start.value)


def _against_own_mean(spec: TargetSpec, setting: Setting) -> Aim:
    times = [setting.latest.time - back for back in range(_MEAN_OF, 0, -1)]
    earlier = [point for time in times if (point := timing.at(setting.points, time)) is not None]
    compared = ambition.no_worse_than_3_year_mean(
        setting.latest.value,
        [point.value for point in earlier],
        direction=setting.direction,
        tolerance=spec.tolerance,
    )
    if compared.band is None:
        missing = _MEAN_OF - len(earlier)
        return Aim(spec, Kind.unjudged, reasons=(Reason("earlier_years_missing", float(missing)),))
    return Aim(spec, Kind.compared, compared.band)
