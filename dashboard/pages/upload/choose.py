"""The first step: which unit and year, the template, and the file to check."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dashboard.components.forms import file_field, select_field, token_field
from dashboard.components.icons import icon
from dashboard.components.navigation import breadcrumbs, button_link, page_heading, section
from dashboard.components.notices import alert
from dashboard.markup import Child, Node, h
from dashboard.page import Content
from indicators.access import may_submit, those_that
from indicators.models.reporting import ReportPeriod
from indicators.queries.people import unit_places
from indicators.queries.units import all_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from dashboard.context import View
    from indicators.queries.units import UnitRow

PATH = "/arsplan/last-opp"
EXCEL = ".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_NEXT_YEARS_PLAN_FROM = 10


def content(
    view: View,
    units: Sequence[UnitRow],
    *,
    trouble: Child = None,
    status: int = 200,
) -> Content:
    """Lay out the page; ``trouble`` is what was wrong with what was sent."""
    text = view.text
    return Content(
        title=text("Lever årsplan"),
        description=text("Last ned malen, fyll den ut, kontroller den og lever."),
        menu=PATH,
        status=status,
        body=[
            breadcrumbs(view, [(text("Målstatus"), "/")], text("Lever årsplan")),
            page_heading(
                text("Lever årsplan eller rapport"),
                lead=text(
                    "Bruk enhetens Excel-mal. Du får se alle feil og hva som endres, før noe blir "
                    "lagret."
                ),
            ),
            trouble,
            h(
                "div",
                _template_part(view, units),
                _check_part(view),
                class_="two-columns upload-steps",
            )
            if units
            else _no_units(view),
        ],
    )


def units_of(view: View, session: Session) -> list[UnitRow]:
    """Return the units that the one who reads may hand in for; none for those not signed in."""
    if not view.actor.is_known:
        return []
    own = those_that(may_submit, view.actor, unit_places(session).values())
    found = all_units(session, view.language.value, on=view.today)
    return [row for row in found if row.key in own]


def _no_units(view: View) -> Node:
    text = view.text
    if not view.actor.is_known:
        return alert(
            h("p", text("Lederen av en enhet henter mal, kontrollerer og leverer her.")),
            h(
                "p",
                button_link(
                    text("Logg inn"),
                    f"/logg-inn?{urlencode({'neste': view.address()})}",
                    variant="primary",
                ),
                class_="sign-in-first",
            ),
            title=text("Logg inn for å levere"),
        )
    return alert(
        h("p", text("Du er ikke leder for noen enhet, og kan derfor ikke levere her.")),
        title=text("Ingen enhet å levere for"),
    )


def years_offered(today: date) -> list[int]:
    """Return last year, this year and the next."""
    return [today.year - 1, today.year, today.year + 1]


def _template_part(view: View, units: Sequence[UnitRow]) -> Node:
    text = view.text
    title = text("1. Hent malen")
    years = years_offered(view.today)
    default = view.today.year + (view.today.month >= _NEXT_YEARS_PLAN_FROM)
    year = view.choice("ar", frozenset(map(str, years))) or str(default)
    return section(
        title,
        h(
            "form",
            select_field(
                "enhet",
                text("Enhet"),
                [(row.key, f"{row.title} ({row.service_area})") for row in units],
                chosen=view.choice("enhet", frozenset(row.key for row in units)),
            ),
            select_field("ar", text("År"), [(str(y), str(y)) for y in years], chosen=year),
            select_field(
                "rapport",
                text("Hva skal leveres?"),
                [
                    ("", text("Årsplan")),
                    (ReportPeriod.t1, text("Rapport for 1. tertial")),
                    (ReportPeriod.t2, text("Rapport for 2. tertial")),
                    (ReportPeriod.year, text("Rapport for hele året")),
                ],
                chosen=view.choice("rapport", frozenset(ReportPeriod)) or "",
            ),
            h(
                "div",
                h(
                    "button",
                    icon("FileExcel"),
                    text("Last ned mal"),
                    type="submit",
                    class_="ds-button",
                    data_variant="secondary",
                ),
                class_="buttons",
            ),
            method="get",
            action="/arsplan/mal",
            class_="form",
        ),
        id="mal",
        lead=text(
            "Malen er fylt ut med enhetens navn, delmålene og HØP-tiltakene den kan velge, og det "
            "som står igjen fra i fjor."
        ),
    )


def _check_part(view: View) -> Node:
    text = view.text
    return section(
        text("2. Kontroller fila"),
        check_form(view),
        id="kontroll",
        lead=text("Fila selv sier hvilken enhet og hvilket år den gjelder."),
    )


def check_form(view: View) -> Node:
    """Return the form that sends a file to be checked."""
    text = view.text
    return h(
        "form",
        token_field(view.form_token),
        file_field(
            "fil",
            text("Excel-fil (.xlsx)"),
            accept=EXCEL,
            help_text=text("Inntil 10 MB. Ingenting blir lagret når du kontrollerer."),
            prompt=text("Slipp fila her, eller velg den fra maskinen"),
        ),
        h(
            "div",
            h(
                "button",
                text("Kontroller fila"),
                type="submit",
                class_="ds-button",
                data_variant="primary",
            ),
            class_="buttons",
        ),
        method="post",
        action=PATH,
        enctype="multipart/form-data",
        class_="form",
    )
