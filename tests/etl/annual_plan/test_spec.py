"""The spec is the only place that knows a heading, a sheet's title or a word of a list."""

import ast
from pathlib import Path

import pytest

import etl
from etl.action_plan import spec as action_spec
from etl.annual_plan import spec
from etl.workbooks.folding import fold

ROOT = Path(etl.__file__).parent
UNIT_MODULES = [*(ROOT / "annual_plan").glob("*.py"), *(ROOT / "workbooks").glob("*.py")]
HOP_MODULES = list((ROOT / "action_plan").glob("*.py"))


def words(sheets, lists):
    """Every heading, sheet title and word of a fixed list, as it is written."""
    return {
        text
        for sheet in sheets
        for text in (sheet.title, *(one.heading for one in (*sheet.fields, *sheet.columns)))
    } | {item.label for choices in lists.values() for item in choices.items}


UNIT_WORDS = words(spec.SHEETS, spec.FIXED_LISTS)
HOP_WORDS = words(
    (action_spec.PLAN, action_spec.SHARES, action_spec.actions_sheet(2026)),
    action_spec.FIXED_LISTS,
)
CASES = [
    *((path, UNIT_WORDS) for path in UNIT_MODULES if path.name != "spec.py"),
    *((path, HOP_WORDS) for path in HOP_MODULES if path.name != "spec.py"),
]


def texts(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


@pytest.mark.parametrize(
    ("path", "known"), CASES, ids=[f"{path.parent.name}-{path.stem}" for path, _ in CASES]
)
def test_no_other_module_knows_a_heading_or_a_listed_word(path, known):
    assert [(line, text) for line, text in texts(path) if text.strip() in known] == []


@pytest.mark.parametrize("sheet", spec.SHEETS, ids=lambda sheet: sheet.key)
def test_keys_and_headings_are_unique_and_everything_has_help(sheet):
    columns = (*sheet.fields, *sheet.columns)
    assert len({column.key for column in columns}) == len(columns)
    assert len({fold(column.heading) for column in columns}) == len(columns)
    assert all(column.help for column in columns)
    assert all(bool(column.choices) == (column.kind == "choice") for column in columns)
