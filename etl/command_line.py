"""What the commands share: how errors are told, and the installation's database, open and ready."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from indicators import schema
from indicators.database import Database
from indicators.errors import RodTradError
from indicators.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

REFUSED = 2
"""The exit code of a command that was told something it cannot take in."""


class _Told:
    """Ends in one message on standard error and exit code 2 for what a person can be told about."""

    def invoke(self, context: click.Context) -> Any:  # noqa: ANN401 - as click has it
        """Run the command."""
        try:
            return super().invoke(context)  # type: ignore[misc]
        except RodTradError as error:
            click.echo(str(error), err=True)
            raise click.exceptions.Exit(REFUSED) from error


class Group(_Told, click.Group):
    """A group of commands whose errors are told, not shown as a traceback."""


class Command(_Told, click.Command):
    """A command that is also used by itself, whose errors are told."""


@contextmanager
def opened_database() -> Iterator[Database]:
    """Give the installation's database with the newest schema, and close it."""
    database = Database(Settings.from_env(os.environ).database_url)
    try:
        schema.upgrade(database)
        yield database
    finally:
        database.close()
