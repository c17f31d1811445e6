"""``rodtrad demo``: load a municipality that comes with the program."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from etl.command_line import Group, opened_database
from etl.demo.accounts import add_demo_accounts
from etl.demo.loading import load_demo
from etl.registry import MUNICIPALITIES
from indicators.settings import Settings

if TYPE_CHECKING:
    from indicators.database import Database


def _municipalities() -> list[str]:
    return sorted(path.parent.name for path in MUNICIPALITIES.glob("*/municipality.toml"))


@click.group("demo", cls=Group)
def demo_group() -> None:
    """Kommunene som følger med: Trondheim og den oppdiktede Eksempel kommune."""


@demo_group.command("load")
@click.option(
    "--municipality",
    type=click.Choice(_municipalities()),
    default="trondheim",
    show_default=True,
    help="Kommunen som lastes inn.",
)
def demo_command(municipality: str) -> None:
    """Last inn en hel kommune; en gang til endrer ingenting."""
    settings = Settings.from_env(os.environ)
    with opened_database() as database:
        _load(database, municipality, settings)
        accounts = add_demo_accounts(database, settings)
    if accounts is not None:
        click.echo(f"Oppdiktede brukere: {', '.join(accounts.names)}.")
        click.echo(f"Passordet deres er {accounts.password}")


def _load(database: Database, municipality: str, settings: Settings) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as shown:
        tasks: dict[str, object] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = shown.add_task(step, total=total)
            shown.update(tasks[step], completed=done, total=total)  # type: ignore[arg-type]

        report = load_demo(database, municipality, settings=settings, progress=tell)
    if report.unchanged:
        click.echo(f"{report.municipality} er lastet inn fra før; ingenting er endret.")
    else:
        click.echo(f"{report.municipality} er lastet inn.")
