"""The lists that the columns of the HØP workbook choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.action_plan.spec import FIXED_LISTS, ListKey
from etl.workbooks.choices import Choice, Choices

if TYPE_CHECKING:
    from indicators.queries.action_plan_context import ActionPlanContext


def lists_of(context: ActionPlanContext) -> dict[str, Choices]:
    """Return every list by its key; a subgoal of an earlier plan goes by its full key only."""
    in_force = tuple(
        Choice(row.key, row.title, row.number) for row in context.subgoals if row.number
    )
    others = tuple(Choice(row.key, row.key) for row in context.subgoals if not row.number)
    return {
        ListKey.service_areas: Choices(tuple(Choice(*area) for area in context.service_areas)),
        ListKey.subgoals: Choices((*in_force, *others), shown=in_force),
        **FIXED_LISTS,
    }
