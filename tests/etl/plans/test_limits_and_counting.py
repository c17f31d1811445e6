"""Floors, ceilings and the people behind a value, as an indicators file says them."""

from __future__ import annotations

import json
from datetime import datetime

import pytest
from sqlalchemy import select

from etl.plans.indicators_file import IndicatorsFile
from etl.plans.load_indicators import load_indicators
from etl.plans.validation import validate
from etl.plans.yaml_document import read_yaml
from indicators.access import operator
from indicators.commands.assessments import Judgement, assess_indicator
from indicators.errors import BadPlan
from indicators.models.measurement import Indicator, Summary
from indicators.models.verdicts import StatusHistory
from indicators.progress.values import Status

AT = datetime(2026, 1, 1)  # noqa: DTZ001 - kept in UTC without saying so

SHARE = """\
  - key: andel
    title: Andel
    unit_of_measure: prosent
    direction: up
    frequency: year
    floor: 0
    ceiling: 100
    counting: {kind: share, per: 100, population_of: elever}
    producer: Oss
    baseline: {year: 2015, value: 40}
    targets:
      - {rule: from_to, value: 60, year: 2030}
"""
PUPILS = """\
  - key: elever
    title: Elever
    unit_of_measure: elever
    direction: keep
    frequency: year
    counting: {kind: number}
    producer: Oss
"""


def file(*indicators):
    text = "indicators:\n" + "".join(indicators)
    return validate(IndicatorsFile, read_yaml("ind.yaml", text.encode()))


def load(database, *indicators):
    with database.writing() as session:
        return load_indicators(session, file(*indicators), at=AT)


def test_what_the_file_says_is_what_a_status_rests_on(database):
    load(database, SHARE, PUPILS)
    assert load(database, SHARE, PUPILS).is_unchanged
    with database.reading() as session:
        row = session.scalars(select(Indicator).where(Indicator.key == "andel")).one()
        assert (row.floor, row.ceiling, row.counting, row.per) == (0, 100, "share", 100)
        assert (row.population_key, row.population) == ("elever", None)
        inputs = json.loads(session.get_one(Summary, row.id).inputs)["inputs"]
    assert inputs["limits"] == [0, 100]
    assert inputs["counting"] == ["share", 100]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("ceiling: 100", "ceiling: 0", "floor er ikke mindre enn ceiling"),
        ("value: 60", "value: 110", "målet 2030 er 110, utenfor floor og ceiling"),
        ("value: 40", "value: -1", "utgangspunktet er -1, utenfor"),
        ("population_of: elever", "population_of: ingen", "indikatoren «ingen»"),
        (", population_of: elever", "", "enten population eller population_of"),
        ("population_of: elever", "population_of: elever, population: 5", "enten population"),
        ("kind: share, per: 100", "kind: number", "number trenger ingen population"),
        ("per: 100", "per: 0", "per"),
    ],
)
def test_what_is_not_possible_is_refused_and_said(database, old, new, said):
    assert old in SHARE
    with pytest.raises(BadPlan) as error:
        load(database, SHARE.replace(old, new), PUPILS)
    assert said in str(error.value)


def test_an_indicator_that_is_taken_out_takes_its_history_with_it(database):
    load(database, SHARE, PUPILS)
    assert load(database, PUPILS).removed >= 1
    with database.reading() as session:
        assert len(session.scalars(select(StatusHistory)).all()) == 1


def test_an_indicator_that_somebody_judged_stays(database):
    load(database, SHARE, PUPILS)
    with database.writing() as session:
        judgement = Judgement(Status.behind, "Fordi.", "Kari", by=operator("prøve"))
        assess_indicator(session, "andel", judgement, at=AT)
    assert load(database, PUPILS).left == ("indikator andel",)
