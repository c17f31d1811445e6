"""Checks the rows of a plan against one another and against what applies to the unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.annual_plan.spec import ACTIVITIES, DIRECTIONS, TARGETS
from etl.workbooks.cells import shown_number
from etl.workbooks.findings import Severity
from etl.workbooks.folding import fold
from indicators.models.measurement import Direction
from indicators.unit_plans import PlannedActivity, PlannedTarget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from etl.annual_plan.reader import UnitWorkbook
    from etl.workbooks.choices import Choices
    from etl.workbooks.findings import Finding
    from etl.workbooks.tables import Row
    from indicators.queries.plan_context import ActionChoice, PlanContext

_PERCENT_WORDS = ("prosent", "%", "pst")


def read_activities(
    book: UnitWorkbook,
    context: PlanContext,
    choices: Mapping[str, Choices],
    findings: list[Finding],
) -> tuple[PlannedActivity, ...]:
    """Return the activities whose cells could be understood, with findings for the others."""
    rows = book.rows(ACTIVITIES, choices, findings)
    numbers = _numbers(rows, findings)
    _same_twice(rows, findings)
    actions = {action.key: action for action in context.actions}
    subgoals = {subgoal.key: subgoal.number for subgoal in context.subgoals}
    for row in rows:
        _check_deadline(row, context.year, findings)
        _check_amount(row, findings)
        _check_action(row, actions, subgoals, findings)
    return tuple(
        PlannedActivity(
            number=number,
            title=row.text("title") or "",
            subgoal_key=row.text("subgoal") or "",
            action_key=row.text("action"),
            responsible=row.text("responsible"),
            deadline=row.day("deadline"),
            expected_result=row.text("expected_result"),
            amount_nok=row.whole("amount"),
            cell=row.place,
        )
        for row, number in zip(rows, numbers, strict=True)
        if not row.broken
    )


def read_targets(
    book: UnitWorkbook, choices: Mapping[str, Choices], findings: list[Finding]
) -> tuple[PlannedTarget, ...]:
    """Return the targets whose cells could be understood, with findings for the others."""
    rows = book.rows(TARGETS, choices, findings)
    numbers = _numbers(rows, findings)
    _same_twice(rows, findings)
    for row in rows:
        _check_side(row, findings)
        _check_percent(row, findings)
    return tuple(
        PlannedTarget(
            number=number,
            title=row.text("title") or "",
            unit_of_measure=row.text("unit_of_measure") or "",
            direction=Direction(row.text("direction") or ""),
            subgoal_key=row.text("subgoal"),
            indicator_key=row.text("indicator"),
            baseline=row.figure("baseline"),
            target=row.figure("target"),
            cell=row.place,
        )
        for row, number in zip(rows, numbers, strict=True)
        if not row.broken
    )


def _numbers(rows: Sequence[Row], findings: list[Finding]) -> list[str]:
    """Return each row's number; one without gets the next whole number that is free."""
    used: dict[str, str] = {}
    for row in rows:
        number = row.text("number")
        if number is None:
            continue
        if number in used:
            findings.append(row.tell("number", "duplicate_number", other=used[number]))
        used.setdefault(number, row.cells["number"])
    highest = max((int(number) for number in used if number.isdecimal()), default=0)
    numbers: list[str] = []
    for row in rows:
        number = row.text("number")
        if number is None:
            highest += 1
            number = str(highest)
        numbers.append(number)
    return numbers


def _same_twice(rows: Sequence[Row], findings: list[Finding]) -> None:
    seen: dict[tuple[str, str | None], str] = {}
    for row in rows:
        title = row.text("title")
        if title is None:
            continue
        key = (fold(title), row.text("subgoal"))
        if key in seen:
            findings.append(row.tell("title", "same_row", other=seen[key]))
        seen.setdefault(key, row.cells["title"])


def _check_deadline(row: Row, year: int, findings: list[Finding]) -> None:
    deadline = row.day("deadline")
    if deadline is not None and deadline.year != year:
        findings.append(row.tell("deadline", "deadline_outside_year", year=str(year)))


def _check_amount(row: Row, findings: list[Finding]) -> None:
    amount = row.figure("amount")
    if amount is not None and amount < 0:
        findings.append(row.tell("amount", "negative_amount"))


def _check_action(
    row: Row,
    actions: Mapping[str, ActionChoice],
    subgoals: Mapping[str, str],
    findings: list[Finding],
) -> None:
    action = actions.get(row.text("action") or "")
    if action is None:
        return
    if not action.applies:
        findings.append(row.tell("action", "action_of_other_area", severity=Severity.warning))
    subgoal = row.text("subgoal")
    if subgoal is None or not action.subgoal_keys or subgoal in action.subgoal_keys:
        return
    allowed = ", ".join(subgoals.get(key, key) for key in action.subgoal_keys)
    findings.append(
        row.tell(
            "action",
            "action_not_for_subgoal",
            severity=Severity.warning,
            subgoal=subgoals.get(subgoal, subgoal),
            allowed=allowed,
        )
    )


def _check_side(row: Row, findings: list[Finding]) -> None:
    baseline, target, key = row.figure("baseline"), row.figure("target"), row.text("direction")
    if baseline is None or target is None or key is None:
        return
    direction = Direction(key)
    code = ""
    if direction is Direction.up and target < baseline:
        code = "target_below_baseline"
    elif direction is Direction.down and target > baseline:
        code = "target_above_baseline"
    if code:
        findings.append(
            row.tell(
                "target", code, baseline=row.shown["baseline"], direction=DIRECTIONS[direction]
            )
        )


def _check_percent(row: Row, findings: list[Finding]) -> None:
    unit = row.text("unit_of_measure") or ""
    if any(word in fold(unit) for word in _PERCENT_WORDS):
        return
    for key in ("baseline", "target"):
        figure = row.figure(key)
        if figure is not None and row.notes.get(key) == "percent":
            findings.append(
                row.tell(
                    key,
                    "percent_in_number",
                    severity=Severity.warning,
                    unit=unit,
                    read=shown_number(figure),
                )
            )
