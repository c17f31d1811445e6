"""``rodtrad etl inspect``: what is in a file of statistics, before anybody has declared it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
import orjson

from etl.command_line import Command
from etl.inspection import DatasetFacts, cell_of, facts_of, read_any
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.inspection import CellFacts


@click.command("inspect", cls=Command)
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
