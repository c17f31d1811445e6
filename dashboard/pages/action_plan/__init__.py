"""The page of the action and economy plan (HØP): the money by goal, and every action."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.page import Content, Page
from dashboard.pages.action_plan.content import content, nothing_loaded
from dashboard.pages.action_plan.export import csv_of
from dashboard.pages.action_plan.facts import edition

if TYPE_CHECKING:
    from flask import Flask, Response
    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.site import Site

PATH = "/hop"


def respond(view: View, session: Session) -> Content:
    """Ask for the edition in force, and show what the address chooses of it."""
    found = edition(view, session)
    return nothing_loaded(view) if found is None else content(view, found)


def mount(server: Flask, site: Site) -> None:
    """Add the download of the same choice as CSV."""

    def download() -> Response:
        with site.database.reading() as session:
            view = site.view(session)
            found = edition(view, session)
        return csv_of(view, found)

    server.add_url_rule("/hop.csv", "hop-csv", download)


PAGE = Page(path=PATH, respond=respond, mount=mount)
