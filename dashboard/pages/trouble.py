"""The page for a request that cannot be answered: wrong method, too large, or our own mistake."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from dashboard.markup import h
from dashboard.page import Content

if TYPE_CHECKING:
    from dashboard.context import View

_REASONS = {
    HTTPStatus.FORBIDDEN: "Siden du sendte fra, er for gammel eller ikke vår. Last den på nytt.",
    HTTPStatus.METHOD_NOT_ALLOWED: "Adressen kan ikke brukes på denne måten.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "Det du sendte er for stort.",
    HTTPStatus.BAD_REQUEST: "Forespørselen kunne ikke leses.",
}


def trouble(view: View, status: int, incident: str = "", *, reason: str = "") -> Content:
    """Say what went wrong in plain words.

    ``incident`` is the id under which it was logged; ``reason`` says it better than the status.
    """
    text = view.text
    is_ours = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    title = text("Noe gikk galt hos oss") if is_ours else text("Det gikk ikke")
    known = _REASONS.get(HTTPStatus(status)) if status in set(HTTPStatus) else None
    said = reason or text(known or "Siden kunne ikke vises. Prøv igjen om litt.")
    return Content(
        title=title,
        status=status,
        body=h(
            "div",
            h("h1", title, class_="ds-heading", data_size="lg"),
            h("p", said, class_="ds-paragraph lead"),
            h("p", text("Oppgi denne koden hvis du melder fra: {code}", code=incident))
            if incident
            else None,
            h("p", h("a", text("Gå til Målstatus"), href="/", class_="ds-link")),
            class_="prose",
        ),
    )
