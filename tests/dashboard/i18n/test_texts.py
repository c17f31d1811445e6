import ast
import re
from pathlib import Path

import pytest

import dashboard
from dashboard.i18n.texts import Texts, load_texts
from indicators.languages import Language

CODE = Path(dashboard.__file__).parent


def literals():
    found = set()
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return found


@pytest.mark.parametrize("language", [Language.nn, Language.en])
def test_every_translation_is_of_a_text_in_the_code_and_keeps_its_names(language):
    known = literals()
    translations = load_texts()[language]._translations
    assert translations
    assert sorted(translations.keys() - known) == []
    for source, translated in translations.items():
        names = re.findall(r"\{(\w+)\}", source)
        assert sorted(re.findall(r"\{(\w+)\}", translated)) == sorted(names), source


def test_a_text_without_a_translation_is_bokmaal():
    assert Texts(Language.en, {"Mål": "Goal"})("Delmål {n}", n=1) == "Delmål 1"
    assert Texts(Language.en, {"Mål": "Goal"})("Mål") == "Goal"


def test_a_value_is_never_read_as_a_pattern():
    assert Texts(Language.nb, {})("{title}", title="{0.__class__}") == "{0.__class__}"


def test_one_and_many():
    text = Texts(Language.nb, {})
    assert text.number_of(1, "{number} enhet", "{number} enheter") == "1 enhet"
    assert text.number_of(0, "{number} enhet", "{number} enheter") == "0 enheter"
