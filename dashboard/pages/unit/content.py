"""The tree of a unit's page."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from dashboard.components.activity_status import period_words
from dashboard.components.facts import definitions
from dashboard.components.navigation import breadcrumbs, button_link, link, page_heading, section
from dashboard.components.notices import alert, empty_state, example_mark
from dashboard.components.year_links import year_links
from dashboard.markup import Child, Node, h
from dashboard.page import Content
from dashboard.pages.unit.activities import activities_part
from dashboard.pages.unit.decisions import decisions_part
from dashboard.pages.unit.deliveries import deliveries_part
from dashboard.pages.unit.targets import targets_part

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.unit.facts import UnitYear
    from dashboard.pages.unit.next_step import NextStep
    from indicators.queries.units import UnitRow

MENU = "/enheter"


def content(view: View, shown: UnitYear, *, trouble: str = "") -> Content:
    """Lay out the page; ``trouble`` is why a decision could not be made."""
    text, unit, year = view.text, shown.unit, shown.year
    return Content(
        title=unit.title,
        description=text("Årsplan og resultater for {unit}.", unit=unit.title),
        menu=MENU,
        status=HTTPStatus.CONFLICT if trouble else HTTPStatus.OK,
        body=[
            breadcrumbs(view, [(text("Målstatus"), "/"), (text("Enheter"), MENU)], unit.title),
            page_heading(
                unit.title,
                over=text("Enhet i {area}", area=unit.service_area),
                end=example_mark(view) if unit.is_example else None,
            ),
            _receipt(view, shown),
            _place(view, unit),
            _next(view, shown),
            _no_plan(view) if year is None else _year(view, shown, year, trouble),
            deliveries_part(view, shown),
        ],
    )


def _receipt(view: View, shown: UnitYear) -> Node | None:
    """Tell what was just delivered, when the address names a delivery that is there."""
    names = {
        f"{row.period or 'plan'}-{row.version}": row
        for row in shown.deliveries
        if row.year == shown.year
    }
    row = names.get(view.choice("levert", frozenset(names)) or "")
    if row is None:
        return None
    text = view.text
    what = (
        text("Årsplanen for {year}", year=row.year)
        if row.period is None
        else text("Rapporten for {period}", period=period_words(view, row.period, row.year))
    )
    said = (
        text("{what} var levert fra før. Ingenting er endret.", what=what)
        if view.choice("uendret", frozenset({"ja"}))
        else text("{what} er levert. Versjon {version} gjelder nå.", what=what, version=row.version)
    )
    return alert(h("p", said), colour="success", role="status")


def _year(view: View, shown: UnitYear, year: int, trouble: str) -> list[Child]:
    return [
        year_links(view, shown.years, year),
        decisions_part(view, shown, year, trouble),
        _feeds(view, shown, year),
        activities_part(view, shown, year),
        targets_part(view, shown, year),
    ]


def _no_plan(view: View) -> Node:
    said = view.text("Enheten har ikke levert noen årsplan ennå.")
    return section(view.text("Årsplan"), empty_state(said), id="arsplan")


def _place(view: View, unit: UnitRow) -> Node:
    text = view.text
    parent = link(unit.parent or "", f"/enhet/{unit.parent_key}") if unit.parent_key else None
    return definitions(
        [
            (text("Tjenesteområde"), unit.service_area),
            (text("Hører til"), parent),
            (text("Enhetsleder"), unit.leader or text("Ikke registrert")),
            (
                text("Gjelder fra"),
                view.formats.date(unit.valid_from) if unit.valid_from else None,
            ),
            (text("Nedlagt fra"), view.formats.date(unit.valid_to) if unit.valid_to else None),
        ]
    )


def _next(view: View, shown: UnitYear) -> Node | None:
    step = shown.next
    if step is None:
        return None
    text, key = view.text, shown.unit.key
    query = f"?rapport={step.period}" if step.period else ""
    chosen = f"?enhet={key}&ar={step.year}" + (f"&rapport={step.period}" if step.period else "")
    return h(
        "section",
        h("h2", text("Neste steg"), class_="ds-heading", data_size="2xs"),
        h("p", _next_words(view, step), class_="ds-paragraph"),
        h(
            "div",
            button_link(
                text("Last ned mal"),
                f"/arsplan/mal/{key}/{step.year}.xlsx{query}",
                icon_name="FileExcel",
                variant="primary",
                downloads=True,
            ),
            button_link(
                text("Lever utfylt fil"), f"/arsplan/last-opp{chosen}", icon_name="CloudUp"
            ),
            class_="buttons",
        ),
        class_="next-step no-print",
    )


def _next_words(view: View, step: NextStep) -> str:
    text = view.text
    if step.period is None:
        return text("Årsplanen for {year} er ikke levert.", year=step.year)
    return text(
        "Rapporten for {period} er ikke levert.",
        period=period_words(view, step.period, step.year),
    )


def _feeds(view: View, shown: UnitYear, year: int) -> Node | None:
    text = view.text
    subgoals = {row.subgoal_key: row for row in shown.activities}
    if not subgoals:
        return None
    return section(
        text("Dette bidrar enheten til"),
        h(
            "ul",
            [
                h(
                    "li",
                    link(f"{row.subgoal_number} {row.subgoal_title}", f"/delmal/{key}?ar={year}"),
                    h(
                        "span",
                        _activities(view, sum(a.subgoal_key == key for a in shown.activities)),
                        class_="below",
                    ),
                )
                for key, row in sorted(subgoals.items())
            ],
            class_="feeds",
        ),
        id="bidrar",
    )


def _activities(view: View, number: int) -> str:
    return view.text.number_of(number, "{number} aktivitet", "{number} aktiviteter")
