"""The page of one subgoal (*delmål*): its whole thread, from plan to reported result."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import abort, redirect, request

from dashboard.page import Content, Page
from dashboard.pages.subgoal.content import content
from dashboard.pages.subgoal.facts import thread_of
from indicators.errors import NotFound
from indicators.queries.subgoal import key_of_number, subgoal

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from dashboard.context import View

PATH = "/delmal/<key>"
_BARE_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3}){1,2}")


def respond(view: View, session: Session, key: str) -> Content:
    """Ask for the thread of a subgoal; a bare number leads to the plan in force.

    Raises:
        NotFound: If no subgoal has the key.
    """
    if _BARE_NUMBER.fullmatch(key):
        _redirect(key_of_number(session, key))
    row = subgoal(session, key, view.language.value)
    if row is None:
        raise NotFound(f"Delmålet «{key}» finnes ikke.")
    return content(view, thread_of(view, session, row))


def _redirect(full_key: str | None) -> None:
    if full_key is not None:
        query = request.query_string.decode(errors="replace")
        abort(redirect(f"/delmal/{full_key}?{query}" if query else f"/delmal/{full_key}"))


PAGE = Page(path=PATH, respond=respond)
