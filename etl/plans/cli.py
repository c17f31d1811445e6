"""``rodtrad plan``: load plans, organisation and indicators from files, and give plans back."""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import select

from etl.plans.export_plan import export_plan
from etl.plans.files import read_indicators, read_organisation, read_plan
from etl.plans.load_indicators import load_indicators
from etl.plans.load_organisation import load_organisation
from etl.plans.load_plan import load_plan
from etl.plans.write_plan import plan_as_workbook, plan_as_yaml
from indicators import schema
from indicators.database import Database
from indicators.errors import BadSettings, RodTradError
from indicators.models.plan import Plan
from indicators.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.plans.upsert import Loaded

_REFUSED = 2
_FILE = click.Path(path_type=Path)
_WRITERS = {".yaml": plan_as_yaml, ".yml": plan_as_yaml, ".xlsx": plan_as_workbook}


@click.group("plan")
def plan_group() -> None:
    """Planer, organisasjon og indikatorer fra filer."""


@contextmanager
def _told() -> Iterator[None]:
    """Turn what a person can be told about into one message and exit code 2."""
    try:
        yield
    except RodTradError as error:
        click.echo(str(error), err=True)
        raise click.exceptions.Exit(_REFUSED) from error


@contextmanager
def _database() -> Iterator[Database]:
    with _told():
        database = Database(Settings.from_env(os.environ).database_url)
        try:
            schema.upgrade(database)
            yield database
        finally:
            database.close()


@plan_group.command("load")
@click.argument("file", type=_FILE)
def load_command(file: Path) -> None:
    """Les inn en plan (YAML eller Excel)."""
    with _told():
        plan = read_plan(file)
    with _database() as database, database.writing() as session:
        _tell(load_plan(session, plan))


@plan_group.command("load-organisation")
@click.argument("file", type=_FILE)
def load_organisation_command(file: Path) -> None:
    """Les inn tjenesteområder og enheter (YAML)."""
    with _told():
        organisation = read_organisation(file)
    with _database() as database, database.writing() as session:
        _tell(load_organisation(session, organisation))


@plan_group.command("load-indicators")
@click.argument("file", type=_FILE)
def load_indicators_command(file: Path) -> None:
    """Les inn kommunens indikatorer (YAML): hele listen, med koblinger og måltall."""
    with _told():
        indicators = read_indicators(file)
    with _database() as database, database.writing() as session:
        at = datetime.now(UTC).replace(tzinfo=None)
        _tell(load_indicators(session, indicators, at=at))


@plan_group.command("export")
@click.argument("key")
@click.argument("version")
@click.option("--out", type=_FILE, required=True, help="Filen som lages: .yaml eller .xlsx.")
def export_command(key: str, version: str, out: Path) -> None:
    """Skriv en plan til en fil som kan leses inn igjen."""
    with _database() as database, database.reading() as session:
        writer = _WRITERS.get(out.suffix.lower())
        if writer is None:
            raise BadSettings(f"--out er «{out}»; navnet må slutte på .yaml eller .xlsx.")
        content = writer(export_plan(session, key, version))
        try:
            out.write_bytes(content)
        except OSError as error:
            raise BadSettings(f"Kan ikke skrive {out}: {error.strerror}.") from error
    click.echo(f"{out}: planen {key} {version}")


@plan_group.command("list")
def list_command() -> None:
    """Vis planene i databasen."""
    with _database() as database, database.reading() as session:
        plans = session.scalars(select(Plan).order_by(Plan.first_year, Plan.id)).all()
    for plan in plans:
        years = f"{plan.first_year}–{plan.last_year}"
        click.echo(f"{plan.key} {plan.version}  {years}  {plan.state}  {plan.title_nb}")
    if not plans:
        click.echo("Databasen har ingen planer. Les inn en med rodtrad plan load FIL.")


def _tell(loaded: Loaded) -> None:
    click.echo(loaded.sentence())
    for name in loaded.left:
        click.echo(f"  {name} står ikke i filen, men er i bruk og ble ikke tatt ut")
