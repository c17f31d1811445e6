"""What a new plan would add, change and remove."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dashboard.components.navigation import section
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h
from indicators.commands.plan_changes import changes

if TYPE_CHECKING:
    from dashboard.context import View
    from etl.annual_plan.checks import CheckedPlan
    from indicators.commands.plan_changes import Changes, FieldChange, PlanChanges, RowChange
    from indicators.queries.plan_context import PlanContext
    from indicators.unit_plans import PlannedActivity, PlannedTarget

_FIELDS = {
    "title": "Navn",
    "subgoal_key": "Delmål",
    "action_key": "HØP-tiltak",
    "responsible": "Ansvarlig",
    "deadline": "Frist",
    "expected_result": "Ventet resultat",
    "amount_nok": "Beløp",
    "unit_of_measure": "Måleenhet",
    "direction": "Retning",
    "indicator_key": "Indikator",
    "baseline": "Nullpunkt",
    "target": "Mål",
    "leader": "Enhetsleder",
}
_DIRECTIONS = {"up": "skal øke", "down": "skal ned", "keep": "skal holdes"}


def plan_changes(checked: CheckedPlan) -> PlanChanges | None:
    """Return what a plan without errors would change, or None where the file is no such plan."""
    if checked.plan is None or checked.context is None:
        return None
    return changes(checked.context.plan, checked.plan)


def would_change(checked: CheckedPlan) -> bool:
    """Tell whether the plan in force would be another one."""
    found = plan_changes(checked)
    return found is not None and found.any


def plan_preview(view: View, checked: CheckedPlan) -> Node | None:
    """Return the changes against the plan in force, row by row."""
    found = plan_changes(checked)
    if found is None or checked.context is None or not found.any:
        return None
    text, context = view.text, checked.context
    lead = (
        text("Dette er den første planen for {year}.", year=context.year)
        if context.plan is None
        else text("Sammenlignet med planen som gjelder nå.")
    )
    leader = found.leader
    return section(
        text("Dette blir endret"),
        _leader(view, context, leader) if leader else None,
        _table(view, context, found.activities, text("Aktiviteter")),
        _table(view, context, found.targets, text("Måltall")),
        id="endringer",
        lead=lead,
    )


def _leader(view: View, context: PlanContext, leader: FieldChange) -> Node:
    return h("p", h("strong", view.text("Enhetsleder:")), " ", _change(view, context, leader))


def _table(
    view: View,
    context: PlanContext,
    found: Changes[PlannedActivity] | Changes[PlannedTarget],
    caption: str,
) -> Node | None:
    if not found.any:
        return None
    text = view.text
    rows = [
        *(_added(view, context, row) for row in found.added),
        *(_changed(view, context, row) for row in found.changed),
        *(_removed(view, context, row) for row in found.removed),
    ]
    columns = [
        Column(text("Rad"), class_="c-name"),
        Column(text("Hva skjer"), label=""),
        Column(text("Innhold"), class_="wide"),
        Column(text("Celle")),
    ]
    return data_table(caption, columns, rows, shows_caption=True, class_="t-changes")


def _added(view: View, context: PlanContext, row: PlannedActivity | PlannedTarget) -> list[Child]:
    return [
        _name(row.number, row.title),
        _kind(view, "Ny", "success"),
        _about(view, context, row),
        h("code", row.cell),
    ]


def _changed(view: View, context: PlanContext, row: RowChange) -> list[Child]:
    return [
        _name(row.number, row.title),
        _kind(view, "Endret", "info"),
        h("ul", [h("li", _change(view, context, one)) for one in row.changes], class_="plain-list"),
        h("code", row.cell),
    ]


def _removed(view: View, context: PlanContext, row: PlannedActivity | PlannedTarget) -> list[Child]:
    return [
        _name(row.number, row.title),
        _kind(view, "Fjernet", "danger"),
        _about(view, context, row),
        "",
    ]


def _name(number: str, title: str) -> Node:
    return h("span", h("span", number, class_="row-number"), " ", title)


def _kind(view: View, word: str, colour: str) -> Node:
    return h("span", view.text(word), class_="ds-tag", data_color=colour, data_size="sm")


def _about(view: View, context: PlanContext, row: PlannedActivity | PlannedTarget) -> Child:
    names = ("subgoal_key", "deadline", "responsible", "target")
    parts = [
        f"{view.text(_FIELDS[name])}: {_shown(view, context, name, getattr(row, name))}"
        for name in names
        if getattr(row, name, None) is not None
    ]
    return " · ".join(parts)


def _change(view: View, context: PlanContext, change: FieldChange) -> list[Child]:
    old = _shown(view, context, change.field, change.old)
    new = _shown(view, context, change.field, change.new)
    return [
        f"{view.text(_FIELDS.get(change.field, change.field))}: ",
        h("del", h("span", view.text("før"), " ", class_="ds-sr-only"), old),
        " → ",
        h("ins", h("span", view.text("nå"), " ", class_="ds-sr-only"), new),
    ]


def _shown(view: View, context: PlanContext, field: str, value: object) -> str:
    if value is None:
        return view.text("tomt")
    if field == "amount_nok" and isinstance(value, int):
        return view.formats.kroner(value)
    if isinstance(value, date):
        return view.formats.date(value)
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    if field == "direction":
        return view.text(_DIRECTIONS.get(str(value), str(value)))
    return _label(context, str(value))


def _label(context: PlanContext, key: str) -> str:
    """Return the number or title that a key stands for, else the text itself."""
    known = {row.key: f"{row.number} {row.title}" for row in context.subgoals}
    known |= {row.key: f"{row.number} {row.title}" for row in context.actions}
    known |= {row.key: row.title for row in context.indicators}
    return known.get(key, key)
