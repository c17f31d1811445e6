"""The numbers of an indicator as a file: every series, with source and licence on every row."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from dashboard.components.marks import mark_word
from dashboard.downloads import csv_bytes
from indicators.periods import of_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.components.indicator_trend import IndicatorFacts
    from dashboard.context import View
    from dashboard.downloads import Cell


def indicator_csv(view: View, facts: IndicatorFacts) -> bytes:
    """Return all values of all places and breakdowns; made-up ones say so on their row."""
    text = view.text
    heading = [
        text("indikator"),
        text("sted"),
        text("kommunenummer"),
        text("inndeling"),
        text("periode"),
        text("fra og med"),
        text("til og med"),
        text("verdi"),
        text("måleenhet"),
        text("merknad"),
        text("kilde"),
        text("tabell"),
        text("lisens"),
        text("eksempeldata"),
    ]
    return csv_bytes(heading, _rows(view, facts))


def _rows(view: View, facts: IndicatorFacts) -> Iterator[list[Cell]]:
    row = facts.row
    for series in facts.series:
        for one in series.observations:
            period = of_id(one.period_id)
            yield [
                row.title,
                series.region,
                series.region_code,
                series.label or series.breakdown,
                period.code,
                period.start.isoformat(),
                (period.end - timedelta(days=1)).isoformat(),
                one.value,
                row.unit_of_measure,
                mark_word(view, one.mark),
                row.producer,
                row.source_table,
                row.licence,
                view.text("eksempeldata") if row.is_example else None,
            ]
