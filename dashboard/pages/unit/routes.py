"""What a unit's page answers to beside being shown: the plan as a file, and decisions on it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Flask, Response, abort, redirect, request

from dashboard.pages.unit.content import content
from dashboard.pages.unit.decisions import COMMENT, DECISION, VERSION
from dashboard.pages.unit.export import csv_of
from dashboard.pages.unit.facts import unit_year
from indicators.commands.plan_decisions import approve_plan, reopen_plan, return_plan
from indicators.errors import Conflict
from indicators.models.reporting import AnnualPlanState
from indicators.queries.units import activities_of_unit, unit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dashboard.site import Site
    from indicators.access import Actor


def add_unit_routes(server: Flask, site: Site) -> None:
    """Register the addresses."""
    routes = _Routes(site)
    server.add_url_rule("/enhet/<key>/<int:year>.csv", "unit-csv", routes.download)
    server.add_url_rule(
        "/enhet/<key>/<int:year>/vedtak", "unit-decision", routes.decide, methods=["POST"]
    )


class _Routes:
    """The answers."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def download(self, key: str, year: int) -> Response:
        """Answer with a plan as CSV."""
        with self._site.database.reading() as session:
            view = self._site.view(session)
            row = unit(session, key, view.language.value)
            if row is None:
                abort(HTTPStatus.NOT_FOUND)
            activities = activities_of_unit(session, row.id, year, view.language.value)
        if not activities:
            abort(HTTPStatus.NOT_FOUND)
        return csv_of(activities)

    def decide(self, key: str, year: int) -> Response:
        """Return, approve or reopen a plan; what cannot be done is told on the page."""
        with self._site.database.reading() as session:
            actor = self._site.auth.actor(session)
        try:
            with self._site.database.writing() as session:
                _decide(session, key, year, actor)
        except Conflict as error:
            return self._refused(key, year, str(error))
        address = f"/enhet/{key}?{urlencode({'ar': year})}#behandling"
        response = redirect(address, int(HTTPStatus.SEE_OTHER))
        return Response(response.get_data(), response.status_code, dict(response.headers))

    def _refused(self, key: str, year: int, said: str) -> Response:
        with self._site.database.reading() as session:
            view = self._site.view(session)
            row = unit(session, key, view.language.value)
            if row is None:
                abort(HTTPStatus.NOT_FOUND)
            shown = unit_year(view, session, row, year)
            response = self._site.answer(view, content(view, shown, trouble=said))
        response.headers["Cache-Control"] = "no-store"
        return response


def _decide(session: Session, key: str, year: int, actor: Actor) -> None:
    decision, said = request.form.get(DECISION, ""), request.form.get(COMMENT, "")
    given = request.form.get(VERSION, "")
    # A form always says which version was read; one that does not is none of ours.
    version = int(given) if given.isdecimal() and len(given) < 6 else 0  # noqa: PLR2004
    match decision:
        case AnnualPlanState.returned:
            return_plan(session, key, year, said, by=actor, version=version)
        case AnnualPlanState.approved:
            approve_plan(session, key, year, by=actor, version=version)
        case AnnualPlanState.reopened:
            reopen_plan(session, key, year, said, by=actor, version=version)
        case _:
            abort(HTTPStatus.BAD_REQUEST)
