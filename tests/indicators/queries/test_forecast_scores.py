"""Forecasts held against what came."""

from __future__ import annotations

import pytest

from indicators import periods
from indicators.commands.summaries import refresh_all_summaries
from indicators.models.measurement import Observation
from indicators.queries.forecast_scores import forecasts, scores
from tests.measured import add_run, at, measure, measured


@pytest.fixture
def foretold(database):
    """A forecast of 35 for 2023 that came true, and one for 2030 that has not come."""
    with database.writing() as session:
        run = add_run(session, at(2023))
        indicator = measured(session, "i", [10.0, 15, 20, 25, 30], run=run, target=70)
        refresh_all_summaries(session, at=at(2023, 2))
        measured(session, "other", [1.0, 2, 4, 3, 5], run=run)
        refresh_all_summaries(session, at=at(2023, 2))
        measure(session, indicator, 2023, 35.0, add_run(session, at(2024)))
    return database


def test_a_forecast_is_held_against_what_came(foretold):
    with foretold.reading() as session:
        late, near = forecasts(session, "nb", key="i")
    assert near.period_id == periods.year(2023).id
    assert (near.came, near.last_value) == (35, 30)
    assert near.error == pytest.approx(0)
    assert near.is_inside
    assert (late.came, late.error, late.is_inside) == (None, None, None)


def test_scores_count_what_came_and_compare_with_the_latest_value(foretold):
    with foretold.reading() as session:
        rows = forecasts(session, "nb")
        (score,) = scores(rows)
    assert score.method == "linear-1"
    assert (score.made, score.scored, score.inside, score.better, score.equal) == (3, 1, 1, 1, 0)
    assert scores([]) == []


def test_what_came_far_away_is_outside(foretold):
    with foretold.writing() as session:
        session.query(Observation).filter(Observation.value == 35.0).update({"value": 300.0})
        (score,) = scores(forecasts(session, "nb", key="i"))
    assert (score.scored, score.inside, score.better) == (1, 0, 1)
