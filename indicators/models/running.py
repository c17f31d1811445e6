"""What the system itself did: runs, the audit log, and the version of the data."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import BigInteger, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from indicators.models.base import Base, IntId, Key, Long


class RunOutcome(StrEnum):
    """How a run of a source ended."""

    loaded = "loaded"
    unchanged = "unchanged"
    failed = "failed"


class Run(Base):
    """One load of one source, with what it counted and the hash of the raw answer.

    ``address``, ``asked`` and ``fetched_at`` say where, how and when the answer was got from a
    provider; they are None where it was a file. ``source_updated`` is the provider's own word.
    """

    __tablename__ = "run"
    __table_args__ = (Index("ix_run_source_key_id", "source_key", "id"),)

    id: Mapped[IntId]
    source_key: Mapped[Key]
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime]
    outcome: Mapped[Key]
    read: Mapped[int]
    new: Mapped[int]
    changed: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[int]
    message: Mapped[Long | None]
    snapshot: Mapped[Long | None]
    content_hash: Mapped[str]
    source_updated: Mapped[str | None]
    address: Mapped[Long | None]
    asked: Mapped[Long | None]
    fetched_at: Mapped[datetime | None]


class IndicatorRun(Base):
    """Which run last gave an indicator its values; from here a page names source and date."""

    __tablename__ = "indicator_run"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    source_key: Mapped[Key] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("run.id"))


class AuditEvent(Base):
    """Who changed what, when; ``before`` and ``after`` are JSON."""

    __tablename__ = "audit_event"

    id: Mapped[IntId]
    at: Mapped[datetime]
    who: Mapped[str]
    what: Mapped[Key]
    entity: Mapped[Key]
    before: Mapped[Long | None]
    after: Mapped[Long | None]


class DataVersion(Base):
    """One row that every write raises; pages are cached by it."""

    __tablename__ = "data_version"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(BigInteger)
    changed_at: Mapped[datetime]
