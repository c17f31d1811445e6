"""Reads and checks a HØP workbook: all findings at once, and the edition when there is no error."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.action_plan.lists import lists_of
from etl.action_plan.spec import (
    FACTORS,
    LISTS,
    PLAN,
    SHARES,
    YEARS,
    MoneyUnit,
    actions_sheet,
    investment_key,
    operating_key,
    years_of,
)
from etl.workbooks.cells import shown_number
from etl.workbooks.findings import Finding, Severity, finding, has_errors
from etl.workbooks.order import in_order
from etl.workbooks.reading import read_workbook
from etl.workbooks.tables import Row, read_fields, read_table, sheets_by_spec
from indicators.commands.actions import Amount, Edition, EditionAction, Share
from indicators.models.plan import ActionKind, PlanState
from indicators.queries.action_plan_context import ActionPlanContext, action_plan_context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy.orm import Session

    from etl.workbooks.cells import Sheet
    from etl.workbooks.choices import Choices

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_NUMBER = re.compile(r"[\w-]+")
# Shares are written as percentages: a third is 33.3 %, and three of them may pass 1 by a hair.
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class CheckedEdition:
    """What a HØP workbook says and what is wrong with it; an edition only without errors."""

    findings: tuple[Finding, ...]
    edition: Edition | None


def read_action_plan(content: bytes, file_name: str, session: Session) -> CheckedEdition:
    """Read a HØP workbook and check it against what is in the database.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
    """
    workbook = read_workbook(content, file_name)
    findings: list[Finding] = []
    # The columns depend on the first year, the sheets do not.
    specs = (PLAN, actions_sheet(0), SHARES, LISTS)
    sheets = sheets_by_spec(workbook, specs, findings, optional=frozenset({SHARES.key}))
    if PLAN.key not in sheets:
        return CheckedEdition(in_order(findings, workbook), None)
    head = read_fields(
        sheets[PLAN.key], PLAN.fields, lists_of(action_plan_context(session)), findings
    )
    _check_head(head, findings)
    former = _former(head)
    context = action_plan_context(
        session, first_year=head.whole("first_year"), plan=_identity(head), former=former
    )
    _check_editions(head, context, former, findings)
    first_year = head.whole("first_year")
    if first_year is None or "first_year" in head.broken:
        return CheckedEdition(in_order(findings, workbook), None)
    reader = _Reader(sheets, head, context, first_year, findings)
    actions = reader.actions()
    if has_errors(findings):
        return CheckedEdition(in_order(findings, workbook), None)
    return CheckedEdition(in_order(findings, workbook), _edition(head, first_year, former, actions))


def _edition(
    head: Row, first_year: int, former: tuple[str, str] | None, actions: Sequence[EditionAction]
) -> Edition:
    return Edition(
        key=head.text("key") or "",
        version=head.text("version") or "",
        title=head.text("title") or "",
        first_year=first_year,
        last_year=first_year + YEARS - 1,
        state=PlanState(head.text("state") or ""),
        is_example=bool(head.flag("is_example")),
        price_level=head.text("price_level"),
        adopted_on=head.day("adopted_on"),
        adopted_by=head.text("adopted_by"),
        source=head.text("source"),
        former=former,
        actions=tuple(actions),
    )


def _check_head(head: Row, findings: list[Finding]) -> None:
    for key, example in (("key", "hop"), ("version", "2026-2029")):
        text = head.text(key)
        if text is not None and not _KEY.fullmatch(text):
            head.broken.add(key)
            findings.append(head.tell(key, "bad_key", example=example))
    year = head.whole("first_year")
    if year is not None and not _FIRST_YEAR <= year <= _LAST_YEAR:
        head.broken.add("first_year")
        findings.append(head.tell("first_year", "bad_year"))


def _identity(head: Row) -> tuple[str, str] | None:
    key, version = head.text("key"), head.text("version")
    return None if key is None or version is None else (key, version)


def _former(head: Row) -> tuple[str, str] | None:
    """Return key and version of the former edition; a version alone is of the same plan."""
    text = head.text("former")
    if text is None:
        return None
    key, dot, version = text.partition(".")
    return (key, version) if dot else (head.text("key") or "", text)


def _check_editions(
    head: Row,
    context: ActionPlanContext,
    former: tuple[str, str] | None,
    findings: list[Finding],
) -> None:
    if context.is_taken:
        findings.append(head.tell("key", "not_an_action_plan"))
    if former is not None and context.former_numbers is None:
        findings.append(head.tell("former", "unknown_former"))


class _Reader:
    def __init__(
        self,
        sheets: Mapping[str, Sheet],
        head: Row,
        context: ActionPlanContext,
        first_year: int,
        findings: list[Finding],
    ) -> None:
        self._sheets = sheets
        self._context = context
        self._findings = findings
        self._first_year = first_year
        self._spec = actions_sheet(first_year)
        self._choices: dict[str, Choices] = lists_of(context)
        self._has_former = head.is_filled("former")
        unit = head.text("money_unit")
        self._factor = FACTORS[MoneyUnit(unit)] if unit else 1

    def actions(self) -> list[EditionAction]:
        """Return the actions that could be understood; findings tell of the others."""
        rows = self._rows(self._spec.key)
        if not rows and not has_errors(self._findings):
            self._findings.append(finding(self._spec.title, "", "no_actions"))
        seen = self._numbers(rows)
        more = self._more_shares(seen)
        return [self._action(row, more.get(row.text("number") or "", [])) for row in rows]

    def _rows(self, key: str) -> list[Row]:
        spec = self._spec if key == self._spec.key else SHARES
        sheet = self._sheets.get(key)
        return [] if sheet is None else read_table(sheet, spec, self._choices, self._findings)

    def _numbers(self, rows: Sequence[Row]) -> dict[str, str]:
        seen: dict[str, str] = {}
        for row in rows:
            number = row.text("number")
            if number is None:
                continue
            if not _NUMBER.fullmatch(number):
                self._findings.append(row.tell("number", "bad_number"))
            elif number in seen:
                self._findings.append(row.tell("number", "duplicate_number", other=seen[number]))
            seen.setdefault(number, row.cells["number"])
        return seen

    def _more_shares(self, numbers: Mapping[str, str]) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self._rows(SHARES.key):
            number = row.text("number")
            if number is not None and number not in numbers:
                self._findings.append(
                    row.tell("number", "unknown_action", sheet_title=self._spec.title)
                )
            elif number is not None:
                found.setdefault(number, []).append(row)
        return found

    def _action(self, row: Row, more: Sequence[Row]) -> EditionAction:
        self._check_continues(row)
        return EditionAction(
            number=row.text("number") or "",
            title=row.text("title") or "",
            kind=ActionKind(row.text("kind") or ActionKind.measure),
            description=row.text("description"),
            service_area_key=row.text("service_area"),
            is_new_money=row.flag("is_new_money"),
            continues=row.text("continues"),
            shares=self._shares(row, more),
            amounts=self._amounts(row),
            cell=row.place,
        )

    def _check_continues(self, row: Row) -> None:
        number = row.text("continues")
        if number is None:
            return
        if not self._has_former:
            self._findings.append(row.tell("continues", "no_former"))
            return
        former = self._context.former_numbers
        if former is not None and number not in former:
            self._findings.append(row.tell("continues", "unknown_former_action"))

    def _shares(self, row: Row, more: Sequence[Row]) -> tuple[Share, ...]:
        number = row.text("number") or ""
        primary, share = row.text("subgoal"), row.figure("share")
        others = [(other, other.text("subgoal"), other.figure("share")) for other in more]
        if primary is None and share is not None and "subgoal" not in row.broken:
            self._findings.append(row.tell("share", "share_without_subgoal"))
        seen = {primary}
        for other, key, _ in others:
            if key is not None and key in seen:
                self._findings.append(other.tell("subgoal", "same_subgoal", number=number))
            seen.add(key)
        rest = sum(part for _, _, part in others if part is not None)
        own = share if share is not None else round(1 - rest, 12)
        total = rest + (own if primary is not None else 0)
        if total > 1 + _TOLERANCE or own < 0:
            shown = f"{shown_number(round(max(total, rest) * 100, 1))} %"
            at = more[-1] if more else row
            self._findings.append(at.tell("share", "shares_above_one", number=number, total=shown))
        shares = [Share(primary, own, is_primary=True)] if primary is not None and own > 0 else []
        shares += [Share(key, part, is_primary=False) for _, key, part in others if key and part]
        return tuple(shares)

    def _amounts(self, row: Row) -> tuple[Amount, ...]:
        amounts = tuple(
            Amount(
                year,
                self._money(row, operating_key(year)),
                self._money(row, investment_key(year)),
            )
            for year in years_of(self._first_year)
        )
        stated = tuple(
            amount
            for amount in amounts
            if amount.operating_nok is not None or amount.investment_nok is not None
        )
        if not stated and row.text("kind") != ActionKind.assignment and not row.broken:
            self._findings.append(row.tell("title", "no_amounts", severity=Severity.warning))
        return stated

    def _money(self, row: Row, key: str) -> int | None:
        figure = row.figure(key)
        return None if figure is None else round(figure * self._factor)
