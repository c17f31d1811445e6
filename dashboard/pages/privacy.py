"""What is stored about people who read the site, and about those who sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.navigation import breadcrumbs, page_heading, section
from dashboard.components.notices import nothing
from dashboard.components.tables import Column, data_table
from dashboard.markup import Node, h
from dashboard.page import Content, Page

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dashboard.context import View

PATH = "/personvern"


def respond(view: View, _session: Session) -> Content:
    """Show the page; it asks nothing."""
    return content(view)


def content(view: View) -> Content:
    """Show what is stored, why and for how long."""
    text = view.text
    title = text("Personvern")
    lead = text("Hva dette nettstedet lagrer om deg, og hvorfor.")
    return Content(
        title=title,
        description=lead,
        menu=PATH,
        body=[
            breadcrumbs(view, [(text("Målstatus"), "/")], title),
            page_heading(title, lead=lead),
            _readers(view),
            _cookies(view),
            _users(view),
            _responsible(view),
        ],
    )


def _readers(view: View) -> Node:
    text = view.text
    return section(
        text("Når du leser"),
        h(
            "p",
            text(
                "Du trenger ikke å logge inn for å lese. Nettstedet teller ikke besøk, følger deg"
                " ikke og henter ingenting fra andre nettsteder."
            ),
        ),
        id="lese",
    )


def _cookies(view: View) -> Node:
    text = view.text
    columns = [Column(text("Navn")), Column(text("Hva den husker")), Column(text("Hvor lenge"))]
    until_out = text("Til du logger ut, eller etter en tid uten bruk")
    rows = [
        ["lang", text("Språket du har valgt"), text("Ett år")],
        ["scheme", text("Lys eller mørk visning, når du har valgt det"), text("Ett år")],
        ["rodtrad", text("At du er logget inn; den finnes bare da"), until_out],
        [
            "_csrf_token",
            text("At skjemaet du sender, er ditt eget; bare når du er logget inn"),
            until_out,
        ],
    ]
    return section(
        text("Informasjonskapsler"),
        data_table(
            text("Informasjonskapsler"), columns, [[h("code", one[0]), *one[1:]] for one in rows]
        ),
        id="kapsler",
        lead=text("Alle er nødvendige for det du ber om, og ingen deles med andre."),
    )


def _users(view: View) -> Node:
    text = view.text
    stored = [
        text("Navn, brukernavn og hvilke enheter du har en rolle for."),
        text("Passordet som en Argon2id-sum som ikke kan gjøres om til passordet."),
        text("Når du logget inn og sist var i bruk, så innloggingen kan avsluttes."),
        text("Hva du har levert og endret, og når, så det kan ettergås."),
    ]
    return section(
        text("Når du er ansatt og logger inn"),
        h("ul", [h("li", one) for one in stored]),
        id="bruke",
    )


def _responsible(view: View) -> Node:
    text = view.text
    return section(
        text("Ansvarlig"),
        h(
            "p",
            text("Behandlingsansvarlig:"),
            " ",
            view.municipality or nothing(text("ikke fylt ut av kommunen")),
        ),
        h(
            "p",
            text("Personvernombud, kontakt og behandlingsgrunnlag:"),
            " ",
            nothing(text("ikke fylt ut av kommunen")),
        ),
        id="ansvarlig",
    )


PAGE = Page(path=PATH, respond=respond)
