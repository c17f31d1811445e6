"""What is wrong in the file: a summary to begin with, and a table with every cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.icons import icon
from dashboard.components.navigation import section
from dashboard.components.notices import nothing
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h
from etl.workbooks.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View
    from etl.workbooks.findings import Finding

_IN_SUMMARY = 5


def summary(view: View, findings: Sequence[Finding]) -> Node:
    """Return the first errors, each leading to its line in the table, with how many there are."""
    text = view.text
    errors = [
        (place, found) for place, found in enumerate(findings) if found.severity is Severity.error
    ]
    more = len(errors) - _IN_SUMMARY
    return h(
        "div",
        h(
            "h2",
            text.number_of(
                len(errors),
                "Fila har én feil som må rettes",
                "Fila har {number} feil som må rettes",
            ),
            class_="ds-heading",
            data_size="2xs",
        ),
        h(
            "ul",
            [
                h("li", h("a", _line(view, found), href=f"#funn-{place}", class_="ds-link"))
                for place, found in errors[:_IN_SUMMARY]
            ],
            h(
                "li",
                h("a", text("og {number} til", number=more), href="#funn", class_="ds-link"),
            )
            if more > 0
            else None,
        ),
        class_="ds-error-summary",
        role="alert",
        tabindex="-1",
        data_focus_first=True,
    )


def _line(view: View, found: Finding) -> str:
    said = found.message_in(view.language)
    return f"{found.place}: {said}" if found.place else said


def findings_part(view: View, findings: Sequence[Finding], marked_link: Node) -> Node | None:
    """Return all findings by sheet and cell; None where there are none."""
    if not findings:
        return None
    text = view.text
    columns = [
        Column(text("Sted"), class_="c-place"),
        Column(text("Hva"), label=""),
        Column(text("Det som står der"), class_="c-found wide"),
        Column(text("Hva som er galt, og hva som er lov"), class_="wide"),
    ]
    return section(
        text("Feil og merknader"),
        data_table(
            text("Feil og merknader i fila"),
            columns,
            [_row(view, place, found) for place, found in enumerate(findings)],
            class_="t-findings",
        ),
        h("p", marked_link, class_="after-table no-print"),
        id="funn",
        lead=text("En feil må rettes før fila kan leveres. En merknad stopper ikke leveringen."),
    )


def _row(view: View, place: int, found: Finding) -> list[Child]:
    text = view.text
    return [
        h("code", found.place or text("Hele fila"), id=f"funn-{place}"),
        _severity(view, found.severity),
        h("q", found.value, class_="found") if found.value else nothing(text("Tomt")),
        found.message_in(view.language),
    ]


def _severity(view: View, severity: Severity) -> Node:
    is_error = severity is Severity.error
    return h(
        "span",
        icon("XMarkOctagonFill" if is_error else "ExclamationmarkTriangleFill"),
        view.text("Feil") if is_error else view.text("Merknad"),
        class_="ds-tag status-tag",
        data_color="danger" if is_error else "warning",
        data_size="sm",
    )
