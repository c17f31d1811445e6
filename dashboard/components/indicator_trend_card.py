"""The card with chart and tables of an indicator, and the choice of places to compare with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.forms import check_field
from dashboard.components.icons import icon
from dashboard.components.indicator_tables import (
    measured_table,
    targets_table,
)
from dashboard.components.indicator_trend import judged_targets
from dashboard.components.navigation import button_link, details
from dashboard.components.notices import alert, empty_state
from dashboard.components.sources import source_line
from dashboard.components.trend_chart import live_trend_chart
from dashboard.markup import Child, Node, h
from dashboard.page import island_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.components.indicator_trend import IndicatorFacts
    from dashboard.components.trend import Trend
    from dashboard.context import View
    from indicators.queries.indicator import SeriesRow

CHART, DATA = "indicator-chart", "indicator-chart-data"


def island(view: View, trend: Trend, description: str) -> Node:
    """Return the part of the page that is live: the figure."""
    return live_trend_chart(view, trend, description, chart_id=CHART, data_id=DATA)


def trend_card(
    view: View, facts: IndicatorFacts, live: Node | None, compared: Sequence[SeriesRow]
) -> Node:
    """Return chart and table as tabs; without scripts they stand under each other."""
    text, row = view.text, facts.row
    headline = facts.headline
    head = h(
        "div",
        h("h2", text("Utvikling og mål"), class_="ds-heading", data_size="xs"),
        h("p", view.formats.unit(row.unit_of_measure), class_="muted"),
        _downloads(view, row.key, has_chart=live is not None) if headline else None,
        class_="card-head",
    )
    if live is None or headline is None:
        nothing = empty_state(text("Det finnes ingen målinger å vise ennå."))
        return _card(view, head, nothing, targets_table(view, row, facts.targets, ()))
    tabs = h(
        "div",
        _tab(text("Graf"), "LineGraph", island_place(live)),
        _tab(text("Tabell"), "Table", _tables(view, facts, headline, compared)),
        class_="tabs",
        data_label=text("Vis som"),
    )
    loaded = facts.runs[0].finished_at if facts.runs else None
    source = source_line(
        view,
        row.producer,
        table=row.source_table,
        address=row.source_url,
        licence=row.licence,
        loaded_at=loaded,
    )
    return _card(view, head, tabs, _breaks(view, facts), _places(view, facts, compared), source)


def _downloads(view: View, key: str, *, has_chart: bool) -> Node:
    """Return the files of the indicator; the drawing shows the places that the page shows."""
    text = view.text
    files = [("csv", text("Tall (CSV)")), ("xlsx", text("Tall (Excel)"))]
    files.append(("json", text("Tall (JSON-stat)")))
    if has_chart:
        files.append(("svg", text("Graf (SVG)")))
    query = view.address().partition("?")[1:]
    links = [
        h(
            "li",
            button_link(
                name,
                "".join((f"/data/indikator/{key}.{kind}", *(query if kind == "svg" else ()))),
                icon_name="Download",
                variant="tertiary",
                downloads=True,
            ),
        )
        for kind, name in files
    ]
    title = h("p", text("Last ned"), class_="ds-sr-only")
    return h("div", title, h("ul", links, class_="downloads"), class_="card-end no-print")


def _card(_view: View, *parts: Child) -> Node:
    return h("section", parts, class_="ds-card chart-card", data_color="neutral")


def _tab(title: str, icon_name: str, *parts: Child) -> Node:
    heading = h("h3", icon(icon_name), title, class_="tab-title ds-heading", data_size="2xs")
    return h("section", heading, parts)


def _tables(
    view: View, facts: IndicatorFacts, headline: SeriesRow, compared: Sequence[SeriesRow]
) -> list[Child]:
    row = facts.row
    return [
        targets_table(view, row, facts.targets, judged_targets(row)),
        measured_table(view, row, headline, compared),
    ]


def _breaks(view: View, facts: IndicatorFacts) -> list[Child]:
    return [
        alert(
            h(
                "p",
                h(
                    "strong",
                    view.text("Brudd {period}", period=view.formats.period(one.period_id)),
                ),
                ": ",
                one.explanation,
            )
        )
        for one in facts.breaks
    ]


def _places(view: View, facts: IndicatorFacts, compared: Sequence[SeriesRow]) -> Node | None:
    """Return the choice of places; the address keeps it, so that it can be sent to others."""
    if not facts.comparable:
        return None
    text = view.text
    boxes = [
        check_field(f"by-{one.region_code}", "1", one.region, is_checked=one in compared)
        for one in facts.comparable
    ]
    form = h(
        "form",
        h(
            "fieldset",
            h("legend", text("Vis også"), class_="ds-sr-only"),
            boxes,
            class_="choices",
        ),
        h(
            "button",
            text("Vis i grafen"),
            type="submit",
            class_="ds-button",
            data_variant="secondary",
            data_color="accent",
        ),
        method="get",
        action=view.path,
        class_="compare-form",
    )
    title = text("Sammenlign med andre kommuner")
    return h("div", details(title, form, is_open=bool(compared)), class_="compare no-print")
