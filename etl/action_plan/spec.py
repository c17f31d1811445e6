"""The HØP workbook, declared once; no other module knows a heading or the title of a sheet."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from etl.workbooks.choices import Choice, Choices
from etl.workbooks.spec import Column, Kind, SheetSpec, Wanted
from indicators.models.plan import ActionKind, PlanState

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATE_VERSION = "hop-1"
TEMPLATE_NAME = "rodtrad_mal"
YEARS = 4


class ListKey(StrEnum):
    """The lists that columns choose from."""

    kinds = "kinds"
    states = "states"
    money_units = "money_units"
    service_areas = "service_areas"
    subgoals = "subgoals"


class MoneyUnit(StrEnum):
    """What the amounts of a workbook are written in."""

    nok = "nok"
    thousands = "thousands"


FACTORS = MappingProxyType({MoneyUnit.nok: 1, MoneyUnit.thousands: 1000})
_KINDS = MappingProxyType(
    {
        ActionKind.measure: "Tiltak",
        ActionKind.assignment: "Oppdrag",
        ActionKind.investment: "Investering",
        ActionKind.climate: "Klimatiltak",
    }
)
_STATES = MappingProxyType(
    {
        PlanState.draft: "Utkast",
        PlanState.hearing: "Høring",
        PlanState.adopted: "Vedtatt",
        PlanState.superseded: "Erstattet",
    }
)
_MONEY_UNITS = MappingProxyType({MoneyUnit.nok: "kr", MoneyUnit.thousands: "1000 kr"})

LIST_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        ListKey.kinds: "Typer",
        ListKey.states: "Statuser",
        ListKey.money_units: "Beløpsenheter",
        ListKey.service_areas: "Tjenesteområder",
        ListKey.subgoals: "Delmålene",
    }
)
FIXED_LISTS: Mapping[str, Choices] = MappingProxyType(
    {
        ListKey.kinds: Choices(tuple(Choice(*pair) for pair in _KINDS.items())),
        ListKey.states: Choices(tuple(Choice(*pair) for pair in _STATES.items())),
        ListKey.money_units: Choices(tuple(Choice(*pair) for pair in _MONEY_UNITS.items())),
    }
)

PLAN = SheetSpec(
    "plan",
    "HØP",
    lead="Hvilken utgave av handlings- og økonomiplanen filen gjelder.",
    fields=(
        Column(
            "key",
            "Plannøkkel",
            wanted=Wanted.required,
            help="Planens faste nøkkel: små bokstaver, tall og bindestrek, for eksempel hop.",
        ),
        Column(
            "version",
            "Versjon",
            wanted=Wanted.required,
            help="Utgaven, for eksempel 2026-2029.",
        ),
        Column("title", "Tittel", wanted=Wanted.required, help="Planens navn."),
        Column(
            "first_year",
            "Første år",
            Kind.whole,
            Wanted.required,
            help="Budsjettåret. Planen gjelder dette året og de tre neste.",
        ),
        Column("price_level", "Prisnivå", help="For eksempel 2026-kroner."),
        Column("adopted_on", "Vedtatt dato", Kind.date, help="Dag.måned.år."),
        Column("adopted_by", "Vedtatt av", help="For eksempel bystyret."),
        Column(
            "state",
            "Status",
            Kind.choice,
            Wanted.required,
            ListKey.states,
            help="Hvor langt planen er kommet.",
        ),
        Column(
            "former",
            "Forrige utgave",
            help="Versjonen som denne avløser, for eksempel 2025-2028. Trengs når tiltak "
            "videreføres.",
        ),
        Column(
            "money_unit",
            "Beløp i",
            Kind.choice,
            Wanted.required,
            ListKey.money_units,
            help="Om beløpene i arket er i kr eller 1000 kr.",
        ),
        Column("source", "Kilde", help="Hvor tallene er hentet fra."),
        Column(
            "is_example",
            "Eksempeldata",
            Kind.boolean,
            Wanted.required,
            help="ja når innholdet er laget for å vise hvordan verktøyet virker, ellers nei.",
        ),
    ),
)

_BEFORE_AMOUNTS = (
    Column("number", "Nr.", wanted=Wanted.required, help="Tiltakets nummer i planen.", width=7),
    Column("title", "Tiltak", Kind.long_text, Wanted.required, help="Hva tiltaket er.", width=40),
    Column("description", "Beskrivelse", Kind.long_text, help="Utdyping.", width=40),
    Column(
        "kind",
        "Type",
        Kind.choice,
        Wanted.required,
        ListKey.kinds,
        help="Oppdrag er tiltak uten egne penger.",
        width=14,
    ),
    Column(
        "service_area",
        "Tjenesteområde",
        Kind.choice,
        choices=ListKey.service_areas,
        help="Området som har ansvaret. Tomt for det som er felles.",
        width=24,
    ),
    Column(
        "subgoal",
        "Delmål",
        Kind.choice,
        choices=ListKey.subgoals,
        help="Delmålet tiltaket bidrar mest til: nummeret i den vedtatte samfunnsdelen, eller "
        "full nøkkel.",
        width=30,
    ),
    Column(
        "share",
        "Andel",
        Kind.share,
        help="Hvor stor del av tiltaket som hører til delmålet. Tomt er det som er til overs.",
        width=9,
    ),
    Column(
        "is_new_money",
        "Nye penger",
        Kind.boolean,
        help="ja for nye penger, nei for innenfor rammen.",
        width=10,
    ),
    Column(
        "continues",
        "Videreføres fra",
        help="Nummeret i den forrige utgaven, når tiltaket føres videre.",
        width=12,
    ),
)
_OPERATING = Column(
    "operating", "Drift {year}", Kind.money, help="Drift i året. Tomt er ikke oppgitt.", width=12
)
_INVESTMENT = Column(
    "investment",
    "Investering {year}",
    Kind.money,
    help="Investering i året. Tomt er ikke oppgitt.",
    width=14,
)

SHARES = SheetSpec(
    "shares",
    "Flere delmål",
    lead="Når et tiltak bidrar til mer enn ett delmål: én rad for hvert av de andre.",
    columns=(
        Column("number", "Nr.", wanted=Wanted.required, help="Tiltakets nummer.", width=7),
        Column(
            "subgoal",
            "Delmål",
            Kind.choice,
            Wanted.required,
            ListKey.subgoals,
            help="Et delmål til som tiltaket bidrar til.",
            width=44,
        ),
        Column(
            "share",
            "Andel",
            Kind.share,
            Wanted.required,
            help="Hvor stor del av tiltaket som hører til dette delmålet.",
            width=9,
        ),
    ),
    free_rows=20,
)
LISTS = SheetSpec("lists", "Lister", is_read=False)


def operating_key(year: int) -> str:
    """Return the key of the column with a year's operating money."""
    return f"{_OPERATING.key}_{year}"


def investment_key(year: int) -> str:
    """Return the key of the column with a year's investment."""
    return f"{_INVESTMENT.key}_{year}"


def years_of(first_year: int) -> range:
    """Return the years of a plan."""
    return range(first_year, first_year + YEARS)


def actions_sheet(first_year: int) -> SheetSpec:
    """Return the sheet of actions: its amounts have one column for each kind and year."""
    amounts = tuple(
        Column(
            f"{column.key}_{year}",
            column.heading.format(year=year),
            column.kind,
            help=column.help,
            width=column.width,
        )
        for column in (_OPERATING, _INVESTMENT)
        for year in years_of(first_year)
    )
    return SheetSpec(
        "actions",
        "Tiltak",
        lead="Ett tiltak per rad, med beløp for hvert av de fire årene.",
        columns=(*_BEFORE_AMOUNTS, *amounts),
        free_rows=20,
    )
