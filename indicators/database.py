"""The one door to the data: reading and writing sessions, on SQLite and PostgreSQL."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, create_engine, event, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session

from indicators.models.running import DataVersion

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    from sqlalchemy import Connection
    from sqlalchemy.orm import ORMExecuteState, UOWTransaction
    from sqlalchemy.pool import ConnectionPoolEntry

_CHANGED = "data_changed"
# A writer of SQLite takes the lock at once: two that read first and then write would deadlock.
_BEGIN = "sqlite_begin"
_SQLITE_PRAGMAS = (
    "journal_mode=wal",
    "synchronous=normal",
    "foreign_keys=on",
    "busy_timeout=10000",
    "cache_size=-64000",
    "temp_store=memory",
)


class Database:
    """A database that is read in sessions that never write, and written in whole steps.

    Only ``writing()`` commits. Whatever is written there through the session raises the data
    version in the same transaction; code that writes past the session calls ``mark_changed``.
    """

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        if self.is_sqlite and self.url.database not in (None, "", ":memory:"):
            Path(str(self.url.database)).parent.mkdir(parents=True, exist_ok=True)
        self.engine = _engine(url)

    @property
    def is_sqlite(self) -> bool:
        """Tell whether this is the embedded database."""
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that is rolled back at the end."""
        with Session(self.engine) as session:
            try:
                yield session
            finally:
                session.rollback()

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session that is committed at the end, or undone whole if anything is raised."""
        engine = self.engine.execution_options(**{_BEGIN: "IMMEDIATE"})
        with Session(engine, expire_on_commit=False) as session, session.begin():
            event.listen(session, "after_flush", _note_flush)
            event.listen(session, "do_orm_execute", _note_statement)
            yield session
            session.flush()
            if session.info.get(_CHANGED):
                _raise_data_version(session)

    def data_version(self) -> int:
        """Return the number that every write raises."""
        with self.reading() as session:
            return session.scalar(select(DataVersion.version)) or 0

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def mark_changed(session: Session) -> None:
    """Say that data were written on the session's connection, past the session itself."""
    session.info[_CHANGED] = True


def _note_flush(session: Session, _context: UOWTransaction) -> None:
    mark_changed(session)


def _note_statement(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        mark_changed(state.session)


def _raise_data_version(session: Session) -> None:
    session.connection().execute(
        update(DataVersion).values(
            version=DataVersion.version + 1, changed_at=datetime.now(UTC).replace(tzinfo=None)
        )
    )


def _engine(url: str) -> Engine:
    # "postgresql://" means psycopg 3 in SQLAlchemy 2.1.
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:
    # The driver must not open transactions by itself: it would leave DDL outside of them.
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_BEGIN, "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {mode}")
