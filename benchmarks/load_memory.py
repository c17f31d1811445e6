"""Peak memory of a whole load from bytes to observations, in a process of its own.

The same answer as in ``load_jsonstat``, with 1 000 000 cells. Goal: under 600 MB.

Run: ``python -m benchmarks.load_memory``.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import load_jsonstat
from etl.registry import load_registry
from etl.run import Runner
from indicators.database import Database

YEARS = 25


def load(folder: Path) -> None:
    """Load the prepared source and print the process's peak."""
    database = Database(f"sqlite:///{folder / 'empty.db'}")
    registry = load_registry(folder)
    (report,) = Runner(database, registry, folder / "kept", "1000").run(registry.sources)
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())
    assert peak is not None
    print(f"{report.new} observations: peak {int(peak[1]) // 1024} MB")


def main() -> None:
    """Prepare, and load in another process."""
    if len(sys.argv) > 1:
        load(Path(sys.argv[1]))
        return
    load_jsonstat.YEARS = YEARS
    load_jsonstat.CELLS = load_jsonstat.CELLS // 20 * YEARS
    with tempfile.TemporaryDirectory() as folder:
        load_jsonstat.prepare(Path(folder), load_jsonstat.answer())
        command = [sys.executable, "-m", "benchmarks.load_memory", folder]
        subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
