"""The history of statuses: a row when something is another, and only then; and forecasts."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from indicators import periods
from indicators.commands.summaries import refresh_all_summaries, refresh_summaries
from indicators.models.measurement import Mark, Summary
from indicators.models.verdicts import Forecast, StatusHistory
from tests.measured import add_indicator, add_run, aim, at, measure, measured

RISING = [10.0, 15, 20, 25, 30]


def history(database):
    with database.reading() as session:
        rows = session.scalars(select(StatusHistory).order_by(StatusHistory.id)).all()
        session.expunge_all()
    return rows


def test_the_first_status_is_kept_and_the_same_again_is_not(database):
    with database.writing() as session:
        measured(session, "i", RISING, run=add_run(session, at(2023)), target=70)
        refresh_all_summaries(session, at=at(2023, 2))
    with database.writing() as session:
        refresh_all_summaries(session, at=at(2023, 3))
    (row,) = history(database)
    assert (row.status, row.confidence, row.method) == ("on_track", "C", "linear-1")
    assert row.computed_at == at(2023, 2)
    assert json.loads(row.inputs)["today"] == "2023-02-01"


def test_a_new_value_a_new_target_and_a_revised_value_are_kept(database):
    with database.writing() as session:
        indicator = measured(session, "i", RISING, run=add_run(session, at(2023)))
        refresh_all_summaries(session, at=at(2023, 2))
        target = aim(session, indicator, 70)
        refresh_all_summaries(session, at=at(2023, 3))
        measure(session, indicator, 2023, 31, add_run(session, at(2024)))
        refresh_all_summaries(session, at=at(2024, 2))
        measure(session, indicator, 2023, 36, add_run(session, at(2024, 3)))
        refresh_all_summaries(session, at=at(2024, 4))
        target.value = 200
        session.flush()
        refresh_all_summaries(session, at=at(2024, 5))
    rows = history(database)
    assert [row.computed_at for row in rows] == [
        at(2023, 2),
        at(2023, 3),
        at(2024, 2),
        at(2024, 4),
        at(2024, 5),
    ]
    assert [rows[0].status, rows[1].status, rows[-1].status] == ["no_target", "on_track", "behind"]


def test_a_verdict_that_only_time_changes_is_kept_without_new_forecasts(database):
    with database.writing() as session:
        measured(session, "i", RISING, run=add_run(session, at(2023)), target=70)
        refresh_all_summaries(session, at=at(2023, 2))
        made = len(session.scalars(select(Forecast)).all())
        refresh_all_summaries(session, at=at(2026, 2))
        assert len(session.scalars(select(Forecast)).all()) == made > 0
    rows = history(database)
    assert [row.confidence for row in rows] == ["C", "D"]
    assert rows[0].fingerprint == rows[1].fingerprint


def test_a_mark_alone_is_another_basis(sqlite_database):
    with sqlite_database.writing() as session:
        indicator = measured(session, "i", RISING, run=1, target=70)
        refresh_all_summaries(session, at=at(2023, 2))
        measure(session, indicator, 2022, 30, 2, mark=int(Mark.provisional))
        refresh_all_summaries(session, at=at(2023, 3))
    assert len(history(sqlite_database)) == 2


def test_forecasts_are_of_the_next_year_and_of_the_target_year(database):
    with database.writing() as session:
        measured(session, "i", RISING, run=add_run(session, at(2023)), target=70)
        refresh_all_summaries(session, at=at(2023, 2))
    with database.reading() as session:
        found = session.scalars(select(Forecast).order_by(Forecast.period_id)).all()
        assert [row.period_id for row in found] == [periods.year(2023).id, periods.year(2030).id]
        assert [row.value for row in found] == [pytest.approx(35), pytest.approx(70)]
        assert all(row.low <= row.value <= row.high for row in found)
        assert {(row.last_period_id, row.last_value, row.method) for row in found} == {
            (periods.year(2022).id, 30, "linear-1")
        }


def test_too_few_points_foretell_nothing(sqlite_database):
    with sqlite_database.writing() as session:
        measured(session, "i", [1.0, 2.0, 3.0], run=1, target=70)
        refresh_all_summaries(session, at=at(2023, 2))
        assert session.scalars(select(Forecast)).all() == []


def test_a_population_that_changes_changes_those_that_are_shares_of_it(database):
    with database.writing() as session:
        run = add_run(session, at(2023))
        people = measured(session, "people", [15.0] * 5, run=run, unit_of_measure_nb="personer")
        measured(
            session,
            "share",
            [60.0, 58, 56, 54, 52],
            run=run,
            target=80,
            counting="share",
            per=100.0,
            population_key="people",
        )
        refresh_all_summaries(session, at=at(2023, 2))
        share = session.scalars(select(Summary).where(Summary.target_value == 80)).one()
        assert share.status == "uncertain"
        for year in range(2018, 2023):
            measure(session, people, year, 40_000, add_run(session, at(2023, 3)))
        refresh_summaries(session, [people.id], at=at(2023, 3))
        session.expire_all()
        assert share.status == "wrong_way"
        points = json.loads(share.inputs)["inputs"]["points"]
        assert points[-1] == ["2022", 2022.5, 52.0, 0, 40_000]


def test_a_value_without_a_population_for_its_time_has_no_interval(sqlite_database):
    with sqlite_database.writing() as session:
        people = add_indicator(session, "people")
        measure(session, people, 2020, 40, 1)
        more = {"counting": "share", "per": 100.0, "population_key": "people"}
        indicator = measured(session, "share", [50.0] * 4, run=1, **more)
        refresh_all_summaries(session, at=at(2022, 2))
        kept = json.loads(session.get_one(Summary, indicator.id).inputs)
    assert [point[4:] for point in kept["inputs"]["points"]] == [[], [], [40], [40]]


def test_a_failed_load_leaves_no_history(sqlite_database):
    def load():
        with sqlite_database.writing() as session:
            measured(session, "i", RISING, run=1)
            refresh_all_summaries(session, at=at(2023, 2) + timedelta(days=1))
            raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        load()
    assert history(sqlite_database) == []
