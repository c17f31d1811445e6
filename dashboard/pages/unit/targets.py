"""What a unit measures itself by in a year, and what it came to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.activity_status import period_words
from dashboard.components.navigation import link, section
from dashboard.components.notices import empty_state, nothing
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.unit.facts import UnitYear
    from indicators.queries.units import UnitTargetRow

_DIRECTIONS = {"up": "skal øke", "down": "skal ned", "keep": "skal holdes"}
_MOST_DECIMALS = 4


def targets_part(view: View, shown: UnitYear, year: int) -> Node:
    """Return the unit's own targets of the year; says so where there are none."""
    text = view.text
    title = text("Egne måltall {year}", year=year)
    if not shown.targets:
        said = text("Enheten har ikke satt egne måltall for {year}.", year=year)
        return section(title, empty_state(said), id="maltall")
    columns = [
        Column(text("Måltall"), class_="c-name"),
        Column(text("Delmål")),
        Column(text("Nullpunkt"), is_number=True),
        Column(text("Mål"), is_number=True),
        Column(text("Resultat"), class_="c-result wide"),
    ]
    return section(
        title,
        data_table(
            text("Egne måltall for {unit} {year}", unit=shown.unit.title, year=year),
            columns,
            [_row(view, row, year) for row in shown.targets],
            class_="t-targets",
        ),
        id="maltall",
    )


def _row(view: View, row: UnitTargetRow, year: int) -> list[Child]:
    text = view.text
    return [
        [
            row.title,
            h("span", text(_DIRECTIONS.get(row.direction, row.direction)), class_="below"),
        ],
        link(row.subgoal_number or "", f"/delmal/{row.subgoal_key}?ar={year}")
        if row.subgoal_key
        else nothing(text("Ikke knyttet")),
        quantity(view, row.baseline, row.unit_of_measure),
        quantity(view, row.target, row.unit_of_measure),
        _results(view, row, year),
    ]


def quantity(view: View, value: float | None, unit_of_measure: str) -> str:
    """Return a number with the decimals that it was written with, and its unit of measure."""
    if value is None:
        return view.formats.number(None)
    written = f"{value:.{_MOST_DECIMALS}f}".rstrip("0")
    decimals = len(written.partition(".")[2])
    return view.formats.quantity(value, decimals, unit_of_measure)


def _results(view: View, row: UnitTargetRow, year: int) -> Node:
    text = view.text
    if not row.results:
        return nothing(text("Ikke rapportert"))
    return h(
        "ul",
        [
            h(
                "li",
                h("strong", quantity(view, value, row.unit_of_measure))
                if value is not None
                else nothing(text("Ikke målt")),
                " ",
                h("span", period_words(view, period, year), class_="result-period"),
                h("span", explanation, class_="below") if explanation else None,
            )
            for period, value, explanation in reversed(row.results)
        ],
        class_="results",
    )
