"""What was decided of a unit's plan, and the forms of those who may decide."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from dashboard.components.activity_status import plan_state_tag
from dashboard.components.forms import token_field
from dashboard.components.navigation import section
from dashboard.components.notices import alert
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h
from indicators.models.reporting import AnnualPlanState
from indicators.plan_states import LONGEST_COMMENT, decisions_from

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.unit.facts import UnitYear
    from indicators.queries.plan_decisions import DecisionRow, PlanStanding

DECISION, COMMENT, VERSION = "vedtak", "kommentar", "versjon"

_BUTTONS = MappingProxyType(
    {
        AnnualPlanState.approved: ("Godkjenn planen", "primary"),
        AnnualPlanState.returned: ("Send planen tilbake", "secondary"),
        AnnualPlanState.reopened: ("Åpne planen igjen", "secondary"),
    }
)
_COMMENTS = MappingProxyType(
    {
        AnnualPlanState.returned: ("Hva må rettes?", "Enhetslederen får se dette."),
        AnnualPlanState.reopened: ("Hvorfor åpnes den igjen?", "Enhetslederen får se dette."),
    }
)


def decisions_part(view: View, shown: UnitYear, year: int, trouble: str = "") -> Node | None:
    """Return how the plan stands, what was decided and the forms; None for others than its own."""
    standing = shown.standing
    if standing is None:
        return None
    text = view.text
    forms = [
        _form(view, shown, year, standing, state)
        for state in decisions_from(standing.state)
        if standing.may_decide
    ]
    return section(
        text("Behandling av årsplanen {year}", year=year),
        alert(h("p", trouble), colour="danger", role="alert") if trouble else None,
        h(
            "p",
            plan_state_tag(view, standing.state),
            " ",
            text("Versjon {version}", version=standing.version),
        ),
        h("div", forms, class_="decisions no-print") if forms else None,
        _history(view, standing) if standing.decisions else None,
        id="behandling",
        lead=_lead(view, standing),
    )


def _lead(view: View, standing: PlanStanding) -> str:
    text = view.text
    match standing.state:
        case AnnualPlanState.approved:
            return text("Planen er godkjent og låst.")
        case AnnualPlanState.returned:
            return text("Planen er sendt tilbake. Rett den, og lever den på nytt.")
        case AnnualPlanState.reopened:
            return text("Planen er åpnet igjen. En ny versjon kan leveres.")
        case _:
            return text("Planen er levert og venter på å bli behandlet.")


def _form(
    view: View, shown: UnitYear, year: int, standing: PlanStanding, state: AnnualPlanState
) -> Node:
    word, variant = _BUTTONS[state]
    return h(
        "form",
        token_field(view.form_token),
        h("input", type="hidden", name=DECISION, value=state.value),
        h("input", type="hidden", name=VERSION, value=standing.version),
        _comment(view, state),
        h(
            "div",
            h(
                "button",
                view.text(word),
                type="submit",
                class_="ds-button",
                data_variant=variant,
            ),
            class_="buttons",
        ),
        method="post",
        action=f"/enhet/{shown.unit.key}/{year}/vedtak",
        class_="form",
    )


def _comment(view: View, state: AnnualPlanState) -> Child:
    if state not in _COMMENTS:
        return None
    label, help_text = _COMMENTS[state]
    field = f"f-{COMMENT}-{state.value}"
    return h(
        "div",
        h("label", view.text(label), for_=field, class_="ds-label"),
        h("p", view.text(help_text), id=f"{field}-help", data_field="description", class_="muted"),
        h(
            "textarea",
            id=field,
            name=COMMENT,
            rows=3,
            maxlength=LONGEST_COMMENT,
            required=True,
            aria_describedby=f"{field}-help",
            class_="ds-input",
        ),
        class_="ds-field",
    )


def _history(view: View, standing: PlanStanding) -> Node:
    text = view.text
    columns = [
        Column(text("Vedtak"), class_="c-name"),
        Column(text("Når og av hvem")),
        Column(text("Kommentar"), class_="wide"),
    ]
    return data_table(
        text("Hva som er bestemt om planen, det nyeste først"),
        columns,
        [_row(view, row) for row in standing.decisions],
        class_="t-decisions",
    )


def _row(view: View, row: DecisionRow) -> list[Child]:
    return [
        [
            plan_state_tag(view, row.state),
            h("span", view.text("Versjon {version}", version=row.version), class_="below"),
        ],
        [view.formats.clock(row.decided_at), h("span", row.decided_by, class_="below")],
        h("span", row.comment, class_="said") if row.comment else "–",
    ]
