"""The actions of the HØP, with what they cost each year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.action_words import action_facts
from dashboard.components.millions import Amount, millions_cell, sum_of
from dashboard.components.navigation import link
from dashboard.components.notices import empty_state, mark_of_example, nothing
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.action_plan.facts import Edition, Part
    from indicators.queries.actions import ActionRow


def actions_table(view: View, shown: Edition) -> Node:
    """Return the table of the chosen actions; a chosen subgoal shows its share of their money."""
    text = view.text
    parts: dict[int, list[Part]] = {}
    for part in shown.shown:
        parts.setdefault(part.action.id, []).append(part)
    if not parts:
        said = text("Ingen tiltak passer til det du har valgt.")
        return empty_state(said, h("p", link(text("Vis alle tiltak"), "/hop")))
    years = shown.years
    columns = [
        Column(text("Tiltak"), class_="c-name"),
        Column(text("Delmål"), class_="c-subgoals"),
        *(Column(str(year), is_number=True) for year in years),
        Column(text("Sum"), is_number=True),
    ]
    footer: list[Child] = [
        text("Sum"),
        "",
        *(
            millions_cell(view, sum_of(part.amount([year]) for part in shown.shown))
            for year in years
        ),
        millions_cell(view, sum_of(part.amount(years) for part in shown.shown)),
    ]
    return data_table(
        text("Tiltak i {plan}, i mill. kr", plan=shown.plan.title),
        columns,
        [_row(view, shown, of_action) for of_action in parts.values()],
        footer=footer,
        class_="t-actions",
    )


def _row(view: View, shown: Edition, parts: list[Part]) -> list[Child]:
    action, years = parts[0].action, shown.years
    by_year = [sum_of(part.by_year.get(year, Amount()) for part in parts) for year in years]
    return [
        [
            h("span", action.number, class_="row-number", id=f"tiltak-{action.number}"),
            " ",
            action.title,
            mark_of_example(view, action.title, is_example=action.is_example),
            h("span", action_facts(view, action), class_="below"),
            _continues(view, action),
        ],
        _subgoals(view, action),
        *(millions_cell(view, amount) for amount in by_year),
        millions_cell(view, sum_of(by_year)),
    ]


def _continues(view: View, action: ActionRow) -> Node | None:
    if action.continues_plan is None:
        return None
    words = view.text("Videreført fra HØP {plan}", plan=action.continues_plan)
    return h("span", words, class_="below")


def _subgoals(view: View, action: ActionRow) -> Node:
    if not action.subgoals:
        return nothing(view.text("Uten delmål"))
    return h(
        "ul",
        [
            h(
                "li",
                link(row.number, f"/delmal/{row.subgoal_key}"),
                " ",
                h("span", view.formats.quantity(row.share * 100, 0, "%"), class_="muted"),
                h("span", ": ", row.title, class_="ds-sr-only"),
            )
            for row in action.subgoals
        ],
        class_="plain-list shares",
    )
