"""The page where people sign in, and the address where they sign out.

It is no ordinary page: it is made anew for each visit, since its form holds the visit's own token.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, redirect, request

from dashboard.auth import WINDOW, Outcome
from dashboard.components.forms import text_field, token_field
from dashboard.components.navigation import link, page_heading
from dashboard.components.notices import alert
from dashboard.form_token import form_token
from dashboard.markup import Child, Node, h
from dashboard.page import Content
from indicators.queries.people import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from dashboard.context import View
    from dashboard.site import Site

PATH, OUT_PATH = "/logg-inn", "/logg-ut"
NEXT, NAME, PASSWORD = "neste", "brukernavn", "passord"
_OUT = "ut"


def sign_in_address(back_to: str) -> str:
    """Return the address where one signs in to come back to a page of ours."""
    return f"{PATH}?{urlencode({NEXT: back_to})}"


def local_address(given: str | None) -> str:
    """Return an address within this site as it is, and the front page for all others."""
    if not given or not given.startswith("/") or not given.isprintable() or "\\" in given:
        return "/"
    parts = urlsplit(given)
    is_local = not parts.scheme and not parts.netloc and not given.startswith("//")
    return given if is_local and parts.path not in {PATH, OUT_PATH} else "/"


def add_sign_in(server: Flask, site: Site) -> None:
    """Register the addresses."""
    routes = _Routes(site)
    server.add_url_rule(PATH, "sign-in", routes.show)
    server.add_url_rule(PATH, "sign-in-sent", routes.sent, methods=["POST"])
    server.add_url_rule(OUT_PATH, "sign-out", routes.out, methods=["POST"])


class _Routes:
    """The answers."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def show(self) -> Response:
        """Answer with the form."""
        back_to = local_address(request.args.get(NEXT))
        with self._site.database.reading() as session:
            said: Child = None
            view = self._site.view(session)
            if self._site.auth.has_ended(session):
                said = _told(view.text("Du er logget ut, fordi det er en stund siden sist."))
            elif request.args.get(_OUT):
                said = _told(view.text("Du er logget ut."))
            return self._answer(session, view, content(view, back_to, said=said))

    def sent(self) -> Response:
        """Let somebody in and lead them to where they were going, or say that it went wrong."""
        back_to = local_address(request.form.get(NEXT))
        name = request.form.get(NAME, "")
        outcome = self._site.auth.sign_in(name, request.form.get(PASSWORD, ""))
        if outcome is Outcome.signed_in:
            return see_other(back_to)
        with self._site.database.reading() as session:
            view = self._site.view(session)
            if outcome is Outcome.too_many:
                status = HTTPStatus.TOO_MANY_REQUESTS
                minutes = int(WINDOW.total_seconds() // 60)
                what = view.text(
                    "Det er gjort for mange forsøk. Vent {number} minutter, og prøv igjen.",
                    number=minutes,
                )
            else:
                status = HTTPStatus.UNPROCESSABLE_ENTITY
                what = view.text("Brukernavnet eller passordet er feil.")
            page = content(view, back_to, said=_refused(view, what), name=name, status=status)
            response = self._answer(session, view, page)
        if outcome is Outcome.too_many:
            response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
        return response

    def out(self) -> Response:
        """Sign out whoever asks."""
        self._site.auth.end()
        return see_other(f"{PATH}?{urlencode({_OUT: '1'})}")

    def _answer(self, session: Session, view: View, page: Content) -> Response:
        if self._site.settings.demo:
            names = [row.key for row in people(session) if row.is_example and row.is_active]
            page = with_demo_note(view, page, names)
        response = self._site.answer(view, page)
        response.headers["Cache-Control"] = "no-store"
        return response


def content(
    view: View, back_to: str, *, said: Child = None, name: str = "", status: int = 200
) -> Content:
    """Lay out the page; ``said`` is what happened, ``name`` the user name that was typed."""
    text = view.text
    return Content(
        title=text("Logg inn"),
        description=text("For dem som leverer, følger opp og styrer."),
        status=status,
        body=[
            page_heading(
                text("Logg inn"),
                lead=text("For dem som leverer, følger opp og styrer. Tallene er åpne for alle."),
            ),
            h("div", said, _inside(view, back_to, name), class_="sign-in"),
        ],
    )


def with_demo_note(view: View, page: Content, names: Sequence[str]) -> Content:
    """Return the page with the names of a demo's accounts."""
    if not names:
        return page
    note = alert(
        h("p", view.text("Dette er en demo med oppdiktede brukere:"), " ", ", ".join(names), "."),
        h("p", view.text("Passordet står der demoen ble startet.")),
        title=view.text("Eksempeldata"),
    )
    return Content(
        title=page.title,
        description=page.description,
        status=page.status,
        body=[page.body, h("div", note, class_="sign-in")],
    )


def _inside(view: View, back_to: str, name: str) -> Node:
    text = view.text
    if view.actor.is_known:
        return h(
            "p",
            text("Du er logget inn som {name}.", name=view.actor.name),
            " ",
            link(text("Gå videre"), back_to),
            class_="ds-paragraph",
        )
    return h(
        "form",
        token_field(form_token()),
        h("input", type="hidden", name=NEXT, value=back_to),
        text_field(NAME, text("Brukernavn"), value=name, autocomplete="username"),
        text_field(PASSWORD, text("Passord"), kind="password", autocomplete="current-password"),
        h(
            "div",
            h("button", text("Logg inn"), type="submit", class_="ds-button"),
            class_="buttons",
        ),
        method="post",
        action=PATH,
        class_="form",
    )


def _told(what: str) -> Node:
    return alert(h("p", what), role="status")


def _refused(view: View, what: str) -> Node:
    return h(
        "div",
        alert(
            h("p", what), colour="danger", title=view.text("Du ble ikke logget inn"), role="alert"
        ),
        tabindex="-1",
        data_focus_first=True,
    )


def see_other(address: str) -> Response:
    """Return an answer that leads to another address of ours, and is kept nowhere."""
    made = redirect(address, HTTPStatus.SEE_OTHER)
    response = Response(made.get_data(), status=made.status_code, headers=dict(made.headers))
    response.headers["Cache-Control"] = "no-store"
    return response
