"""The numbers of an indicator as a workbook: the values, and what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.marks import direction_words, frequency_words
from dashboard.indicator_file import indicator_heading, indicator_rows
from etl.workbooks.sheets import TableSheet, workbook_of_tables

if TYPE_CHECKING:
    from dashboard.components.indicator_trend import IndicatorFacts
    from dashboard.context import View


def indicator_workbook(view: View, facts: IndicatorFacts) -> bytes:
    """Return an .xlsx with a sheet of values and a sheet that tells what they are and are not."""
    text = view.text
    values = TableSheet(text("Tall"), indicator_heading(view), list(indicator_rows(view, facts)))
    told = [[name, value] for name, value in _about(view, facts) if value]
    return workbook_of_tables(
        [values, TableSheet(text("Om tallene"), [text("Hva"), text("Beskrivelse")], told)]
    )


def _about(view: View, facts: IndicatorFacts) -> list[tuple[str, str | None]]:
    text, row = view.text, facts.row
    loaded = facts.runs[0].finished_at if facts.runs else None
    made_up = text("Tallene på denne siden er laget for eksempelet og sier ikke noe sant.")
    return [
        (text("Indikator"), row.title),
        (text("Eksempeldata"), made_up if row.is_example else None),
        (text("Definisjon"), row.definition),
        (text("Forbehold"), row.caution),
        (text("Måleenhet"), row.unit_of_measure),
        (text("Retning"), direction_words(view, row.direction)),
        (text("Oppdateres"), frequency_words(view, row.frequency)),
        (text("Kilde"), row.producer),
        (text("Tabell"), row.source_table),
        (text("Adresse"), row.source_url),
        (text("Lisens"), row.licence),
        (text("Siteres som"), row.citation),
        (text("Hentet"), view.formats.moment(loaded) if loaded else None),
    ]
