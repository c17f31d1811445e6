"""The accessibility statement: what was tested, what was found, how to tell us and to complain.

The parts are those of a *tilgjengelighetserklæring* as public bodies publish it: conformity, what
is not accessible, feedback, complaint, how it was assessed. The statement itself is the
municipality's own and is made at uustatus.no; what only the municipality knows says so here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.facts import definitions
from dashboard.components.navigation import breadcrumbs, link, page_heading, section
from dashboard.components.notices import alert, nothing
from dashboard.markup import Node, h
from dashboard.page import Content, Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dashboard.context import View

PATH = "/tilgjengelighet"
AUTHORITY = "https://www.uutilsynet.no/"
TRIBUNAL = "https://www.diskrimineringsnemnda.no/"


def respond(view: View, _session: Session) -> Content:
    """Show the statement; it asks nothing."""
    return content(view)


def content(view: View) -> Content:
    """Show the statement, or the way to the municipality's own where there is one."""
    text = view.text
    title = text("Tilgjengelighetserklæring")
    lead = text("I hvilken grad dette nettstedet er universelt utformet, og hvordan du sier fra.")
    return Content(
        title=title,
        description=lead,
        menu=PATH,
        body=[
            breadcrumbs(view, [(text("Målstatus"), "/")], title),
            page_heading(title, lead=lead),
            _own_statement(view),
            _status(view),
            _tested(view),
            _lacking(view),
            _feedback(view),
            _complaint(view),
        ],
    )


def _own_statement(view: View) -> Node:
    text = view.text
    if view.accessibility_url:
        there = link(text("Kommunens tilgjengelighetserklæring"), view.accessibility_url)
        return alert(
            h("p", there),
            h("p", text("Den gjelder. Det som står her, er det vi som har laget siden, vet.")),
            colour="info",
        )
    return alert(
        h(
            "p",
            text(
                "Kommunen har ikke publisert sin egen erklæring for dette nettstedet ennå. Den"
                " lages på uustatus.no, og vises her når den finnes. Det kommunen selv må svare på,"
                " er merket «ikke fylt ut»."
            ),
        ),
        colour="warning",
    )


def _unknown(view: View) -> Node:
    return nothing(view.text("ikke fylt ut av kommunen"))


def _status(view: View) -> Node:
    text = view.text
    owner = view.municipality or _unknown(view)
    items: list[tuple[str, object]] = [
        (text("Nettsted"), text("Rød tråd")),
        (text("Ansvarlig virksomhet"), owner),
        (text("Organisasjonsnummer"), _unknown(view)),
        (text("Samsvar med kravene"), _unknown(view)),
        (text("Erklæringen er sist oppdatert"), _unknown(view)),
        (text("Krav vi utvikler etter"), text("WCAG 2.2 på nivå A og AA")),
    ]
    return section(text("Status"), definitions(items), id="status")


def _tested(view: View) -> Node:
    text = view.text
    done = [
        text("Alle sidetyper kontrolleres med verktøyet axe ved hver endring av programmet."),
        text("Det gjøres i lyst og mørkt, på bred skjerm og på mobil."),
        text("Sidene kan leses uten JavaScript, og brukes med tastatur."),
        text(
            "Alle grafer har en setning som sier hva de viser, og en tabell med de samme tallene."
        ),
    ]
    return section(
        text("Slik er nettstedet kontrollert"), h("ul", [h("li", one) for one in done]), id="test"
    )


def _lacking(view: View) -> Node:
    text = view.text
    known = [
        text("Nettstedet er ikke prøvd av mennesker som bruker skjermleser eller talestyring."),
        text("Verktøyet axe finner bare en del av de bruddene som kan finnes."),
        text("Tekster som kommunen legger inn, er ikke kontrollert for klart språk."),
    ]
    return section(
        text("Det vi vet at mangler"), h("ul", [h("li", one) for one in known]), id="mangler"
    )


def _feedback(view: View) -> Node:
    text = view.text
    said = text(
        "Si fra til kommunen om feil, eller be om innholdet i en annen form. Du har krav på svar"
        " innen rimelig tid."
    )
    items: list[tuple[str, object]] = [
        (text("E-post"), _unknown(view)),
        (text("Telefon"), _unknown(view)),
    ]
    return section(text("Meld fra om feil"), h("p", said), definitions(items), id="tilbakemelding")


def _complaint(view: View) -> Node:
    text = view.text
    return section(
        text("Klage"),
        h(
            "p",
            text(
                "Diskrimineringsnemnda behandler klager på manglende universell utforming, også om"
                " du ikke får svar."
            ),
            " ",
            link("diskrimineringsnemnda.no", TRIBUNAL),
        ),
        h(
            "p",
            text("Tilsynet for universell utforming av ikt følger opp regelverket."),
            " ",
            link("uutilsynet.no", AUTHORITY),
        ),
        id="klage",
    )


PAGE = Page(path=PATH, respond=respond)
