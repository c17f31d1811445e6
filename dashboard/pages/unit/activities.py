"""What a unit does in a year, what it feeds into, and what was reported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.activity_cells import result_cell
from dashboard.components.navigation import button_link, link, section
from dashboard.components.notices import mark_of_example, nothing
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.unit.facts import UnitYear
    from indicators.queries.units import ActivityRow


def activities_part(view: View, shown: UnitYear, year: int) -> Node:
    """Return the activities of the year."""
    text = view.text
    columns = [
        Column(text("Aktivitet"), class_="c-name"),
        Column(text("Delmål"), class_="c-subgoals"),
        Column(text("HØP-tiltak")),
        Column(text("Ansvarlig og frist")),
        Column(text("Resultat"), class_="c-result wide"),
    ]
    reported = sum(bool(row.results) for row in shown.activities)
    return section(
        text("Årsplan {year}", year=year),
        data_table(
            text("Aktiviteter i årsplanen for {unit} {year}", unit=shown.unit.title, year=year),
            columns,
            [_row(view, row) for row in shown.activities],
            class_="t-activities",
        ),
        h(
            "p",
            button_link(
                text("Last ned som CSV"),
                f"/enhet/{shown.unit.key}/{year}.csv",
                icon_name="Download",
                variant="tertiary",
                downloads=True,
            ),
            class_="after-table no-print",
        ),
        id="arsplan",
        lead=text(
            "{planned}, {reported} av dem er rapportert.",
            planned=text.number_of(
                len(shown.activities), "{number} aktivitet", "{number} aktiviteter"
            ),
            reported=reported,
        ),
    )


def _row(view: View, row: ActivityRow) -> list[Child]:
    text = view.text
    return [
        [
            h("span", row.number, class_="row-number"),
            " ",
            row.title,
            mark_of_example(view, row.title, is_example=row.is_example),
            h("span", text("Venter: {result}", result=row.expected_result), class_="below")
            if row.expected_result
            else None,
            h(
                "span",
                text("Penger: {amount}", amount=view.formats.kroner(row.amount_nok)),
                class_="below",
            )
            if row.amount_nok is not None
            else None,
        ],
        [
            link(row.subgoal_number, f"/delmal/{row.subgoal_key}?ar={row.year}"),
            h("span", row.subgoal_title, class_="below"),
        ],
        [
            link(row.action_number or "", "/hop#tiltak-" + (row.action_number or "")),
            h("span", row.action_title, class_="below"),
        ]
        if row.action_key
        else nothing(text("Ikke knyttet til HØP")),
        [
            row.responsible or nothing(text("Ikke satt")),
            h("span", view.formats.date(row.deadline), class_="below"),
        ],
        result_cell(view, row),
    ]
