"""Writes a plan file as YAML or as a workbook; both read back to the same plan."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import yaml
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from etl.plans.plan_workbook_spec import (
    CHOICES,
    GOALS,
    LANGUAGES,
    OPTIONAL_SHEETS,
    PLAN,
    SHEETS,
    SUBGOALS,
)
from etl.workbooks.spec import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from openpyxl.worksheet.worksheet import Worksheet

    from etl.plans.plan_file import PlanFile
    from etl.workbooks.spec import Column, SheetSpec

_FREE_ROWS = 200


class _Dumper(yaml.SafeDumper):
    """Writes lists indented under their key, as the shipped files have them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002 - as in PyYAML
        super().increase_indent(flow, indentless=False)


def plan_as_yaml(plan: PlanFile) -> bytes:
    """Return the plan as YAML, without what is not set."""
    data = _compact(plan.model_dump(mode="json", exclude_defaults=True))
    first, last = plan.years
    data["years"] = f"{first}-{last}"
    text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


def _compact(value: Any) -> Any:  # noqa: ANN401 - what the model dumps
    """Write a text that is only in bokmål as one string."""
    if isinstance(value, dict):
        if list(value) == ["nb"]:
            return value["nb"]
        return {key: _compact(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_compact(inner) for inner in value]
    return value


def plan_as_workbook(plan: PlanFile) -> bytes:
    """Return the plan as an .xlsx with drop-downs; numbers are text, so that 1.10 stays 1.10."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    rows = _rows(plan)
    for spec in (*SHEETS, *(sheet for sheet in OPTIONAL_SHEETS if rows[sheet.key])):
        sheet = workbook.create_sheet(spec.title)
        if spec is PLAN:
            _write_fields(sheet, spec.fields, _plan_values(plan))
        else:
            _write_table(sheet, spec, rows[spec.key])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _plan_values(plan: PlanFile) -> dict[str, Any]:
    values = plan.model_dump(exclude={"goals", "years", "title", "vision"})
    first, last = plan.years
    return {
        **values,
        **_texts("title", plan.title),
        **_texts("vision", plan.vision),
        "first_year": first,
        "last_year": last,
    }


def _texts(name: str, text: Any) -> dict[str, str | None]:  # noqa: ANN401 - a text or None
    return {f"{name}_{language}": getattr(text, language, None) for language in LANGUAGES}


def _rows(plan: PlanFile) -> dict[str, list[dict[str, Any]]]:
    rows: dict[str, list[dict[str, Any]]] = {spec.key: [] for spec in (*SHEETS, *OPTIONAL_SHEETS)}
    for goal in plan.goals:
        rows[GOALS.key].append(_titled(goal))
        rows["themes"] += [{"goal": goal.number, **_texts("title", theme)} for theme in goal.themes]
        for subgoal in goal.subgoals:
            sdgs = ", ".join(map(str, subgoal.sdgs))
            rows[SUBGOALS.key].append(
                {**_titled(subgoal), "note": subgoal.note, "sdgs": sdgs or None}
            )
            rows["strategies"] += [
                {
                    "subgoal": subgoal.number,
                    "number": strategy.number,
                    "actor": strategy.actor,
                    **_texts("text", strategy.text),
                }
                for strategy in subgoal.strategies
            ]
            rows["predecessors"] += [
                {"in_subgoal": subgoal.number, "subgoal": before.subgoal, "note": before.note}
                for before in subgoal.predecessors
            ]
    return rows


def _titled(part: Any) -> dict[str, Any]:  # noqa: ANN401 - a goal or a subgoal
    return {
        "number": part.number,
        **_texts("title", part.title),
        "title_status": part.title_status,
        **_texts("description", part.description),
        "source": part.source,
    }


def _write_fields(sheet: Worksheet, columns: Iterable[Column], values: Mapping[str, Any]) -> None:
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 90
    for number, column in enumerate(columns, 1):
        sheet.cell(number, 1, column.written_heading).font = Font(bold=True)
        _write_cell(sheet, number, 2, column, values.get(column.key))
        _offer(sheet, column, f"B{number}")


def _write_table(sheet: Worksheet, spec: SheetSpec, rows: list[dict[str, Any]]) -> None:
    for at, column in enumerate(spec.columns, 1):
        letter = get_column_letter(at)
        sheet.cell(1, at, column.written_heading).font = Font(bold=True)
        sheet.column_dimensions[letter].width = column.width
        _offer(sheet, column, f"{letter}2:{letter}{len(rows) + _FREE_ROWS}")
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, 2):
        for at, column in enumerate(spec.columns, 1):
            _write_cell(sheet, number, at, column, row.get(column.key))


def _write_cell(sheet: Worksheet, row: int, at: int, column: Column, value: Any) -> None:  # noqa: ANN401
    cell = sheet.cell(row, at)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if column.kind is Kind.text:
        cell.number_format = "@"
    if value is None:
        return
    if column.kind is Kind.choice:
        match = CHOICES[column.choices].find(str(value))
        value = match.choice.label if match else str(value)
    elif column.kind is Kind.boolean:
        value = "Ja" if value else "Nei"
    cell.value = value
    if isinstance(value, str):
        # A text that begins with = is a text, never a formula.
        cell.data_type = "s"


def _offer(sheet: Worksheet, column: Column, cells: str) -> None:
    """Give cells of a choice their drop-down."""
    if column.kind is not Kind.choice:
        return
    labels = ",".join(choice.label for choice in CHOICES[column.choices].listed)
    validation = DataValidation(type="list", formula1=f'"{labels}"', allow_blank=True)
    sheet.add_data_validation(validation)
    validation.add(cells)
