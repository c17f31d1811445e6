"""The rules of the house that no tool knows, as tests; each says why when it fails."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from dashboard.cli import main
from etl.plans.files import read_plan
from indicators.settings import PREFIX, Settings
from scripts import check_locks, draw_data_model

ROOT = Path(__file__).parent.parent
FOLDERS = ("dashboard", "etl", "indicators", "migrations", "tests", "scripts", "benchmarks")
PYTHON = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
README = (ROOT / "README.md").read_text("utf-8")
MOST_LINES = 400
LONG_FOR_A_REASON = {
    "migrations/versions/2026_11_24_first_tables.py": "all the tables there were at the start",
    "tests/indicators/queries/conftest.py": "one municipality's rows, laid out to be read",
}
VAGUE_NAMES = {"utils", "helpers", "common", "core", "misc", "manager"}


def _here(path):
    return path.relative_to(ROOT).as_posix()


def test_files_have_one_purpose_and_are_short():
    lines = {_here(path): len(path.read_text("utf-8").splitlines()) for path in PYTHON}
    long = {name for name, count in lines.items() if count > MOST_LINES}
    assert long == set(LONG_FOR_A_REASON), f"over {MOST_LINES} lines: split by purpose"


def test_modules_are_named_after_what_they_are_about():
    assert [_here(path) for path in PYTHON if path.stem in VAGUE_NAMES] == []


def test_tests_are_no_packages():
    # An __init__.py under tests/indicators would hide the real package of that name.
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_names_in_the_code_are_plain_letters():
    found = {
        f"{_here(path)}: {name}"
        for path in PYTHON
        for name in _names(ast.parse(path.read_text("utf-8")))
        if not name.isascii()
    }
    assert found == set()


def _names(tree):
    for node in ast.walk(tree):
        for attribute in ("id", "name", "arg", "attr"):
            name = getattr(node, attribute, None)
            if isinstance(name, str):
                yield name


def test_what_is_to_be_done_has_an_issue():
    unnumbered = re.compile(r"# *(TODO|FIXME|XXX)\b(?!.*#\d+)")
    found = [_here(path) for path in PYTHON if unnumbered.search(path.read_text("utf-8"))]
    assert found == []


def _texts():
    kinds = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".json", ".css", ".js", ".po", ""}
    folders = (*FOLDERS, "docs", "assets", "requirements", ".ci")
    under = (path for folder in folders for path in (ROOT / folder).rglob("*"))
    for path in (*ROOT.glob("*"), *under):
        built = path.is_relative_to(ROOT / "assets" / "vendor")
        if path.is_file() and path.suffix in kinds and not built:
            yield path


def test_nobody_s_own_machine_is_named():
    place = re.compile(r"(?<![\w.])/(?:work|home|root|Users)/\w")
    found = [_here(path) for path in _texts() if place.search(path.read_text("utf-8"))]
    assert found == []


def test_the_locks_hold_versions_and_hashes_and_no_host():
    assert list(check_locks.problems()) == []


def test_a_lock_that_names_a_host_or_lacks_a_hash_is_found(tmp_path):
    (tmp_path / "requirements").mkdir()
    lock = "--index-url https://example.org/simple\nclick==8.2.0\n"
    (tmp_path / "requirements" / "run.txt").write_text(lock)
    (tmp_path / "package.json").write_text('{"dependencies": {"a": "^1.0.0"}}')
    (tmp_path / "package-lock.json").write_text(
        '{"packages": {"": {}, "node_modules/a": {"resolved": "https://example.org/a.tgz"}}}'
    )
    (tmp_path / ".npmrc").write_text("registry=https://example.org\n")
    found = "\n".join(check_locks.problems(tmp_path))
    for name in ("run.txt:1", "run.txt:2", "package.json", "no hash", "names the host", ".npmrc"):
        assert name in found


def test_the_data_model_is_drawn_from_the_models_as_they_are():
    document = draw_data_model.DOCUMENT.read_text("utf-8")
    assert draw_data_model.written(document) == document, "run python scripts/draw_data_model.py"


def test_every_library_has_a_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {re.split(r"[\[<>=~! ]", line)[0] for line in project["dependencies"]}
    reasons = (ROOT / "CONTRIBUTING.md").read_text("utf-8").split("## Libraries, and why each")[1]
    assert set(re.findall(r"^\| ([a-z0-9-]+) \|", reasons, re.MULTILINE)) == wanted


@pytest.mark.parametrize("document", DOCUMENTS, ids=_here)
def test_links_between_documents_lead_somewhere(document):
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def _as_set(value):
    return str(int(value)) if isinstance(value, bool) else str(value)


def test_the_readme_lists_the_settings_as_they_are():
    row = r"^\| `(RODTRAD_\w+)` \| (?:`(.*?)`)? ?\|"
    listed = dict(re.findall(row, README, re.MULTILINE))
    own = Settings()
    assert listed == {
        PREFIX + field.name.upper(): _as_set(getattr(own, field.name)) for field in fields(Settings)
    }


def test_the_readme_s_plan_is_one_that_is_read(tmp_path):
    (shown,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    path = tmp_path / "plan.yaml"
    path.write_text(shown, "utf-8")
    plan = read_plan(path)
    assert [subgoal.title.nb for subgoal in plan.goals[0].subgoals] == [
        "Alle har et trygt hjem",
        "Delmål 1.2 (tittel ikke registrert)",
    ]


def _commands(command, path=()):
    yield path, command
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _commands(inner, (*path, name))


COMMANDS = dict(_commands(main))


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(path):
    said = CliRunner().invoke(main, [*path, "--help"])
    assert said.exit_code == 0, said.output
    assert COMMANDS[path].help
    for option in COMMANDS[path].params:
        assert isinstance(option, click.Argument) or option.help, f"{option.name} has no help"


def test_the_readme_lists_every_command():
    listed = set(re.findall(r"^\| `rodtrad ([a-z -]+)` \|", README, re.MULTILINE))
    single = {
        " ".join(path) for path, command in COMMANDS.items() if not isinstance(command, click.Group)
    }
    assert listed == single


def test_the_readme_s_command_lines_run_one_after_the_other(demo_file, tmp_path, monkeypatch):
    (tmp_path / "var").mkdir()
    (tmp_path / "etl").symlink_to(ROOT / "etl")
    shutil.copyfile(demo_file("trondheim"), tmp_path / "var" / "trondheim.db")
    monkeypatch.chdir(tmp_path)
    lines = re.findall(r"^(?:export|\.venv/bin/rodtrad) (.+)$", README, re.MULTILINE)
    name, _, url = lines.pop(0).partition("=")
    for line in lines:
        typed = "fire helt vanlige ord\n" * 2
        said = CliRunner().invoke(main, shlex.split(line), env={name: url}, input=typed)
        assert said.exit_code == 0, f"rodtrad {line}\n{said.output}"


@pytest.mark.parametrize("document", DOCUMENTS, ids=_here)
def test_what_documents_make_is_made(document):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    wanted = set(re.findall(r"(?:^|`)make ([a-z]+)", document.read_text("utf-8"), re.MULTILINE))
    assert wanted <= targets
