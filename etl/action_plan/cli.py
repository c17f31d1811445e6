"""``rodtrad plan load-actions`` and ``actions-template``: the HØP from the command line."""

from __future__ import annotations

from pathlib import Path

import click

from etl.action_plan.load import load_actions
from etl.action_plan.template import write_action_plan
from etl.command_line import REFUSED, Command, opened_database
from etl.workbooks.findings import as_lines
from indicators.commands.actions import Edition
from indicators.errors import BadSettings
from indicators.models.plan import PlanState
from indicators.queries.action_plan_context import action_plan_context

_YEARS = 4
_WORKBOOK = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("load-actions", cls=Command)
@click.argument("file", type=_WORKBOOK)
def load_actions_command(file: Path) -> None:
    """Les inn en handlings- og økonomiplan (HØP) fra Excel: alt, eller ingenting."""
    with opened_database() as database, database.writing() as session:
        loaded = load_actions(session, file.read_bytes(), file.name)
        for line in as_lines(loaded.findings):
            click.echo(f"{file.name}, {line}", err=True)
        if loaded.counts is None:
            raise click.exceptions.Exit(REFUSED)
    counts = loaded.counts
    if counts.any:
        click.echo(
            f"{file.name}: {counts.new} nye tiltak, {counts.changed} endret, "
            f"{counts.unchanged} uendret, {counts.removed} fjernet."
        )
    else:
        click.echo(f"{file.name}: ingen endringer ({counts.unchanged} tiltak).")


@click.command("actions-template", cls=Command)
@click.option("--key", default="hop", show_default=True, help="Plannøkkelen.")
@click.option("--first-year", type=click.IntRange(1990, 2100), required=True, help="Budsjettåret.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Filen som skrives (.xlsx).",
)
def actions_template_command(key: str, first_year: int, out: Path) -> None:
    """Skriv en tom arbeidsbok for en handlings- og økonomiplan."""
    last_year = first_year + _YEARS - 1
    edition = Edition(
        key=key,
        version=f"{first_year}-{last_year}",
        title=f"Handlings- og økonomiplan {first_year}–{last_year}",
        first_year=first_year,
        last_year=last_year,
        state=PlanState.draft,
        is_example=False,
    )
    with opened_database() as database, database.reading() as session:
        content = write_action_plan(edition, action_plan_context(session, first_year=first_year))
        try:
            out.write_bytes(content)
        except OSError as error:
            raise BadSettings(f"{out} kan ikke skrives: {error.strerror}.") from error
    click.echo(f"{out} er skrevet.")
