"""The one place that assembles the site: server, routes, Dash, callbacks."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

from dash import Dash
from flask import Flask

from dashboard.elements import El
from dashboard.islands import dash_scripts, island_layout
from dashboard.pages import (
    about,
    accessibility,
    action_plan,
    deliveries,
    indicator,
    indicators,
    overview,
    privacy,
    search,
    subgoal,
    unit,
    units,
    upload,
)
from dashboard.routes import add_routes
from dashboard.security import secure
from dashboard.site import create_site

if TYPE_CHECKING:
    from indicators.database import Database
    from indicators.settings import Settings

_LOG = logging.getLogger(__name__)

PAGES = (
    overview.PAGE,
    subgoal.PAGE,
    indicators.PAGE,
    indicator.PAGE,
    action_plan.PAGE,
    units.PAGE,
    deliveries.PAGE,
    unit.PAGE,
    upload.PAGE,
    about.PAGE,
    search.PAGE,
    accessibility.PAGE,
    privacy.PAGE,
)


def create_app(settings: Settings, database: Database) -> Dash:
    """Build an app on a database; may be called many times in one process.

    Raises:
        BadSettings: If the assets are not built, or there is no secret key.
    """
    site = create_site(settings, database)
    server = Flask("dashboard", static_folder=None)
    secure(server, settings)
    site.auth.install(server)
    # Before Dash, which answers to any path; the first rule that fits a path wins.
    add_routes(server, site, PAGES)
    app = Dash(
        "dashboard",
        server=server,  # type: ignore[arg-type]  # a Flask is what it takes
        include_assets_files=False,
        assets_url_path="_dash-assets",
        index_string=_INDEX,
        on_error=_callback_failed,
        enable_mcp=False,
        update_title="",
    )
    app.layout = island_layout(server, site, PAGES)
    live_parts = [part for page in PAGES for part in page.live_parts()]
    # Every component that any callback names, so that a wrong name is found at start.
    known = El(children=[El(tag="div", id="island"), *live_parts], tag="div")
    app.validation_layout = known  # type: ignore[assignment]
    for page in PAGES:
        page.register(app, database)
    site.dash_scripts = dash_scripts(app)
    return app


# Never sent: our own document takes the scripts out of it.
_INDEX = "{%app_entry%}{%config%}{%scripts%}{%renderer%}"


def _callback_failed(error: Exception) -> None:
    """Log a failed callback with an id; the page goes on with what it showed before."""
    _LOG.error("Incident %s in a callback", secrets.token_hex(4), exc_info=error)
