"""The page about the tool: what it shows, how statuses are found, where the figures come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.facts import definitions
from dashboard.components.navigation import link, page_heading, section
from dashboard.components.notices import example_mark
from dashboard.components.status import LOOKS, status_tag
from dashboard.markup import Node, h
from dashboard.page import Content, Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dashboard.context import View

PATH = "/om"


def respond(view: View, _session: Session) -> Content:
    """Tell about the tool; nothing has to be asked."""
    return content(view)


def content(view: View) -> Content:
    """Tell what the tool is, what each status means, and how it is found."""
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
        h("p", link(text("Alle indikatorer med kilder"), "/indikatorer")),
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


PAGE = Page(path=PATH, respond=respond)
