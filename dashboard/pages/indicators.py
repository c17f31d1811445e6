"""All indicators, also those that no subgoal uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.forms import filter_form, select_field
from dashboard.components.indicator_cells import latest_cell
from dashboard.components.navigation import breadcrumbs, link, page_heading
from dashboard.components.notices import empty_state, gaps, mark_of_example
from dashboard.components.status import LOOKS, status_tag, status_word
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h
from dashboard.page import Content, Page
from indicators.progress.values import Status
from indicators.queries.indicator import IndicatorListRow, all_indicators

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View

PATH = "/indikatorer"
_LINKED, _UNLINKED = "ja", "nei"


def respond(view: View, session: Session) -> Content:
    """Ask for all indicators."""
    return content(view, all_indicators(session, view.language.value))


def content(view: View, rows: Sequence[IndicatorListRow]) -> Content:
    """Show all indicators, or those that the address asks for."""
    text = view.text
    status = view.choice("status", frozenset(Status))
    linked = view.choice("knyttet", frozenset((_LINKED, _UNLINKED)))
    shown = [row for row in rows if _is_shown(row, status, linked)]
    lead = text(
        "{number} indikatorer, hvordan de står, og hvor mange delmål de er knyttet til.",
        number=view.formats.number(len(rows)),
    )
    return Content(
        title=text("Indikatorer"),
        description=lead,
        menu=PATH,
        body=[
            breadcrumbs(view, [(text("Målstatus"), "/")], text("Indikatorer")),
            page_heading(text("Indikatorer"), lead=lead),
            _filter(view, status, linked),
            _table(view, shown)
            if shown
            else empty_state(
                text("Ingen indikatorer er lastet inn ennå.")
                if not rows
                else text("Ingen indikatorer passer til det du har valgt.")
            ),
        ],
    )


def _is_shown(row: IndicatorListRow, status: str | None, linked: str | None) -> bool:
    if status is not None and row.status != status:
        return False
    return linked is None or bool(row.subgoals) == (linked == _LINKED)


def _filter(view: View, status: str | None, linked: str | None) -> Node:
    text = view.text
    statuses = [("", text("Alle"))]
    statuses += [(status.value, status_word(view, status)) for status in LOOKS]
    choices = [
        ("", text("Alle")),
        (_LINKED, text("Knyttet til et delmål")),
        (_UNLINKED, text("Ikke knyttet til noe delmål")),
    ]
    return filter_form(
        PATH,
        text("Velg hva som vises"),
        text("Vis"),
        select_field("status", text("Status"), statuses, chosen=status or ""),
        select_field("knyttet", text("Delmål"), choices, chosen=linked or ""),
    )


def _table(view: View, rows: Sequence[IndicatorListRow]) -> Node:
    text = view.text
    columns = [
        Column(text("Indikator"), class_="c-name"),
        Column(text("Status"), label="", class_="c-status"),
        Column(text("Siste verdi"), is_number=True),
        Column(text("Delmål"), is_number=True),
    ]
    caption = text.number_of(len(rows), "{number} indikator vises", "{number} indikatorer vises")
    return data_table(
        caption,
        columns,
        [_row(view, row) for row in rows],
        shows_caption=True,
        class_="t-all-indicators",
    )


def _row(view: View, row: IndicatorListRow) -> list[Child]:
    return [
        [
            link(row.title, f"/indikator/{row.key}"),
            mark_of_example(view, row.title, is_example=row.is_example),
            gaps(view, [view.text("delmål")]) if not row.subgoals else None,
        ],
        status_tag(view, row.status),
        latest_cell(view, row),
        h("span", view.formats.number(row.subgoals)),
    ]


PAGE = Page(path=PATH, respond=respond)
