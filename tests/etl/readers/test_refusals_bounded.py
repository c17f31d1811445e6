"""What is refused is refused soon and without much memory: each in a process of its own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
MOST_MEGABYTES = 200
MOST_SECONDS = 5
# Written by the process that starts the measured one, so that their making does not count.
HOSTILE = {
    "too large to be true": lambda: (
        b'{"version":"2.0","class":"dataset","id":["a","b"],"size":[2000000,2000000],'
        b'"dimension":{"a":{"category":{}},"b":{"category":{}}},"value":[1]}'
    ),
    "deep": lambda: b"[" * 5_000_000 + b"]" * 5_000_000,
    "deep objects": lambda: b'{"a":' * 2_000_000 + b"1" + b"}" * 2_000_000,
    "not a number": lambda: (
        b'{"version":"2.0","class":"dataset","id":["a"],"size":[1],'
        b'"dimension":{"a":{"category":{"index":["x"]}}},"value":[NaN]}'
    ),
    "values do not fit the size": lambda: (
        b'{"version":"2.0","class":"dataset","id":["a"],"size":[2],'
        b'"dimension":{"a":{"category":{"index":["x","y"]}}},"value":[' + b"1," * 1_000_000 + b"1]}"
    ),
    "a flood of codes": lambda: (
        b'{"version":"2.0","class":"dataset","id":["a"],"size":[1],"dimension":{"a":{"category":'
        b'{"index":[' + b'"x",' * 1_000_000 + b'"x"]}}},"value":[1]}'
    ),
    "one endless line": lambda: b"a;" * 5_000_000,
    "one endless column": lambda: b"a;b\n" + b"x;\n" * 3_000_000,
    "no text": lambda: bytes(range(256)) * 40_000,
}
MEASURED = """
import re, sys, time
from pathlib import Path
from etl.inspection import read_any
from indicators.errors import BadSource

content = Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
try:
    read_any(content, "fil")
    said = "read"
except BadSource as error:
    said = "refused"
seconds = time.perf_counter() - start
peak = re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]
print(said, seconds, int(peak) // 1024)
"""


@pytest.mark.parametrize("what", HOSTILE)
def test_a_hostile_file_costs_little(tmp_path, what):
    file = tmp_path / "fil"
    file.write_bytes(HOSTILE[what]())
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(file)],
        check=True,
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    said, seconds, megabytes = run.stdout.split()
    assert said == "refused"
    assert float(seconds) < MOST_SECONDS
    assert int(megabytes) < MOST_MEGABYTES
