"""Forecasts held against what came: how far off they were, and how often their intervals held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.models import localised
from indicators.models.measurement import Indicator, Observation, Series
from indicators.models.verdicts import Forecast

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A forecast, and what came; ``came`` is None while nothing has."""

    key: str
    title: str
    decimals: int
    made_at: datetime
    period_id: int
    last_period_id: int
    last_value: float
    value: float
    low: float
    high: float
    method: str
    came: float | None

    @property
    def error(self) -> float | None:
        """What came less what was foreseen."""
        return None if self.came is None else self.came - self.value

    @property
    def is_inside(self) -> bool | None:
        """Whether what came lies in the interval, its ends counted."""
        return None if self.came is None else self.low <= self.came <= self.high


@dataclass(frozen=True, slots=True)
class Score:
    """How a method's forecasts did: ``inside`` of ``scored`` lay in their 90 percent interval.

    ``better`` counts those that were nearer than the latest value itself would have been, ``equal``
    those that were as near.
    """

    method: str
    made: int
    scored: int
    inside: int
    better: int
    equal: int


def forecasts(session: Session, language: str, *, key: str | None = None) -> list[ForecastRow]:
    """Return the forecasts, of one indicator or of all, those of the latest period first."""
    statement = (
        select(
            Indicator.key,
            localised(Indicator, "title", language),
            Indicator.decimals,
            Forecast.made_at,
            Forecast.period_id,
            Forecast.last_period_id,
            Forecast.last_value,
            Forecast.value,
            Forecast.low,
            Forecast.high,
            Forecast.method,
            Observation.value,
        )
        .join_from(Forecast, Indicator, Indicator.id == Forecast.indicator_id)
        .outerjoin(Series, (Series.indicator_id == Indicator.id) & Series.is_headline)
        .outerjoin(
            Observation,
            (Observation.series_id == Series.id) & (Observation.period_id == Forecast.period_id),
        )
        .order_by(Forecast.period_id.desc(), Indicator.key, Forecast.id.desc())
    )
    if key is not None:
        statement = statement.where(Indicator.key == key)
    return [ForecastRow(*row) for row in session.execute(statement)]


def scores(rows: Sequence[ForecastRow]) -> list[Score]:
    """Return how the forecasts of each method did, by method."""
    return [
        _score(method, [row for row in rows if row.method == method])
        for method in sorted({row.method for row in rows})
    ]


def _score(method: str, rows: Sequence[ForecastRow]) -> Score:
    came = [(row, row.came) for row in rows if row.came is not None]
    off = [(abs(value - row.value), abs(value - row.last_value)) for row, value in came]
    return Score(
        method=method,
        made=len(rows),
        scored=len(came),
        inside=sum(1 for row, _ in came if row.is_inside),
        better=sum(1 for by_trend, by_last in off if by_trend < by_last),
        equal=sum(1 for by_trend, by_last in off if by_trend == by_last),
    )
