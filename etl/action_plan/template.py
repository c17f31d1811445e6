"""Writes the HØP workbook: filled in with an edition, or ready to be filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.action_plan.lists import lists_of
from etl.action_plan.spec import (
    FACTORS,
    LIST_HEADINGS,
    LISTS,
    PLAN,
    SHARES,
    TEMPLATE_NAME,
    TEMPLATE_VERSION,
    MoneyUnit,
    actions_sheet,
    investment_key,
    operating_key,
)
from etl.workbooks import writing
from etl.workbooks.guarding import guard_rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

    from etl.workbooks.choices import Choices
    from etl.workbooks.spec import SheetSpec
    from etl.workbooks.values import Value
    from indicators.commands.actions import Edition, EditionAction
    from indicators.queries.action_plan_context import ActionPlanContext

    Rows = Sequence[Mapping[str, Value | None]]


def write_action_plan(
    edition: Edition, context: ActionPlanContext, *, money_unit: MoneyUnit = MoneyUnit.thousands
) -> bytes:
    """Return an edition as .xlsx; one without actions is a template to fill in.

    ``context`` gives the names of service areas and subgoals; what it does not know is written by
    its key. In thousands of kroner, an amount that is not whole thousands keeps its decimals.
    """
    return _ActionPlan(edition, context, money_unit).write()


class _ActionPlan:
    def __init__(self, edition: Edition, context: ActionPlanContext, money_unit: MoneyUnit) -> None:
        self._edition = edition
        self._money_unit = money_unit
        self._choices: dict[str, Choices] = lists_of(context)
        self._spec = actions_sheet(edition.first_year)
        self._workbook = writing.new_workbook()
        self._sheets = {
            spec.key: self._workbook.create_sheet(spec.title)
            for spec in (PLAN, self._spec, SHARES, LISTS)
        }
        self._lists = writing.write_lists(
            self._sheets[LISTS.key],
            {key: (heading, self._choices[key]) for key, heading in LIST_HEADINGS.items()},
        )

    def write(self) -> bytes:
        self._plan(self._sheets[PLAN.key])
        actions = self._edition.actions
        self._table(self._spec, [self._action(action) for action in actions])
        self._table(SHARES, [row for action in actions for row in self._more_shares(action)])
        writing.define(self._workbook, {TEMPLATE_NAME: TEMPLATE_VERSION})
        self._workbook.active = 0
        return writing.to_bytes(self._workbook)

    def _label(self, list_key: str, key: str | None) -> str | None:
        if key is None:
            return None
        found = self._choices[list_key].find(key)
        return key if found is None else found.choice.label

    def _plan(self, sheet: Worksheet) -> None:
        edition = self._edition
        row = self._head(sheet, PLAN, 3)
        for letters, width in (("A", 20), ("B", 40), ("C", 70)):
            sheet.column_dimensions[letters].width = width
        values: dict[str, Value | None] = {
            "key": edition.key,
            "version": edition.version,
            "title": edition.title,
            "first_year": edition.first_year,
            "price_level": edition.price_level,
            "adopted_on": edition.adopted_on,
            "adopted_by": edition.adopted_by,
            "state": self._label("states", edition.state),
            "former": None if edition.former is None else ".".join(edition.former),
            "money_unit": self._label("money_units", self._money_unit),
            "source": edition.source,
            "is_example": edition.is_example,
        }
        writing.write_fields(sheet, row, PLAN.fields, values, self._lists)
        self._finish(sheet)

    def _head(self, sheet: Worksheet, spec: SheetSpec, width: int) -> int:
        return writing.write_head(
            sheet,
            f"{spec.title} – {self._edition.title}",
            spec.lead,
            is_example=self._edition.is_example,
            width=width,
        )

    def _finish(self, sheet: Worksheet) -> None:
        mark = " – EKSEMPELDATA" if self._edition.is_example else ""
        writing.finish_sheet(sheet, footer=f"{self._edition.title}{mark}")

    def _table(self, spec: SheetSpec, rows: Rows) -> None:
        sheet = self._sheets[spec.key]
        header = self._head(sheet, spec, len(spec.columns))
        writing.write_headings(sheet, header, spec.columns)
        filled = [*rows, *({} for _ in range(spec.free_rows))]
        writing.write_rows(sheet, header + 1, spec.columns, filled)
        guard_rows(sheet, header + 1, header + len(filled), spec.columns, self._lists)
        self._finish(sheet)

    def _action(self, action: EditionAction) -> dict[str, Value | None]:
        primary = next((share for share in action.shares if share.is_primary), None)
        row: dict[str, Value | None] = {
            "number": writing.number_or_text(action.number),
            "title": action.title,
            "description": action.description,
            "kind": self._label("kinds", action.kind),
            "service_area": self._label("service_areas", action.service_area_key),
            "subgoal": None if primary is None else self._label("subgoals", primary.subgoal_key),
            "share": None if primary is None else primary.share,
            "is_new_money": action.is_new_money,
            "continues": writing.number_or_text(action.continues),
        }
        for amount in action.amounts:
            row[operating_key(amount.year)] = self._money(amount.operating_nok)
            row[investment_key(amount.year)] = self._money(amount.investment_nok)
        return row

    def _more_shares(self, action: EditionAction) -> Rows:
        return [
            {
                "number": writing.number_or_text(action.number),
                "subgoal": self._label("subgoals", share.subgoal_key),
                "share": share.share,
            }
            for share in action.shares
            if not share.is_primary
        ]

    def _money(self, nok: int | None) -> Value | None:
        if nok is None:
            return None
        whole, rest = divmod(nok, FACTORS[self._money_unit])
        return whole if rest == 0 else nok / FACTORS[self._money_unit]
