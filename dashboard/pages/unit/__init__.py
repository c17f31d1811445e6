"""The page of one unit (*enhet*): its plan for a year, what came of it, and what it feeds into."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.page import Content, Page
from dashboard.pages.unit.content import content
from dashboard.pages.unit.facts import unit_year
from dashboard.pages.unit.routes import add_unit_routes
from indicators.errors import NotFound
from indicators.queries.units import unit

if TYPE_CHECKING:
    from flask import Flask
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
    """Add the download of a plan as CSV, and the decisions on it."""
    add_unit_routes(server, site)


PAGE = Page(path=PATH, respond=respond, mount=mount)
