"""What the units do for a subgoal in a year, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.activity_cells import result_cell
from dashboard.components.navigation import link, section
from dashboard.components.notices import empty_state, mark_of_example, nothing
from dashboard.components.tables import Column, data_table
from dashboard.components.year_links import year_links
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.subgoal.facts import Thread
    from indicators.queries.units import ActivityRow


def activities_part(view: View, thread: Thread) -> Node:
    """Return the table of activities with results; says so where there are none."""
    text = view.text
    title = text("Enhetenes aktiviteter og resultater")
    if thread.year is None:
        said = text("Ingen enhet har levert årsplan ennå.")
        return section(title, empty_state(said), id="enheter")
    links = year_links(view, thread.years, thread.year, place="enheter")
    if not thread.activities:
        said = text(
            "Ingen enhet har en aktivitet for delmålet i årsplanen for {year}.", year=thread.year
        )
        return section(title, links, empty_state(said), id="enheter")
    columns = [
        Column(text("Aktivitet"), class_="c-name"),
        Column(text("Enhet")),
        Column(text("Frist"), class_="c-date"),
        Column(text("HØP-tiltak")),
        Column(text("Resultat"), class_="c-result wide"),
    ]
    return section(
        title,
        links,
        data_table(
            text(
                "Enhetenes aktiviteter for delmål {number} i {year}",
                number=thread.subgoal.number,
                year=thread.year,
            ),
            columns,
            [_row(view, row) for row in thread.activities],
            class_="t-activities",
        ),
        id="enheter",
        lead=_lead(view, thread),
    )


def _lead(view: View, thread: Thread) -> str:
    text = view.text
    units = text.number_of(thread.units, "{number} enhet", "{number} enheter")
    planned = text.number_of(len(thread.activities), "{number} aktivitet", "{number} aktiviteter")
    if not thread.reported:
        return text(
            "{units} har {planned} i årsplanen for {year}. Ingen resultater er rapportert ennå.",
            units=units,
            planned=planned,
            year=thread.year,
        )
    return text(
        "{units} har {planned} i årsplanen for {year}. {reported} av dem er rapportert.",
        units=units,
        planned=planned,
        year=thread.year,
        reported=thread.reported,
    )


def _row(view: View, row: ActivityRow) -> list[Child]:
    action: Child = (
        [h("span", row.action_number, class_="row-number"), " ", row.action_title]
        if row.action_key
        else nothing(view.text("Ikke knyttet til HØP"))
    )
    return [
        [
            row.title,
            mark_of_example(view, row.title, is_example=row.is_example),
            h(
                "span",
                view.text("Venter: {result}", result=row.expected_result),
                class_="below",
            )
            if row.expected_result
            else None,
        ],
        link(row.unit, f"/enhet/{row.unit_key}?ar={row.year}"),
        view.formats.date(row.deadline),
        action,
        result_cell(view, row),
    ]
