"""The page where a unit gets its workbook, has it checked, and hands it in.

Check and delivery are two forms: the first answers with what is wrong and what would change, the
second, on that answer, delivers the file that was checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

from dashboard.page import Content, Page
from dashboard.pages.upload.choose import content
from dashboard.pages.upload.routes import OPEN, add_upload_routes
from indicators.queries.units import all_units

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.site import Site

PATH = "/arsplan/last-opp"


def respond(view: View, session: Session) -> Content:
    """Ask for the units that can be chosen."""
    units = all_units(session, view.language.value, on=view.today)
    return content(view, units, is_open=bool(current_app.config.get(OPEN)))


def mount(server: Flask, site: Site) -> None:
    """Add what gives templates and takes files in."""
    server.config[OPEN] = site.settings.open_upload
    add_upload_routes(server, site)


PAGE = Page(path=PATH, respond=respond, mount=mount)
