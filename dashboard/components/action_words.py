"""What kind of action it is, whose money, and which service area."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from indicators.models.plan import ActionKind

if TYPE_CHECKING:
    from dashboard.context import View
    from indicators.queries.actions import ActionRow

_KINDS = MappingProxyType(
    {
        ActionKind.measure: "Tiltak",
        ActionKind.assignment: "Oppdrag uten egne penger",
        ActionKind.investment: "Investering",
        ActionKind.climate: "Klimatiltak",
    }
)


def kind_word(view: View, kind: str) -> str:
    """Return the kind of an action in words; a code that is none of ours is shown as it is."""
    return view.text(_KINDS[ActionKind(kind)]) if kind in set(ActionKind) else kind


def money_word(view: View, *, is_new_money: bool | None) -> str | None:
    """Tell whether the money is new or inside the frame; None where that is not stated."""
    if is_new_money is None:
        return None
    return view.text("nye penger") if is_new_money else view.text("innenfor rammen")


def action_facts(view: View, action: ActionRow) -> str:
    """Return kind, money and service area as one line."""
    parts = (
        kind_word(view, action.kind),
        money_word(view, is_new_money=action.is_new_money),
        action.service_area,
    )
    return " · ".join(part for part in parts if part)
