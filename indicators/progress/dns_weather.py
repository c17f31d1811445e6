"""The weather of the German sustainability strategy: sun, sun_cloud, cloud, thunderstorm."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

MET_WITHIN, NEAR_WITHIN = 0.05, 0.20
LAST_POINTS, LEAST_POINTS = 6, 4


class Weather(IntEnum):
    """From the best to the worst."""

    sun = 0
    sun_cloud = 1
    cloud = 2
    thunderstorm = 3


@dataclass(frozen=True, slots=True)
class Forecast:
    """The weather with what gave it; ``weather`` is None when it is not available.

    ``slope`` is the yearly change over the last points (m), ``expected`` the value that it leads to
    (h), ``gap`` the share of the remaining distance that will be missing (e; 0 when met).
    """

    weather: Weather | None
    slope: float | None = None
    expected: float | None = None
    gap: float | None = None

    @property
    def status(self) -> str:
        """The name of the weather, or not_available."""
        return "not_available" if self.weather is None else self.weather.name


def assess(
    values: Sequence[tuple[int, float]],
    *,
    target: float | tuple[float, float] | None,
    target_year: int | None,
    direction: Literal[-1, 1],
    hold_every_year: bool = False,
) -> Forecast:
    """Judge a series of (year, value) pairs, in order of time, over its last six points.

    An interval as target counts by its weakest end. Without a target only the direction is judged.
    With ``hold_every_year`` the target has to be met in every year. Standing still is taken as not
    moving away. Fewer than four points: not available.
    """
    recent = values[-LAST_POINTS:]
    if len(recent) < LEAST_POINTS:
        return Forecast(None)
    slope = (recent[-1][1] - recent[0][1]) / (recent[-1][0] - recent[0][0])
    last_change = recent[-1][1] - recent[-2][1]
    if target is None:
        return Forecast(_direction_only(slope * direction, last_change * direction), slope)
    goal = target if isinstance(target, (int, float)) else _weakest_end(target, direction)
    if hold_every_year:
        return Forecast(_held(recent[-1][1], goal, slope, direction), slope)
    if target_year is None:
        return Forecast(None)
    return _toward(recent[-1], (target_year, goal), slope, direction)


def worst(forecasts: Sequence[Forecast]) -> Forecast:
    """Return the worst of several judged at once; not available when none is."""
    found = [forecast for forecast in forecasts if forecast.weather is not None]
    return max(found, key=lambda forecast: forecast.weather or 0, default=Forecast(None))


def next_target(targets: Sequence[tuple[int, float]], latest_year: int) -> tuple[int, float] | None:
    """Return the next of several dated targets after the latest year, or None."""
    return min((t for t in targets if t[0] > latest_year), default=None)


def _weakest_end(ends: tuple[float, float], direction: int) -> float:
    return min(ends) if direction > 0 else max(ends)


def _toward(
    latest: tuple[int, float], target: tuple[int, float], slope: float, direction: int
) -> Forecast:
    expected = latest[1] + slope * (target[0] - latest[0])
    remaining = abs(target[1] - latest[1])
    if direction * (expected - target[1]) >= 0:
        return Forecast(Weather.sun, slope, expected, 0.0)
    if remaining == 0:
        return Forecast(Weather.thunderstorm, slope, expected, None)
    gap = abs(expected - target[1]) / remaining
    if gap < MET_WITHIN:
        return Forecast(Weather.sun, slope, expected, gap)
    if gap <= NEAR_WITHIN:
        return Forecast(Weather.sun_cloud, slope, expected, gap)
    moves_away = direction * slope < 0
    return Forecast(Weather.thunderstorm if moves_away else Weather.cloud, slope, expected, gap)


def _held(latest: float, goal: float, slope: float, direction: int) -> Weather:
    if direction * (latest - goal) >= 0:
        return Weather.sun if direction * slope >= 0 else Weather.sun_cloud
    return Weather.cloud if direction * slope >= 0 else Weather.thunderstorm


def _direction_only(average: float, last: float) -> Weather:
    if average > 0:
        return Weather.sun if last > 0 else Weather.sun_cloud
    return Weather.cloud if last > 0 else Weather.thunderstorm
