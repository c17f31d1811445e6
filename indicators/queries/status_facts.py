"""Everything that a status is computed from, read for many indicators at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from indicators import periods
from indicators.models.measurement import (
    Baseline,
    Counting,
    Indicator,
    Mark,
    Observation,
    Series,
    SeriesBreak,
    Target,
)
from indicators.periods import PeriodKind
from indicators.progress.ambition import Rule
from indicators.progress.values import (
    NO_LIMITS,
    BaselineSpec,
    CountSpec,
    Limits,
    Point,
    TargetSpec,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

Row = tuple[int, float | None, int]
"""An observation: the id of its period, its value, and its mark."""


@dataclass(slots=True)
class StatusFacts:
    """What the database knows of one indicator; ``rows`` are its headline observations in order.

    ``population`` is the number of people behind its values: (id of period, number) in order of
    time, or one number for all times.
    """

    direction: str
    frequency: str
    limits: Limits = NO_LIMITS
    counting: CountSpec | None = None
    population_key: str | None = None
    population: Sequence[tuple[int, float]] | float | None = None
    rows: Sequence[Row] = ()
    baseline: BaselineSpec | None = None
    targets: list[TargetSpec] = field(default_factory=list)
    breaks: list[float] = field(default_factory=list)

    def arguments(self, today: date) -> dict[str, Any]:
        """Return the arguments of ``progress.assess.assess``."""
        return {
            "points": self.points(),
            "baseline": self.baseline,
            "targets": self.targets,
            "direction": self.direction,
            "breaks": self.breaks,
            "frequency": self.frequency,
            "today": today,
            "limits": self.limits,
            "counting": self.counting,
        }

    def points(self) -> list[Point]:
        """Return the numbers as points; what is missing is left out."""
        found = []
        for period_id, value, mark in self.rows:
            if value is not None:
                time, code = _time_and_code(period_id)
                people = None if self.population is None else self._people(period_id)
                found.append(Point(time, value, Mark(mark), code, people))
        return found

    def _people(self, period_id: int) -> float | None:
        """Return the people behind a value: of its period's end, else the latest known before.

        A window of several years has the people of all of them behind it.
        """
        if isinstance(self.population, float):
            return self.population
        period = periods.of_id(period_id)
        known = self.population or ()
        ends = [periods.of_id(one).end for one, _ in known]
        place = bisect_right(ends, period.end)
        if place == 0:
            return None
        years = period.years if period.kind is PeriodKind.rolling else 1
        return known[place - 1][1] * years


@lru_cache(maxsize=4096)
def _time_and_code(period_id: int) -> tuple[float, str]:
    """Return a period's middle and code; the same few periods come again for every indicator."""
    period = periods.of_id(period_id)
    return period.midpoint, period.code


def status_facts(session: Session, ids: Sequence[int]) -> dict[int, StatusFacts]:
    """Return the facts of the indicators that there are, in a fixed number of queries.

    Raises:
        ValueError: If the database holds a rule or a way of counting that does not exist.
    """
    facts = _defined(session, ids)
    for indicator_id, rows in _headline_rows(session, ids).items():
        facts[indicator_id].rows = rows
    _add_population(session, facts)
    _add_ambitions(session, ids, facts)
    _add_breaks(session, ids, facts)
    return facts


def _defined(session: Session, ids: Sequence[int]) -> dict[int, StatusFacts]:
    found = session.execute(
        select(
            Indicator.id,
            Indicator.direction,
            Indicator.frequency,
            Indicator.floor,
            Indicator.ceiling,
            Indicator.counting,
            Indicator.per,
            Indicator.population,
            Indicator.population_key,
        ).where(Indicator.id.in_(ids))
    )
    return {
        row.id: StatusFacts(
            row.direction,
            row.frequency,
            Limits(row.floor, row.ceiling),
            CountSpec(Counting(row.counting), row.per or 100.0) if row.counting else None,
            row.population_key if row.counting else None,
            row.population if row.counting else None,
        )
        for row in found
    }


def _headline_rows(session: Session, ids: Sequence[int]) -> dict[int, list[Row]]:
    statement = (
        select(Series.indicator_id, Observation.period_id, Observation.value, Observation.mark)
        .join(Observation, Observation.series_id == Series.id)
        .where(Series.is_headline, Series.indicator_id.in_(ids))
        .order_by(Series.indicator_id, Observation.period_id)
    )
    found: dict[int, list[Row]] = defaultdict(list)
    for indicator_id, period_id, value, mark in session.execute(statement):
        found[indicator_id].append((period_id, value, mark))
    return found


def _add_population(session: Session, facts: dict[int, StatusFacts]) -> None:
    keys = {one.population_key for one in facts.values() if one.population_key}
    if not keys:
        return
    ids = dict(
        session.execute(select(Indicator.key, Indicator.id).where(Indicator.key.in_(keys))).all()
    )
    rows = _headline_rows(session, list(ids.values()))
    for one in facts.values():
        if one.population_key in ids:
            people = [(p, value) for p, value, _ in rows.get(ids[one.population_key], ()) if value]
            # As time goes by their ends, which is not always the order of their ids.
            one.population = sorted(people, key=lambda row: periods.of_id(row[0]).end)


def _add_ambitions(session: Session, ids: Sequence[int], facts: dict[int, StatusFacts]) -> None:
    baselines = select(Baseline.indicator_id, Baseline.year, Baseline.value).where(
        Baseline.indicator_id.in_(ids)
    )
    for indicator_id, year, value in session.execute(baselines):
        facts[indicator_id].baseline = BaselineSpec(year, value)
    targets = (
        select(
            Target.indicator_id,
            Target.rule,
            Target.value,
            Target.low,
            Target.high,
            Target.tolerance,
            Target.year,
            Target.reference_year,
        )
        .where(Target.indicator_id.in_(ids))
        .order_by(Target.id)
    )
    for indicator_id, rule, value, low, high, tolerance, *years in session.execute(targets):
        spec = TargetSpec(Rule(rule), value, low, high, tolerance, *years)
        facts[indicator_id].targets.append(spec)


def _add_breaks(session: Session, ids: Sequence[int], facts: dict[int, StatusFacts]) -> None:
    statement = (
        select(SeriesBreak.indicator_id, SeriesBreak.period_id)
        .join(
            Series,
            (Series.indicator_id == SeriesBreak.indicator_id)
            & (Series.region_id == SeriesBreak.region_id),
        )
        .where(Series.is_headline, SeriesBreak.indicator_id.in_(ids))
        .order_by(SeriesBreak.period_id)
    )
    for indicator_id, period_id in session.execute(statement):
        facts[indicator_id].breaks.append(periods.of_id(period_id).midpoint)
