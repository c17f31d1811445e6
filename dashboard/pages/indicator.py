"""The page of one indicator: how it goes, against what, and what it all rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import ClientsideFunction, Input, Output, State

from dashboard.components.assessment import assessment_part
from dashboard.components.indicator_about import about, how_computed, where_it_counts
from dashboard.components.indicator_facts import indicator_facts
from dashboard.components.indicator_trend import IndicatorFacts, trend_of
from dashboard.components.indicator_trend_card import CHART, DATA, island, trend_card
from dashboard.components.live_chart import chart_data, live_chart
from dashboard.components.navigation import breadcrumbs, page_heading
from dashboard.components.notices import example_mark
from dashboard.components.status import status_tag
from dashboard.indicator_downloads import add_downloads
from dashboard.markup import Child, h
from dashboard.page import Content, Page
from indicators.errors import NotFound
from indicators.models.plan import PlanState
from indicators.progress.sentence import plain
from indicators.queries.assessments import assessments_of_indicator
from indicators.queries.indicator import (
    breaks_of_indicator,
    indicator,
    links_of_indicator,
    revisions_of_indicator,
    runs_of_indicator,
    series_of_indicator,
    targets_of_indicator,
)
from indicators.queries.status_changes import changes_of_indicator

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash import Dash
    from dash.development.base_component import Component
    from flask import Flask
    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.site import Site
    from indicators.database import Database
    from indicators.queries.indicator import SeriesRow

PATH = "/indikator/<key>"
COMPARED = "by-"


def respond(view: View, session: Session, key: str) -> Content:
    """Ask for everything about the indicator and show it."""
    return content(view, facts_of(session, key, view.language.value))


def facts_of(session: Session, key: str, language: str) -> IndicatorFacts:
    """Return what is known of an indicator.

    Raises:
        NotFound: If there is no published indicator with the key.
    """
    row = indicator(session, key, language)
    if row is None:
        raise NotFound(f"Det finnes ingen indikator med nøkkelen «{key}».")
    return IndicatorFacts(
        row=row,
        series=tuple(series_of_indicator(session, row.id, language)),
        targets=tuple(targets_of_indicator(session, row.id, language)),
        breaks=tuple(breaks_of_indicator(session, row.id, language)),
        links=tuple(links_of_indicator(session, row.id, language)),
        runs=tuple(runs_of_indicator(session, row.id)),
        revisions=tuple(revisions_of_indicator(session, row.id)),
        changes=tuple(changes_of_indicator(session, row.key, language)),
        assessments=tuple(assessments_of_indicator(session, row.key)),
    )


def content(view: View, facts: IndicatorFacts) -> Content:
    """Show an indicator; the address may name other places to compare with."""
    row = facts.row
    compared = chosen_places(view, facts)
    trend = trend_of(view, facts, compared)
    said = plain(row, view.language, lambda value: view.formats.number(value, row.decimals))
    live = island(view, trend, said) if trend is not None else None
    return Content(
        title=row.title,
        description=said,
        menu="/",
        island=live,
        body=[
            breadcrumbs(view, _trail(view, facts), row.title),
            page_heading(
                row.title, over=_over(view, facts), end=[status_tag(view, row.status, size="md")]
            ),
            h("p", said, class_="ds-paragraph lead", data_size="lg"),
            _example_notice(view, facts),
            indicator_facts(view, row),
            trend_card(view, facts, live, compared),
            assessment_part(view, row.status, facts.assessments),
            h(
                "div",
                about(view, facts),
                how_computed(view, facts),
                class_="two-columns part",
                data_color="neutral",
            ),
            where_it_counts(view, facts),
        ],
    )


def chosen_places(view: View, facts: IndicatorFacts) -> list[SeriesRow]:
    """Return the other places that the address asks to see; unknown ones are passed over."""
    return [one for one in facts.comparable if f"{COMPARED}{one.region_code}" in view.query]


def _trail(view: View, facts: IndicatorFacts) -> list[tuple[str, str]]:
    steps = [(view.text("Målstatus"), "/")]
    adopted = [link for link in facts.links if link.plan_state == PlanState.adopted]
    if adopted:
        first = adopted[0]
        steps.append((f"{first.number} {first.title}", f"/delmal/{first.subgoal_key}"))
    return steps


def _over(view: View, facts: IndicatorFacts) -> str:
    adopted = [link for link in facts.links if link.plan_state == PlanState.adopted]
    if not adopted:
        return view.text("Indikator")
    numbers = ", ".join(link.number for link in adopted)
    return view.text("Indikator til delmål {number}", number=numbers)


def _example_notice(view: View, facts: IndicatorFacts) -> Child:
    has_made_up_target = any(target.is_example for target in facts.targets)
    if facts.row.is_example:
        text = view.text("Tallene på denne siden er laget for eksempelet og sier ikke noe sant.")
    elif has_made_up_target:
        text = view.text("Målingene er ekte, men måltallet er laget for eksempelet.")
    else:
        return None
    return h("p", example_mark(view), " ", text, class_="example-line")


def live_parts() -> Sequence[Component]:
    """Return the components that the callback names."""
    return (live_chart(CHART), chart_data(DATA, None))


def register(app: Dash, _database: Database) -> None:
    """Wire the chart: the browser puts the colours of the theme into the figure."""
    app.clientside_callback(
        ClientsideFunction("rodtrad", "draw"),
        Output(CHART, "figure"),
        Input(DATA, "data"),
        State(CHART, "id"),
    )


def mount(server: Flask, site: Site) -> None:
    """Add the downloads of the numbers and of the chart."""
    add_downloads(server, site, facts_of)


PAGE = Page(path=PATH, respond=respond, live_parts=live_parts, register=register, mount=mount)
