"""The page about the tool: what it shows, how statuses are found, where the figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.facts import definitions
from dashboard.components.navigation import link, page_heading, section
from dashboard.components.notices import example_mark
from dashboard.components.status import LOOKS, status_tag
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h
from dashboard.page import Content, Page
from indicators.queries.indicator import all_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View
    from indicators.queries.indicator import IndicatorListRow

PATH = "/om"


def respond(view: View, session: Session) -> Content:
    """Ask for the list of indicators and tell about the tool."""
    return content(view, all_indicators(session, view.language.value))


def content(view: View, indicators: Sequence[IndicatorListRow]) -> Content:
    """Tell what the tool is, what each status means, and list every indicator."""
    text = view.text
    lead = text(
        "Rød tråd viser om kommunen når sine egne mål: fra samfunnsplanen, gjennom handlings- og"
        " økonomiplanen og enhetenes årsplaner, til årsrapporten."
    )
    return Content(
        title=text("Om Rød tråd"),
        description=lead,
        menu=PATH,
        body=[
            page_heading(text("Om Rød tråd"), lead=lead),
            _data(view),
            _statuses(view),
            _method(view),
            _indicators(view, indicators),
            section(
                text("Personvern"),
                h(
                    "p",
                    text(
                        "Siden bruker to informasjonskapsler: en som husker språk, og en som"
                        " husker lys eller mørk visning. Ingenting sendes til andre."
                    ),
                ),
                id="personvern",
            ),
        ],
    )


def _data(view: View) -> Node:
    text = view.text
    notice = h("p", example_mark(view), " ", view.notice) if view.notice else None
    return section(
        text("Dataene"),
        notice,
        h(
            "p",
            text(
                "Alt som er laget for eksempelet, er merket «eksempeldata». Tall fra statistikk"
                " viser kilde, tabell, lisens og dagen de ble hentet. Det som mangler, vises som"
                " manglende og aldri som null."
            ),
        ),
        h("p", text("Dataene ble sist endret {date}.", date=view.formats.moment(view.changed_at)))
        if view.changed_at
        else None,
        id="data",
    )


def _statuses(view: View) -> Node:
    rows = [
        (h("dt", status_tag(view, status)), h("dd", view.text(look.meaning)))
        for status, look in LOOKS.items()
    ]
    return section(
        view.text("Hva statusene betyr"), h("dl", rows, class_="definitions"), id="status"
    )


def _method(view: View) -> Node:
    text = view.text
    steps = [
        (
            text("Målbane"),
            text("En rett linje fra utgangspunktet til måltallet viser hvor vi burde være nå."),
        ),
        (
            text("Trend"),
            text(
                "Trenden er medianen av stigningen mellom alle par av målinger, så enkelte"
                " avvikende år betyr lite. Usikkerheten er et 80 prosents intervall."
            ),
        ),
        (
            text("Delmål"),
            text(
                "Den svakeste av nøkkelindikatorene avgjør. Ingenting regnes som gjennomsnitt, og"
                " det som mangler, telles som manglende."
            ),
        ),
        (
            text("Sikkerhet"),
            text(
                "A til D forteller hvor mye dataene tåler: antall målinger, alder, støy, brudd og"
                " foreløpige tall."
            ),
        ),
    ]
    return section(text("Slik regnes status"), definitions(steps), id="metode")


def _indicators(view: View, rows: Sequence[IndicatorListRow]) -> Node:
    text = view.text
    title = text("Alle indikatorer")
    if not rows:
        return section(title, h("p", text("Det er ikke lastet noen indikatorer ennå.")))
    columns = [
        Column(text("Indikator"), class_="a-title"),
        Column(text("Status")),
        Column(text("Siste verdi"), is_number=True),
        Column(text("Periode")),
        Column(text("Delmål"), is_number=True),
    ]
    return section(
        title,
        data_table(title, columns, [_cells(view, row) for row in rows]),
        id="indikatorer",
        lead=text.number_of(len(rows), "{number} indikator", "{number} indikatorer"),
    )


def _cells(view: View, row: IndicatorListRow) -> list[Child]:
    name = link(row.title, f"/indikator/{row.key}")
    return [
        [name, " ", example_mark(view)] if row.is_example else name,
        status_tag(view, row.status),
        view.formats.quantity(row.latest_value, row.decimals, row.unit_of_measure),
        view.formats.period(row.latest_period_id),
        str(row.subgoals),
    ]


PAGE = Page(path=PATH, respond=respond)
