"""The page of one unit (*enhet*): its plan for a year, what came of it, and what it feeds into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from dashboard.page import Content, Page
from dashboard.pages.unit.content import content
from dashboard.pages.unit.export import csv_of
from dashboard.pages.unit.facts import unit_year
from indicators.errors import NotFound
from indicators.queries.units import activities_of_unit, unit

if TYPE_CHECKING:
    from flask import Flask, Response
    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.site import Site

PATH = "/enhet/<key>"


def respond(view: View, session: Session, key: str) -> Content:
    """Ask for a unit and its year.

    Raises:
        NotFound: If no unit has the key.
    """
    row = unit(session, key, view.language.value)
    if row is None:
        raise NotFound(f"Enheten «{key}» finnes ikke.")
    return content(view, unit_year(view, session, row))


def mount(server: Flask, site: Site) -> None:
    """Add the download of a plan as CSV."""

    def download(key: str, year: int) -> Response:
        with site.database.reading() as session:
            view = site.view(session)
            row = unit(session, key, view.language.value)
            if row is None:
                abort(404)
            activities = activities_of_unit(session, row.id, year, view.language.value)
        if not activities:
            abort(404)
        return csv_of(activities)

    server.add_url_rule("/enhet/<key>/<int:year>.csv", "unit-csv", download)


PAGE = Page(path=PATH, respond=respond, mount=mount)
