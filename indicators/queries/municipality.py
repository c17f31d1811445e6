"""Which municipality this installation serves, and how new its data are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from indicators.models import localised
from indicators.models.organisation import Municipality
from indicators.models.running import DataVersion

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """The municipality; ``notice`` tells on every page what is made up, None where nothing is."""

    key: str
    code: str
    name: str
    notice: str | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class DataState:
    """The number that every write raises, and when (UTC) the data last changed."""

    version: int
    changed_at: datetime


def municipality(session: Session, language: str) -> MunicipalityRow | None:
    """Return the municipality, or None in an empty database."""
    row = session.execute(_municipality(language)).first()
    return None if row is None else MunicipalityRow(*row)


def data_state(session: Session) -> DataState:
    """Return the version of the data and when they last changed."""
    return DataState(*session.execute(_DATA_STATE).one())


# Statements are made once: making one costs several times what the database needs. The version is
# asked for with every request, so its statement names bare columns, which the session hands on
# as they are.
_VERSION = DataVersion.__table__.c
_DATA_STATE = select(_VERSION.version, _VERSION.changed_at)


@cache
def _municipality(language: str) -> Select[Any]:
    return select(
        Municipality.key,
        Municipality.code,
        localised(Municipality, "title", language),
        localised(Municipality, "notice", language),
        Municipality.is_example,
    )
