"""The files of an indicator: numbers as CSV, Excel and JSON-stat, and the chart as a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.chart_file import chart_svg, styles_of_charts
from dashboard.components.indicator_trend import trend_of
from dashboard.downloads import csv_response, file_response
from dashboard.indicator_file import indicator_csv
from dashboard.indicator_jsonstat import indicator_jsonstat
from dashboard.indicator_workbook import indicator_workbook
from dashboard.static_files import STYLE_SHEET
from indicators.errors import NotFound
from indicators.progress.sentence import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from flask import Flask, Response
    from sqlalchemy.orm import Session

    from dashboard.components.indicator_trend import IndicatorFacts
    from dashboard.context import View
    from dashboard.site import Site

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def add_downloads(
    server: Flask, site: Site, facts_of: Callable[[Session, str, str], IndicatorFacts]
) -> None:
    """Add the routes; ``facts_of`` raises ``NotFound`` where there is no such indicator."""
    sheet = site.files.get(STYLE_SHEET)
    styles = styles_of_charts(sheet.body.decode()) if sheet is not None else {}

    def asked(key: str) -> tuple[View, IndicatorFacts]:
        with site.database.reading() as session:
            view = site.view(session)
            return view, facts_of(session, key, view.language.value)

    @server.get("/data/indikator/<key>.csv", endpoint="indicator csv")
    def numbers(key: str) -> Response:
        view, facts = asked(key)
        return csv_response(f"{facts.row.key}.csv", indicator_csv(view, facts))

    @server.get("/data/indikator/<key>.xlsx", endpoint="indicator workbook")
    def workbook(key: str) -> Response:
        view, facts = asked(key)
        return file_response(f"{facts.row.key}.xlsx", indicator_workbook(view, facts), _XLSX)

    @server.get("/data/indikator/<key>.json", endpoint="indicator jsonstat")
    def jsonstat(key: str) -> Response:
        view, facts = asked(key)
        body = indicator_jsonstat(view, facts)
        return file_response(f"{facts.row.key}.json", body, "application/json")

    @server.get("/data/indikator/<key>.svg", endpoint="indicator chart")
    def chart(key: str) -> Response:
        view, facts = asked(key)
        body = indicator_chart(view, facts, styles)
        return file_response(f"{facts.row.key}.svg", body, "image/svg+xml")


def indicator_chart(
    view: View, facts: IndicatorFacts, styles: Mapping[str, Mapping[str, str]]
) -> bytes:
    """Return the chart of an indicator with the places that the address asks to see.

    Raises:
        NotFound: If nothing was measured, so that there is nothing to draw.
    """
    text, row = view.text, facts.row
    compared = [one for one in facts.comparable if f"by-{one.region_code}" in view.query]
    trend = trend_of(view, facts, compared)
    if trend is None:
        raise NotFound(f"Indikatoren «{row.key}» har ingen målinger å tegne.")
    said = plain(row, view.language, lambda value: view.formats.number(value, row.decimals))
    source = f"{row.producer}, {row.source_table}" if row.source_table else row.producer
    latest = facts.runs[0].finished_at if facts.runs else None
    parts = [
        text("Måleenhet: {unit}", unit=row.unit_of_measure),
        f"{text('Kilde:')} {source}",
        text("Lisens: {licence}", licence=row.licence) if row.licence else None,
        text("Hentet {date}", date=view.formats.moment(latest)) if latest else None,
    ]
    notes = [f"{'. '.join(part for part in parts if part)}."]
    if row.is_example:
        notes.append(
            f"{text('Eksempeldata')}: "
            f"{text('Tallene på denne siden er laget for eksempelet og sier ikke noe sant.')}"
        )
    return chart_svg(view, trend, styles, said=said, notes=notes)
