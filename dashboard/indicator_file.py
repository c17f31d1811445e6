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
    return csv_bytes(indicator_heading(view), indicator_rows(view, facts))


def indicator_heading(view: View) -> list[str]:
    """Return the names of the columns."""
    text = view.text
    return [
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


def indicator_rows(view: View, facts: IndicatorFacts) -> Iterator[list[Cell]]:
    """Give a row for every value, in the order of the columns."""
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
