"""The guide: how to fill in the workbook, from the spec, as rows for the sheet and as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.annual_plan.spec import (
    ACTIVITIES,
    DIRECTIONS,
    EXPLAINED_STATUSES,
    PLAN,
    REPORT,
    STATUSES,
    TABLES,
    TARGETS,
)
from etl.workbooks.spec import Kind

if TYPE_CHECKING:
    from etl.workbooks.spec import Column, SheetSpec

_KINDS = {
    Kind.text: "tekst",
    Kind.long_text: "tekst",
    Kind.whole: "helt tall",
    Kind.number: "tall",
    Kind.money: "kroner",
    Kind.share: "prosent",
    Kind.date: "dato",
    Kind.boolean: "ja eller nei",
    Kind.choice: "velg fra lista",
}


@dataclass(frozen=True, slots=True)
class GuideRow:
    """One column or field: what it is called, what it holds, and what to write there."""

    heading: str
    holds: str
    help: str


@dataclass(frozen=True, slots=True)
class GuideSheet:
    """One sheet of the workbook with its rows."""

    title: str
    lead: str
    rows: tuple[GuideRow, ...]


def plan_steps() -> tuple[str, ...]:
    """Return what to do, in order, to deliver a plan."""
    return (
        f"Se at opplysningene i arket {PLAN.title} stemmer.",
        f"Fyll ut arket {ACTIVITIES.title}: én rad for hvert tiltak, med delmålet det bidrar til. "
        "Fjorårets tiltak som ikke ble ferdige, står der allerede; slett dem som ikke gjelder.",
        f"Fyll ut arket {TARGETS.title}: det enheten måler seg selv på.",
        "Kolonner merket med * må fylles ut. De får gul bakgrunn så lenge de mangler.",
        "Lagre filen som vanlig Excel-arbeidsbok (.xlsx) og last den opp. Feil vises ved cellen "
        "de gjelder, med hva som er lov. Ingenting lagres før du leverer.",
    )


def report_steps() -> tuple[str, ...]:
    """Return what to do, in order, to deliver a report."""
    explained = " eller ".join(STATUSES[status].lower() for status in sorted(EXPLAINED_STATUSES))
    return (
        f"Fyll ut arket {REPORT.title}: status for hvert tiltak og verdien av hvert måltall.",
        f"Et tiltak som er {explained}, må forklares.",
        "La verdien stå tom når et måltall ikke er målt. Skriv aldri 0 for noe som ikke er målt.",
        f"Arkene {ACTIVITIES.title} og {TARGETS.title} viser planen som gjelder. Endringer der "
        "tas ikke inn med rapporten.",
        "Lagre filen som vanlig Excel-arbeidsbok (.xlsx) og last den opp.",
    )


def guide_sheets() -> tuple[GuideSheet, ...]:
    """Return the sheets that people fill in, with what belongs in every column."""
    return tuple(_sheet(spec) for spec in (PLAN, *TABLES))


def markdown() -> str:
    """Return the guide's tables as Markdown."""
    lines: list[str] = []
    for sheet in guide_sheets():
        lines += [f"### Arket {sheet.title}", "", sheet.lead, ""]
        lines += ["| Kolonne | Hva | Slik fyller du ut |", "|---|---|---|"]
        lines += [f"| {row.heading} | {row.holds} | {row.help} |" for row in sheet.rows]
        lines.append("")
    return "\n".join(lines)


def _sheet(spec: SheetSpec) -> GuideSheet:
    return GuideSheet(
        spec.title, spec.lead, tuple(_row(column) for column in (*spec.fields, *spec.columns))
    )


def _row(column: Column) -> GuideRow:
    holds = _KINDS[column.kind]
    if column.choices == "directions":
        holds = ", ".join(DIRECTIONS.values())
    elif column.choices == "statuses":
        holds = ", ".join(STATUSES.values())
    return GuideRow(column.written_heading, holds, column.help)
