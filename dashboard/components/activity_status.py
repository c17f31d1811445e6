"""How units say that their activities go, and what part of the year a report covers."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.markup import Node, h
from indicators.models.reporting import ActivityStatus, AnnualPlanState, ReportPeriod

if TYPE_CHECKING:
    from dashboard.context import View

_LOOKS = MappingProxyType(
    {
        ActivityStatus.not_started: ("Ikke startet", "CircleSlashFill", "neutral"),
        ActivityStatus.on_track: ("I rute", "CheckmarkCircleFill", "success"),
        ActivityStatus.delayed: ("Forsinket", "ExclamationmarkTriangleFill", "warning"),
        ActivityStatus.done: ("Fullført", "SealCheckmarkFill", "success"),
        ActivityStatus.stopped: ("Stoppet", "XMarkOctagonFill", "danger"),
    }
)
_PERIODS = MappingProxyType(
    {
        ReportPeriod.t1: "1. tertial {year}",
        ReportPeriod.t2: "2. tertial {year}",
        ReportPeriod.year: "hele {year}",
    }
)
_STATES = MappingProxyType(
    {
        AnnualPlanState.draft: ("Utkast", "QuestionmarkDiamondFill", "neutral"),
        AnnualPlanState.submitted: ("Levert", "CheckmarkCircleFill", "success"),
        AnnualPlanState.returned: ("Sendt tilbake", "ArrowUndo", "warning"),
        AnnualPlanState.approved: ("Godkjent", "SealCheckmarkFill", "success"),
        AnnualPlanState.reopened: ("Åpnet igjen", "ArrowUndo", "warning"),
    }
)


def activity_tag(view: View, status: str) -> Node:
    """Return the tag of what a unit reported; a code that is none of ours is shown as it is."""
    if status not in set(ActivityStatus):
        return h("span", status, class_="ds-tag status-tag", data_color="neutral", data_size="sm")
    return delivery_tag(view, *_LOOKS[ActivityStatus(status)])


def plan_state_tag(view: View, state: str | None) -> Node:
    """Return the tag of how far a unit's plan has come; None is not delivered."""
    if state is None or state not in set(AnnualPlanState):
        return delivery_tag(view, "Ikke levert", "LinkBroken", "danger")
    return delivery_tag(view, *_STATES[AnnualPlanState(state)])


def period_words(view: View, period: str, year: int) -> str:
    """Return what part of a year a report covers, in words."""
    if period not in set(ReportPeriod):
        return f"{period} {year}"
    return view.text(_PERIODS[ReportPeriod(period)], year=year)


def delivery_tag(view: View, word: str, icon_name: str, colour: str) -> Node:
    """Return a tag with an icon, a word and a colour, as units' plans and results are shown."""
    return h(
        "span",
        icon(icon_name),
        view.text(word),
        class_="ds-tag status-tag",
        data_color=colour,
        data_size="sm",
    )
