"""Sets the last days to hand in plans and reports for a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators import audit
from indicators.access import Actor, may_administer, require
from indicators.models.reporting import DeliveryDeadline, DeliveryKind

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session


def set_deadline(
    session: Session, year: int, kind: DeliveryKind, last_day: date | None, *, by: Actor
) -> bool:
    """Set the last day to hand something in, or None for no deadline; tell whether it is new.

    Raises:
        NotAllowed: If the one who asks may not.
    """
    require(by, "sette leveringsfrister", allowed=may_administer(by))
    kept = session.get(DeliveryDeadline, (year, kind.value))
    was = None if kept is None else kept.last_day
    if was == last_day:
        return False
    if last_day is None:
        session.delete(kept)
    elif kept is None:
        session.add(DeliveryDeadline(year=year, kind=kind, last_day=last_day))
    else:
        kept.last_day = last_day
    audit.note(
        session,
        who=str(by.key),
        what="set_deadline",
        entity=f"{year}/{kind}",
        before=None if was is None else {"last_day": was.isoformat()},
        after=None if last_day is None else {"last_day": last_day.isoformat()},
    )
    return True
