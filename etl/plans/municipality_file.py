"""The form of municipality.toml: who the municipality is, and what is loaded in which order."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field

from etl.plans.document import Document, Location, Node
from etl.plans.file_models import FileModel, FileRoot, Slug, Text, Year
from etl.plans.validation import validate
from indicators.errors import BadPlan

if TYPE_CHECKING:
    from pathlib import Path

FileName = Annotated[
    str, Field(pattern=r"^[a-z0-9_]+([./-][a-z0-9_]+)*\.(yaml|xlsx)$", max_length=200)
]
"""A file inside the municipality's folder; never a way out of it."""


class ExampleYearsIn(FileModel):
    """The years for which the demo makes the example units' plans and reports."""

    plan_years: tuple[Year, ...] = ()
    report_years: tuple[Year, ...] = ()
    tertial_years: tuple[Year, ...] = ()


class MunicipalityFile(FileRoot):
    """A municipality and the files that are loaded for it, plans in the order given."""

    what: ClassVar[str] = "municipality.toml"

    key: Slug
    code: Annotated[str, Field(pattern=r"^[0-9A-Za-z]{4,20}$")]
    name: Text
    notice: Text | None = None
    is_example: bool = False
    organisation: FileName
    plans: tuple[FileName, ...]
    indicators: FileName
    action_plans: tuple[FileName, ...] = ()
    example_units: ExampleYearsIn = ExampleYearsIn()
    unit_ideas: FileName | None = None


def read_municipality_file(path: Path) -> MunicipalityFile:
    """Read a municipality.toml.

    Raises:
        BadPlan: If it is missing, is not TOML, or holds something that is not understood.
    """
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except FileNotFoundError as error:
        raise BadPlan(str(path), "filen finnes ikke.") from error
    except UnicodeDecodeError as error:
        raise BadPlan(str(path), "filen er ikke UTF-8; lagre den som UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadPlan(str(path), f"filen kan ikke leses som TOML: {error}") from error
    return validate(MunicipalityFile, Document(str(path), _as_text(data), _lines(text)))


def _as_text(value: object) -> Node:
    """Return TOML values as a plan document has them: every scalar as text."""
    if isinstance(value, dict):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _lines(text: str) -> dict[Location, str]:
    """Return the line of every table and key; TOML's own reader does not tell."""
    places: dict[Location, str] = {(): "linje 1"}
    table: Location = ()
    for number, line in enumerate(text.splitlines(), 1):
        if heading := re.match(r"\[([\w.-]+)\]", line):
            table = tuple(heading[1].split("."))
            places[table] = f"linje {number}"
        elif key := re.match(r"([\w.-]+)\s*=", line):
            places[(*table, *key[1].split("."))] = f"linje {number}"
    return places
