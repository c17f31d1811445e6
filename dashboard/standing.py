"""Which indicator to show for a subgoal, and the points of its line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from indicators.models.measurement import LinkRole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.progress.rollup import Standing
    from indicators.queries.statuses import IndicatorStatus


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
