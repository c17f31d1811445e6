"""The links of a subgoal's thread, from plan to result, and which of them are missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.thread import Step

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.subgoal.facts import Thread

_MILLION = 1_000_000


def steps_of(view: View, thread: Thread) -> list[Step]:
    """Return the seven links in their order."""
    return [
        _plan(view, thread),
        _counted(
            view.text("Strategi"),
            len(thread.strategies),
            view.text("strategier i planen"),
            view.text("ingen strategi registrert"),
            "#strategier",
        ),
        _counted(
            view.text("Indikator"),
            len(thread.indicators),
            view.text("måler delmålet"),
            view.text("ingen indikator"),
            "#indikatorer",
        ),
        _counted(
            view.text("HØP-tiltak"),
            len(thread.actions),
            view.text("tiltak i HØP"),
            view.text("ingen tiltak i HØP"),
            "#tiltak",
        ),
        _money(view, thread),
        _counted(
            view.text("Enheter"),
            thread.units,
            view.text("har det i årsplanen {year}", year=thread.year),
            view.text("ingen enhet bidrar"),
            "#enheter",
        ),
        _results(view, thread),
    ]


def _plan(view: View, thread: Thread) -> Step:
    row = thread.subgoal
    return Step(
        view.text("Plan"),
        row.number,
        view.text("vedtatt, til {year}", year=row.last_year),
        "#plan",
    )


def _counted(name: str, number: int, some: str, none: str, address: str) -> Step:
    return Step(name, str(number), some if number else none, address, is_broken=not number)


def _money(view: View, thread: Thread) -> Step:
    total = thread.money.total_nok
    if not total or thread.action_plan is None:
        return Step(view.text("Kroner"), "0", view.text("ingen penger"), "#tiltak", is_broken=True)
    return Step(
        view.text("Kroner"),
        view.formats.number(total / _MILLION, 1),
        view.text(
            "mill. kr i {first}–{last}",
            first=thread.action_plan.first_year,
            last=thread.action_plan.last_year,
        ),
        "#tiltak",
    )


def _results(view: View, thread: Thread) -> Step:
    planned = len(thread.activities)
    if not thread.reported:
        return Step(
            view.text("Resultat"),
            "0",
            view.text("ingenting er rapportert"),
            "#enheter",
            is_broken=True,
        )
    return Step(
        view.text("Resultat"),
        view.text("{reported} av {planned}", reported=thread.reported, planned=planned),
        view.text("aktiviteter er rapportert"),
        "#enheter",
    )
