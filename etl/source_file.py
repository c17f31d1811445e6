"""The form of a source file: what a TOML file under ``sources/`` may say, and how it is checked.

One file declares one published table: where its bytes come from, how they are read, and which of
its cells are observations of which indicator.
"""

from __future__ import annotations

import tomllib
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import BaseModel, Field, StringConstraints, ValidationError, model_validator

from etl.readers.layout import Layout
from etl.releases import ReleaseDay
from etl.source_parts import (
    STRICT,
    BreakDeclared,
    CorrectionDeclared,
    DataPath,
    Excluded,
    MarkName,
    RegionUse,
    SeriesDeclared,
    Text,
)
from etl.toml_places import line_of
from indicators.errors import BadSource

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class SourceFile(BaseModel):
    """A declared source: a file under ``data/``, or a query to a provider that is asked online.

    ``releases`` are the days on which new figures come out; ``unverified`` says what nobody has
    tried yet, and keeps the source out of runs that do not name it.
    """

    model_config = STRICT

    title: Text
    provider: Literal["file", "pxweb_v2", "pxweb_v1", "fhi", "kolada", "udir"]
    path: DataPath | None = None
    query: dict[str, Any] | None = None
    reader: Literal["jsonstat", "csv", "excel"] = "jsonstat"
    producer: Text
    table: Text
    licence: Text
    citation: Text
    geography: Text
    retrieved: date | None = None
    frequency: Literal["year", "half", "term", "quarter", "month", "irregular"] | None = None
    releases: tuple[ReleaseDay, ...] = Field(default=(), strict=False)
    owner: Text | None = None
    unverified: Text | None = None
    url: str | None = None
    note: Text | None = None
    encoding: str | None = None
    separator: Annotated[str, StringConstraints(min_length=1, max_length=1)] | None = None
    sheet: str | None = None
    layout: Layout | None = None
    region: str
    period: str
    other_regions: Literal["refuse", "skip"] = "refuse"
    regions: dict[str, str | RegionUse | list[RegionUse]] = Field(min_length=1)
    marks: dict[str, MarkName] = Field(default_factory=dict)
    exclude: tuple[Excluded, ...] = Field(default=(), strict=False)
    series: tuple[SeriesDeclared, ...] = Field(min_length=1, strict=False)
    breaks: tuple[BreakDeclared, ...] = Field(default=(), strict=False)
    corrections: tuple[CorrectionDeclared, ...] = Field(default=(), strict=False)

    @property
    def is_online(self) -> bool:
        """Whether the bytes come from a provider that is asked."""
        return self.provider != "file"

    @model_validator(mode="after")
    def _fits_its_provider(self) -> Self:
        if self.is_online and (self.query is None or self.path or self.reader != "jsonstat"):
            raise ValueError(f"«{self.provider}» skal ha [query], og verken «path» eller «reader»")
        if not self.is_online and self.query is not None:
            raise ValueError("«query» hører til kilder som spørres over nettet")
        if not self.is_online and (self.path is None or self.retrieved is None):
            raise ValueError("en fil skal ha «path» og «retrieved»")
        return self

    @model_validator(mode="after")
    def _fits_its_reader(self) -> Self:
        if (self.layout is None) != (self.reader == "jsonstat"):
            raise ValueError("«layout» hører til csv og excel, og må oppgis der")
        if self.reader != "csv" and (self.encoding or self.separator):
            raise ValueError("«encoding» og «separator» hører til csv")
        if self.reader != "excel" and self.sheet:
            raise ValueError("«sheet» hører til excel")
        given = {series.indicator for series in self.series}
        named = {key for one in self.breaks for key in one.indicators}
        named |= {one.indicator for one in self.corrections}
        if missing := sorted(named - given):
            told = ", ".join(missing)
            raise ValueError(f"et brudd eller en rettelse gjelder {told}, som ikke er en serie her")
        return self

    def uses(self, code: str) -> list[RegionUse]:
        """Return what a region code of the file stands for."""
        given = self.regions[code]
        if isinstance(given, str):
            return [RegionUse(region=given)]
        return [given] if isinstance(given, RegionUse) else given


def parse_source(text: str, file: str) -> SourceFile:
    """Return a source file's content.

    Raises:
        BadSource: With every mistake that was found, each with its line and its key.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadSource(file, f"dette er ikke gyldig TOML ({error}).") from None
    try:
        return SourceFile.model_validate(data)
    except ValidationError as error:
        problems = [_problem(text, details) for details in error.errors()]
        raise BadSource(file, "\n  ".join(problems)) from None


_NEEDS = {"missing": "mangler", "string_too_short": "er tom", "date_type": "skal være en dato"}


def _problem(text: str, details: ErrorDetails) -> str:
    location = details["loc"]
    path = ".".join(str(step + 1) if isinstance(step, int) else step for step in location)
    line = line_of(text, location)
    where = f"linje {line}, {path}" if line else (path or "filen")
    return f"{where}: {_need(details)}."


def _need(details: ErrorDetails) -> str:
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        known = list(SourceFile.model_fields)
        near = get_close_matches(str(details["loc"][-1]), known, n=1)
        return "er en ukjent nøkkel" + (f"; mente du «{near[0]}»?" if near else "")
    if kind == "value_error":
        return str(context["error"])
    if kind == "literal_error":
        return f"skal være en av {context['expected']}".replace(" or ", " eller ")
    return _NEEDS.get(kind, f"har en verdi som ikke kan brukes: «{str(details.get('input'))[:60]}»")
