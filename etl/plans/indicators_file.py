"""The form of an indicators file: what is measured, for which subgoals, towards which targets."""

from __future__ import annotations

from collections import Counter
from datetime import date  # noqa: TC003 - pydantic reads the annotation
from enum import StrEnum
from math import inf
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from etl.plans.file_models import (
    FileModel,
    FileRoot,
    FullKey,
    Line,
    PlanRef,
    Prose,
    Slug,
    Text,
    Year,
)
from indicators.models.measurement import Counting, Direction, LinkRole
from indicators.progress.ambition import Rule

_MAX_DECIMALS = 6


class Frequency(StrEnum):
    """How often a new value comes; ``rolling`` is a window of several years, moved every year."""

    year = "year"
    half_year = "half_year"
    tertial = "tertial"
    quarter = "quarter"
    month = "month"
    school_year = "school_year"
    rolling = "rolling"
    irregular = "irregular"


class LinkIn(FileModel):
    """A subgoal that an indicator informs, and why it is linked there."""

    subgoal: FullKey
    role: LinkRole
    reason: Text


class BaselineIn(FileModel):
    """Where an indicator is measured from; without a value, what was measured that year."""

    year: Year
    value: float | None = None
    source: Prose | None = None


class TargetIn(FileModel):
    """An ambition: a rule and the numbers that the rule needs, with where it is written."""

    rule: Rule
    value: float | None = None
    low: float | None = None
    high: float | None = None
    tolerance: Annotated[float, Field(ge=0)] | None = None
    year: Year | None = None
    reference_year: Year | None = None
    text: Text | None = None
    source: Prose | None = None
    plan: PlanRef | None = None

    @model_validator(mode="after")
    def _has_what_the_rule_needs(self) -> TargetIn:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError("low er større enn high")
        bounds = self.low is not None or self.high is not None
        if self.rule in (Rule.at_least, Rule.below) and self.value is None:
            raise ValueError(f"regelen {self.rule.value} trenger value")
        if self.rule is Rule.from_to and self.value is None and not bounds:
            raise ValueError("regelen from_to trenger value, eller low og high")
        return self


class CountingIn(FileModel):
    """That values come from counting people, so that chance plays a part where they are few.

    A ``share`` or ``rate`` is given per so many (100 for percent), of the people that another
    indicator (``population_of``) or ``population`` says; a ``number`` is how many were counted.
    """

    kind: Counting
    per: Annotated[float, Field(gt=0)] = 100.0
    population: Annotated[float, Field(gt=0)] | None = None
    population_of: Slug | None = None

    @model_validator(mode="after")
    def _has_people(self) -> CountingIn:
        given = (self.population is not None) + (self.population_of is not None)
        if self.kind is not Counting.number and given != 1:
            raise ValueError("oppgi enten population eller population_of")
        if self.kind is Counting.number and given:
            raise ValueError("number trenger ingen population")
        return self


class IndicatorIn(FileModel):
    """An indicator's definition."""

    key: Slug
    title: Text
    definition: Text | None = None
    purpose: Text | None = None
    caution: Text | None = None
    unit_of_measure: Text
    formula: Prose | None = None
    decimals: Annotated[int, Field(ge=0, le=_MAX_DECIMALS)] = 0
    direction: Direction
    frequency: Frequency
    floor: float | None = None
    ceiling: float | None = None
    counting: CountingIn | None = None
    producer: Line
    source_table: Line | None = None
    source_url: Annotated[str, Field(pattern=r"^https://[^\s<>\"]+$", max_length=1000)] | None = (
        None
    )
    licence: Line | None = None
    citation: Prose | None = None
    service_area: Slug | None = None
    next_release_on: date | None = None
    links: tuple[LinkIn, ...] = ()
    baseline: BaselineIn | None = None
    targets: tuple[TargetIn, ...] = ()
    is_example: bool | None = None
    published: bool = True

    @model_validator(mode="after")
    def _nothing_twice(self) -> IndicatorIn:
        links = Counter(link.subgoal for link in self.links)
        if twice := [key for key, count in links.items() if count > 1]:
            raise ValueError(f"delmålet {', '.join(twice)} er koblet mer enn én gang")
        targets = Counter((target.rule, target.year, target.plan) for target in self.targets)
        if any(count > 1 for count in targets.values()):
            raise ValueError("to måltall har samme rule, year og plan")
        return self

    @model_validator(mode="after")
    def _asks_for_what_is_possible(self) -> IndicatorIn:
        floor = -inf if self.floor is None else self.floor
        ceiling = inf if self.ceiling is None else self.ceiling
        if floor >= ceiling:
            raise ValueError("floor er ikke mindre enn ceiling")
        asked = [(f"målet {t.year or t.rule.value}", t) for t in self.targets]
        numbers = [(what, n) for what, t in asked for n in (t.value, t.low, t.high)]
        if self.baseline is not None:
            numbers.append(("utgangspunktet", self.baseline.value))
        for what, number in numbers:
            if number is not None and not floor <= number <= ceiling:
                raise ValueError(f"{what} er {number:g}, utenfor floor og ceiling")
        return self


class IndicatorsFile(FileRoot):
    """All indicators of a municipality."""

    what: ClassVar[str] = "indikatorfilen"

    is_example: bool = False
    indicators: tuple[IndicatorIn, ...]
