"""Search over subgoals, indicators, actions and units; the question stands in the address."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from dashboard.components.navigation import breadcrumbs, link, page_heading
from dashboard.components.notices import empty_state, example_mark
from dashboard.markup import Node, h
from dashboard.page import Content, Page
from indicators.queries.searchable import Found, Searchable, searchable
from indicators.search import LONGEST_QUESTION, search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View

PATH = "/sok"
_MOST_SHOWN = 25


def respond(view: View, session: Session) -> Content:
    """Ask for everything that can be found, and show what fits."""
    question = " ".join(view.query.get("q", "").split())[:LONGEST_QUESTION]
    found: list[Searchable] = []
    if question:
        language = view.language.value
        found = search(question, searchable(session, language, view.today), language)
    return content(view, question, found)


def content(view: View, question: str, found: Sequence[Searchable]) -> Content:
    """Show what was found in groups, the kind with the best find first; the title has the count."""
    text = view.text
    if not question:
        lead = text("Skriv det du leter etter i søkefeltet øverst på siden.")
        title = text("Søk")
        body = [page_heading(title, lead=lead)]
    else:
        count = text.number_of(len(found), "{number} treff", "{number} treff")
        title = text("{count} for «{question}»", count=count, question=question)
        kinds = list(dict.fromkeys(one.kind for one in found))
        groups = [_group(view, kind, [one for one in found if one.kind is kind]) for kind in kinds]
        body = [
            page_heading(title, over=text("Søk")),
            *(groups or [_nothing_found(view)]),
        ]
    trail = [(text("Målstatus"), "/")]
    return Content(title=title, menu=PATH, body=[breadcrumbs(view, trail, text("Søk")), *body])


def _nothing_found(view: View) -> Node:
    text = view.text
    return empty_state(
        text("Ingenting passer til det du søkte etter. Prøv færre eller andre ord."),
        h(
            "p",
            link(text("Alle indikatorer med kilder"), "/indikatorer"),
            " ",
            link(text("Enheter"), "/enheter"),
        ),
    )


def _group(view: View, kind: Found, found: Sequence[Searchable]) -> Node:
    text = view.text
    names = {
        Found.subgoal: text("Delmål i planen"),
        Found.indicator: text("Indikatorer"),
        Found.action: text("Tiltak"),
        Found.unit: text("Enheter"),
    }
    more = None
    if len(found) > _MOST_SHOWN:
        more = h(
            "p",
            text("De {number} beste vises.", number=_MOST_SHOWN),
            class_="muted",
        )
    return h(
        "section",
        h(
            "h2",
            names[kind],
            h("span", f" ({view.formats.number(len(found))})", class_="muted"),
            class_="ds-heading",
            data_size="sm",
            id=f"treff-{kind.value}",
        ),
        h("ul", [_result(view, one) for one in found[:_MOST_SHOWN]], class_="results"),
        more,
        class_="part",
        aria_labelledby=f"treff-{kind.value}",
    )


def _result(view: View, one: Searchable) -> Node:
    name = f"{one.number} {one.title}".strip()
    return h(
        "li",
        link(name, address_of(one)),
        [" ", example_mark(view)] if one.is_example else None,
        h("p", one.about, class_="muted") if one.about else None,
    )


def address_of(one: Searchable) -> str:
    """Return the address of what was found; an action stands in the table of its plan."""
    match one.kind:
        case Found.subgoal:
            return f"/delmal/{one.key}"
        case Found.indicator:
            return f"/indikator/{one.key}"
        case Found.unit:
            return f"/enhet/{one.key}"
        case Found.action:
            return f"/hop#tiltak-{quote(one.number)}"


PAGE = Page(path=PATH, respond=respond)
