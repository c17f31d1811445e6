"""The unit's workbook, declared once: template, reader, checks and guide all come from here.

No other module knows a heading, the title of a sheet, or a word of a list.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from etl.workbooks.choices import Choice, Choices
from etl.workbooks.spec import Column, Kind, SheetSpec, Wanted
from indicators.models.measurement import Direction
from indicators.models.reporting import ActivityStatus, ReportPeriod

if TYPE_CHECKING:
    from collections.abc import Mapping

TEMPLATE_VERSION = "arsplan-1"


class Name(StrEnum):
    """The defined names that travel in the workbook and tell what it was made for."""

    template = "rodtrad_mal"
    unit = "rodtrad_enhet"
    year = "rodtrad_ar"
    period = "rodtrad_rapport"


class ListKey(StrEnum):
    """The lists that columns choose from."""

    subgoals = "subgoals"
    actions = "actions"
    indicators = "indicators"
    directions = "directions"
    statuses = "statuses"
    periods = "periods"
    kinds = "kinds"


class ReportKind(StrEnum):
    """What a row of the report is about."""

    activity = "activity"
    target = "target"


DIRECTIONS = MappingProxyType(
    {Direction.up: "Øke", Direction.down: "Redusere", Direction.keep: "Opprettholde"}
)
STATUSES = MappingProxyType(
    {
        ActivityStatus.not_started: "Ikke startet",
        ActivityStatus.on_track: "I rute",
        ActivityStatus.delayed: "Forsinket",
        ActivityStatus.done: "Fullført",
        ActivityStatus.stopped: "Stoppet",
    }
)
PERIODS = MappingProxyType(
    {
        ReportPeriod.t1: "1. tertial (T1)",
        ReportPeriod.t2: "2. tertial (T2)",
        ReportPeriod.year: "Hele året",
    }
)
REPORT_KINDS = MappingProxyType({ReportKind.activity: "Tiltak", ReportKind.target: "Måltall"})
EXPLAINED_STATUSES = frozenset({ActivityStatus.delayed, ActivityStatus.stopped})

LIST_HEADINGS: Mapping[str, str] = MappingProxyType(
    {
        ListKey.subgoals: "Delmål",
        ListKey.actions: "HØP-tiltak",
        ListKey.indicators: "Indikatorer",
        ListKey.directions: "Retning",
        ListKey.statuses: "Status",
        ListKey.periods: "Periode",
        ListKey.kinds: "Gjelder",
    }
)
FIXED_LISTS: Mapping[str, Choices] = MappingProxyType(
    {
        ListKey.directions: Choices(tuple(Choice(*pair) for pair in DIRECTIONS.items())),
        ListKey.statuses: Choices(tuple(Choice(*pair) for pair in STATUSES.items())),
        ListKey.periods: Choices(tuple(Choice(*pair) for pair in PERIODS.items())),
        ListKey.kinds: Choices(tuple(Choice(*pair) for pair in REPORT_KINDS.items())),
    }
)

GUIDE = SheetSpec("guide", "Veiledning", is_read=False)
LISTS = SheetSpec("lists", "Lister", is_read=False)
FINDINGS = SheetSpec("findings", "Funn", is_read=False)

PLAN = SheetSpec(
    "plan",
    "Årsplan",
    lead="Hvem planen gjelder. De grå feltene er fylt ut på forhånd.",
    fields=(
        Column(
            "unit_title",
            "Enhet",
            help="Navnet på enheten. Fylt ut på forhånd.",
            locked=True,
        ),
        Column(
            "unit_key",
            "Enhetsnøkkel",
            wanted=Wanted.required,
            help="Enhetens faste nøkkel. Den knytter arbeidsboken til enheten og endres ikke.",
            locked=True,
        ),
        Column(
            "service_area",
            "Tjenesteområde",
            help="Tjenesteområdet som enheten hører til. Fylt ut på forhånd.",
            locked=True,
        ),
        Column(
            "year",
            "År",
            Kind.whole,
            Wanted.required,
            help="Året som planen gjelder. Fylt ut på forhånd.",
            locked=True,
        ),
        Column(
            "leader",
            "Enhetsleder",
            wanted=Wanted.required,
            help="Den som har ansvaret for planen.",
        ),
    ),
)

ACTIVITIES = SheetSpec(
    "activities",
    "Tiltak",
    lead="Hva enheten skal gjøre i år, og hvilket delmål det bidrar til. Ett tiltak per rad.",
    columns=(
        Column(
            "number",
            "Nr.",
            wanted=Wanted.label,
            help="Nummeret følger tiltaket gjennom året, også i rapportene. Behold det når du "
            "endrer planen. Står det ingenting her, gis neste ledige nummer.",
            width=6,
        ),
        Column(
            "title",
            "Tiltak",
            Kind.long_text,
            Wanted.required,
            help="Hva skal gjøres? Kort og konkret.",
            width=44,
        ),
        Column(
            "subgoal",
            "Delmål",
            Kind.choice,
            Wanted.required,
            ListKey.subgoals,
            help="Delmålet i kommuneplanens samfunnsdel som tiltaket bidrar mest til. Velg fra "
            "lista; nummeret alene er også nok.",
            width=34,
        ),
        Column(
            "action",
            "HØP-tiltak",
            Kind.choice,
            choices=ListKey.actions,
            help="Tiltaket i handlings- og økonomiplanen som dette er en del av, hvis det er det. "
            "Lista viser tiltakene for tjenesteområdet.",
            width=30,
            strict=False,
        ),
        Column(
            "responsible",
            "Ansvarlig",
            wanted=Wanted.required,
            help="Rollen eller personen som følger opp tiltaket.",
            width=20,
        ),
        Column(
            "deadline",
            "Frist",
            Kind.date,
            Wanted.required,
            help="Når tiltaket skal være gjennomført, i planåret. Skriv dag.måned.år.",
            width=12,
        ),
        Column(
            "expected_result",
            "Forventet resultat",
            Kind.long_text,
            help="Hva er annerledes når tiltaket er gjennomført?",
            width=40,
        ),
        Column(
            "amount",
            "Beløp (kr)",
            Kind.money,
            help="Hva tiltaket koster i planåret, i hele kroner. La feltet stå tomt når kostnaden "
            "ikke er kjent; skriv 0 når det ikke koster noe.",
            width=14,
        ),
    ),
    free_rows=30,
)

TARGETS = SheetSpec(
    "targets",
    "Måltall",
    lead="Hvordan enheten måler om den lykkes. Ett måltall per rad.",
    columns=(
        Column(
            "number",
            "Nr.",
            wanted=Wanted.label,
            help="Nummeret følger måltallet gjennom året, også i rapportene. Behold det når du "
            "endrer planen.",
            width=6,
        ),
        Column(
            "title",
            "Måltall",
            Kind.long_text,
            Wanted.required,
            help="Hva måles? For eksempel sykefravær eller andel svar innen frist.",
            width=40,
        ),
        Column(
            "subgoal",
            "Delmål",
            Kind.choice,
            choices=ListKey.subgoals,
            help="Delmålet som måltallet sier noe om, hvis det gjør det.",
            width=34,
        ),
        Column(
            "indicator",
            "Indikator",
            Kind.choice,
            choices=ListKey.indicators,
            help="Kommunens indikator, når enheten måler det samme.",
            width=30,
        ),
        Column(
            "unit_of_measure",
            "Måleenhet",
            wanted=Wanted.required,
            help="Hva tallene er målt i: prosent, dager, antall, kroner.",
            width=14,
        ),
        Column(
            "direction",
            "Retning",
            Kind.choice,
            Wanted.required,
            ListKey.directions,
            help="Om tallet skal øke, reduseres eller opprettholdes.",
            width=16,
        ),
        Column(
            "baseline",
            "Nullpunkt",
            Kind.number,
            help="Tallet i dag. For prosent: skriv 45 eller 45 %. La feltet stå tomt når det ikke "
            "er målt; skriv aldri 0 for noe som ikke er målt.",
            width=13,
        ),
        Column(
            "target",
            "Mål",
            Kind.number,
            Wanted.required,
            help="Tallet som skal være nådd ved utgangen av året.",
            width=13,
        ),
    ),
    free_rows=15,
)

REPORT = SheetSpec(
    "report",
    "Rapport",
    lead="Resultatene for perioden. Fylles ut i rapportarbeidsboken for T1, T2 eller hele året.",
    fields=(
        Column(
            "period",
            "Rapportperiode",
            Kind.choice,
            choices=ListKey.periods,
            help="Perioden som rapporten gjelder. Tom betyr at arbeidsboken er en plan, ikke en "
            "rapport.",
        ),
    ),
    columns=(
        Column(
            "kind",
            "Gjelder",
            Kind.choice,
            Wanted.required,
            ListKey.kinds,
            help="Om raden gjelder et tiltak eller et måltall i planen. Fylt ut på forhånd.",
            width=12,
            locked=True,
        ),
        Column(
            "number",
            "Nr.",
            wanted=Wanted.required,
            help="Nummeret i planen. Fylt ut på forhånd.",
            width=6,
            locked=True,
        ),
        Column(
            "title",
            "Tittel",
            Kind.long_text,
            help="Hva tiltaket eller måltallet heter i planen. Fylt ut på forhånd.",
            width=44,
            locked=True,
        ),
        Column(
            "status",
            "Status",
            Kind.choice,
            choices=ListKey.statuses,
            help="Hvordan det går med tiltaket. Forsinket og Stoppet må forklares. Måltall har "
            "ingen status her; den regnes ut.",
            width=16,
        ),
        Column(
            "value",
            "Verdi",
            Kind.number,
            help="Hva måltallet er nå. La feltet stå tomt når det ikke er målt.",
            width=13,
        ),
        Column(
            "result",
            "Resultat",
            Kind.long_text,
            help="Hva er gjort, og hva er oppnådd?",
            width=44,
        ),
        Column(
            "explanation",
            "Forklaring",
            Kind.long_text,
            help="Hvorfor det går som det går. Må fylles ut når et tiltak er forsinket eller "
            "stoppet.",
            width=44,
        ),
    ),
    free_rows=15,
)

SHEETS = (GUIDE, PLAN, ACTIVITIES, TARGETS, REPORT, LISTS, FINDINGS)
TABLES = (ACTIVITIES, TARGETS, REPORT)
