"""``rodtrad etl``: run declared sources, list them, and look into files of statistics."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson
from rich.console import Console
from rich.table import Table as RichTable
from rich.text import Text
from sqlalchemy import select

from etl.command_line import Group, opened_database
from etl.inspection import DatasetFacts, cell_of, facts_of, read_any
from etl.registry import check_indicators, folder_of, load_registry
from etl.run import Runner, SourceReport
from indicators.errors import BadSource, NotFound
from indicators.models.measurement import Indicator
from indicators.models.organisation import Municipality
from indicators.models.running import RunOutcome
from indicators.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from etl.inspection import CellFacts
    from etl.registry import Registry
    from indicators.database import Database

_OUTCOMES = {
    RunOutcome.loaded: "lest inn",
    RunOutcome.unchanged: "uendret",
    RunOutcome.failed: "FEILET",
}


@click.group("etl", cls=Group)
def etl_group() -> None:
    """Statistikk: erklærte kilder leses inn, og filer ses på."""


@etl_group.command("run")
@click.argument("sources", nargs=-1)
@click.option("--municipality", default=None, help="Kommunens nøkkel eller mappe.")
@click.option("--accept-vanished", is_flag=True, help="Godta at perioder er borte fra svaret.")
@click.pass_context
def run_command(
    context: click.Context,
    sources: tuple[str, ...],
    municipality: str | None,
    *,
    accept_vanished: bool,
) -> None:
    """Les inn kildene (alle, eller de som nevnes); bare det som er endret, skrives."""
    settings = Settings.from_env(os.environ)
    with opened_database() as database:
        reports = run_sources(
            database, settings.snapshots, sources, municipality, accept_vanished=accept_vanished
        )
        failed = _tell(reports)
    if failed:
        context.exit(1)


def run_sources(
    database: Database,
    snapshots: Path,
    keys: Sequence[str] = (),
    municipality: str | None = None,
    *,
    accept_vanished: bool = False,
) -> Iterator[SourceReport]:
    """Run the declared sources of the installation's municipality, and report on each.

    ``municipality`` is a key or a folder; without it, the folder is that of the municipality in
    the database.

    Raises:
        NotFound: If there is no municipality, or no such source.
        BadSource: If a declaration cannot be used; then nothing has been run.
    """
    with database.reading() as session:
        row = session.execute(select(Municipality.key, Municipality.code)).one_or_none()
        known = set(session.scalars(select(Indicator.key)))
    if row is None:
        raise NotFound("Databasen har ingen kommune. Les inn kommunen først: rodtrad demo load.")
    registry = load_registry(folder_of(municipality or row.key))
    chosen = registry.chosen(keys)
    check_indicators(chosen, known)
    if chosen and row.code not in {region.code for region in registry.regions}:
        raise BadSource("regions.toml", f"kommunens egen region {row.code} mangler.")
    runner = Runner(database, registry, snapshots, row.code, accept_vanished=accept_vanished)
    return runner.run(chosen)


def _tell(reports: Iterator[SourceReport]) -> bool:
    """Print one line per source as it is done, and the sums; tell whether any failed."""
    console = Console(highlight=False, soft_wrap=True)
    done: list[SourceReport] = []
    for report in reports:
        done.append(report)
        console.print(Text(_line(report), style="red" if report.message else ""))
        for reason, many in report.refused.items():
            console.print(Text(f"    avvist {many}: {reason}"))
    failed = sum(1 for report in done if report.outcome is RunOutcome.failed)
    loaded = sum(1 for report in done if report.outcome is RunOutcome.loaded)
    console.print(
        f"{len(done)} kilder: {loaded} lest inn, {len(done) - loaded - failed} uendret, "
        f"{failed} feilet. Nye verdier: {sum(report.new for report in done)}, "
        f"endret: {sum(report.changed for report in done)}."
    )
    if not any(report.new or report.changed for report in done) and not failed:
        console.print("Ingenting er endret.")
    return failed > 0


def _line(report: SourceReport) -> str:
    if report.outcome is RunOutcome.failed:
        return f"{report.key}: FEILET – {report.message}"
    return (
        f"{report.key}: {_OUTCOMES[report.outcome]} – lest {report.read}, nye {report.new}, "
        f"endret {report.changed}, uendret {report.unchanged}, "
        f"avvist {sum(report.refused.values())}"
    )


@etl_group.command("list")
@click.option("--municipality", required=True, help="Kommunens nøkkel eller mappe.")
def list_command(municipality: str) -> None:
    """Vis kommunens kilder med tabell og lisens."""
    registry: Registry = load_registry(folder_of(municipality))
    table = RichTable("Kilde", "Tittel", "Produsent", "Tabell", "Lisens", "Serier")
    for source in registry.sources:
        one = source.declared
        table.add_row(
            source.key, one.title, one.producer, one.table, one.licence, str(len(one.series))
        )
    Console(highlight=False).print(table)


@etl_group.command("inspect")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--key", "keys", multiple=True, metavar="DIM=KODE", help="Én celle; gjenta.")
@click.option("--json", "as_json", is_flag=True, help="Skriv som JSON.")
def inspect_command(file: Path, keys: tuple[str, ...], *, as_json: bool) -> None:
    """Se hva som er i en fil: JSON-stat, CSV eller Excel."""
    key = dict(_pair(text) for text in keys)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadSource(str(file), f"filen kan ikke leses ({error.strerror}).") from None
    tables = read_any(content, file.name)
    facts = [facts_of(table) for table in tables]
    cell = cell_of(tables, key, file.name) if key else None
    if as_json:
        answer: dict[str, object] = {"datasets": [asdict(one) for one in facts]}
        if cell is not None:
            answer["cell"] = asdict(cell)
        click.echo(orjson.dumps(answer, option=orjson.OPT_INDENT_2).decode())
    else:
        _show(facts, cell)


def _pair(text: str) -> tuple[str, str]:
    name, equals, code = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"«{text}» er ikke DIM=KODE", param_hint="--key")
    return name, code


def _show(facts: Sequence[DatasetFacts], cell: CellFacts | None) -> None:
    if not facts:
        click.echo("Ingen tabeller: filen er en samling lenker, og de følges ikke.")
    for one in facts:
        click.echo(one.title or "(uten tittel)")
        click.echo("  " + " × ".join(f"{name} {size}" for name, size in one.dims.items()))
        if one.is_metadata:
            click.echo("  beskriver en tabell; ingen celler er med")
            continue
        click.echo(f"  celler {one.cells}, tall {one.numbers}, uten tall {one.nulls}")
        marks = ", ".join(f"«{mark}» {count}" for mark, count in one.statuses.items())
        click.echo(f"  tegn: {marks or 'ingen'}")
        click.echo(f"  minst {one.min}, størst {one.max}, sum {one.sum}")
        click.echo(f"  tid: {one.time_from} til {one.time_to}")
    if cell is not None:
        click.echo(f"Celle: {cell.value}, tegn: {cell.status or 'ingen'}")
