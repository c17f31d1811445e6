"""The units (*enheter*) by service area, and what each has handed in for a year."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from dashboard.components.activity_status import plan_state_tag
from dashboard.components.facts import Fact, facts
from dashboard.components.navigation import breadcrumbs, button_link, link, page_heading, section
from dashboard.components.notices import empty_state, example_mark, mark_of_example, nothing
from dashboard.components.tables import Column, data_table
from dashboard.components.year_links import offered_years, year_links
from dashboard.markup import Child, Node, h
from dashboard.page import Content, Page
from indicators.models.reporting import ReportPeriod
from indicators.queries.thread import latest_year_of_plans
from indicators.queries.units import DeliveryState, all_units, deliveries_of_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View

PATH = "/enheter"


def respond(view: View, session: Session) -> Content:
    """Ask for the units and their deliveries in the year that the address names."""
    language = view.language.value
    latest = latest_year_of_plans(session)
    years = offered_years(latest, view.today)
    chosen = view.choice("ar", frozenset(map(str, years)))
    year = int(chosen) if chosen else latest or view.today.year
    first_day, last_day = date(year, 1, 1), date(year, 12, 31)
    there = {
        row.key for day in (first_day, last_day) for row in all_units(session, language, on=day)
    }
    rows = [row for row in deliveries_of_year(session, year, language) if row.unit_key in there]
    return content(view, rows, year, years)


def content(view: View, rows: Sequence[DeliveryState], year: int, years: Sequence[int]) -> Content:
    """Lay out the page."""
    text = view.text
    lead = text("Hvem har levert årsplan og rapporter for {year}.", year=year)
    is_example = any(row.is_example for row in rows)
    return Content(
        title=text("Enheter"),
        description=lead,
        menu=PATH,
        body=[
            breadcrumbs(view, [(text("Målstatus"), "/")], text("Enheter")),
            page_heading(
                text("Enheter"), lead=lead, end=example_mark(view) if is_example else None
            ),
            year_links(view, years, year),
            _facts(view, rows, year) if rows else None,
            [_area(view, list(group), year) for _, group in groupby(rows, _area_key)]
            or empty_state(text("Ingen enheter er lastet inn for {year}.", year=year)),
            h(
                "div",
                button_link(text("Lever årsplan eller rapport"), "/arsplan/last-opp"),
                button_link(text("Følg opp leveransene"), f"/leveranser?ar={year}")
                if view.actor.is_known
                else None,
                class_="buttons next-step no-print",
            ),
        ],
    )


def _area_key(row: DeliveryState) -> str:
    return row.service_area_key


def _facts(view: View, rows: Sequence[DeliveryState], year: int) -> Node:
    text, number = view.text, view.formats.number
    delivered = sum(row.plan_state is not None for row in rows)
    reports = sum(row.reports for row in rows)
    expected = delivered * len(ReportPeriod)
    return facts(
        [
            Fact(text("Enheter"), number(len(rows)), note=text("i {year}", year=year)),
            Fact(text("Har levert årsplan"), number(delivered)),
            Fact(text("Mangler årsplan"), number(len(rows) - delivered)),
            Fact(
                text("Rapporter"),
                number(reports),
                note=text("av {expected} i hele året", expected=number(expected)),
            ),
        ]
    )


def _area(view: View, rows: Sequence[DeliveryState], year: int) -> Node:
    text = view.text
    delivered = sum(row.plan_state is not None for row in rows)
    columns = [
        Column(text("Enhet"), class_="c-name"),
        Column(text("Årsplan")),
        Column(text("Levert"), class_="c-date"),
        Column(text("Rapporter"), is_number=True),
    ]
    return section(
        rows[0].service_area,
        data_table(
            text(
                "Enheter i {area} og hva de har levert i {year}",
                area=rows[0].service_area,
                year=year,
            ),
            columns,
            [_row(view, row, year) for row in rows],
            class_="t-units",
        ),
        id=f"omrade-{rows[0].service_area_key}",
        lead=text("{delivered} av {all} har levert årsplan.", delivered=delivered, all=len(rows)),
    )


def _row(view: View, row: DeliveryState, year: int) -> list[Child]:
    return [
        [
            link(row.unit, f"/enhet/{row.unit_key}?ar={year}"),
            mark_of_example(view, row.unit, is_example=row.is_example),
        ],
        plan_state_tag(view, row.plan_state),
        view.formats.moment(row.plan_received_at),
        view.text("{reports} av {all}", reports=row.reports, all=len(ReportPeriod))
        if row.plan_state
        else nothing("–"),
    ]


PAGE = Page(path=PATH, respond=respond)
