"""Our decoder beside pyjstat 2.4.0: the same values, and the time of each way to a table.

pyjstat does not work with pandas 3, so it runs in an environment of its own, which must be made
first: ``python -m venv PLACE && PLACE/bin/pip install pyjstat==2.4.0 'pandas<3' sqlalchemy``.

Run: ``python -m benchmarks.beside_pyjstat PLACE/bin/python [FILE ...]``.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import orjson

from benchmarks.load_jsonstat import answer
from etl.readers import jsonstat
from indicators.errors import BadSource

DATA = Path(__file__).parent.parent / "tests" / "data" / "statistics"
THEIRS = """
import json, math, sys, time
from pyjstat import pyjstat
import sqlalchemy

text = open(sys.argv[1], encoding="utf-8-sig").read()
start = time.perf_counter()
try:
    found = pyjstat.from_json_stat(json.loads(text), naming="id")
    seconds = time.perf_counter() - start
    values = [None if v is None or math.isnan(v) else float(v) for v in found[0]["value"]]
    stored = None
    if len(sys.argv) > 2:
        engine = sqlalchemy.create_engine("sqlite:///" + sys.argv[2])
        start = time.perf_counter()
        found[0].to_sql("observation", engine, index=False)
        stored = time.perf_counter() - start
    print(json.dumps({"values": values, "seconds": seconds, "stored": stored}))
except Exception as error:
    print(json.dumps({"error": repr(error)}))
"""


def theirs(python: str, file: Path, database: str = "") -> dict[str, object]:
    """Read a file with pyjstat, and store it with pandas when a database is named."""
    command = [python, "-c", THEIRS, str(file), *([database] if database else [])]
    answered = subprocess.run(command, check=True, capture_output=True)
    found: dict[str, object] = orjson.loads(answered.stdout)
    return found


def ours(file: Path) -> list[float | None] | None:
    """Read a file's first dataset, in the order of its cells; None if there are no cells."""
    try:
        tables = jsonstat.read(file.read_bytes(), file.name)
    except BadSource:
        return None
    full = [table for table in tables if not table.is_metadata]
    if not full:
        return None
    return [None if np.isnan(value) else value for value in full[0].values.tolist()]


def compare(python: str, files: list[Path]) -> None:
    """Print for each file whether the values are the same."""
    for file in files:
        mine, other = ours(file), theirs(python, file)
        if "error" in other:
            print(f"{file.name}: pyjstat cannot read it ({str(other['error'])[:60]})")
        elif mine is None:
            print(f"{file.name}: no cells for us")
        else:
            same = mine == other["values"]
            print(f"{file.name}: {len(mine)} cells, {'the same' if same else 'DIFFERENT'}")


def speed(python: str) -> None:
    """Print how long each takes from the bytes of 800 000 cells to a table."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "answer.json")
        content = answer()
        file.write_bytes(content)
        start = time.perf_counter()
        jsonstat.read(content, file.name)
        mine = time.perf_counter() - start
        other = theirs(python, file, str(Path(folder, "their.db")))
        print(f"800 000 cells: ours {mine:.2f} s, pyjstat {other['seconds']:.2f} s, ", end="")
        print(f"pandas.to_sql of its table {other['stored']:.2f} s more")


def main() -> None:
    """Compare the shipped answers, then measure."""
    python, *names = sys.argv[1:]
    files = [Path(name) for name in names] or sorted(DATA.glob("*.json"))
    compare(python, files)
    speed(python)


if __name__ == "__main__":
    main()
