"""All that the page of a unit shows, asked for once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.pages.unit.next_step import NextStep, next_step
from indicators.queries.plan_decisions import PlanStanding, plan_standing
from indicators.queries.units import (
    ActivityRow,
    DeliveryRow,
    UnitRow,
    UnitTargetRow,
    activities_of_unit,
    deliveries_of_unit,
    targets_of_unit,
    years_of_unit,
)

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dashboard.context import View


@dataclass(frozen=True, slots=True)
class UnitYear:
    """A unit in a year; ``year`` is None where it has never handed in a plan."""

    unit: UnitRow
    years: tuple[int, ...]
    year: int | None
    activities: tuple[ActivityRow, ...]
    targets: tuple[UnitTargetRow, ...]
    deliveries: tuple[DeliveryRow, ...]
    next: NextStep | None
    standing: PlanStanding | None = None


def unit_year(view: View, session: Session, row: UnitRow, asked: int | None = None) -> UnitYear:
    """Ask for the year ``asked`` or that the address names, else the newest that has a plan."""
    years = years_of_unit(session, row.id)
    chosen = str(asked) if asked in years else view.choice("ar", frozenset(map(str, years)))
    year = int(chosen) if chosen else (years[0] if years else None)
    deliveries = deliveries_of_unit(session, row.id)
    return UnitYear(
        unit=row,
        years=tuple(years),
        year=year,
        activities=tuple(activities_of_unit(session, row.id, year, view.language.value))
        if year
        else (),
        targets=tuple(targets_of_unit(session, row.id, year)) if year else (),
        deliveries=tuple(deliveries),
        next=next_step(view.today, row.valid_to, years, deliveries),
        standing=plan_standing(session, row.key, year, view.actor) if year else None,
    )
