"""The small forms that a source file is made of."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from indicators import periods
from indicators.models.measurement import Mark

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


STRICT = ConfigDict(extra="forbid", frozen=True, strict=True)
"""Unknown keys are errors, and text is not taken for a number."""


class Form(BaseModel):
    """A part of a source file."""

    model_config = STRICT


class Span(Form):
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


class Excluded(Form):
    """Cells that are in the file and must not be taken in, with the reason that is reported."""

    where: Where = Field(default_factory=dict)
    mark: str | None = None
    reason: Text

    @model_validator(mode="after")
    def _says_something(self) -> Excluded:
        if not self.where and self.mark is None:
            raise ValueError("oppgi «where», «mark» eller begge")
        return self


class SeriesDeclared(Form):
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


class BreakDeclared(Form):
    """A break in the series of some indicators, from a period on, and what happened."""

    indicators: tuple[Slug, ...] = Field(min_length=1, strict=False)
    regions: tuple[str, ...] = Field(min_length=1, strict=False)
    start: PeriodCode = Field(alias="from")
    kind: Literal["code_change", "merger", "method", "definition", "collection"]
    nb: Text
    nn: Text | None = None
    en: Text | None = None


class CorrectionDeclared(Form):
    """A value that the publisher has wrong, the value that is right, and how that is known.

    ``expected`` is the wrong value as the publisher gives it; a correction fails when the
    publisher gives another, for then it is no longer needed. Without ``value`` the value is taken
    out, and ``mark`` says why there is none.
    """

    indicator: Slug
    region: Text
    period: PeriodCode
    breakdown: Text = "total"
    expected: float = Field(allow_inf_nan=False, strict=False)
    value: float | None = Field(default=None, allow_inf_nan=False, strict=False)
    mark: MarkName | None = None
    reason: Text

    @model_validator(mode="after")
    def _says_what_is_right(self) -> CorrectionDeclared:
        if self.value is None and self.mark is None:
            raise ValueError("oppgi «value», eller «mark» når verdien skal ut")
        return self
