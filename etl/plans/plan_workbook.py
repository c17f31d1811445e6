"""Reads a plan from a workbook into the same document as a plan in YAML gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from etl.plans.document import Document, Location, Node
from etl.plans.plan_workbook_spec import (
    CHOICES,
    GOALS,
    LANGUAGES,
    NUMBERS,
    OPTIONAL_SHEETS,
    PLAN,
    PREDECESSORS,
    SHEETS,
    STRATEGIES,
    SUBGOALS,
    THEMES,
)
from etl.plans.problems import Problem, refuse
from etl.workbooks.findings import Finding, Severity
from etl.workbooks.folding import fold
from etl.workbooks.reading import read_workbook
from etl.workbooks.tables import Row, read_fields, read_table, sheets_by_spec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from etl.workbooks.cells import Sheet
    from etl.workbooks.spec import SheetSpec

_DATED = re.compile(r"\d{2}\.\d{2}\.\d{4}")
_SEPARATORS = re.compile(r"[,;\s]+")


def read_plan_workbook(name: str, content: bytes) -> Document:
    """Return a plan workbook as a document, with «Ark!celle» as the places.

    Raises:
        BadWorkbook: If the bytes are not a workbook that is taken in.
        BadPlan: If sheets, columns or cells are not as they have to be.
    """
    workbook = read_workbook(content, name)
    findings: list[Finding] = []
    present = {fold(sheet.title) for sheet in workbook.sheets}
    specs = [*SHEETS, *(spec for spec in OPTIONAL_SHEETS if fold(spec.title) in present)]
    sheets = sheets_by_spec(workbook, specs, findings)
    builder = _Builder()
    if PLAN.key in sheets:
        builder.plan(read_fields(sheets[PLAN.key], PLAN.fields, CHOICES, findings))
    builder.goals(_rows(sheets, GOALS, findings))
    builder.subgoals(_rows(sheets, SUBGOALS, findings))
    builder.strategies(_rows(sheets, STRATEGIES, findings))
    builder.themes(_rows(sheets, THEMES, findings))
    builder.predecessors(_rows(sheets, PREDECESSORS, findings))
    wrong = [
        Problem(found.place, found.message)
        for found in findings
        if found.severity is Severity.error
    ]
    refuse(name, [*wrong, *builder.problems])
    return Document(name, builder.data, builder.places)


def _rows(sheets: dict[str, Sheet], spec: SheetSpec, findings: list[Finding]) -> list[Row]:
    sheet = sheets.get(spec.key)
    return [] if sheet is None else read_table(sheet, spec, CHOICES, findings)


@dataclass(slots=True)
class _Builder:
    """Puts rows together to a plan; a row that belongs nowhere becomes a problem."""

    data: dict[str, Node] = field(default_factory=dict)
    places: dict[Location, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    found: dict[str, tuple[Location, dict[str, Node]]] = field(default_factory=dict)

    def plan(self, row: Row) -> None:
        values = self._take(row, ())
        years: list[Node] = [values.pop("first_year", None), values.pop("last_year", None)]
        self.data = {**values, "years": years, "goals": []}

    def goals(self, rows: Iterable[Row]) -> None:
        for row in rows:
            self._append(row, self.data.setdefault("goals", []), ("goals",))

    def subgoals(self, rows: Iterable[Row]) -> None:
        for row in rows:
            number = self._number(row, "number") or ""
            inside = self._inside(row, number.rpartition(".")[0], "målet")
            if inside is None:
                continue
            location, goal = inside
            subgoals = goal.setdefault("subgoals", [])
            values = self._append(row, subgoals, (*location, "subgoals"))
            if isinstance(sdgs := values.get("sdgs"), str):
                values["sdgs"] = [part for part in _SEPARATORS.split(sdgs.strip()) if part]

    def strategies(self, rows: Iterable[Row]) -> None:
        self._parts(rows, "strategies", "subgoal", "delmålet")

    def themes(self, rows: Iterable[Row]) -> None:
        for row in rows:
            inside = self._inside(row, self._number(row, "goal") or "", "målet")
            if inside is None:
                continue
            location, goal = inside
            themes = goal.setdefault("themes", [])
            if isinstance(themes, list):
                values = self._take(row, (*location, "themes", len(themes)))
                themes.append(values.get("title"))

    def predecessors(self, rows: Iterable[Row]) -> None:
        self._parts(rows, "predecessors", "in_subgoal", "delmålet")

    def _parts(self, rows: Iterable[Row], key: str, where: str, what: str) -> None:
        for row in rows:
            inside = self._inside(row, self._number(row, where) or "", what)
            if inside is not None:
                location, subgoal = inside
                values = self._append(row, subgoal.setdefault(key, []), (*location, key))
                values.pop(where, None)

    def _inside(self, row: Row, number: str, what: str) -> tuple[Location, dict[str, Node]] | None:
        found = self.found.get(number)
        if found is None:
            self.problems.append(
                Problem(row.place, f"raden hører til {what} «{number}», som ikke finnes i arket.")
            )
        return found

    def _append(self, row: Row, into: Node, location: Location) -> dict[str, Node]:
        if not isinstance(into, list):
            raise TypeError("parts stand in lists")
        here = (*location, len(into))
        values = self._take(row, here)
        into.append(values)
        # Only goals and subgoals hold parts; strategies have numbers too.
        if location[-1] in ("goals", "subgoals") and isinstance(number := values["number"], str):
            self.found[number] = (here, values)
        return values

    def _number(self, row: Row, key: str) -> str | None:
        """Return a number as text: Excel may have made 1.1 the number 1,1."""
        text = row.text(key)
        if text is None:
            return None
        if _DATED.fullmatch(text):
            self.problems.append(
                Problem(
                    f"{row.sheet}!{row.cells[key]}",
                    f"Excel har gjort nummeret om til datoen {text}. Formater kolonnen som tekst "
                    "og skriv nummeret på nytt.",
                )
            )
        return text.replace(",", ".")

    def _take(self, row: Row, location: Location) -> dict[str, Node]:
        """Return a row's values with texts in three languages gathered."""
        values: dict[str, Node] = {}
        self.places[location] = row.place
        for key, value in row.values.items():
            name, _, language = key.rpartition("_")
            text = self._number(row, key) if key in NUMBERS else _as_text(value)
            is_text = language in LANGUAGES
            place = f"{row.sheet}!{row.cells[key]}"
            self.places[(*location, *((name, language) if is_text else (key,)))] = place
            if is_text:
                self.places.setdefault((*location, name), place)
                _gather(values, name, language, text)
            elif text is not None:
                values[key] = text
        return values


def _gather(values: dict[str, Node], name: str, language: str, text: str | None) -> None:
    if text is None:
        return
    texts = values.setdefault(name, {})
    if isinstance(texts, dict):
        texts[language] = text


def _as_text(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return str(value)
