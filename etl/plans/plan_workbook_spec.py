"""The sheets of a plan as a workbook; reading and writing follow this one description."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from etl.workbooks.choices import Choice, Choices
from etl.workbooks.spec import Column, Kind, SheetSpec, Wanted
from indicators.models.plan import Actor, PlanKind, PlanState, TitleStatus

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS = {
    PlanKind.planning_strategy: "Planstrategi",
    PlanKind.municipal_plan: "Kommuneplanens samfunnsdel",
    PlanKind.land_use_plan: "Kommuneplanens arealdel",
    PlanKind.thematic_plan: "Temaplan",
    PlanKind.action_economy_plan: "Handlings- og økonomiplan",
}
_STATES = {
    PlanState.draft: "Utkast",
    PlanState.hearing: "På høring",
    PlanState.adopted: "Vedtatt",
    PlanState.superseded: "Avløst",
}
_TITLE_STATUSES = {
    TitleStatus.confirmed: "Bekreftet",
    TitleStatus.provisional: "Foreløpig",
    TitleStatus.missing: "Mangler",
}
_ACTORS = {Actor.municipality: "Kommunen", Actor.everyone: "Alle"}


def _choices(labels: Mapping[Any, str]) -> Choices:
    return Choices(tuple(Choice(str(key), label) for key, label in labels.items()))


CHOICES: Mapping[str, Choices] = MappingProxyType(
    {
        "kind": _choices(_KINDS),
        "state": _choices(_STATES),
        "title_status": _choices(_TITLE_STATUSES),
        "actor": _choices(_ACTORS),
    }
)
LANGUAGES = ("nb", "nn", "en")
_IN = {"nb": "", "nn": " (nynorsk)", "en": " (engelsk)"}


def _texts(
    key: str, heading: str, *, wanted: Wanted = Wanted.required, width: int = 50
) -> tuple[Column, ...]:
    return tuple(
        Column(
            f"{key}_{language}",
            heading + _IN[language],
            wanted=wanted if language == "nb" else Wanted.optional,
            width=width,
        )
        for language in LANGUAGES
    )


def _column(key: str, heading: str, kind: Kind = Kind.text, width: int = 18) -> Column:
    return Column(key, heading, kind, choices=key if kind is Kind.choice else "", width=width)


def _required(key: str, heading: str, kind: Kind = Kind.text) -> Column:
    return Column(key, heading, kind, Wanted.required, choices=key if kind is Kind.choice else "")


PLAN = SheetSpec(
    "plan",
    "Plan",
    fields=(
        _required("key", "Nøkkel"),
        _required("version", "Versjon"),
        _required("kind", "Type", Kind.choice),
        _required("state", "Tilstand", Kind.choice),
        *_texts("title", "Tittel"),
        *_texts("vision", "Visjon", wanted=Wanted.optional),
        _required("first_year", "Første år", Kind.whole),
        _required("last_year", "Siste år", Kind.whole),
        _column("adopted_on", "Vedtatt dato", Kind.date),
        _column("adopted_by", "Vedtatt av"),
        _column("supersedes", "Avløser"),
        _column("price_level", "Prisnivå"),
        _column("source", "Kilde", width=60),
        _column("note", "Merknad", width=60),
        _column("is_example", "Eksempeldata", Kind.boolean),
    ),
)
_TITLED = (
    *_texts("title", "Tittel", wanted=Wanted.optional),
    _column("title_status", "Tittelstatus", Kind.choice),
    *_texts("description", "Beskrivelse", wanted=Wanted.optional),
    _column("source", "Kilde", width=50),
)
GOALS = SheetSpec("goals", "Mål", columns=(_required("number", "Nummer"), *_TITLED))
SUBGOALS = SheetSpec(
    "subgoals",
    "Delmål",
    columns=(
        _required("number", "Nummer"),
        *_TITLED,
        _column("note", "Merknad", width=50),
        _column("sdgs", "FNs bærekraftsmål"),
    ),
)
STRATEGIES = SheetSpec(
    "strategies",
    "Strategier",
    columns=(
        _required("subgoal", "Delmål"),
        _required("number", "Nummer"),
        _required("actor", "Hvem", Kind.choice),
        *_texts("text", "Tekst", width=70),
    ),
)
THEMES = SheetSpec(
    "themes", "Temaer", columns=(_required("goal", "Mål"), *_texts("title", "Tittel"))
)
PREDECESSORS = SheetSpec(
    "predecessors",
    "Forløpere",
    columns=(
        _required("in_subgoal", "Delmål"),
        _required("subgoal", "Forløper"),
        _column("note", "Merknad", width=60),
    ),
)
SHEETS = (PLAN, GOALS, SUBGOALS, STRATEGIES)
OPTIONAL_SHEETS = (THEMES, PREDECESSORS)
NUMBERS = frozenset({"number", "subgoal", "goal", "in_subgoal"})
"""Columns that hold numbers such as 1.1, which Excel may have made a decimal number or a date."""
