"""A municipality with three small sources, and what tests do with it."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import func, select

from etl.chosen import chosen_sources, runner_of
from indicators.models.measurement import (
    Indicator,
    Observation,
    ObservationRevision,
    Region,
    Series,
    SeriesBreak,
    Summary,
)
from indicators.models.organisation import Municipality

HEAD = """\
title = "Prøve"
provider = "file"
path = "{key}.csv"
reader = "csv"
producer = "SSB"
table = "1"
licence = "CC BY 4.0"
citation = "SSB"
geography = "Kommunen"
retrieved = 2026-11-24
region = "region"
period = "year"

[layout]
keys = {{ region = "region", year = "year" }}
value = "value"

[regions]
"5001" = "5001"
"0301" = "0301"

[[series]]
indicator = "{key}"

[[breaks]]
indicators = ["{key}"]
regions = ["5001"]
from = "2023"
kind = "method"
nb = "Ny metode fra 2023"
"""
REGIONS = """\
[[regions]]
code = "5001"
kind = "municipality"
nb = "Trondheim"

[[regions]]
code = "0301"
kind = "municipality"
nb = "Oslo"
"""
KEYS = ("barn", "folk", "hus")


def csv(**values):
    lines = [f"{region},{year},{value}" for (region, year), value in sorted(values["of"].items())]
    return "\n".join(["region,year,value", *lines]) + "\n"


PLAIN = {
    ("5001", 2022): "1.5",
    ("5001", 2023): "",
    ("5001", 2024): "2.5",
    ("0301", 2024): "7",
}


def write(folder, key, values):
    (folder / "data" / f"{key}.csv").write_text(csv(of=values))


def define(database, keys, municipality="trondheim"):
    with database.writing() as session:
        session.add(
            Municipality(key=municipality, code="5001", title_nb="Kommune", is_example=True)
        )
        session.add_all(
            Indicator(
                key=key,
                title_nb=key,
                unit_of_measure_nb="prosent",
                decimals=1,
                direction="up",
                frequency="year",
                producer="SSB",
                is_published=True,
                is_example=True,
            )
            for key in keys
        )


def run(database, folder, *keys, **options):
    runner = replace(runner_of(database, folder.parent / "snapshots", str(folder)), **options)
    return {report.key: report for report in runner.run(chosen_sources(runner, keys))}


def count(database, table):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(table))


def everything(database):
    """Return all that loads write, in a form that can be compared."""
    found = []
    with database.reading() as session:
        for table in (Observation, ObservationRevision, Series, Region, Summary, SeriesBreak):
            rows = session.execute(select(*table.__table__.columns)).all()
            found.append((table.__tablename__, sorted(map(str, rows))))
    return found
