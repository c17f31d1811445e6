import re
from pathlib import Path
from string import Formatter

import pytest

import etl
from etl.workbooks.findings import Severity, as_lines, finding, has_errors
from etl.workbooks.messages import MESSAGES
from indicators.languages import Language

FOLDERS = ("workbooks", "annual_plan", "action_plan")
SOURCES = [
    path
    for folder in FOLDERS
    for path in sorted((Path(etl.__file__).parent / folder).glob("*.py"))
    if path.name != "messages.py"
]


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_is_there_in_three_languages_and_says_the_same(code):
    texts = MESSAGES[code]
    assert set(texts) == set(Language)
    told = {language: fields(text) for language, text in texts.items()}
    assert told[Language.nb] == told[Language.nn]
    assert told[Language.en] <= told[Language.nb] | {"value"}


def test_every_message_is_used():
    words = set(re.findall(r'"([a-z_]+)"', "\n".join(path.read_text() for path in SOURCES)))
    assert {code.partition(":")[0] for code in MESSAGES} <= words


def test_a_finding_says_where_and_what():
    found = finding("Tiltak", "C7", "unknown_choice", "2.9", suggestion="2.3 – Grønn by")
    assert found.place == "Tiltak!C7"
    assert found.message == "«2.9» finnes ikke i lista. Mente du «2.3 – Grønn by»?"
    assert found.message_in(Language.nn).startswith("«2.9» finst ikkje")
    assert as_lines([found]) == [f"Tiltak!C7: feil: {found.message}"]


def test_what_stands_in_a_cell_is_never_a_format():
    assert "{allowed} {0}" in finding("T", "A1", "error_cell", "{allowed} {0}").message


def test_a_long_value_is_cut():
    assert len(finding("T", "A1", "error_cell", "x" * 5000).value) == 200


def test_only_errors_stop():
    warning = finding("T", "A1", "error_cell", severity=Severity.warning)
    assert not has_errors([warning])
    assert has_errors([warning, finding("T", "A1", "error_cell")])
