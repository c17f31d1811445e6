"""Few people behind a value: a red verdict stands only where chance cannot explain it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.progress.aims import Kind
from indicators.progress.counting import difference, interval
from indicators.progress.sight import ON, SLIGHT, expected, rank
from indicators.progress.values import Reason, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.progress.counting import Interval
    from indicators.progress.sight import Sight
    from indicators.progress.values import CountSpec, Point

RED = (Status.behind, Status.wrong_way)


@dataclass(frozen=True, slots=True)
class People:
    """How much chance there is in the latest value and in its change since the trend's first one.

    ``change`` is None where there is but one point, or nothing is known of the people behind the
    first one.
    """

    latest: Interval
    change: Interval | None

    @property
    def doubt(self) -> float:
        """Half the width of the latest value's interval, in the indicator's unit."""
        return (self.latest[1] - self.latest[0]) / 2


def people_of(points: Sequence[Point], counting: CountSpec | None) -> People | None:
    """Return what chance there is in a trend's points; None where it is not known."""
    last = interval(points[-1], counting) if points else None
    if last is None:
        return None
    first = interval(points[0], counting) if len(points) > 1 else None
    change = None
    if first is not None:
        change = difference(points[-1].value, last, points[0].value, first)
    return People(last, change)


def tempered(
    status: Status, reasons: tuple[Reason, ...], sight: Sight, people: People | None
) -> tuple[Status, tuple[Reason, ...]]:
    """Return a verdict, with red turned to doubt where as few people as these could give it."""
    if people is None or status not in RED:
        return status, reasons
    best = people.latest[1] if sight.sign > 0 else people.latest[0]
    reason = Reason("few_people", best)
    place = _place(sight, best)
    if place == ON:
        return Status.uncertain, (reason, *reasons)
    if status is Status.wrong_way and not _surely_away(sight, people):
        if sight.aim.kind in (Kind.compared, Kind.improved):
            return Status.uncertain, (reason, *reasons)
        status, reasons = Status.behind, (reason, *reasons)
    if status is Status.behind and place == SLIGHT:
        return Status.slightly_behind, (reason, *reasons)
    return status, reasons


def _place(sight: Sight, best: float) -> int:
    """Tell how near to what is asked the best value is that chance allows."""
    if sight.aim.band.holds(best):
        return ON
    if sight.aim.kind is not Kind.path:
        return -1
    return rank(sight, sight.sign * (expected(sight) - best))


def _surely_away(sight: Sight, people: People) -> bool:
    if people.change is None:
        return True
    low, high = people.change
    return high < 0 if sight.sign > 0 else low > 0
