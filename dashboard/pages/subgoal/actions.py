"""The actions of the HØP under a subgoal, with the subgoal's share of their money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.action_words import action_facts
from dashboard.components.millions import Amount, millions_cell, sum_of
from dashboard.components.navigation import link, section
from dashboard.components.notices import empty_state, mark_of_example
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.context import View
    from dashboard.pages.subgoal.facts import Thread
    from indicators.queries.actions import ActionRow
    from indicators.queries.plans import PlanRow


def actions_part(view: View, thread: Thread) -> Node:
    """Return the table of actions; says so where there is no HØP or no action in it."""
    text = view.text
    title = text("Tiltak og penger i HØP")
    plan = thread.action_plan
    if plan is None:
        said = text("Ingen handlings- og økonomiplan er lastet inn.")
        return section(title, empty_state(said), id="tiltak")
    if not thread.actions:
        said = text("Ingen tiltak i {plan} er knyttet til delmålet.", plan=plan.title)
        more = link(text("Se alle tiltak og penger"), "/hop")
        return section(title, empty_state(said, h("p", more)), id="tiltak")
    return section(
        title,
        _table(view, thread, plan),
        h("p", link(text("Se tiltakene i HØP"), _in_hop(thread)), class_="after-table"),
        id="tiltak",
        lead=text(
            "Delmålets andel av hvert tiltak i {plan}, i avrundede mill. kr. {price}",
            plan=plan.title,
            price=price_words(view, plan),
        ),
    )


def price_words(view: View, plan: PlanRow) -> str:
    """Return the price level of a plan as a sentence; it says so where it is not known."""
    if plan.price_level is None:
        return view.text("Prisnivået er ikke oppgitt.")
    return view.text("Prisnivå: {price}.", price=plan.price_level)


def _in_hop(thread: Thread) -> str:
    return f"/hop?delmal={thread.subgoal.key}"


def _table(view: View, thread: Thread, plan: PlanRow) -> Node:
    text = view.text
    years = range(plan.first_year, plan.last_year + 1)
    columns = [
        Column(text("Tiltak"), class_="c-name"),
        Column(text("Andel"), is_number=True),
        *(Column(str(year), is_number=True) for year in years),
        Column(text("Sum"), is_number=True),
    ]
    all_years = sum_of(_sums(thread, year) for year in years)
    footer: list[Child] = [
        text("Sum for delmålet"),
        "",
        *(millions_cell(view, _sums(thread, year)) for year in years),
        millions_cell(view, all_years),
    ]
    return data_table(
        text("Tiltak i HØP for delmål {number}, i mill. kr", number=thread.subgoal.number),
        columns,
        [
            _row(view, action, share, by_year, years)
            for action, (share, by_year) in zip(thread.actions, thread.parts, strict=True)
        ],
        footer=footer,
        class_="t-actions",
    )


def _sums(thread: Thread, year: int) -> Amount:
    return sum_of(by_year.get(year, Amount()) for _, by_year in thread.parts)


def _row(
    view: View,
    action: ActionRow,
    share: float,
    by_year: Mapping[int, Amount],
    years: range,
) -> list[Child]:
    return [
        [
            h("span", action.number, class_="row-number"),
            " ",
            action.title,
            mark_of_example(view, action.title, is_example=action.is_example),
            h("span", action_facts(view, action), class_="below"),
        ],
        view.formats.quantity(share * 100, 0, "%"),
        *(millions_cell(view, by_year.get(year, Amount())) for year in years),
        millions_cell(view, sum_of(by_year.get(year, Amount()) for year in years)),
    ]
