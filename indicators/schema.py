"""The schema: brings a database to the newest migration, and tells whether it is there."""

from __future__ import annotations

from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from indicators.errors import BadSettings

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from indicators.database import Database


def _config(connection: Connection | None = None) -> Config:
    spec = find_spec("migrations")
    if spec is None or spec.origin is None:
        raise BadSettings("The package migrations is not installed; install Rød tråd again.")
    # What alembic prints for people of its own command line is none of ours.
    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(Path(spec.origin).parent))
    config.attributes["connection"] = connection
    return config


def upgrade(database: Database) -> None:
    """Bring the database to the newest schema; does nothing when it is there."""
    with database.engine.begin() as connection:
        command.upgrade(_config(connection), "head")


def current_revision(database: Database) -> str | None:
    """Return the revision that the database is at, or None for an empty database."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str | None:
    """Return the newest revision that this version of the program has."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def is_current(database: Database) -> bool:
    """Tell whether the database has the newest schema."""
    return current_revision(database) == head_revision()


def differences(database: Database) -> str:
    """Return what the tables lack against the models, or an empty text when they agree."""
    with database.engine.begin() as connection:
        try:
            command.check(_config(connection))
        except CommandError as error:
            return str(error)
    return ""
