"""The second step: what is wrong in the file, what it would change, and the button to deliver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.activity_status import period_words
from dashboard.components.forms import token_field
from dashboard.components.navigation import (
    breadcrumbs,
    button_link,
    details,
    link,
    page_heading,
    section,
)
from dashboard.components.notices import alert, example_mark
from dashboard.markup import Child, Node, h
from dashboard.page import Content
from dashboard.pages.upload.choose import PATH, check_form
from dashboard.pages.upload.findings import findings_part, summary
from dashboard.pages.upload.preview import plan_preview, would_change
from dashboard.pages.upload.report_preview import report_preview
from etl.workbooks.findings import Severity
from indicators.models.reporting import AnnualPlanState

if TYPE_CHECKING:
    from dashboard.context import View
    from etl.annual_plan.checks import CheckedPlan

_UNPROCESSABLE = 422


def checked_content(
    view: View,
    checked: CheckedPlan,
    *,
    file_hash: str,
    preview: str = "",
    trouble: str = "",
) -> Content:
    """Lay out the page for a file that could be read.

    ``file_hash`` is where it is kept; ``preview`` is the hash of what is shown here.
    """
    text = view.text
    form = _deliver_form(view, checked, file_hash, preview) if _may_deliver(checked) else None
    return Content(
        title=text("Kontroll av fila"),
        menu=PATH,
        status=200 if checked.accepted and not trouble else _UNPROCESSABLE,
        body=[
            breadcrumbs(
                view,
                [(text("Målstatus"), "/"), (text("Lever årsplan"), PATH)],
                text("Kontroll av fila"),
            ),
            page_heading(
                _title(view, checked),
                over=text("Kontroll av {file}", file=checked.file_name),
                end=example_mark(view) if checked.context and checked.context.is_example else None,
            ),
            alert(h("p", trouble), colour="danger", role="alert") if trouble else None,
            _verdict(view, checked),
            _locked(view, checked),
            form,
            _preview(view, checked),
            findings_part(view, checked.findings, _marked_link(view, file_hash)),
            _again(view, checked),
        ],
    )


def _title(view: View, checked: CheckedPlan) -> str:
    text, context = view.text, checked.context
    if context is None:
        return text("Fila er kontrollert")
    if checked.is_report:
        if checked.report is None:
            return text("Rapport {year} for {unit}", year=context.year, unit=context.unit_title)
        period = period_words(view, checked.report.period, context.year)
        return text("Rapport for {period}: {unit}", period=period, unit=context.unit_title)
    return text("Årsplan {year} for {unit}", year=context.year, unit=context.unit_title)


def _is_locked(checked: CheckedPlan) -> bool:
    context = checked.context
    return (
        not checked.is_report
        and context is not None
        and context.plan_state is AnnualPlanState.approved
    )


def _may_deliver(checked: CheckedPlan) -> bool:
    if not checked.accepted or _is_locked(checked):
        return False
    return checked.report is not None or would_change(checked)


def _verdict(view: View, checked: CheckedPlan) -> Node:
    text = view.text
    errors = sum(found.severity is Severity.error for found in checked.findings)
    if errors:
        return summary(view, checked.findings)
    warnings = len(checked.findings)
    noted = text.number_of(
        warnings, "{number} merknad bør du se på.", "{number} merknader bør du se på."
    )
    if checked.report is None and not would_change(checked):
        said = text("Fila er lik planen som gjelder. Ingenting blir endret.")
        return alert(h("p", said), colour="info")
    said = text("Fila har ingen feil og kan leveres.")
    return alert(h("p", said, [" ", noted] if warnings else None), colour="success", role="status")


def _locked(view: View, checked: CheckedPlan) -> Node | None:
    if not _is_locked(checked):
        return None
    said = view.text(
        "Årsplanen er godkjent og låst. Be om at den åpnes igjen før du leverer en ny."
    )
    return alert(h("p", said), colour="warning")


def _deliver_form(view: View, checked: CheckedPlan, file_hash: str, preview: str) -> Node:
    text = view.text
    word = text("Lever rapporten") if checked.is_report else text("Lever årsplanen")
    return h(
        "form",
        h("input", type="hidden", name="fil", value=file_hash),
        h("input", type="hidden", name="navn", value=checked.file_name),
        h("input", type="hidden", name="sett", value=preview),
        token_field(view.form_token),
        h("button", word, type="submit", class_="ds-button", data_variant="primary"),
        h(
            "p",
            text("Den blir en ny versjon. Den som gjelder nå, tas vare på."),
            class_="muted deliver-note",
        ),
        method="post",
        action="/arsplan/lever",
        class_="deliver no-print",
    )


def _marked_link(view: View, file_hash: str) -> Node:
    return button_link(
        view.text("Last ned fila med merknadene"),
        f"/arsplan/merket/{file_hash}.xlsx",
        icon_name="FileExcel",
        downloads=True,
    )


def _preview(view: View, checked: CheckedPlan) -> Child:
    if checked.report is not None:
        return report_preview(view, checked)
    return plan_preview(view, checked) if checked.plan is not None else None


def _again(view: View, checked: CheckedPlan) -> Node:
    text = view.text
    if checked.accepted:
        return h(
            "div",
            details(text("Kontroller en annen fil"), check_form(view)),
            class_="part no-print",
        )
    return section(
        text("Kontroller den rettede fila"),
        check_form(view),
        h("p", link(text("Hent malen på nytt"), PATH)),
        id="kontroll",
    )
