"""``rodtrad etl``: run declared sources, see what a run would change, and list them."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table as RichTable

from etl.chosen import chosen_sources, due, runner_of
from etl.command_line import Group, opened_database
from etl.inspect_cli import inspect_command
from etl.new_cli import new_command
from etl.registry import folder_of, load_registry
from etl.run_lines import change_line, report_lines, sum_lines
from etl.source_check_cli import check_command, klass_command
from etl.value_history_cli import history_command
from indicators.models.running import RunOutcome
from indicators.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from etl.report import SourceReport
    from etl.run import Runner

_MUNICIPALITY = click.option("--municipality", default=None, help="Kommunens nøkkel eller mappe.")
_VANISHED = click.option(
    "--accept-vanished", is_flag=True, help="Godta at perioder er borte fra svaret."
)
_FROM_FILE = click.option(
    "--from-file",
    type=click.Path(path_type=Path),
    default=None,
    help="Les denne filen i stedet for å hente; nevn én kilde.",
)


@click.group("etl", cls=Group)
def etl_group() -> None:
    """Statistikk: erklærte kilder leses inn, og filer ses på."""


for command in (inspect_command, check_command, klass_command, history_command, new_command):
    etl_group.add_command(command)


@etl_group.command("run")
@click.argument("sources", nargs=-1)
@_MUNICIPALITY
@_VANISHED
@_FROM_FILE
@click.option("--dry-run", is_flag=True, help="Gjør alt, fortell om det, og lagre ingenting.")
@click.option("--due", "only_due", is_flag=True, help="Bare kilder som har kommet med nye tall.")
@click.pass_context
def run_command(  # noqa: PLR0913 - one argument for each option, as click has it
    context: click.Context,
    sources: tuple[str, ...],
    municipality: str | None,
    from_file: Path | None,
    *,
    accept_vanished: bool,
    dry_run: bool,
    only_due: bool,
) -> None:
    """Les inn kildene (alle, eller de som nevnes); bare det som er endret, skrives."""
    _one_source(sources, from_file)
    with _runner(municipality) as plain:
        runner = replace(
            plain, accept_vanished=accept_vanished, from_file=from_file, dry_run=dry_run
        )
        chosen = chosen_sources(runner, sources)
        if only_due:
            chosen = due(runner.database, chosen, datetime.now(UTC).replace(tzinfo=None))
        reports = _told(runner.run(chosen), len(chosen))
    for line in sum_lines(reports, dry_run=dry_run):
        click.echo(line)
    _end(context, reports)


@etl_group.command("diff")
@click.argument("sources", nargs=-1)
@_MUNICIPALITY
@_FROM_FILE
@click.pass_context
def diff_command(
    context: click.Context,
    sources: tuple[str, ...],
    municipality: str | None,
    from_file: Path | None,
) -> None:
    """Vis hvilke verdier en innlesing ville endre, uten å lagre noe."""
    _one_source(sources, from_file)
    with _runner(municipality) as plain:
        runner = replace(plain, from_file=from_file, dry_run=True, accept_vanished=True)
        reports = list(runner.run(chosen_sources(runner, sources)))
    for report in reports:
        for line in report_lines(report):
            click.echo(line.plain)
        for change in report.changes:
            click.echo(f"    {change_line(change)}")
        untold = report.new + report.changed - len(report.changes)
        if untold:
            click.echo(f"    … og {untold} til")
    _end(context, reports)


@etl_group.command("list")
@click.option("--municipality", required=True, help="Kommunens nøkkel eller mappe.")
def list_command(municipality: str) -> None:
    """Vis kommunens kilder med tabell, lisens og når nye tall kommer."""
    registry = load_registry(folder_of(municipality))
    table = RichTable(
        "Kilde", "Tittel", "Produsent", "Tabell", "Lisens", "Hentes fra", "Nye tall", "Serier"
    )
    for source in (*registry.sources, *registry.drafts):
        one = source.declared
        table.add_row(
            source.key if one.unverified is None else f"{source.key} (ikke prøvd)",
            one.title,
            one.producer,
            one.table,
            one.licence,
            one.provider if one.is_online else "fil",
            ", ".join(one.releases) or "–",
            str(len(one.series)),
        )
    Console(highlight=False).print(table)


@contextmanager
def _runner(municipality: str | None) -> Iterator[Runner]:
    settings = Settings.from_env(os.environ)
    with opened_database() as database:
        yield runner_of(database, settings.snapshots, municipality)


def _one_source(sources: Sequence[str], from_file: Path | None) -> None:
    if from_file is not None and len(sources) != 1:
        raise click.UsageError("nevn den ene kilden som --from-file er svaret til.")


def _told(reports: Iterator[SourceReport], total: int) -> list[SourceReport]:
    """Print lines of each source as it is done; on a terminal, how far it has come as well."""
    console = Console(highlight=False, soft_wrap=True)
    done: list[SourceReport] = []
    with console.status("") as status:
        while True:
            status.update(f"{len(done)} av {total} kilder")
            report = next(reports, None)
            if report is None:
                return done
            done.append(report)
            for line in report_lines(report):
                console.print(line)


def _end(context: click.Context, reports: Sequence[SourceReport]) -> None:
    if any(report.outcome is RunOutcome.failed for report in reports):
        context.exit(1)
