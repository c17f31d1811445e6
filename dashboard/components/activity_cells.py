"""What was reported of a unit's activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.activity_status import activity_tag, period_words
from dashboard.components.notices import nothing
from dashboard.markup import Node, h

if TYPE_CHECKING:
    from dashboard.context import View
    from indicators.queries.units import ActivityRow, ResultRow


def result_cell(view: View, activity: ActivityRow) -> Node:
    """Return the newest report first, the earlier ones below it; says so where there is none."""
    if not activity.results:
        return nothing(view.text("Ikke rapportert"))
    return h(
        "ul",
        [_result(view, row, activity.year) for row in reversed(activity.results)],
        class_="results",
    )


def _result(view: View, row: ResultRow, year: int) -> Node:
    return h(
        "li",
        activity_tag(view, row.status),
        " ",
        h("span", period_words(view, row.period, year), class_="result-period"),
        h("span", row.result, class_="result-words") if row.result else None,
        h("span", row.explanation, class_="below") if row.explanation else None,
    )
