"""Where a subgoal stands: goal, plan, predecessors, SDGs; and its strategies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.facts import definitions
from dashboard.components.navigation import link, section
from dashboard.components.notices import empty_state, nothing
from dashboard.components.sdgs import sdg_list
from dashboard.markup import Child, Node, h
from indicators.models.plan import Actor, PlanState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View
    from dashboard.pages.subgoal.facts import Thread
    from indicators.queries.subgoal import RelatedSubgoal, StrategyRow


def plan_name(view: View, thread: Thread) -> str:
    """Return the plan with what kind of version it is, unless it is the one in force."""
    row = thread.subgoal
    if row.plan_state == PlanState.adopted:
        return row.plan_title
    words = {
        PlanState.draft: view.text("utkast"),
        PlanState.hearing: view.text("høringsforslag"),
        PlanState.superseded: view.text("tidligere plan"),
    }
    word = words.get(PlanState(row.plan_state)) if row.plan_state in set(PlanState) else None
    return f"{row.plan_title} ({word or row.plan_state})"


def place_part(view: View, thread: Thread) -> Node:
    """Return goal, plan, SDGs and former plans; each says so where it is not known."""
    text, row = view.text, thread.subgoal
    return section(
        text("Mål og plan"),
        definitions(
            [
                (
                    text("Hovedmål"),
                    text("{number}. {title}", number=row.goal_number, title=row.goal_title),
                ),
                (
                    text("Plan"),
                    text(
                        "{plan}, gjelder til og med {year}",
                        plan=plan_name(view, thread),
                        year=row.last_year,
                    ),
                ),
                (
                    text("FNs bærekraftsmål"),
                    sdg_list(view, thread.sdgs)
                    if thread.sdgs
                    else nothing(text("Koblingen til bærekraftsmålene er ikke registrert.")),
                ),
                (text("I tidligere planer"), _predecessors(view, thread.predecessors)),
                (text("Merknad"), row.note),
            ]
        ),
        id="plan",
    )


def _predecessors(view: View, rows: Sequence[RelatedSubgoal]) -> Node:
    if not rows:
        return nothing(view.text("Ingen forløper er registrert."))
    return h(
        "ul",
        [
            h(
                "li",
                link(f"{row.number} {row.title}", f"/delmal/{row.key}"),
                h("span", f"{row.plan_title}. {row.note or ''}".rstrip(), class_="below"),
            )
            for row in rows
        ],
        class_="plain-list",
    )


def strategies_part(view: View, thread: Thread) -> Node:
    """Return what the municipality does, and what everyone can do."""
    text = view.text
    if not thread.strategies:
        return section(
            text("Strategier"),
            empty_state(
                text("Ingen strategi er registrert for delmålet ennå."),
                h(
                    "p",
                    text(
                        "Når planfila får strategiene, står de her: hva kommunen gjør, og hvordan "
                        "alle kan bidra."
                    ),
                ),
            ),
            id="strategier",
        )
    ours = [row for row in thread.strategies if row.actor == Actor.municipality]
    everyone = [row for row in thread.strategies if row.actor != Actor.municipality]
    return section(
        text("Strategier"),
        h(
            "div",
            _strategies(text("Dette gjør kommunen"), ours, text("Ingen strategi er registrert.")),
            _strategies(text("Slik kan du bidra"), everyone, text("Ingen råd er registrert.")),
            class_="two-columns",
        ),
        id="strategier",
    )


def _strategies(title: str, rows: Sequence[StrategyRow], none: str) -> Node:
    listed: Child = (
        h("ul", [h("li", row.text) for row in rows], class_="strategies") if rows else nothing(none)
    )
    return h("div", h("h3", title, class_="ds-heading", data_size="2xs"), listed)
