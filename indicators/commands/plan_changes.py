"""What a new plan would change: added, changed field by field, removed. Pure."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Generic, TypeVar

from indicators.unit_plans import PlannedActivity, PlannedTarget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.unit_plans import UnitPlan

Row = TypeVar("Row", PlannedActivity, PlannedTarget)

_NOT_CONTENT = ("number", "cell")


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field with the value in force and the new one, both as they are kept."""

    field: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that is in both plans, with what is different."""

    number: str
    title: str
    cell: str
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Changes(Generic[Row]):
    """What happens to the rows of one kind."""

    added: tuple[Row, ...]
    changed: tuple[RowChange, ...]
    removed: tuple[Row, ...]

    @property
    def any(self) -> bool:
        """Tell whether anything is different."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True, slots=True)
class PlanChanges:
    """What happens to a plan when the new one takes over."""

    leader: FieldChange | None
    activities: Changes[PlannedActivity]
    targets: Changes[PlannedTarget]

    @property
    def any(self) -> bool:
        """Tell whether anything is different."""
        return self.leader is not None or self.activities.any or self.targets.any


def changes(current: UnitPlan | None, new: UnitPlan) -> PlanChanges:
    """Return what changes from the plan in force (None: there is none) to the new one.

    Rows are the same row when they have the same number.
    """
    old_leader = None if current is None else current.leader
    return PlanChanges(
        leader=None if old_leader == new.leader else FieldChange("leader", old_leader, new.leader),
        activities=_changes(() if current is None else current.activities, new.activities),
        targets=_changes(() if current is None else current.targets, new.targets),
    )


def _changes(current: Sequence[Row], new: Sequence[Row]) -> Changes[Row]:
    by_number = {row.number: row for row in current}
    numbers = {row.number for row in new}
    pairs = [(by_number[row.number], row) for row in new if row.number in by_number]
    changed = [RowChange(now.number, now.title, now.cell, _fields(was, now)) for was, now in pairs]
    return Changes(
        added=tuple(row for row in new if row.number not in by_number),
        changed=tuple(row for row in changed if row.changes),
        removed=tuple(row for row in current if row.number not in numbers),
    )


def _fields(was: Row, now: Row) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(field.name, getattr(was, field.name), getattr(now, field.name))
        for field in fields(was)
        if field.name not in _NOT_CONTENT and getattr(was, field.name) != getattr(now, field.name)
    )
