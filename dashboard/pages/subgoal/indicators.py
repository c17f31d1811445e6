"""The indicators that measure a subgoal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.indicator_cells import latest_cell, line_cell, target_cell
from dashboard.components.navigation import link, section
from dashboard.components.notices import empty_state, mark_of_example
from dashboard.components.status import status_tag
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h
from indicators.models.measurement import LinkRole

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.subgoal.facts import Thread
    from indicators.queries.statuses import IndicatorStatus


def indicators_part(view: View, thread: Thread) -> Node:
    """Return the table of indicators, those that decide first; says so where there are none."""
    text = view.text
    title = text("Indikatorer")
    if not thread.indicators:
        return section(
            title,
            empty_state(
                text("Ingen indikator er knyttet til delmålet ennå."),
                h(
                    "p",
                    text("Uten indikator kan ingen se om delmålet nås."),
                    " ",
                    link(text("Se alle indikatorer"), "/indikatorer"),
                ),
            ),
            id="indikatorer",
        )
    columns = [
        Column(text("Indikator"), class_="c-name"),
        Column(text("Status"), label="", class_="c-status"),
        Column(text("Utvikling"), label="", class_="c-line"),
        Column(text("Siste verdi"), is_number=True),
        Column(text("Måltall"), is_number=True),
    ]
    rows = sorted(thread.indicators, key=lambda row: row.role != LinkRole.key)
    return section(
        title,
        data_table(
            text("Indikatorer for delmål {number}", number=thread.subgoal.number),
            columns,
            [_row(view, row) for row in rows],
            class_="t-indicators",
        ),
        id="indikatorer",
        lead=text("Nøkkelindikatorene avgjør statusen. De støttende gir bakgrunn."),
    )


def _row(view: View, row: IndicatorStatus) -> list[Child]:
    text = view.text
    role = text("Nøkkelindikator") if row.role == LinkRole.key else text("Støttende")
    return [
        [
            link(row.title, f"/indikator/{row.key}"),
            mark_of_example(view, row.title, is_example=row.is_example),
            h(
                "span",
                h("strong", role),
                text(". Hvorfor: {reason}", reason=row.reason) if row.reason else ".",
                class_="below",
            ),
        ],
        status_tag(view, row.status),
        line_cell(view, row),
        latest_cell(view, row),
        target_cell(view, row),
    ]
