"""The tree of a subgoal's page: status, strip, and the parts of the thread in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.assessment import assessment_part
from dashboard.components.goal_standing import coverage_words
from dashboard.components.navigation import breadcrumbs, link, page_heading
from dashboard.components.notices import alert, example_mark, provisional_mark
from dashboard.components.status import look_of, status_tag
from dashboard.components.thread import thread_strip
from dashboard.markup import Child, Node, h
from dashboard.page import Content
from dashboard.pages.subgoal.actions import actions_part
from dashboard.pages.subgoal.activities import activities_part
from dashboard.pages.subgoal.indicators import indicators_part
from dashboard.pages.subgoal.place import place_part, plan_name, strategies_part
from dashboard.pages.subgoal.steps import steps_of
from indicators.models.plan import PlanState, TitleStatus
from indicators.progress.values import Status

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.subgoal.facts import Thread

MENU = "/"


def content(view: View, thread: Thread) -> Content:
    """Lay out the page."""
    text, row = view.text, thread.subgoal
    return Content(
        title=text("Delmål {number}: {title}", number=row.number, title=row.title),
        description=text(
            "Status, tiltak, penger og resultater for delmålet «{title}».", title=row.title
        ),
        menu=MENU,
        body=[
            breadcrumbs(
                view,
                [(text("Målstatus"), "/")],
                text("Delmål {number}", number=row.number),
            ),
            page_heading(
                row.title,
                over=text(
                    "Delmål {number} i {plan}", number=row.number, plan=plan_name(view, thread)
                ),
                lead=row.description,
                end=_marks(view, thread),
            ),
            _not_in_force(view, thread),
            _title_note(view, thread),
            _standing(view, thread),
            assessment_part(view, thread.standing.status, thread.assessments),
            thread_strip(view, steps_of(view, thread)) if thread.is_in_force else None,
            place_part(view, thread),
            strategies_part(view, thread),
            indicators_part(view, thread),
            actions_part(view, thread),
            activities_part(view, thread),
        ],
    )


def _marks(view: View, thread: Thread) -> list[Child]:
    row = thread.subgoal
    return [
        status_tag(view, thread.standing.status, size="md") if thread.is_in_force else None,
        provisional_mark(view) if row.title_status == TitleStatus.provisional else None,
        example_mark(view) if row.is_example else None,
    ]


def _not_in_force(view: View, thread: Thread) -> Node | None:
    if thread.is_in_force:
        return None
    text = view.text
    said = {
        PlanState.superseded: text("Denne planen gjelder ikke lenger."),
        PlanState.draft: text("Dette er et utkast. Det ble ikke vedtatt i denne formen."),
        PlanState.hearing: text("Dette er et høringsforslag. Det er ikke vedtatt."),
    }
    state = thread.subgoal.plan_state
    return alert(
        h(
            "p",
            said.get(PlanState(state)) if state in set(PlanState) else None,
            " ",
            text("Delmålet står i {plan}.", plan=plan_name(view, thread)),
            " ",
            link(text("Se målene som gjelder nå"), "/"),
        ),
        colour="warning",
    )


def _title_note(view: View, thread: Thread) -> Node | None:
    text, row = view.text, thread.subgoal
    if row.title_status == TitleStatus.missing:
        return alert(
            h(
                "p",
                text(
                    "Tittelen er ikke registrert. Delmålet finnes i planen, men ordlyden er ikke "
                    "lagt inn her ennå."
                ),
            )
        )
    if row.title_status == TitleStatus.provisional:
        source = text("Kilde: {source}", source=row.source) if row.source else None
        return h(
            "p",
            text("Foreløpig ordlyd, ikke kontrollert mot vedtatt plan."),
            [" ", source] if source else None,
            class_="title-note muted",
        )
    return None


def _standing(view: View, thread: Thread) -> Node:
    text, standing = view.text, thread.standing
    counted = [
        h("li", status_tag(view, status), " ", str(number))
        for status, number in standing.distribution.items()
        if number
    ]
    return h(
        "section",
        h("h2", text("Status"), class_="ds-sr-only"),
        h("p", _verdict(view, thread), class_="ds-paragraph lead"),
        h(
            "ul",
            counted,
            class_="distribution",
            aria_label=text("Indikatorene fordelt på status"),
        )
        if counted
        else None,
        h("p", coverage_words(view, thread.standing), class_="muted")
        if thread.indicators
        else None,
        class_="standing",
    )


def _verdict(view: View, thread: Thread) -> Child:
    text, standing = view.text, thread.standing
    if not thread.indicators:
        return text(
            "Det kan ikke sies hvordan det går: ingen indikator er knyttet til delmålet ennå."
        )
    titles = {row.key: row.title for row in thread.indicators}
    deciding = _listed(view, [link(titles[key], f"/indikator/{key}") for key in standing.deciding])
    word = text(look_of(standing.status).word).lower()
    match standing.status:
        case Status.not_measured:
            return text("Det kan ikke sies hvordan det går: ingen av nøkkelindikatorene er målt.")
        case Status.no_target:
            return [text("Det er målt, men ikke satt måltall for"), " ", deciding, "."]
        case Status.uncertain:
            return [text("Det er usikkert hvordan det går, på grunn av"), " ", deciding, "."]
        case Status.on_track | Status.reached:
            return [
                text("Alle nøkkelindikatorer som kan bedømmes, er minst «{word}».", word=word),
                " ",
                text("Svakest:"),
                " ",
                deciding,
                ".",
            ]
        case _:
            return [
                text("Delmålet er «{word}» fordi det svakeste avgjør:", word=word),
                " ",
                deciding,
                ".",
            ]


def _listed(view: View, links: list[Node]) -> list[Child]:
    """Return links with commas, and «og» before the last."""
    parts: list[Child] = []
    for place, item in enumerate(links):
        if place:
            parts.append(f" {view.text('og')} " if place == len(links) - 1 else ", ")
        parts.append(item)
    return parts
