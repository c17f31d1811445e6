"""A starting file for a new source, written from what a table or a file says of itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.inspection import read_any
from etl.providers.variables import Description, Variable
from etl.readers import excel, separated
from etl.readers.guess import guessed_layout
from indicators import periods
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from etl.readers.layout import Layout

_TODO = "FYLL UT"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Where:
    """The lines that say where the bytes come from (``keys``) and how they are got (``tables``)."""

    keys: tuple[str, ...]
    tables: tuple[str, ...] = ()


def described_file(content: bytes, name: str, day: date) -> tuple[Description, Where]:
    """Return what is in a file that will stand under ``data/``, and how it is read.

    Raises:
        BadSource: If the file cannot be read, or holds no table with numbers, or several.
    """
    tables = read_any(content, name)
    if len(tables) != 1 or not tables[0].dimensions:
        raise BadSource(name, f"filen har {len(tables)} tabeller; en kilde beskriver én.")
    table = tables[0]
    is_json = content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"{"
    reader = "jsonstat" if is_json else "excel" if content.startswith(b"PK") else "csv"
    variables = tuple(
        Variable(
            one.key, one.label, one.codes, one.labels, is_time=one.is_time or _is_time(one.codes)
        )
        for one in table.dimensions
    )
    keys = (
        'provider = "file"',
        f"path = {_quoted(name)}",
        f'reader = "{reader}"',
        f"retrieved = {day}",
    )
    layout = () if is_json else tuple(_layout_lines(_layout(content, name, reader)))
    return Description(name, table.title, variables, table.updated), Where(keys, layout)


def asked_of(provider: str, query: dict[str, object], described: Description, home: str) -> Where:
    """Return the lines that ask a provider for the municipality's own cells of a table."""
    lines = ["[query]", *(f"{key} = {_quoted(value)}" for key, value in query.items())]
    lines += ["", "[query.select]"]
    for variable in described.variables:
        lines.append(f"# {variable.code} ({variable.label}): {_codes(variable)}")
        if home in variable.codes:
            chosen = home
        elif variable.is_time:
            chosen = "*"
        else:
            chosen = variable.codes[0]
        can_go = variable.may_be_left_out and chosen not in ("*", home)
        lines.append(f"{'# kan utelates: ' * can_go}{_key(variable.code)} = {_quoted([chosen])}")
    return Where((f'provider = "{provider}"',), tuple(lines))


def starting_file(described: Description, where: Where, home: str, indicator: str) -> str:
    """Return the text of a source file; what nobody can know is marked «FYLL UT».

    It is a draft (``unverified``) until someone takes that line away.
    """
    region = next((one for one in described.variables if home in one.codes), None)
    period = next((one for one in described.variables if one.is_time), None)
    others = [one for one in described.variables if one not in (region, period)]
    keys = [
        f"title = {_quoted(described.title or _TODO)}",
        *where.keys,
        f'producer = "{_TODO}"',
        f'table = "{_TODO}"',
        f'licence = "{_TODO}"',
        f'citation = "{_TODO}"',
        f'geography = "{_TODO}: hvilke kommunegrenser gjelder tallene?"',
        'frequency = "year"',
        f'owner = "{_TODO}: hvem i kommunen følger med på tallet?"',
        '# releases = ["03-15"]  # dager med nye tall, for run --due',
        'unverified = "Nylig skrevet av etl new; ta bort denne linjen når den er prøvd."',
        f"region = {_quoted(region.code if region else _TODO)}",
        f"period = {_quoted(period.code if period else _TODO)}",
        'other_regions = "skip"',
        "",
    ]
    tables = [*where.tables, "", "[regions]", f"{_quoted(home)} = {_quoted(home)}", ""]
    series = ["[[series]]", f"indicator = {_quoted(indicator)}"]
    if others:
        chosen = ", ".join(f"{_key(one.code)} = {_quoted(one.codes[0])}" for one in others)
        series += [f"# {one.code} ({one.label}): {_codes(one)}" for one in others]
        series.append(f"where = {{ {chosen} }}")
    return "\n".join([*keys, *tables, *series]) + "\n"


def _layout(content: bytes, name: str, reader: str) -> Layout:
    rows = excel.read(content, name) if reader == "excel" else separated.read(content, name)
    layout = guessed_layout(rows)
    if layout is None:
        raise BadSource(name, "ingen kolonne har tall.")
    return layout


def _layout_lines(layout: Layout) -> Iterator[str]:
    yield "[layout]"
    yield f"skip_rows = {layout.skip_rows or 0}"
    yield f"header_rows = {layout.header_rows}"
    keys = ", ".join(
        f"{_key(name)} = {{ column = {layout.key(name).column} }}" for name in layout.keys
    )
    yield f"keys = {{ {keys} }}"
    if layout.values is not None:
        yield f"values = {_quoted(layout.values)}"
    if layout.ends_at_blank_row:
        yield "ends_at_blank_row = true"


def _codes(variable: Variable) -> str:
    shown = [
        code if code == label else f"{code} {label}"
        for code, label in zip(variable.codes[:_SHOWN], variable.labels, strict=False)
    ]
    more = len(variable.codes) - len(shown)
    text = "; ".join(shown) + (f"; … {more} til" if more > 0 else "")
    return " ".join(text.split())


def _is_time(codes: Sequence[str]) -> bool:
    try:
        years = [periods.parse(code).start.year for code in codes]
    except ValueError:
        return False
    return bool(years) and all(1900 <= year <= 2100 for year in years)  # noqa: PLR2004


def _key(text: str) -> str:
    return (
        text
        if text.replace("_", "").replace("-", "").isalnum() and text.isascii()
        else _quoted(text)
    )


def _quoted(value: object) -> str:
    # TOML's strings and lists of strings are written as JSON's.
    return json.dumps(value, ensure_ascii=False)
