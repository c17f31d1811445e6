"""``rodtrad etl new``: writes a starting file for a source."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from etl.command_line import Command
from etl.new_source import asked_of, described_file, starting_file
from etl.plans.municipality_file import read_municipality_file
from etl.providers import fhi, pxweb_v1, pxweb_v2
from etl.providers.http import Client
from etl.providers.online import declared
from etl.registry import folder_of
from etl.source_file import parse_source
from indicators.errors import BadSource, Conflict

if TYPE_CHECKING:
    from etl.new_source import Where
    from etl.providers.variables import Description

_SSB_V1 = "https://data.ssb.no/api/v0/no/table"
_DESCRIBES = {"pxweb_v2": pxweb_v2.describe, "pxweb_v1": pxweb_v1.describe, "fhi": fhi.describe}


@click.command("new", cls=Command)
@click.argument("key")
@click.option("--municipality", required=True, help="Kommunens nøkkel eller mappe.")
@click.option("--indicator", required=True, help="Indikatoren som tabellen gir verdier til.")
@click.option(
    "--file",
    "file",
    type=click.Path(path_type=Path),
    default=None,
    help="En nedlastet fil; den kopieres til data/.",
)
@click.option(
    "--provider",
    type=click.Choice(sorted(_DESCRIBES)),
    default="pxweb_v2",
    show_default=True,
    help="Tjenesten som spørres.",
)
@click.option("--table", default=None, help="Tabellens nummer hos tjenesten.")
@click.option("--base", default=None, help="Tjenestens adresse, når den er en annen enn SSBs/FHIs.")
def new_command(  # noqa: PLR0913, PLR0917 - one argument for each option, as click has it
    key: str,
    municipality: str,
    indicator: str,
    file: Path | None,
    provider: str,
    table: str | None,
    base: str | None,
) -> None:
    """Skriv en begynnelse på en kildefil ut fra en tabells metadata, eller en nedlastet fil."""
    folder = folder_of(municipality)
    home = read_municipality_file(folder / "municipality.toml").code
    target = folder / "sources" / f"{key}.toml"
    if not key.replace("-", "").isalnum() or not key.isascii() or key != key.lower():
        raise click.BadParameter("bruk små bokstaver a–z, tall og bindestrek", param_hint="KEY")
    if (file is None) == (table is None):
        raise click.UsageError("oppgi enten --file eller --table.")
    if target.exists():
        raise Conflict(f"{target} finnes fra før.")
    if file is not None:
        described, where = _of_file(file, folder / "data")
    else:
        described, where = _of_table(provider, str(table), base, home)
    text = starting_file(described, where, home, indicator)
    parse_source(text, target.name)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    click.echo(f"Skrev {target}. Se etter «FYLL UT», og kjør rodtrad etl check.")


def _of_file(file: Path, data: Path) -> tuple[Description, Where]:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise BadSource(str(file), f"filen kan ikke leses ({error.strerror}).") from None
    found = described_file(content, file.name, datetime.now(UTC).date())
    kept = data / file.name
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(content)
    elif kept.read_bytes() != content:
        raise Conflict(f"{kept} finnes fra før med annet innhold.")
    return found


def _of_table(provider: str, table: str, base: str | None, home: str) -> tuple[Description, Where]:
    query = _query(provider, table, base)
    declaration = declared(provider, {**query, "select": {}}, f"--table {table}")
    with Client() as client:
        described = _DESCRIBES[provider](declaration, client)  # type: ignore[operator]
    return described, asked_of(provider, query, described, home)


def _query(provider: str, table: str, base: str | None) -> dict[str, object]:
    """Return how a provider's table is named in ``[query]``."""
    if provider == "pxweb_v1":
        return {"address": f"{(base or _SSB_V1).rstrip('/')}/{table}"}
    number = int(table) if provider == "fhi" and table.isdecimal() else table
    return {"table": number} if base is None else {"table": number, "base": base}
