"""G3, G8, G9: an answer of 800 000 cells with statuses, from bytes to stored observations.

G3: decoding it to typed columns, beside ``orjson.loads`` of the same bytes. G9: the whole run of
a declared source from those bytes (decode, transform, check, snapshot, load, summaries), beside
the bare driver's executemany INSERT of ready tuples. G8: the same source once more, unchanged.

Run: ``python -m benchmarks.load_jsonstat``.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import numpy as np
import orjson
from sqlalchemy import func, insert, select

from benchmarks.pairs import measure
from etl.readers import jsonstat
from etl.registry import load_registry
from etl.run import Runner
from indicators import schema
from indicators.database import Database
from indicators.models.measurement import Indicator, Observation, Series
from indicators.models.running import RunOutcome

REGIONS, SEXES, AGES, YEARS = 400, 2, 50, 20
CELLS = REGIONS * SEXES * AGES * YEARS
SOURCE = """\
title = "Folkemengde"
provider = "file"
path = "folk.json"
reader = "jsonstat"
producer = "eksempeldata"
table = "1"
licence = "CC0"
citation = "eksempeldata"
geography = "eksempeldata"
retrieved = 2026-11-24
region = "Region"
period = "Tid"

[regions]
{regions}

[[series]]
indicator = "folk"
breakdown = {{ Kjonn = "0", Alder = "000" }}
"""


def answer() -> bytes:
    """Make a dataset with 2 % missing cells, half of them suppressed."""
    dice = np.random.default_rng(0)
    values: list[int | None] = dice.integers(0, 90_000, CELLS).tolist()
    status = {}
    for cell in np.flatnonzero(dice.random(CELLS) < 0.02).tolist():
        values[cell] = None
        status[str(cell)] = ":" if cell % 2 else ".."
    codes = {
        "Region": [f"{1000 + number}" for number in range(REGIONS)],
        "Kjonn": [str(number) for number in range(SEXES)],
        "Alder": [f"{number:03d}" for number in range(AGES)],
        "ContentsCode": ["Personer"],
        "Tid": [str(2005 + number) for number in range(YEARS)],
    }
    return orjson.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": "eksempeldata",
            "id": list(codes),
            "size": [len(some) for some in codes.values()],
            "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
            "dimension": {
                key: {
                    "category": {
                        "index": {code: place for place, code in enumerate(some)},
                        "label": {code: f"navn {code}" for code in some},
                    }
                }
                for key, some in codes.items()
            },
            "value": values,
            "status": status,
        }
    )


def prepare(folder: Path, content: bytes) -> Path:
    """Make a municipality's folder with the source, and a database with its indicator."""
    for name in ("sources", "data"):
        (folder / name).mkdir()
    codes = [str(1000 + number) for number in range(REGIONS)]
    mapped = "\n".join(f'"{code}" = "{code}"' for code in codes)
    (folder / "sources" / "folk.toml").write_text(SOURCE.format(regions=mapped))
    (folder / "regions.toml").write_text(
        "\n".join(f'[[regions]]\ncode = "{c}"\nkind = "municipality"\nnb = "{c}"' for c in codes)
    )
    (folder / "data" / "folk.json").write_bytes(content)
    database = Database(f"sqlite:///{folder / 'empty.db'}")
    schema.upgrade(database)
    with database.writing() as session:
        session.execute(
            insert(Indicator).values(
                key="folk",
                title_nb="Folk",
                unit_of_measure_nb="personer",
                decimals=0,
                direction="up",
                frequency="year",
                producer="eksempeldata",
                is_published=True,
                is_example=True,
            )
        )
    database.close()
    return folder / "empty.db"


def _measure_run(folder: Path, content: bytes) -> None:
    empty, loaded, work = prepare(folder, content), folder / "loaded.db", folder / "work.db"
    registry = load_registry(folder)
    database = Database(f"sqlite:///{work}")

    def run() -> RunOutcome:
        (report,) = Runner(database, registry, folder / "kept", "1000").run(registry.sources)
        return report.outcome

    def copied(source: Path) -> None:
        database.close()
        for leftover in (f"{work}-wal", f"{work}-shm"):
            Path(leftover).unlink(missing_ok=True)
        shutil.copy(source, work)
        database.engine.connect().close()

    copied(empty)
    assert run() is RunOutcome.loaded
    assert run() is RunOutcome.unchanged
    with database.reading() as session:
        columns = Observation.__table__.c
        stored = session.execute(
            select(
                columns.series_id, columns.period_id, columns.value, columns.mark, columns.run_id
            ).order_by(columns.series_id, columns.period_id)
        )
        ready = [tuple(row) for row in stored]
        assert len(ready) == CELLS
        assert session.scalar(select(func.count()).select_from(Series)) == CELLS // YEARS
    database.close()
    shutil.copy(work, loaded)
    database_empty_of_rows = folder / "series.db"
    shutil.copy(loaded, database_empty_of_rows)
    with Database(f"sqlite:///{database_empty_of_rows}").engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM observation")

    def bare() -> None:
        with database.engine.begin() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.executemany("INSERT INTO observation VALUES (?, ?, ?, ?, ?)", ready)

    starts = {
        "limit: executemany INSERT of ready tuples": database_empty_of_rows,
        "G9 from bytes to observations": empty,
        "G8 the same bytes again": loaded,
    }
    measure(
        f"SQLite, {CELLS} cells, 40 000 series",
        {
            "limit: executemany INSERT of ready tuples": bare,
            "G9 from bytes to observations": run,
            "G8 the same bytes again": run,
        },
        rounds=5,
        before=lambda name: copied(starts[name]),
    )
    database.close()


def main() -> None:
    """Decode, then load."""
    content = answer()
    measure(
        f"JSON-stat, {CELLS} cells, {len(content) / 1e6:.1f} MB",
        {
            "limit: orjson.loads": lambda: orjson.loads(content),
            "G3 typed columns with statuses": lambda: jsonstat.read(content, "svar.json"),
        },
        rounds=9,
    )
    with tempfile.TemporaryDirectory() as folder:
        _measure_run(Path(folder), content)


if __name__ == "__main__":
    main()
