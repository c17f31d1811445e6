"""Puts an indicators file into the tables, and refreshes the summaries of what changed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from etl.plans.file_models import columns
from etl.plans.problems import Problem, refuse
from etl.plans.upsert import Loaded, Upsert
from indicators.commands.summaries import refresh_summaries
from indicators.models.measurement import (
    Baseline,
    Indicator,
    IndicatorSubgoal,
    Summary,
    Target,
)
from indicators.models.organisation import ServiceArea
from indicators.models.plan import Plan, Subgoal
from indicators.models.verdicts import Forecast, StatusHistory

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from etl.plans.document import Location
    from etl.plans.indicators_file import IndicatorIn, IndicatorsFile


def load_indicators(session: Session, file: IndicatorsFile, *, at: datetime) -> Loaded:
    """Bring the indicators with links, baselines and targets to what the file says.

    ``at`` is the time that the refreshed summaries carry. An indicator that is gone from the file
    is taken out when it has no series; otherwise it stays and is named in ``left``.

    Raises:
        BadPlan: If the file refers to a subgoal, plan or service area that has not been loaded.
    """
    names = _Names.read(session)
    refuse(file.file_name, _problems(file, names))
    upsert = Upsert(session)
    loader = _Loader(session, upsert, names, is_example=file.is_example)
    known = {row.key: row for row in session.scalars(select(Indicator))}
    touched = []
    for indicator in file.indicators:
        before = (upsert.new, upsert.changed, upsert.removed)
        row = loader.put(indicator, known.pop(indicator.key, None))
        if before != (upsert.new, upsert.changed, upsert.removed):
            touched.append(row.id)
    for gone in known.values():
        loader.remove(gone)
    loaded = upsert.loaded("indikatorer")
    if touched:
        refresh_summaries(session, touched, at=at)
    return loaded


@dataclass(frozen=True, slots=True)
class _Names:
    """The database ids of what an indicators file may refer to."""

    subgoals: dict[str, int]
    plans: dict[str, int]
    areas: dict[str, int]
    indicators: frozenset[str] = frozenset()

    @classmethod
    def read(cls, session: Session) -> _Names:
        plans = session.execute(select(Plan.key, Plan.version, Plan.id))
        return cls(
            {row.key: row.id for row in session.execute(select(Subgoal.key, Subgoal.id))},
            {f"{row.key}.{row.version}": row.id for row in plans},
            {row.key: row.id for row in session.execute(select(ServiceArea.key, ServiceArea.id))},
        )


def _problems(file: IndicatorsFile, names: _Names) -> list[Problem]:
    problems: list[Problem] = []
    keys = Counter(indicator.key for indicator in file.indicators)
    names = replace(names, indicators=frozenset(keys))
    for place, indicator in enumerate(file.indicators):
        here: Location = ("indicators", place)
        if keys[indicator.key] > 1:
            problems.append(
                file.problem(here, f"indikatoren «{indicator.key}» står mer enn én gang.")
            )
        for location, what in _unknown(indicator, names):
            problems.append(
                file.problem((*here, *location), f"{what} finnes ikke; last det først.")
            )
    return problems


def _unknown(indicator: IndicatorIn, names: _Names) -> list[tuple[Location, str]]:
    found: list[tuple[Location, str]] = [
        (("links", place, "subgoal"), f"delmålet «{link.subgoal}»")
        for place, link in enumerate(indicator.links)
        if link.subgoal not in names.subgoals
    ]
    found += [
        (("targets", place, "plan"), f"planen «{target.plan}»")
        for place, target in enumerate(indicator.targets)
        if target.plan is not None and target.plan not in names.plans
    ]
    if indicator.service_area is not None and indicator.service_area not in names.areas:
        found.append((("service_area",), f"tjenesteområdet «{indicator.service_area}»"))
    counting = indicator.counting
    if counting is not None and counting.population_of not in (None, *names.indicators):
        location = ("counting", "population_of")
        found.append((location, f"indikatoren «{counting.population_of}»"))
    return found


def _counting(indicator: IndicatorIn) -> dict[str, str | float | None]:
    """Return the columns that say how an indicator's values come from counting people."""
    counting = indicator.counting
    return {
        "counting": counting.kind.value if counting else None,
        "per": counting.per if counting else None,
        "population": counting.population if counting else None,
        "population_key": counting.population_of if counting else None,
    }


