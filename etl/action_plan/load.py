"""Loads a HØP workbook into the tables: whole, or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.action_plan.reader import read_action_plan
from indicators.commands.actions import ActionCounts, load_edition

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from etl.workbooks.findings import Finding


@dataclass(frozen=True, slots=True)
class LoadedActions:
    """What a load found and did; ``counts`` is None when errors stopped it."""

    findings: tuple[Finding, ...]
    counts: ActionCounts | None


def load_actions(
    session: Session, content: bytes, file_name: str, *, who: str = "kommandolinjen"
) -> LoadedActions:
    """Check a HØP workbook and, when nothing is wrong, keep it; the same again changes nothing.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
        Conflict: If an action that is no longer there is used.
    """
    checked = read_action_plan(content, file_name, session)
    if checked.edition is None:
        return LoadedActions(checked.findings, None)
    return LoadedActions(checked.findings, load_edition(session, checked.edition, who=who))
