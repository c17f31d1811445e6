"""Who has delivered (*leveranser*): plans and reports of a year, for those who follow them up."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.components.activity_status import delivery_tag, plan_state_tag
from dashboard.components.facts import Fact, facts
from dashboard.components.navigation import breadcrumbs, link, page_heading, section
from dashboard.components.notices import alert, empty_state, example_mark, mark_of_example
from dashboard.components.tables import Column, data_table
from dashboard.components.year_links import offered_years, year_links
from dashboard.markup import Child, Node, h
from dashboard.page import Content, Page
from indicators.models.reporting import AnnualPlanState, DeliveryKind
from indicators.queries.deliveries import (
    Punctuality,
    UnitDeliveries,
    deadlines_of_year,
    unit_deliveries,
)
from indicators.queries.thread import latest_year_of_plans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from dashboard.context import View
    from indicators.queries.deliveries import DeliveryPart

PATH = "/leveranser"

_KINDS = MappingProxyType(
    {
        DeliveryKind.plan: "Årsplan",
        DeliveryKind.t1: "1. tertial",
        DeliveryKind.t2: "2. tertial",
        DeliveryKind.year: "Hele året",
    }
)
_LOOKS = MappingProxyType(
    {
        Punctuality.delivered: ("Levert", "CheckmarkCircleFill", "success"),
        Punctuality.late: ("Levert for sent", "ExclamationmarkTriangleFill", "warning"),
        Punctuality.overdue: ("Fristen er ute", "XMarkOctagonFill", "danger"),
        Punctuality.waiting: ("Ikke levert", "CircleSlashFill", "neutral"),
    }
)
_COLUMNS = (
    ("Levert", (Punctuality.delivered, Punctuality.late)),
    ("Levert for sent", (Punctuality.late,)),
    ("Fristen er ute", (Punctuality.overdue,)),
)


def respond(view: View, session: Session) -> Content:
    """Ask for the units that the one who reads may see.

    Raises:
        NotAllowed: If it is not known who reads.
    """
    latest = latest_year_of_plans(session)
    years = offered_years(latest, view.today)
    chosen = view.choice("ar", frozenset(map(str, years)))
    year = int(chosen) if chosen else latest or view.today.year
    rows = unit_deliveries(session, year, view.language.value, today=view.today, by=view.actor)
    return content(view, rows, deadlines_of_year(session, year), (year, years))


def content(
    view: View,
    rows: Sequence[UnitDeliveries],
    deadlines: Mapping[DeliveryKind, date],
    time: tuple[int, Sequence[int]],
) -> Content:
    """Lay out the page; ``time`` is the year and those that can be chosen."""
    text, (year, years) = view.text, time
    lead = text("Hva enhetene har levert for {year}, og hva som mangler.", year=year)
    is_example = any(row.is_example for row in rows)
    groups = [list(group) for _, group in groupby(rows, _area_key)]
    return Content(
        title=text("Leveranser"),
        description=lead,
        menu="/enheter",
        body=[
            breadcrumbs(
                view, [(text("Målstatus"), "/"), (text("Enheter"), "/enheter")], text("Leveranser")
            ),
            page_heading(
                text("Leveranser"), lead=lead, end=example_mark(view) if is_example else None
            ),
            year_links(view, years, year),
            _deadlines(view, deadlines, year),
            [_summary(view, groups, year), [_area(view, group, year) for group in groups]]
            if rows
            else empty_state(text("Du følger ikke opp noen enheter i {year}.", year=year)),
        ],
    )


def _area_key(row: UnitDeliveries) -> str:
    return row.service_area_key


def _deadlines(view: View, deadlines: Mapping[DeliveryKind, date], year: int) -> Node:
    text = view.text
    if not deadlines:
        said = text(
            "Ingen leveringsfrister er satt for {year}, så ingenting er for sent.", year=year
        )
        return alert(h("p", said), colour="info")
    return facts(
        [
            Fact(
                text("Frist: {what}", what=text(_KINDS[kind])),
                view.formats.date(deadlines[kind]) if kind in deadlines else text("Ikke satt"),
            )
            for kind in DeliveryKind
        ]
    )


def _summary(view: View, groups: Sequence[Sequence[UnitDeliveries]], year: int) -> Node:
    text = view.text
    columns = [
        Column(text("Tjenesteområde"), class_="c-name"),
        Column(text("Enheter"), is_number=True),
        *(Column(text(word), is_number=True) for word, _ in _COLUMNS),
        Column(text("Sendt tilbake"), is_number=True),
        Column(text("Godkjent"), is_number=True),
    ]
    return section(
        text("Årsplaner etter tjenesteområde"),
        data_table(
            text("Årsplaner for {year} etter tjenesteområde", year=year),
            columns,
            [_area_row(view, group) for group in groups],
            class_="t-areas",
        ),
        id="tjenesteomrader",
    )


def _area_row(view: View, group: Sequence[UnitDeliveries]) -> list[Child]:
    number = view.formats.number
    plans = [row.parts[0] for row in group]
    punctual = Counter(plan.punctuality for plan in plans)
    states = Counter(plan.plan_state for plan in plans)
    first = group[0]
    return [
        link(first.service_area, f"#omrade-{first.service_area_key}"),
        number(len(group)),
        *(number(sum(punctual[one] for one in counted)) for _, counted in _COLUMNS),
        number(states[AnnualPlanState.returned]),
        number(states[AnnualPlanState.approved]),
    ]


def _area(view: View, group: Sequence[UnitDeliveries], year: int) -> Node:
    text, first = view.text, group[0]
    columns = [
        Column(text("Enhet"), class_="c-name"),
        *(Column(text(word)) for word in _KINDS.values()),
    ]
    return section(
        first.service_area,
        data_table(
            text("Leveranser i {area} for {year}", area=first.service_area, year=year),
            columns,
            [_row(view, row, year) for row in group],
            class_="t-deliveries-of-year",
        ),
        id=f"omrade-{first.service_area_key}",
    )


def _row(view: View, row: UnitDeliveries, year: int) -> list[Child]:
    name = [
        link(row.unit, f"/enhet/{row.unit_key}?ar={year}"),
        mark_of_example(view, row.unit, is_example=row.is_example),
    ]
    return [name, *(_part(view, part) for part in row.parts)]


def _part(view: View, part: DeliveryPart) -> Child:
    tag = delivery_tag(view, *_LOOKS[part.punctuality])
    decided = part.plan_state not in (None, AnnualPlanState.submitted)
    return [
        plan_state_tag(view, part.plan_state) if decided else None,
        None if decided and part.punctuality is Punctuality.delivered else tag,
        h("span", view.formats.moment(part.received_at), class_="below")
        if part.received_at
        else None,
    ]


PAGE = Page(path=PATH, respond=respond)
