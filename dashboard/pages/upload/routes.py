"""What the upload page answers to: templates, checks, marked-up copies, deliveries."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from flask import Flask, Response, abort, redirect, request

from dashboard.components.notices import alert
from dashboard.markup import h
from dashboard.pages.upload.checked import checked_content
from dashboard.pages.upload.choose import content as first_step
from dashboard.pages.upload.choose import units_of
from dashboard.pages.upload.pending import pending_files
from etl.annual_plan.checks import CheckedPlan, check
from etl.annual_plan.spec import FINDINGS
from etl.annual_plan.template import write_template
from etl.workbooks.marking import marked_copy
from indicators.access import may_submit, require
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.submissions import Delivery
from indicators.errors import BadWorkbook, Conflict, NotFound
from indicators.models.reporting import ReportPeriod
from indicators.queries.people import unit_places
from indicators.queries.plan_context import plan_context
from indicators.queries.plan_preview import preview_hash

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.page import Content
    from dashboard.pages.upload.pending import PendingFiles
    from dashboard.site import Site
    from indicators.access import Actor
    from indicators.commands.submissions import Submitted

PATH = "/arsplan/last-opp"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LONGEST_NAME = 150
_FORBIDDEN_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


def add_upload_routes(server: Flask, site: Site) -> None:
    """Register the addresses."""
    routes = _Routes(site, pending_files(site.settings))
    server.add_url_rule("/arsplan/mal", "template-choice", routes.choose_template)
    server.add_url_rule("/arsplan/mal/<key>/<int:year>.xlsx", "template", routes.template)
    server.add_url_rule(PATH, "check-upload", routes.check, methods=["POST"])
    server.add_url_rule("/arsplan/merket/<name>.xlsx", "marked-copy", routes.marked)
    server.add_url_rule("/arsplan/lever", "deliver", routes.deliver, methods=["POST"])


class _Routes:
    """The answers; they share the site and the folder of pending files."""

    def __init__(self, site: Site, pending: PendingFiles) -> None:
        self._site = site
        self._pending = pending

    def choose_template(self) -> Response:
        """Lead from the choice in the form to the address of the template."""
        unit, year = request.args.get("enhet", ""), request.args.get("ar", "")
        if not unit or not year.isdecimal():
            return _redirect(PATH)
        period = request.args.get("rapport", "")
        query = f"?rapport={period}" if period in set(ReportPeriod) else ""
        return _redirect(f"/arsplan/mal/{quote(unit, safe='')}/{int(year)}.xlsx{query}")

    def template(self, key: str, year: int) -> Response:
        """Answer with the workbook of a unit and a year; a plain page says why there is none."""
        asked = request.args.get("rapport", "")
        period = ReportPeriod(asked) if asked in set(ReportPeriod) else None
        with self._site.database.reading() as session:
            self._require_unit(session, key)
            try:
                context = plan_context(session, key, year)
                written = write_template(context, report_period=period)
            except NotFound as error:
                return self._first_step(session, str(error), HTTPStatus.NOT_FOUND)
        kind = f"rapport-{period}" if period else "arsplan"
        return _workbook(written, f"{kind}-{key}-{year}.xlsx")

    def check(self) -> Response:
        """Answer with what is wrong in the file that was sent, and what it would change."""
        with self._site.database.reading() as session:
            self._require_known(session)
        sent = request.files.get("fil")
        content = sent.read() if sent is not None else b""
        with self._site.database.reading() as session:
            if sent is None or not content:
                said = self._site.view(session).text("Velg en fil først.")
                return self._first_step(session, said, HTTPStatus.UNPROCESSABLE_ENTITY)
            name = plain_name(sent.filename)
            try:
                checked = check(content, name, session)
            except BadWorkbook as error:
                return self._first_step(session, str(error), HTTPStatus.UNPROCESSABLE_ENTITY)
            self._require_unit(session, checked.unit_key)
            return self._checked(session, checked, content)

    def _checked(
        self, session: Session, checked: CheckedPlan, content: bytes, trouble: str = ""
    ) -> Response:
        view = self._site.view(session)
        said = checked.report or checked.plan
        page = checked_content(
            view,
            checked,
            file_hash=self._pending.keep(content),
            preview=preview_hash(session, said) if said is not None else "",
            trouble=trouble,
        )
        return self._answer(view, page)

    def marked(self, name: str) -> Response:
        """Answer with a copy of a checked file, with the findings at their cells."""
        content = self._pending.get(name)
        if content is None:
            abort(404)
        try:
            with self._site.database.reading() as session:
                checked = check(content, "arsplan.xlsx", session)
                self._require_unit(session, checked.unit_key)
            marked = marked_copy(content, "arsplan.xlsx", checked.findings, FINDINGS.title)
        except BadWorkbook:
            abort(404)
        return _workbook(marked, "arsplan-med-merknader.xlsx")

    def deliver(self) -> Response:
        """Deliver a file that was checked, and lead to the unit's page with the receipt."""
        with self._site.database.reading() as session:
            self._require_known(session)
            actor = self._site.auth.actor(session)
        content = self._pending.get(request.form.get("fil", ""))
        if content is None:
            with self._site.database.reading() as session:
                said = self._site.view(session).text(
                    "Fila er ikke lenger på serveren. Kontroller den på nytt, og lever."
                )
                return self._first_step(session, said, HTTPStatus.CONFLICT)
        return self._deliver(actor, content, plain_name(request.form.get("navn")))

    def _deliver(self, actor: Actor, content: bytes, name: str) -> Response:
        try:
            with self._site.database.writing() as session:
                checked = check(content, name, session)
                done = _submit(session, checked, content, actor)
        except (Conflict, NotFound) as error:
            # Things changed since the check: show anew what the file would do now.
            with self._site.database.reading() as session:
                return self._checked(session, check(content, name, session), content, str(error))
        except BadWorkbook as error:
            with self._site.database.reading() as session:
                return self._first_step(session, str(error), HTTPStatus.CONFLICT)
        period = checked.report.period if checked.report else "plan"
        receipt = {"ar": checked.year, "levert": f"{period}-{done.version}"}
        if done.unchanged:
            receipt["uendret"] = "ja"
        return _redirect(f"/enhet/{checked.unit_key}?{urlencode(receipt)}", HTTPStatus.SEE_OTHER)

    def _first_step(self, session: Session, said: str, status: HTTPStatus) -> Response:
        view = self._site.view(session)
        trouble = h(
            "div",
            alert(h("p", said), colour="danger", title=view.text("Det gikk ikke"), role="alert"),
            class_="upload-trouble",
        )
        page = first_step(view, units_of(view, session), trouble=trouble, status=status)
        return self._answer(view, page)

    def _require_known(self, session: Session) -> None:
        actor = self._site.auth.actor(session)
        require(actor, "kontrollere og levere", allowed=actor.is_known)

    def _require_unit(self, session: Session, unit_key: str | None) -> None:
        """Stop somebody who may not hand in for a unit; one that is not there is told of later."""
        self._require_known(session)
        actor = self._site.auth.actor(session)
        place = unit_places(session).get(unit_key or "")
        if place is not None:
            require(actor, f"levere for «{unit_key}»", allowed=may_submit(actor, place))

    def _answer(self, view: View, page: Content) -> Response:
        response = self._site.answer(view, page)
        response.headers["Cache-Control"] = "no-store"
        return response


