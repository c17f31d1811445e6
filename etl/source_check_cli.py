"""``rodtrad etl check`` and ``rodtrad etl klass``."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from etl.command_line import Command
from etl.klass_file import municipalities, refresh
from etl.providers.http import Client
from etl.registry import folder_of, load_registry
from etl.source_check import checked_sources, region_warnings


@click.command("check", cls=Command)
@click.option("--municipality", required=True, help="Kommunens nøkkel eller mappe.")
@click.pass_context
def check_command(context: click.Context, municipality: str) -> None:
    """Se etter feil i kildene: nøkler, indikatorer, filer og regioner. Ingenting hentes."""
    registry = load_registry(folder_of(municipality))
    failed = 0
    for one in checked_sources(registry):
        click.echo(f"{one.key}: {one.told}" if not one.problem else f"{one.key}: FEIL")
        if one.problem:
            failed += 1
            click.echo(f"    {one.problem}")
    for warning in region_warnings(registry, municipalities()):
        click.echo(f"OBS: {warning}")
    sources, drafts = len(registry.sources), len(registry.drafts)
    click.echo(f"{sources} kilder, {failed} med feil; {drafts} som ikke er prøvd.")
    if failed:
        context.exit(1)


@click.command("klass", cls=Command)
@click.argument("codes", nargs=-1)
@click.option("--refresh", "again", is_flag=True, help="Hent dagens kommuner og endringer fra SSB.")
def klass_command(codes: tuple[str, ...], *, again: bool) -> None:
    """Vis kommunene i KLASS, og hva et gammelt kommunenummer er blitt."""
    if again:
        with Client() as client:
            klass = refresh(client, datetime.now(UTC).date())
    else:
        klass = municipalities()
    click.echo(f"KLASS per {klass.day}: {len(klass.names)} kommuner.")
    for code in codes:
        if code in klass.names:
            click.echo(f"{code}: {klass.names[code]}")
            continue
        steps = klass.became(code)
        if not steps:
            click.echo(f"{code}: ukjent")
        for one in steps:
            click.echo(
                f"{one.old_code} {one.old_name} → {one.new_code} {one.new_name} ({one.occurred})"
            )
