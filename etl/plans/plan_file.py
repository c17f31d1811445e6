"""The form of a plan file: a plan with its goals, subgoals and strategies, from YAML or Excel."""

from __future__ import annotations

from collections import Counter
from datetime import date  # noqa: TC003 - pydantic reads the annotation
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from etl.plans.file_models import (
    FileModel,
    FileRoot,
    FullKey,
    Line,
    Number,
    PlanRef,
    Prose,
    Slug,
    Text,
    TextIn,
    Year,
)
from indicators.models.plan import Actor, PlanKind, PlanState, TitleStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEARS_IN_PERIOD = 2


def _split_years(value: object) -> object:
    """Understand ``2020-2032`` as the pair of years that it is."""
    if isinstance(value, str):
        parts = value.replace("–", "-").split("-")
        if len(parts) == _YEARS_IN_PERIOD:
            return [part.strip() for part in parts]
    return value


class StrategyIn(FileModel):
    """A strategy; for everyone it is *slik kan du bidra*."""

    number: Number
    actor: Actor
    text: Text


class PredecessorIn(FileModel):
    """A subgoal of a former plan that a subgoal carries on from, and how that is known."""

    subgoal: FullKey
    note: Prose | None = None


class _Titled(FileModel):
    """A title that may be unknown: then the file says so, and the title is a neutral label."""

    number: Number
    title: Text
    title_status: TitleStatus = TitleStatus.provisional
    description: Text | None = None
    source: Prose | None = None

    word: ClassVar[TextIn]

    @model_validator(mode="before")
    @classmethod
    def _label_of_a_missing_title(cls, data: Any) -> Any:  # noqa: ANN401 - what a file holds
        missing = isinstance(data, dict) and data.get("title_status") == TitleStatus.missing
        if missing and data.get("title") is None and isinstance(data.get("number"), str):
            return {**data, "title": cls._untitled(data["number"])}
        return data

    @classmethod
    def _untitled(cls, number: str) -> dict[str, str]:
        return {
            "nb": f"{cls.word.nb} {number} (tittel ikke registrert)",
            "nn": f"{cls.word.nn} {number} (tittel ikkje registrert)",
            "en": f"{cls.word.en} {number} (title not registered)",
        }


class SubgoalIn(_Titled):
    """A subgoal (*delmål*)."""

    word: ClassVar[TextIn] = TextIn(nb="Delmål", nn="Delmål", en="Subgoal")

    note: Prose | None = None
    sdgs: tuple[Annotated[int, Field(ge=1, le=17)], ...] = ()
    strategies: tuple[StrategyIn, ...] = ()
    predecessors: tuple[PredecessorIn, ...] = ()

    @model_validator(mode="after")
    def _parts_belong(self) -> SubgoalIn:
        for strategy in self.strategies:
            _require_inside(strategy.number, self.number, "strategien")
        _refuse_twice("strategien", (strategy.number for strategy in self.strategies))
        _refuse_twice("FNs bærekraftsmål", map(str, self.sdgs))
        _refuse_twice("forløperen", (before.subgoal for before in self.predecessors))
        return self


class GoalIn(_Titled):
    """A main goal (*hovedmål*); a draft may have themes where a plan has subgoals."""

    word: ClassVar[TextIn] = TextIn(nb="Hovedmål", nn="Hovudmål", en="Main goal")

    themes: tuple[Text, ...] = ()
    subgoals: tuple[SubgoalIn, ...] = ()

    @model_validator(mode="after")
    def _parts_belong(self) -> GoalIn:
        for subgoal in self.subgoals:
            _require_inside(subgoal.number, self.number, "delmålet")
        _refuse_twice("delmålet", (subgoal.number for subgoal in self.subgoals))
        return self


class PlanFile(FileRoot):
    """A plan in one version."""

    what: ClassVar[str] = "planfilen"

    key: Slug
    version: Slug
    kind: PlanKind
    state: PlanState
    title: Text
    vision: Text | None = None
    years: Annotated[tuple[Year, Year], BeforeValidator(_split_years)]
    adopted_on: date | None = None
    adopted_by: Line | None = None
    supersedes: PlanRef | None = None
    price_level: Line | None = None
    source: Prose | None = None
    note: Prose | None = None
    is_example: bool = False
    goals: tuple[GoalIn, ...] = ()

    @property
    def ref(self) -> str:
        """The plan as ``<key>.<version>``: what the keys of its parts begin with."""
        return f"{self.key}.{self.version}"

    @model_validator(mode="after")
    def _makes_sense(self) -> PlanFile:
        if self.years[0] > self.years[1]:
            raise ValueError("years: det første året er etter det siste")
        if self.supersedes == self.ref:
            raise ValueError("supersedes: en plan kan ikke avløse seg selv")
        _refuse_twice("målet", (goal.number for goal in self.goals))
        return self


def _require_inside(number: str, outer: str, what: str) -> None:
    if not number.startswith(f"{outer}."):
        raise ValueError(f"{what} {number} skal ha et nummer som begynner med {outer}.")


def _refuse_twice(what: str, numbers: Iterable[str]) -> None:
    twice = [number for number, count in Counter(numbers).items() if count > 1]
    if twice:
        raise ValueError(f"{what} {', '.join(twice)} står mer enn én gang")
