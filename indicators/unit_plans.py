"""What stands in a unit's annual plan and report, as values: before it is kept, and after.

``number`` names an activity or target within its plan, from version to version and in reports.
``cell`` is where it stood in the workbook (``Tiltak!A7``); it does not count as content.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from indicators.models.measurement import Direction
    from indicators.models.reporting import ActivityStatus, ReportPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedActivity:
    """Something the unit will do in the year, the subgoal it serves and the HØP action it is of."""

    number: str
    title: str
    subgoal_key: str
    action_key: str | None = None
    responsible: str | None = None
    deadline: date | None = None
    expected_result: str | None = None
    amount_nok: int | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTarget:
    """What the unit measures itself by; ``baseline`` and ``target`` in the unit of measure."""

    number: str
    title: str
    unit_of_measure: str
    direction: Direction
    subgoal_key: str | None = None
    indicator_key: str | None = None
    baseline: float | None = None
    target: float | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPlan:
    """A unit's plan for a year."""

    unit_key: str
    year: int
    leader: str | None
    activities: tuple[PlannedActivity, ...]
    targets: tuple[PlannedTarget, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedActivity:
    """What came of an activity, by its number in the plan."""

    number: str
    status: ActivityStatus
    result: str | None = None
    explanation: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedTarget:
    """What a target came to, by its number in the plan; None where nothing was measured."""

    number: str
    value: float | None
    explanation: str | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReport:
    """A unit's report on its plan for a part of the year."""

    unit_key: str
    year: int
    period: ReportPeriod
    activities: tuple[ReportedActivity, ...]
    targets: tuple[ReportedTarget, ...] = ()


def content_hash(content: UnitPlan | UnitReport) -> str:
    """Return a hash of what a plan or report says, not of where it stood in the workbook."""
    fields = asdict(content)
    for part in ("activities", "targets"):
        fields[part] = [_without_cell(row) for row in fields[part]]
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_cell(row: dict[str, object]) -> Iterable[tuple[str, object]]:
    return sorted((key, value) for key, value in row.items() if key != "cell")
