"""What a unit should hand in next. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from indicators.models.reporting import ReportPeriod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.queries.units import DeliveryRow

# The first day after the tertial: from then on its report is due.
_TERTIALS = ((ReportPeriod.t2, 9), (ReportPeriod.t1, 5))
_NEXT_YEARS_PLAN_FROM = 10


@dataclass(frozen=True, slots=True)
class NextStep:
    """A plan for a year, or the report on it for a part of the year."""

    year: int
    period: ReportPeriod | None = None


def next_step(
    today: date,
    valid_to: date | None,
    years: Sequence[int],
    deliveries: Sequence[DeliveryRow],
) -> NextStep | None:
    """Return the one thing to do next, or None where nothing is due.

    What is due longest comes first: last year's report, this year's plan, the newest tertial that
    is over; from October on, next year's plan. A unit that is closed has nothing to do.
    """
    if valid_to is not None and valid_to <= today:
        return None
    reported = {(row.year, row.period) for row in deliveries if row.period is not None}
    last, this = today.year - 1, today.year
    if last in years and (last, ReportPeriod.year) not in reported:
        return NextStep(last, ReportPeriod.year)
    if this not in years:
        return NextStep(this)
    for period, month in _TERTIALS:
        if today >= date(this, month, 1):
            if (this, period) not in reported:
                return NextStep(this, period)
            break
    if today.month >= _NEXT_YEARS_PLAN_FROM and this + 1 not in years:
        return NextStep(this + 1)
    return None
