"""The command line ``rodtrad``: serving the site, the database, and the groups of the way in."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]

from dashboard.publish_cli import publish_command
from dashboard.secret_key import secret_key
from dashboard.user_cli import user_group
from etl.cli import GROUPS
from etl.command_line import Group
from indicators.database import Database
from indicators.errors import BadSettings
from indicators.schema import current_revision, differences, head_revision, is_current, upgrade
from indicators.settings import Settings

if TYPE_CHECKING:
    from flask import Flask

_WORKERS, _THREADS = 2, 4


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rodtrad", prog_name="rodtrad")
def main() -> None:
    """Rød tråd: når kommunen sine egne mål?"""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen det lyttes på.")
@click.option(
    "--port", default=8050, show_default=True, type=click.IntRange(1, 65535), help="Porten."
)
@click.option(
    "--workers",
    default=_WORKERS,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Hvor mange prosesser som svarer.",
)
@click.option("--dev", is_flag=True, help="Enkel server som starter på nytt når koden endres.")
def serve(host: str, port: int, workers: int, *, dev: bool) -> None:
    """Vis nettstedet."""
    settings = Settings.from_env(os.environ)
    _require_schema(settings)
    # Asked here too, so that what is missing is told once and not by every worker.
    secret_key(settings)
    click.echo(f"Rød tråd: http://{host}:{port}/  (Ctrl+C stopper)")
    if dev:
        _app(settings).run(host=host, port=port, use_reloader=True)
        return
    options = {
        "bind": f"{host}:{port}",
        "workers": workers,
        "threads": _THREADS,
        "worker_class": "gthread",
        "loglevel": "warning",
        "control_socket_disable": True,
    }
    _Gunicorn(settings, options).run()


class _Gunicorn(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Gunicorn without its own command line; every worker builds its own app and connections."""

    def __init__(self, settings: Settings, options: dict[str, Any]) -> None:
        self._settings = settings
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Take the options that this version of gunicorn knows."""
        for name, value in self._options.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the server that a worker runs."""
        return _app(self._settings)


def _app(settings: Settings) -> Flask:
    # Imported here: the other commands need no Dash.
    from dashboard.app import create_app  # noqa: PLC0415

    server: Flask = create_app(settings, Database(settings.database_url)).server
    return server


def _require_schema(settings: Settings) -> None:
    database = Database(settings.database_url)
    try:
        if not is_current(database):
            raise BadSettings(
                f"Databasen {database.url.render_as_string()} er ikke klar."
                " Kjør først: rodtrad db upgrade"
            )
    finally:
        database.close()


@main.group()
def db() -> None:
    """Databasens tabeller."""


@db.command("upgrade")
def db_upgrade() -> None:
    """Bring databasen til nyeste utgave."""
    database = Database(Settings.from_env(os.environ).database_url)
    try:
        before = current_revision(database)
        upgrade(database)
        after = current_revision(database)
    finally:
        database.close()
    click.echo("Databasen var alt oppdatert." if before == after else "Databasen er oppdatert.")


@db.command("check")
def db_check() -> None:
    """Si fra hvis tabellene ikke er slik programmet venter."""
    database = Database(Settings.from_env(os.environ).database_url)
    try:
        if not is_current(database):
            found = current_revision(database) or "ingen"
            raise BadSettings(
                f"Databasen har utgave {found}, programmet venter {head_revision()}."
                " Kjør: rodtrad db upgrade"
            )
        lacking = differences(database)
    finally:
        database.close()
    if lacking:
        raise BadSettings(f"Tabellene avviker fra programmet: {lacking}")
    click.echo("Databasen er slik den skal være.")


for _group in (*GROUPS, user_group, publish_command):
    main.add_command(_group)


if __name__ == "__main__":
    sys.exit(main())
