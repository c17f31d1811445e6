"""What a person judged, beside what was computed; both are always shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.facts import definitions
from dashboard.components.navigation import details
from dashboard.components.notices import example_mark
from dashboard.components.status import status_tag
from dashboard.markup import h

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View
    from dashboard.markup import Child, Node
    from indicators.queries.assessments import AssessmentRow


def assessment_part(
    view: View, computed: str, rows: Sequence[AssessmentRow], *, level: str = "h2"
) -> Node | None:
    """Return the newest judgement beside the computed status, with the former ones folded away.

    ``rows`` are the newest first, ``level`` is the heading. None where nobody has judged.
    """
    if not rows:
        return None
    text, newest, *former = view.text, *rows
    differs = newest.status != computed
    return h(
        "section",
        h(level, text("Vurdering"), class_="ds-heading", data_size="sm"),
        definitions(
            [
                (text("Beregnet"), status_tag(view, computed)),
                (text("Vurdert"), status_tag(view, newest.status)),
            ]
        ),
        h("p", text("Vurderingen er en annen enn beregningen."), class_="muted")
        if differs
        else None,
        _judgement(view, newest),
        details(text("Tidligere vurderinger"), [_former(view, row) for row in former])
        if former
        else None,
        class_="part",
    )


def _judgement(view: View, row: AssessmentRow) -> list[Child]:
    return [
        h("p", row.text, class_="ds-paragraph prose"),
        h(
            "p",
            f"{row.author}, {view.formats.date(row.at.date())}",
            [" ", example_mark(view)] if row.is_example else None,
            class_="muted",
        ),
    ]


def _former(view: View, row: AssessmentRow) -> Node:
    beside = view.text("Beregnet da:")
    return h(
        "div",
        h(
            "p",
            status_tag(view, row.status),
            " ",
            h("span", beside, " ", status_tag(view, row.computed_status), class_="muted"),
        ),
        _judgement(view, row),
    )
