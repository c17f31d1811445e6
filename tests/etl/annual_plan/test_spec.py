"""The spec is the only place that knows a heading, a sheet's title or a word of a list."""

import ast
from pathlib import Path

import pytest

import etl
import indicators
from etl.action_plan import spec as action_spec
from etl.annual_plan import spec
from etl.workbooks.folding import fold

ROOT = Path(etl.__file__).parent
MODULES = [
    *(ROOT / "annual_plan").glob("*.py"),
    *(ROOT / "action_plan").glob("*.py"),
    *(ROOT / "workbooks").glob("*.py"),
    *(Path(indicators.__file__).parent / "commands").glob("*.py"),
]


def headings(sheets):
    return {
        fold(text)
        for sheet in sheets
        for text in (
            sheet.title,
            *(column.heading for column in (*sheet.fields, *sheet.columns)),
        )
    }


KNOWN = headings(spec.SHEETS) | headings(
    (action_spec.PLAN, action_spec.SHARES, action_spec.actions_sheet(2026))
)
LISTED = {
    fold(item.label)
    for lists in (spec.FIXED_LISTS, action_spec.FIXED_LISTS)
    for choices in lists.values()
    for item in choices.items
}


def texts(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name != "spec.py"], ids=lambda path: path.stem
)
def test_no_other_module_knows_a_heading_or_a_listed_word(path):
    found = [
        (line, text) for line, text in texts(path) if fold(text) in KNOWN | LISTED and text.strip()
    ]
    assert found == []


@pytest.mark.parametrize("sheet", spec.SHEETS, ids=lambda sheet: sheet.key)
def test_keys_and_headings_are_unique_and_everything_has_help(sheet):
    columns = (*sheet.fields, *sheet.columns)
    assert len({column.key for column in columns}) == len(columns)
    assert len({fold(column.heading) for column in columns}) == len(columns)
    assert all(column.help for column in columns)
    assert all(bool(column.choices) == (column.kind == "choice") for column in columns)
