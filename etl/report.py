"""What came of a run of one source, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.models.running import RunOutcome


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that came, or that took the place of ``old_value``; None is no value, only a mark.

    ``is_new`` is set where nothing was stored for the period before.
    """

    indicator: str
    region: str
    breakdown: str
    period: str
    is_new: bool
    old_value: float | None
    old_mark: int
    value: float | None
    mark: int


@dataclass(frozen=True, slots=True)
class StatusMoved:
    """An indicator whose status became another by the load; codes of ``progress.values``."""

    indicator: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What came of one source: rows read = new + changed + unchanged + refused (by reason).

    ``warnings`` are what someone should look at though it was loaded; ``changes`` are given only
    by a run that was asked to show them.
    """

    key: str
    outcome: RunOutcome
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    message: str = ""
    warnings: tuple[str, ...] = ()
    corrected: int = 0
    statuses: tuple[StatusMoved, ...] = ()
    changes: tuple[ValueChange, ...] = ()
