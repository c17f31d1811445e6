"""How a subgoal stands, from the kept status of its indicators."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from indicators.models.measurement import LinkRole
from indicators.periods import of_id
from indicators.progress.rollup import Member, Standing, is_fresh, roll_up
from indicators.progress.values import Status

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from indicators.queries.statuses import IndicatorStatus


def standing_of(indicators: Sequence[IndicatorStatus], today: date) -> Standing:
    """Return the standing of a subgoal with these indicators."""
    return roll_up([_member(row, today) for row in indicators])


def _member(row: IndicatorStatus, today: date) -> Member:
    return Member(
        key=row.key,
        role=LinkRole(row.role),
        status=Status(row.status),
        has_target=has_target(row),
        is_measured=row.latest_value is not None,
        is_fresh=row.latest_period_id is not None and is_fresh(of_id(row.latest_period_id), today),
    )


def has_target(row: IndicatorStatus) -> bool:
    """Tell whether an indicator has a target that it is judged by."""
    if row.status == Status.no_target:
        return False
    return row.target_value is not None or row.status != Status.not_measured


def deciding_indicator(
    indicators: Sequence[IndicatorStatus], standing: Standing
) -> IndicatorStatus | None:
    """Return the indicator to show for a subgoal: one that decided, else one that has numbers."""
    decided = [row for row in indicators if row.key in standing.deciding]
    measured = [row for row in indicators if row.latest_value is not None]
    key_measured = [row for row in measured if row.role == LinkRole.key]
    candidates = [
        *[row for row in decided if row.latest_value is not None],
        *decided,
        *key_measured,
        *measured,
        *indicators,
    ]
    return candidates[0] if candidates else None


def line_points(sparkline: str) -> list[tuple[float, float]]:
    """Return the points of a kept sparkline as (decimal year, value) pairs."""
    return [(float(time), float(value)) for time, value in json.loads(sparkline)]
