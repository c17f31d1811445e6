"""``rodtrad plan``: load plans, organisation and indicators from files, and give plans back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from sqlalchemy import select

from etl.command_line import Group, opened_database
from etl.plans.export_plan import export_plan
from etl.plans.files import read_indicators, read_organisation, read_plan
from etl.plans.load_indicators import load_indicators
from etl.plans.load_municipality import load_municipality, refuse_other_municipality
from etl.plans.load_organisation import load_organisation
from etl.plans.load_plan import load_plan
from etl.plans.municipality_file import read_municipality_file
from etl.plans.write_plan import plan_as_workbook, plan_as_yaml
from indicators.errors import BadSettings
from indicators.models.plan import Plan

if TYPE_CHECKING:
    from etl.plans.upsert import Loaded

_FILE = click.Path(path_type=Path)
_WRITERS = {".yaml": plan_as_yaml, ".yml": plan_as_yaml, ".xlsx": plan_as_workbook}


@click.group("plan", cls=Group)
def plan_group() -> None:
    """Planer, organisasjon og indikatorer fra filer."""


@plan_group.command("load")
@click.argument("file", type=_FILE)
def load_command(file: Path) -> None:
    """Les inn en plan (YAML eller Excel)."""
    plan = read_plan(file)
    with opened_database() as database, database.writing() as session:
        _tell(load_plan(session, plan))


@plan_group.command("load-municipality")
@click.argument("file", type=_FILE)
def load_municipality_command(file: Path) -> None:
    """Les inn hvem kommunen er (municipality.toml): det første en ny installasjon trenger."""
    municipality = read_municipality_file(file)
    with opened_database() as database, database.writing() as session:
        refuse_other_municipality(session, municipality)
        _tell(load_municipality(session, municipality))


@plan_group.command("load-organisation")
@click.argument("file", type=_FILE)
def load_organisation_command(file: Path) -> None:
    """Les inn tjenesteområder og enheter (YAML)."""
    organisation = read_organisation(file)
    with opened_database() as database, database.writing() as session:
        _tell(load_organisation(session, organisation))


@plan_group.command("load-indicators")
@click.argument("file", type=_FILE)
def load_indicators_command(file: Path) -> None:
    """Les inn kommunens indikatorer (YAML): hele listen, med koblinger og måltall."""
    indicators = read_indicators(file)
    with opened_database() as database, database.writing() as session:
        at = datetime.now(UTC).replace(tzinfo=None)
        _tell(load_indicators(session, indicators, at=at))


@plan_group.command("export")
@click.argument("key")
@click.argument("version")
@click.option("--out", type=_FILE, required=True, help="Filen som lages: .yaml eller .xlsx.")
def export_command(key: str, version: str, out: Path) -> None:
    """Skriv en plan til en fil som kan leses inn igjen."""
    with opened_database() as database, database.reading() as session:
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
    with opened_database() as database, database.reading() as session:
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
