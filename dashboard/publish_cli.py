"""The command ``rodtrad publish``: the public site as files, for archiving or any web server."""

from __future__ import annotations

import os
from pathlib import Path

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from etl.command_line import Command, opened_database
from indicators.settings import Settings


@click.command("publish", cls=Command)
@click.option(
    "--out",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help="Mappen filene skrives til; den må være ny eller tom.",
)
def publish_command(out: Path) -> None:
    """Skriv hele det åpne nettstedet som filer som kan åpnes fra disk."""
    # Imported here: the other commands need no Dash.
    from dashboard.publishing import publish  # noqa: PLC0415

    settings = Settings.from_env(os.environ)
    columns = (TextColumn("Sider og filer"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with opened_database() as database, Progress(*columns) as shown:
        task = shown.add_task("", total=None)
        number = publish(
            settings,
            database,
            out,
            lambda done, known: shown.update(task, completed=done, total=known),
        )
    click.echo(f"{number} filer er skrevet. Åpne {out / 'index.html'}")
