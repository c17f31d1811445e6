"""The money of the HØP by goal and subgoal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.components.millions import Amount, millions, sum_of
from dashboard.components.navigation import link
from dashboard.components.notices import gaps
from dashboard.components.share_bar import share_bar
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from dashboard.context import View
    from dashboard.pages.action_plan.facts import Edition, Part


@dataclass(frozen=True, slots=True)
class Total:
    """A line of the table: a goal, a subgoal, or what belongs to none."""

    number: str
    title: str
    address: str
    is_goal: bool
    actions: int
    amount: Amount


def totals(view: View, shown: Edition) -> list[Total]:
    """Return goals with their subgoals, then what belongs to other plans or to no subgoal.

    The lines that are no goals sum to the whole.
    """
    lines: list[Total] = []
    seen: set[str | None] = set()
    for goal in shown.goals:
        of_goal = [row for row in shown.subgoals if row.goal_id == goal.id]
        keys = {row.key for row in of_goal}
        seen.update(keys)
        lines.append(_total(shown, keys, goal.number, goal.title, is_goal=True))
        lines += [
            _total(shown, {row.key}, row.number, row.title, address=f"/delmal/{row.key}")
            for row in of_goal
        ]
    others = {part.subgoal_key for part in shown.parts} - seen - {None}
    if others:
        lines.append(_total(shown, others, "", view.text("Delmål i andre planer")))
    lines.append(_total(shown, {None}, "", view.text("Uten delmål"), address="/hop?delmal=uten"))
    return lines


def _total(
    shown: Edition,
    keys: AbstractSet[str | None],
    number: str,
    title: str,
    *,
    address: str = "",
    is_goal: bool = False,
) -> Total:
    parts: Sequence[Part] = [part for part in shown.parts if part.subgoal_key in keys]
    return Total(
        number=number,
        title=title,
        address=address,
        is_goal=is_goal,
        actions=len({part.action.id for part in parts}),
        amount=sum_of(part.amount(shown.years) for part in parts),
    )


def totals_table(view: View, shown: Edition) -> Node:
    """Return the table; goals stand over their subgoals."""
    text = view.text
    columns = [
        Column(text("Mål og delmål"), class_="c-name"),
        Column(text("Tiltak"), is_number=True),
        Column(text("Drift"), is_number=True),
        Column(text("Investering"), is_number=True),
        Column(text("Sum"), is_number=True),
        Column(text("Andel av pengene"), class_="c-share wide"),
    ]
    whole = sum_of(part.amount(shown.years) for part in shown.parts)
    number_of_actions = len(shown.actions)
    footer: list[Child] = [
        text("Sum"),
        view.formats.number(number_of_actions),
        millions(view, whole.operating_nok),
        millions(view, whole.investment_nok),
        millions(view, whole.total_nok),
        "",
    ]
    return data_table(
        text("Penger i {plan} etter mål og delmål, i mill. kr", plan=shown.plan.title),
        columns,
        [_row(view, line, whole.total_nok or 0) for line in totals(view, shown)],
        footer=footer,
        class_="t-totals",
    )


def _row(view: View, line: Total, whole: int) -> list[Child]:
    total = line.amount.total_nok
    return [
        _name(view, line),
        view.formats.number(line.actions),
        millions(view, line.amount.operating_nok),
        millions(view, line.amount.investment_nok),
        millions(view, total),
        share_bar(view, (total or 0) / whole if whole else 0.0, is_strong=line.is_goal),
    ]


def _name(view: View, line: Total) -> Node:
    title: Child = link(line.title, line.address) if line.address else line.title
    missing = not line.is_goal and bool(line.number) and line.actions == 0
    return h(
        "span",
        h("span", line.number, class_="row-number") if line.number else None,
        " ",
        h("strong", title) if line.is_goal else title,
        gaps(view, [view.text("tiltak")]) if missing else None,
        class_=_name_class(line),
    )


def _name_class(line: Total) -> str:
    if line.is_goal:
        return "goal-name"
    return "subgoal-name" if line.number else "other-name"
