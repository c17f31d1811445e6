"""The page where a unit gets its workbook, has it checked, and hands it in.

Check and delivery are two forms: the first answers with what is wrong and what would change, the
second, on that answer, delivers the file that was checked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.page import Content, Page
from dashboard.pages.upload.choose import content, units_of
from dashboard.pages.upload.routes import add_upload_routes

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.site import Site

PATH = "/arsplan/last-opp"


def respond(view: View, session: Session) -> Content:
    """Ask for the units that the one who reads may hand in for."""
    return content(view, units_of(view, session))


def mount(server: Flask, site: Site) -> None:
    """Add what gives templates and takes files in."""
    add_upload_routes(server, site)


PAGE = Page(path=PATH, respond=respond, mount=mount)