def _submit(session: Session, checked: CheckedPlan, content: bytes, actor: Actor) -> Submitted:
    delivery = Delivery(
        file_name=checked.file_name,
        content=content,
        actor=actor,
        received_from="nettsiden",
        at=datetime.now(UTC),
        template_version=checked.template_version,
        # A form that does not say what was seen has seen nothing.
        preview=request.form.get("sett", ""),
    )
    if checked.report is not None:
        return submit_annual_report(session, checked.report, delivery)
    if checked.plan is not None:
        return submit_annual_plan(session, checked.plan, delivery)
    raise Conflict("Fila har feil som må rettes før den kan leveres.")


def plain_name(given: str | None) -> str:
    """Return the name of a file without its folder and without signs that files may not have."""
    last = (given or "").replace("\\", "/").rpartition("/")[2]
    name = _FORBIDDEN_IN_NAMES.sub("", unicodedata.normalize("NFC", last)).strip(" .")
    return name[-_LONGEST_NAME:] or "arsplan.xlsx"


def _redirect(address: str, status: HTTPStatus = HTTPStatus.FOUND) -> Response:
    response = redirect(address, int(status))
    return Response(response.get_data(), status=int(status), headers=dict(response.headers))


def _workbook(content: bytes, name: str) -> Response:
    response = Response(content, content_type=_EXCEL)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response