@dataclass(slots=True)
class _Loader:
    """Puts indicators in one by one; ``positions`` counts the links of each subgoal."""

    session: Session
    upsert: Upsert
    names: _Names
    is_example: bool
    positions: Counter[str] = field(default_factory=Counter)

    def put(self, indicator: IndicatorIn, existing: Indicator | None) -> Indicator:
        area = indicator.service_area
        row = self.upsert.put(
            Indicator,
            existing,
            {
                "key": indicator.key,
                **indicator.title.columns("title"),
                **columns("definition", indicator.definition),
                **columns("purpose", indicator.purpose),
                **columns("caution", indicator.caution),
                **indicator.unit_of_measure.columns("unit_of_measure"),
                "formula": indicator.formula,
                "decimals": indicator.decimals,
                "direction": indicator.direction.value,
                "frequency": indicator.frequency.value,
                "floor": indicator.floor,
                "ceiling": indicator.ceiling,
                **_counting(indicator),
                "producer": indicator.producer,
                "source_table": indicator.source_table,
                "source_url": indicator.source_url,
                "licence": indicator.licence,
                "citation": indicator.citation,
                "service_area_id": None if area is None else self.names.areas[area],
                "next_release_on": indicator.next_release_on,
                "is_published": indicator.published,
                "is_example": self._is_example(indicator),
            },
        )
        self.session.flush()
        self._put_links(row.id, indicator)
        self._put_baseline(row.id, indicator)
        self._put_targets(row.id, indicator)
        return row

    def _is_example(self, indicator: IndicatorIn) -> bool:
        return self.is_example if indicator.is_example is None else indicator.is_example

    def _put_links(self, indicator_id: int, indicator: IndicatorIn) -> None:
        rows = self.session.scalars(
            select(IndicatorSubgoal).where(IndicatorSubgoal.indicator_id == indicator_id)
        )
        known = {row.subgoal_id: row for row in rows}
        for link in indicator.links:
            self.positions[link.subgoal] += 1
            subgoal_id = self.names.subgoals[link.subgoal]
            values = {
                "subgoal_id": subgoal_id,
                "indicator_id": indicator_id,
                "role": link.role.value,
                "position": self.positions[link.subgoal],
                **link.reason.columns("reason"),
            }
            self.upsert.put(IndicatorSubgoal, known.pop(subgoal_id, None), values)
        for gone in known.values():
            self.upsert.remove(gone)

    def _put_baseline(self, indicator_id: int, indicator: IndicatorIn) -> None:
        existing = self.session.get(Baseline, indicator_id)
        baseline = indicator.baseline
        if baseline is not None:
            values = {
                "indicator_id": indicator_id,
                "year": baseline.year,
                "value": baseline.value,
                "source": baseline.source,
            }
            self.upsert.put(Baseline, existing, values)
        elif existing is not None:
            self.upsert.remove(existing)

    def _put_targets(self, indicator_id: int, indicator: IndicatorIn) -> None:
        rows = self.session.scalars(select(Target).where(Target.indicator_id == indicator_id))
        known = {(row.rule, row.year, row.plan_id): row for row in rows}
        for target in indicator.targets:
            plan_id = None if target.plan is None else self.names.plans[target.plan]
            values = {
                "indicator_id": indicator_id,
                "plan_id": plan_id,
                "rule": target.rule.value,
                "value": target.value,
                "low": target.low,
                "high": target.high,
                "tolerance": target.tolerance,
                "year": target.year,
                "reference_year": target.reference_year,
                **columns("text", target.text),
                "source": target.source,
                "is_example": self._is_example(indicator),
            }
            existing = known.pop((target.rule.value, target.year, plan_id), None)
            self.upsert.put(Target, existing, values)
        for gone in known.values():
            self.upsert.remove(gone)

    def remove(self, indicator: Indicator) -> None:
        """Take out an indicator with its own parts, unless it has series or runs."""
        own = (Baseline, Target, IndicatorSubgoal, Summary, StatusHistory, Forecast)
        self.upsert.remove_unless_used(
            f"indikator {indicator.key}",
            [
                *(delete(table).where(table.indicator_id == indicator.id) for table in own),
                delete(Indicator).where(Indicator.id == indicator.id),
            ],
        )
