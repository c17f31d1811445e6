"""Keeps a workbook as it was handed in, and tells what a submit did."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, OperationalError

from indicators.access import Actor, may_submit, require
from indicators.errors import Conflict, NotFound
from indicators.models.organisation import Unit
from indicators.models.reporting import Submission
from indicators.queries.people import unit_place
from indicators.queries.plan_preview import preview_hash

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.orm import Session

    from indicators.unit_plans import UnitPlan, UnitReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """A workbook that came in: the file itself, who hands it in, when, and which template it is of.

    ``received_from`` is the way it came, and is shown to all; ``actor`` is who must have the right,
    and stands in the audit log only. ``at`` may carry a time zone; without one it is taken as UTC.
    ``preview`` is the hash of what the one who delivers was shown; None where file and database
    are read and delivered in one transaction, so that nothing can change in between.
    """

    file_name: str
    content: bytes
    actor: Actor
    received_from: str
    at: datetime
    template_version: str
    preview: str | None = None

    @property
    def sha256(self) -> str:
        """The hash that tells whether it is the same file."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class Submitted:
    """The version that is in force after a submit; ``unchanged`` when it was so before."""

    version: int
    unchanged: bool


def unit_of_key(session: Session, unit_key: str) -> Unit:
    """Return a unit.

    Raises:
        NotFound: If there is no such unit.
    """
    unit = session.scalars(select(Unit).where(Unit.key == unit_key)).first()
    if unit is None:
        raise NotFound(f"Enheten «{unit_key}» finnes ikke.")
    return unit


def unit_to_submit_for(session: Session, unit_key: str, actor: Actor) -> Unit:
    """Return a unit that somebody may hand in plans and reports for.

    Raises:
        NotFound: If there is no such unit.
        NotAllowed: If they may not.
    """
    unit = unit_of_key(session, unit_key)
    allowed = may_submit(actor, unit_place(session, unit_key))
    require(actor, f"levere for {unit.title_nb}", allowed=allowed)
    return unit


def require_preview(
    session: Session, content: UnitPlan | UnitReport, delivery: Delivery, what: str
) -> None:
    """Do nothing if what counts is still what the one who delivers was shown.

    Raises:
        Conflict: If it is another now.
    """
    if delivery.preview is None or delivery.preview == preview_hash(session, content):
        return
    raise Conflict(
        f"Det som gjelder for {what}, er endret etter at du så hva som blir endret. "
        "Se på det på nytt, og lever."
    )


@contextmanager
def told_when_beaten(what: str) -> Iterator[None]:
    """Turn what the database says when somebody else was there first into something to be told.

    Raises:
        Conflict: If somebody else wrote the same thing at the same moment.
    """
    try:
        yield
    except (IntegrityError, OperationalError) as error:
        if isinstance(error, OperationalError) and not _is_busy(error):
            raise
        raise Conflict(
            f"Noen andre leverte {what} samtidig. Se på det som gjelder nå, og lever på nytt."
        ) from error


def _is_busy(error: OperationalError) -> bool:
    return str(getattr(error.orig, "sqlite_errorname", "")).startswith("SQLITE_BUSY")


def keep_submission(
    session: Session, delivery: Delivery, *, kind: str, unit: Unit, year: int
) -> Submission:
    """Keep the file itself; return what was kept, with its id."""
    at = delivery.at
    if at.tzinfo is not None:
        at = at.astimezone(UTC).replace(tzinfo=None)
    submission = Submission(
        kind=kind,
        unit_id=unit.id,
        year=year,
        file_name=delivery.file_name,
        sha256=delivery.sha256,
        template_version=delivery.template_version,
        content=delivery.content,
        received_at=at,
        received_from=delivery.received_from,
        is_example=unit.is_example,
    )
    session.add(submission)
    session.flush()
    return submission


def known_id(ids: Mapping[str, int], key: str, what: str) -> int:
    """Return the database id of a key.

    Raises:
        NotFound: If the key names nothing; it was there when the workbook was checked.
    """
    if key not in ids:
        raise NotFound(f"{what} «{key}» finnes ikke.")
    return ids[key]


def optional_id(ids: Mapping[str, int], key: str | None, what: str) -> int | None:
    """Return the database id of a key that may be missing.

    Raises:
        NotFound: If there is a key and it names nothing.
    """
    return None if key is None else known_id(ids, key, what)
