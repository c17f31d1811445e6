"""The lists that a unit's columns choose from, made from what applies to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from etl.annual_plan.spec import FIXED_LISTS, ListKey
from etl.workbooks.choices import Choice, Choices
from etl.workbooks.folding import fold

if TYPE_CHECKING:
    from indicators.queries.plan_context import PlanContext


def lists_of(context: PlanContext | None) -> dict[str, Choices]:
    """Return every list by its key; without a context, the municipality's own are empty."""
    if context is None:
        empty = Choices(())
        return {
            ListKey.subgoals: empty,
            ListKey.actions: empty,
            ListKey.indicators: empty,
            **FIXED_LISTS,
        }
    subgoals = tuple(Choice(row.key, row.title, row.number) for row in context.subgoals)
    actions = tuple(Choice(row.key, row.title, row.number) for row in context.actions)
    applies = {row.key for row in context.actions if row.applies}
    return {
        ListKey.subgoals: Choices(subgoals),
        ListKey.actions: Choices(
            actions, shown=tuple(item for item in actions if item.key in applies)
        ),
        ListKey.indicators: _indicators(context),
        **FIXED_LISTS,
    }


def _indicators(context: PlanContext) -> Choices:
    titles = Counter(fold(row.title) for row in context.indicators)
    return Choices(
        tuple(
            Choice(
                row.key,
                row.title if titles[fold(row.title)] == 1 else f"{row.title} ({row.key})",
            )
            for row in context.indicators
        )
    )
