"""The HØP as a file: one line for each action, subgoal and year, in whole kroner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.action_words import kind_word
from dashboard.downloads import csv_bytes, csv_response

if TYPE_CHECKING:
    from flask import Response

    from dashboard.context import View
    from dashboard.downloads import Cell
    from dashboard.pages.action_plan.facts import Edition, Part

HEADING = (
    "plan",
    "versjon",
    "tiltak",
    "tittel",
    "type",
    "nye_penger",
    "tjenesteomrade",
    "delmal",
    "andel",
    "ar",
    "drift_kr",
    "investering_kr",
    "prisniva",
    "eksempeldata",
)


def csv_of(view: View, shown: Edition | None) -> Response:
    """Return what is chosen as CSV; each amount is the subgoal's part, so that lines sum up.

    An action without any amount has one line without a year. Without a HØP, only the heading.
    """
    if shown is None:
        return csv_response("hop.csv", csv_bytes(HEADING, []))
    rows = [row for part in shown.shown for row in _rows(view, shown, part)]
    return csv_response(f"hop-{shown.plan.version}.csv", csv_bytes(HEADING, rows))


def _rows(view: View, shown: Edition, part: Part) -> list[list[Cell]]:
    action, plan = part.action, shown.plan
    start: list[Cell] = [
        plan.key,
        plan.version,
        action.number,
        action.title,
        kind_word(view, action.kind),
        _yes_or_no(action.is_new_money),
        action.service_area,
        part.subgoal_key,
        part.share,
    ]
    end: list[Cell] = [plan.price_level, _yes_or_no(action.is_example)]
    years = [year for year in shown.years if year in part.by_year]
    if not years:
        return [[*start, None, None, None, *end]]
    return [
        [*start, year, part.by_year[year].operating_nok, part.by_year[year].investment_nok, *end]
        for year in years
    ]


def _yes_or_no(value: bool | None) -> str | None:
    return None if value is None else "ja" if value else "nei"
