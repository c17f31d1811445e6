"""The audit log: who changed what, when, before and after."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from indicators.models.running import AuditEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

Simple = str | int | float | bool | None


def note(
    session: Session,
    *,
    who: str,
    what: str,
    entity: str,
    before: Mapping[str, Simple] | None = None,
    after: Mapping[str, Simple] | None = None,
) -> None:
    """Write one event; it is kept or undone together with the change it tells of."""
    session.add(
        AuditEvent(
            at=datetime.now(UTC).replace(tzinfo=None),
            who=who,
            what=what,
            entity=entity,
            before=None if before is None else json.dumps(before, ensure_ascii=False),
            after=None if after is None else json.dumps(after, ensure_ascii=False),
        )
    )
