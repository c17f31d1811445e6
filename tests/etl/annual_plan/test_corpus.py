"""The corpus: what is said of every awkward workbook, and that every hostile one is refused."""

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from etl.annual_plan.checks import check
from etl.workbooks import reading, structure
from etl.workbooks.reading import read_workbook
from indicators.errors import BadWorkbook
from tests.etl.annual_plan.corpus import awkward, hostile

ROOT = Path(__file__).resolve().parents[3]
MOST_SECONDS, MOST_MEGABYTES = 2, 200


def test_the_corpus_is_large_enough():
    assert len(awkward.CASES) + len(hostile.CASES) >= 60


@pytest.mark.parametrize("name", awkward.CASES)
def test_an_awkward_workbook_is_read_as_it_is_meant(session, filled, plan, name):
    case = awkward.CASES[name]
    checked = check(case.build(filled), "plan.xlsx", session)
    assert {(found.place, found.code) for found in checked.findings} == case.findings
    assert checked.accepted is case.accepted
    if checked.accepted:
        assert case.holds(checked.plan)
        same_rows = len(checked.plan.activities) == len(plan.activities)
        assert same_rows
        assert len(checked.plan.targets) == len(plan.targets)


UNTOUCHED = [
    name
    for name, case in awkward.CASES.items()
    if case.accepted and not case.findings and case.holds is bool
]


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_is_only_written_otherwise_is_the_same_plan(session, filled, plan, name):
    read = check(awkward.CASES[name].build(filled), "plan.xlsx", session).plan
    bare = replace(
        read,
        activities=tuple(replace(row, cell="") for row in read.activities),
        targets=tuple(replace(row, cell="") for row in read.targets),
    )
    assert bare == plan


@pytest.mark.parametrize("name", awkward.CASES)
def test_the_fast_way_of_reading_says_what_the_events_say(filled, monkeypatch, name):
    content = awkward.CASES[name].build(filled)
    fast = read_workbook(content, "plan.xlsx")
    monkeypatch.setattr(reading, "plain_sheet", lambda *_: None)
    monkeypatch.setattr(structure, "plain_texts", lambda *_: None)
    assert read_workbook(content, "plan.xlsx") == fast


@pytest.mark.parametrize("name", hostile.CASES)
def test_a_hostile_file_is_refused_soon_and_says_why(session, filled, name):
    build, said = hostile.CASES[name]
    content = build(filled)
    start = time.process_time()
    with pytest.raises(BadWorkbook) as refused:
        check(content, "plan.xlsx", session)
    assert time.process_time() - start < MOST_SECONDS
    assert said in str(refused.value)


def test_no_hostile_file_takes_much_memory(filled, tmp_path):
    for name, (build, _) in hostile.CASES.items():
        (tmp_path / f"{name}.xlsx").write_bytes(build(filled))
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from etl.annual_plan.reader import open_unit_workbook\n"
        "from indicators.errors import BadWorkbook\n"
        "for path in sorted(Path(sys.argv[1]).iterdir()):\n"
        "    try:\n"
        "        open_unit_workbook(path.read_bytes(), path.name)\n"
        "    except BadWorkbook:\n"
        "        continue\n"
        "    sys.exit(path.name)\n"
        # Of this program alone: what getrusage says is at first that of the one who started it.
        "status = Path('/proc/self/status').read_text()\n"
        "print(status.partition('VmHWM:')[2].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) / 1024 < MOST_MEGABYTES
