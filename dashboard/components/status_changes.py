"""Statuses that became another, and why: for one indicator, and for the front page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.navigation import link
from dashboard.components.notices import example_mark
from dashboard.components.status import status_tag
from dashboard.markup import h
from indicators.progress.cause_sentence import cause_sentence
from indicators.progress.wording import terms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View
    from dashboard.markup import Child, Node
    from indicators.queries.status_changes import StatusChange, Why

_CAUSES_SHOWN = 5


def changes_of_one(view: View, changes: Sequence[StatusChange]) -> Node:
    """Return the changes of an indicator's status, the latest first, or that there are none."""
    if not changes:
        said = view.text("Statusen har ikke endret seg siden den ble regnet ut første gang.")
        return h("p", said, class_="ds-paragraph")
    return h("ol", [h("li", _change(view, one)) for one in changes], class_="status-changes")


def changed_lately(view: View, changes: Sequence[StatusChange]) -> Node | None:
    """Return the indicators whose status changed lately, with links; None where none did."""
    if not changes:
        return None
    text = view.text
    items = [
        h(
            "li",
            link(one.title, f"/indikator/{one.key}"),
            [" ", example_mark(view)] if one.is_example else None,
            _change(view, one),
        )
        for one in changes
    ]
    return h(
        "section",
        h("h2", text("Endret siden sist"), class_="ds-heading", data_size="sm"),
        h("ul", items, class_="status-changes"),
        class_="part",
        id="endret",
    )


def _change(view: View, one: StatusChange) -> list[Child]:
    text = view.text
    return [
        h(
            "p",
            h("span", view.formats.date(one.at.date()), class_="muted"),
            " ",
            status_tag(view, one.old_status),
            " ",
            text("ble til"),
            " ",
            status_tag(view, one.new_status),
        ),
        h(
            "ul",
            [h("li", _why(view, one, why)) for why in one.why[:_CAUSES_SHOWN]],
            _rest(view, one),
        ),
    ]


def _rest(view: View, one: StatusChange) -> Child:
    more = len(one.why) - _CAUSES_SHOWN
    if more <= 0:
        return None
    return h("li", view.text.number_of(more, "og {number} ting til", "og {number} ting til"))


def _why(view: View, one: StatusChange, why: Why) -> str:
    def quantity(value: float) -> str:
        return view.formats.quantity(value, one.decimals, one.unit_of_measure)

    said = cause_sentence(why.change, view.language, quantity)
    if why.run is None:
        return said
    run = terms_of(view.language).from_run.format(
        source=why.run.source_key, date=view.formats.date(why.run.finished_at.date())
    )
    return f"{said} ({run})"
