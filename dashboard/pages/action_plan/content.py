"""The tree of the HØP's page: the money by goal and subgoal, the filter, the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.facts import Fact, facts
from dashboard.components.forms import filter_form, select_field
from dashboard.components.millions import sum_of
from dashboard.components.navigation import breadcrumbs, button_link, page_heading, section
from dashboard.components.notices import empty_state, example_mark
from dashboard.markup import Node, h
from dashboard.page import Content
from dashboard.pages.action_plan.actions import actions_table
from dashboard.pages.action_plan.facts import NO_SUBGOAL
from dashboard.pages.action_plan.totals import totals_table

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.action_plan.facts import Edition

PATH = "/hop"
_LONGEST_OPTION = 70


def nothing_loaded(view: View) -> Content:
    """Say that there is no HØP yet, and how one is loaded."""
    text = view.text
    return Content(
        title=text("Tiltak og penger"),
        menu=PATH,
        body=[
            page_heading(text("Tiltak og penger")),
            empty_state(
                text("Ingen handlings- og økonomiplan er lastet inn ennå."),
                h(
                    "p",
                    text("Last den med kommandoen"),
                    " ",
                    h("code", "rodtrad plan load-actions"),
                ),
            ),
        ],
    )


def content(view: View, shown: Edition) -> Content:
    """Lay out the page."""
    text, plan = view.text, shown.plan
    lead = text(
        "Hva kommunen skal gjøre i {first}–{last}, hva det koster, og hvilket delmål det skal nå.",
        first=plan.first_year,
        last=plan.last_year,
    )
    return Content(
        title=text("Tiltak og penger"),
        description=lead,
        menu=PATH,
        body=[
            breadcrumbs(view, [(text("Målstatus"), "/")], text("Tiltak og penger")),
            page_heading(
                text("Tiltak og penger"),
                over=plan.title,
                lead=lead,
                end=example_mark(view) if _is_example(shown) else None,
            ),
            _filter(view, shown),
            _facts(view, shown),
            section(
                text("Penger etter mål og delmål"),
                totals_table(view, shown),
                h(
                    "p",
                    text("Beløp i mill. kr, avrundet."),
                    " ",
                    price_words(view, shown),
                    class_="source",
                ),
                id="mal",
                lead=text(
                    "Et tiltak kan tjene flere delmål. Pengene er fordelt etter tiltakets andeler, "
                    "så summen stemmer med hele planen."
                ),
            ),
            section(
                text("Tiltakene"),
                actions_table(view, shown),
                id="tiltak",
                lead=_lead_of_actions(view, shown),
            ),
        ],
    )


def price_words(view: View, shown: Edition) -> str:
    """Return the price level of the plan; says so where it is not known."""
    if shown.plan.price_level is None:
        return view.text("Prisnivået er ikke oppgitt.")
    return view.text("Prisnivå: {price}.", price=shown.plan.price_level)


def _is_example(shown: Edition) -> bool:
    return shown.plan.is_example or any(action.is_example for action in shown.actions)


def _filter(view: View, shown: Edition) -> Node:
    text, choice = view.text, shown.choice
    subgoals = [
        ("", text("Alle delmål")),
        *((row.key, _short(f"{row.number} {row.title}")) for row in shown.subgoals),
        (NO_SUBGOAL, text("Uten delmål")),
    ]
    areas = [("", text("Alle tjenesteområder")), *shown.areas]
    years = [("", text("Hele perioden")), *((str(year), str(year)) for year in shown.all_years)]
    csv = view.address(lang=None).replace(PATH, f"{PATH}.csv", 1)
    return filter_form(
        PATH,
        text("Velg hva som vises"),
        text("Vis"),
        select_field("delmal", text("Delmål"), subgoals, chosen=choice.subgoal or ""),
        select_field("tjeneste", text("Tjenesteområde"), areas, chosen=choice.area or ""),
        select_field(
            "ar", text("År"), years, chosen="" if choice.year is None else str(choice.year)
        ),
        end=button_link(
            text("Last ned som CSV"), csv, icon_name="Download", variant="tertiary", downloads=True
        ),
    )


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_OPTION else f"{words[: _LONGEST_OPTION - 1]}…"


def _facts(view: View, shown: Edition) -> Node:
    text, formats = view.text, view.formats
    parts = shown.shown
    money = sum_of(part.amount(shown.years) for part in parts)
    linked = sum_of(part.amount(shown.years) for part in parts if part.subgoal_key)
    when = (
        text("{first}–{last}", first=shown.all_years[0], last=shown.all_years[-1])
        if shown.choice.year is None
        else str(shown.choice.year)
    )

    def fact(label: str, nok: int | None, note: str = "") -> Fact:
        # Number and unit of measure stand apart, as in every row of facts.
        number, _, unit = formats.million_kroner(nok).partition("\u00a0mill")
        return Fact(label, number, f"mill{unit}" if unit else "", note)

    return facts(
        [
            Fact(
                text("Tiltak"),
                formats.number(len({part.action.id for part in parts})),
                note=_new_money(view, shown),
            ),
            fact(text("I alt"), money.total_nok, when),
            fact(text("Herav investering"), money.investment_nok),
            fact(text("Knyttet til et delmål"), linked.total_nok, _share(view, shown)),
        ]
    )


def _new_money(view: View, shown: Edition) -> str:
    new = {part.action.id for part in shown.shown if part.action.is_new_money}
    return view.text("{number} med nye penger", number=len(new))


def _share(view: View, shown: Edition) -> str:
    whole = sum_of(part.amount(shown.years) for part in shown.shown).total_nok
    linked = sum_of(p.amount(shown.years) for p in shown.shown if p.subgoal_key).total_nok
    if not whole:
        return ""
    share = view.formats.quantity(100 * (linked or 0) / whole, 0, "%")
    return view.text("{share} av pengene", share=share)


def _lead_of_actions(view: View, shown: Edition) -> str:
    text, chosen = view.text, shown.choice.subgoal
    if chosen == NO_SUBGOAL:
        return text("Tiltak, eller deler av tiltak, som ikke er knyttet til noe delmål. Mill. kr.")
    if chosen is not None:
        number = next(row.number for row in shown.subgoals if row.key == chosen)
        return text("Tiltak for delmål {number}, med delmålets andel i mill. kr.", number=number)
    return text("Hvert tiltak med hele beløpet i mill. kr, og delmålene det skal tjene.")
