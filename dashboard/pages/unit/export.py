"""A unit's plan with its results as a file: one line for each activity and report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.downloads import csv_bytes, csv_response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from dashboard.downloads import Cell
    from indicators.queries.units import ActivityRow

HEADING = (
    "enhet",
    "enhet_navn",
    "ar",
    "nummer",
    "aktivitet",
    "delmal",
    "hop_tiltak",
    "ansvarlig",
    "frist",
    "ventet_resultat",
    "belop_kr",
    "rapport",
    "status",
    "resultat",
    "forklaring",
    "celle",
    "eksempeldata",
)


def csv_of(activities: Sequence[ActivityRow]) -> Response:
    """Return a plan as CSV; what is not reported has one line without a report."""
    first = activities[0]
    rows = [row for activity in activities for row in _rows(activity)]
    name = f"arsplan-{first.unit_key}-{first.year}.csv"
    return csv_response(name, csv_bytes(HEADING, rows))


def _rows(row: ActivityRow) -> list[list[Cell]]:
    start: list[Cell] = [
        row.unit_key,
        row.unit,
        row.year,
        row.number,
        row.title,
        row.subgoal_key,
        row.action_key,
        row.responsible,
        row.deadline.isoformat() if row.deadline else None,
        row.expected_result,
        row.amount_nok,
    ]
    example = "ja" if row.is_example else "nei"
    if not row.results:
        return [[*start, None, None, None, None, row.source_cell, example]]
    return [
        [
            *start,
            result.period,
            result.status,
            result.result,
            result.explanation,
            result.source_cell,
            example,
        ]
        for result in row.results
    ]
