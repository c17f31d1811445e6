"""``docs/sources.md`` followed literally: its commands, file and declarations do what it says."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from etl.registry import MUNICIPALITIES, load_registry
from etl.statistics_cli import etl_group
from indicators.models.measurement import Indicator, Observation, Series
from tests.etl.small_statistics import define

DOCUMENT = (Path(__file__).parents[2] / "docs" / "sources.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w*)\n(.*?)^```", DOCUMENT, re.MULTILINE | re.DOTALL)
COMMANDS = [
    line for kind, text in BLOCKS if not kind for line in text.splitlines() if line[:7] == "rodtrad"
]


def blocks(kind):
    return [text for one, text in BLOCKS if one == kind]


@pytest.fixture
def rodtrad(sqlite_database, settings, tmp_path, monkeypatch):
    define(sqlite_database, ("pm-annual-mean",))
    shutil.copytree(MUNICIPALITIES / "trondheim", tmp_path / "trondheim")
    monkeypatch.setenv("RODTRAD_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("RODTRAD_SNAPSHOTS", str(tmp_path / "snapshots"))
    monkeypatch.chdir(tmp_path)

    def invoke(line):
        result = CliRunner().invoke(etl_group, shlex.split(line.removeprefix("rodtrad etl ")))
        assert result.exit_code == 0, f"{line}\n{result.output}{result.stderr}"
        return result.output

    return invoke


def test_the_steps_lead_to_values_that_are_stored(rodtrad, sqlite_database, tmp_path):
    (table,) = blocks("csv")
    (tmp_path / "nedlastet.csv").write_text(table)
    inspect, new, check, diff, run = (
        next(line for line in COMMANDS if line.startswith(f"rodtrad etl {name} "))
        for name in ("inspect", "new", "check", "diff", "run")
    )
    assert "tall 2" in rodtrad(inspect)
    rodtrad(new)
    begun = tmp_path / "trondheim" / "sources" / "svevestov.toml"
    asked = {line.split(" = ")[0] for line in begun.read_text().splitlines() if "FYLL UT" in line}
    source, correction = blocks("toml")
    assert all(f"{key} = " in source for key in asked)
    begun.write_text(source)
    assert "svevestov: i orden: 2 verdier" in rodtrad(check)
    assert "pm-annual-mean 5001 2024: ny 9,5" in rodtrad(diff)
    assert "nye 2" in rodtrad(run)
    begun.write_text(source + correction)
    assert "rettet 1" in rodtrad(run)
    assert "før: 9,5" in rodtrad("rodtrad etl history pm-annual-mean")
    with sqlite_database.reading() as session:
        values = session.scalars(
            select(Observation.value)
            .join(Series, Series.id == Observation.series_id)
            .join(Indicator, Indicator.id == Series.indicator_id)
            .order_by(Observation.period_id)
        ).all()
    assert values == [5.9, 8.75]


def test_what_the_document_calls_a_command_is_one():
    for line in COMMANDS:
        name = shlex.split(line)[2]
        assert name in etl_group.commands, line


def test_every_key_that_sources_use_is_in_the_document():
    used = {
        key
        for source in load_registry(MUNICIPALITIES / "trondheim").sources
        for key in source.declared.model_fields_set
    }
    undescribed = {"note", "url", "encoding", "separator", "sheet"}
    assert {key for key in used - undescribed if key not in DOCUMENT} == set()
