"""Hands in the example units' plans and reports as people would: workbook, check, submit."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import TYPE_CHECKING

from sqlalchemy import select

from etl.annual_plan.checks import check_with
from etl.annual_plan.template import write_template
from etl.demo.made_up_years import Maker
from indicators.access import operator
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.submissions import Delivery
from indicators.errors import BadWorkbook
from indicators.models.organisation import ServiceArea, Unit
from indicators.models.reporting import AnnualPlan, AnnualReport, ReportPeriod
from indicators.queries.plan_context import UnknownUnit, plan_context

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from etl.annual_plan.checks import CheckedPlan
    from etl.demo.unit_ideas import UnitIdeas
    from etl.plans.municipality_file import MunicipalityFile
    from indicators.database import Database
    from indicators.queries.plan_context import PlanContext

RECEIVED_FROM = "demo (eksempeldata)"
_NOT_DELIVERED = 0.08
"""How often a unit is late with a report: a demo where everyone delivers shows no one missing."""

_HANDED_IN = {
    ReportPeriod.t1: (0, 5, 15),
    ReportPeriod.t2: (0, 9, 15),
    ReportPeriod.year: (1, 1, 31),
}
"""When a report comes: years after the year it is for, month and day."""


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A workbook that was handed in; ``number`` of ``total`` counts units and years."""

    unit_key: str
    year: int
    number: int
    total: int


def hand_in(
    database: Database, municipality: MunicipalityFile, ideas: UnitIdeas
) -> Iterator[HandedIn]:
    """Hand in what is missing of the example units' plans and reports, year by year.

    What is there already is left alone, also where a person has handed in something else.

    Raises:
        BadWorkbook: If a made-up workbook is not accepted.
    """
    years = municipality.example_units
    with database.reading() as session:
        units = _example_units(session)
    total = len(units) * len(years.plan_years)
    number = 0
    for year in sorted(years.plan_years):
        periods = _periods(municipality, year)
        with database.writing() as session:
            there = _there(session, year)
            for unit_key, area_key in units:
                number += 1
                yield HandedIn(unit_key, year, number, total)
                if area_key in ideas.areas:
                    desk = _Desk(session, unit_key, year, Maker(ideas.areas[area_key]))
                    desk.hand_in(periods, there)


def _example_units(session: Session) -> list[tuple[str, str]]:
    rows = session.execute(
        select(Unit.key, ServiceArea.key)
        .join(ServiceArea, ServiceArea.id == Unit.service_area_id)
        .where(Unit.is_example)
        .order_by(Unit.id)
    )
    return [(unit, area) for unit, area in rows]


def _periods(municipality: MunicipalityFile, year: int) -> list[ReportPeriod]:
    years = municipality.example_units
    tertials = [ReportPeriod.t1, ReportPeriod.t2] if year in years.tertial_years else []
    return [*tertials, *([ReportPeriod.year] if year in years.report_years else [])]


def _there(session: Session, year: int) -> Counter[tuple[str, str]]:
    """Count what is in force for a year by unit and part: ``plan`` or a period."""
    plans = session.execute(
        select(Unit.key)
        .join(AnnualPlan, AnnualPlan.unit_id == Unit.id)
        .where(AnnualPlan.year == year, AnnualPlan.is_in_force)
    )
    reports = session.execute(
        select(Unit.key, AnnualReport.period)
        .join(AnnualReport, AnnualReport.unit_id == Unit.id)
        .where(AnnualReport.year == year, AnnualReport.is_in_force)
    )
    return Counter([*((row.key, "plan") for row in plans), *((key, part) for key, part in reports)])


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where one unit's workbooks for a year are made and handed in."""

    session: Session
    unit_key: str
    year: int
    maker: Maker

    def hand_in(self, periods: list[ReportPeriod], there: Counter[tuple[str, str]]) -> None:
        missing = [period for period in periods if not there[self.unit_key, period.value]]
        if there[self.unit_key, "plan"] and not missing:
            return
        try:
            context = plan_context(self.session, self.unit_key, self.year)
        except UnknownUnit:
            return  # the unit was not there in that year
        if not there[self.unit_key, "plan"]:
            context = self._plan(context)
        for period in missing:
            if not self._is_late(period):
                self._report(context, period)

    def _is_late(self, period: ReportPeriod) -> bool:
        seed = f"{self.unit_key} {self.year} {period.value} late"
        return Random(seed).random() < _NOT_DELIVERED  # noqa: S311 - made up, no secrets

    def _plan(self, context: PlanContext) -> PlanContext:
        content = write_template(context, plan=self.maker.plan(context))
        name = f"arsplan-{self.unit_key}-{self.year}.xlsx"
        checked = _accepted(content, name, context)
        if checked.plan is None:
            raise BadWorkbook(name, "arbeidsboken ble ikke lest som en plan.")
        at = datetime(self.year - 1, 12, 15, 12, 0)  # noqa: DTZ001 - kept without a zone
        submit_annual_plan(self.session, checked.plan, self._delivery(content, name, at, checked))
        self.session.flush()
        return plan_context(self.session, self.unit_key, self.year)

    def _report(self, context: PlanContext, period: ReportPeriod) -> None:
        if context.plan is None:
            return
        report = self.maker.report(context, context.plan, period)
        content = write_template(context, report_period=period, report=report)
        name = f"rapport-{self.unit_key}-{self.year}-{period.value}.xlsx"
        checked = _accepted(content, name, context)
        if checked.report is None:
            raise BadWorkbook(name, "arbeidsboken ble ikke lest som en rapport.")
        later, month, day = _HANDED_IN[period]
        at = datetime(self.year + later, month, day, 12, 0)  # noqa: DTZ001
        delivery = self._delivery(content, name, at, checked)
        submit_annual_report(self.session, checked.report, delivery)
        self.session.flush()

    def _delivery(self, content: bytes, name: str, at: datetime, checked: CheckedPlan) -> Delivery:
        return Delivery(
            file_name=name,
            content=content,
            actor=operator(RECEIVED_FROM),
            received_from=RECEIVED_FROM,
            at=at,
            template_version=checked.template_version,
        )


def _accepted(content: bytes, name: str, context: PlanContext) -> CheckedPlan:
    # The context was read a moment ago, in this transaction: it need not be asked for again.
    checked = check_with(content, name, lambda _unit, _year: context)
    if not checked.accepted:
        raise BadWorkbook(name, "; ".join(f"{f.place}: {f.message}" for f in checked.findings))
    return checked
