"""The form of a source file: what a TOML file under ``sources/`` may say, and how it is checked.

One file declares one published table: where its bytes come from, how they are read, and which of
its cells are observations of which indicator.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from etl.readers.layout import Layout
from indicators import periods
from indicators.errors import BadSource
from indicators.models.measurement import Mark

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

Text = Annotated[str, StringConstraints(min_length=1, max_length=4000)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
DataPath = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9_]+([./-][A-Za-z0-9_]+)*$", max_length=200)
]
"""A file inside ``data/``; never a way out of it."""


def _period(code: str) -> str:
    periods.parse(code)
    return code


def _mark_name(name: str) -> str:
    if name not in Mark.__members__:
        raise ValueError(f"«{name}» er ikke et av {', '.join(Mark.__members__)}")
    return name


PeriodCode = Annotated[str, AfterValidator(_period)]
MarkName = Annotated[str, AfterValidator(_mark_name)]
Where = dict[str, str | list[str]]
"""Codes by dimension; a cell is meant when its code is among those given, in every dimension."""


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Span(_Form):
    """Periods from one to another, both counted; an open end is not limited."""

    start: PeriodCode | None = Field(default=None, alias="from")
    end: PeriodCode | None = Field(default=None, alias="to")

    def bounds(self) -> tuple[date, date]:
        """Return the first day, and the day after the last."""
        first = periods.parse(self.start).start if self.start else date.min
        last = periods.parse(self.end).end if self.end else date.max
        return first, last


class RegionUse(Span):
    """The region that a code of the file stands for, and in which periods it does so."""

    region: Text


class Excluded(_Form):
    """Cells that are in the file and must not be taken in, with the reason that is reported."""

    where: Where = Field(default_factory=dict)
    mark: str | None = None
    reason: Text

    @model_validator(mode="after")
    def _says_something(self) -> Excluded:
        if not self.where and self.mark is None:
            raise ValueError("oppgi «where», «mark» eller begge")
        return self


class SeriesDeclared(_Form):
    """Which cells are observations of an indicator.

    The value is the cell, times ``times``, divided by the cell that ``divide_by`` chooses for the
    same region, period and breakdown (so a rate per 1 000 is a ratio with ``times = 1000``).
    ``breakdown`` names dimensions to break down by and the code that is the total of each, "" if
    there is none. ``combine = "sum"`` adds the cells that fall on the same region and period.
    """

    indicator: Slug
    where: Where = Field(default_factory=dict)
    divide_by: Where | None = None
    times: float = Field(default=1.0, gt=0, allow_inf_nan=False, strict=False)
    breakdown: dict[str, str] = Field(default_factory=dict)
    combine: Literal["refuse", "sum"] = "refuse"
    periods: Span = Span()
    headline_region: str | None = None


class BreakDeclared(_Form):
    """A break in the series of some indicators, from a period on, and what happened."""

    indicators: tuple[Slug, ...] = Field(min_length=1, strict=False)
    regions: tuple[str, ...] = Field(min_length=1, strict=False)
    start: PeriodCode = Field(alias="from")
    kind: Literal["code_change", "merger", "method", "definition", "collection"]
    nb: Text
    nn: Text | None = None
    en: Text | None = None


class SourceFile(_Form):
    """A declared source."""

    title: Text
    provider: Literal["file"]
    path: DataPath
    reader: Literal["jsonstat", "csv", "excel"]
    producer: Text
    table: Text
    licence: Text
    citation: Text
    geography: Text
    retrieved: date
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

    @model_validator(mode="after")
    def _fits_its_reader(self) -> SourceFile:
        if (self.layout is None) != (self.reader == "jsonstat"):
            raise ValueError("«layout» hører til csv og excel, og må oppgis der")
        if self.reader != "csv" and (self.encoding or self.separator):
            raise ValueError("«encoding» og «separator» hører til csv")
        if self.reader != "excel" and self.sheet:
            raise ValueError("«sheet» hører til excel")
        given = {series.indicator for series in self.series}
        for one in self.breaks:
            if missing := sorted(set(one.indicators) - given):
                raise ValueError(f"et brudd gjelder {', '.join(missing)}, som ikke er en serie her")
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


def line_of(text: str, location: tuple[int | str, ...]) -> int | None:
    """Return the line of a TOML file that the nearest thing to a location stands on."""
    lines = text.splitlines()
    first, last, found = 0, len(lines), None
    steps: list[Any] = list(location)
    if len(steps) > 1 and isinstance(steps[1], int):
        heads = [i for i, line in enumerate(lines) if line.strip() == f"[[{steps[0]}]]"]
        if steps[1] < len(heads):
            first = heads[steps[1]]
            last = heads[steps[1] + 1] if steps[1] + 1 < len(heads) else len(lines)
            found = first
            steps = steps[2:]
    for step in steps:
        form = re.compile(rf'\s*(\[+[\w.]*\.?)?["\']?{re.escape(str(step))}["\']?\s*[=\].]')
        at = next((i for i in range(first, last) if form.match(lines[i])), None)
        if at is None:
            break
        first = found = at
    return None if found is None else found + 1
