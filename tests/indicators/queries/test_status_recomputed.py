"""Kept statuses computed again: the same, or told."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from indicators.commands.summaries import refresh_all_summaries
from indicators.models.measurement import Observation, Summary, Target
from indicators.models.verdicts import StatusHistory
from indicators.queries.status_recomputed import recompute
from tests.measured import add_indicator, add_run, at, measured


@pytest.fixture
def kept(database):
    with database.writing() as session:
        run = add_run(session, at(2023))
        measured(session, "rising", [10.0, 15, 20, 25, 30], run=run, target=70)
        measured(
            session, "share", [0.1, 0.3, 0.7], run=run, target=1, ceiling=1.0, floor=0.0,
            counting="share", per=1.0, population=300.0,
        )  # fmt: skip
        add_indicator(session, "empty")
        refresh_all_summaries(session, at=at(2023, 2))
    return database


def test_what_was_kept_comes_out_again(kept):
    with kept.reading() as session:
        found = recompute(session)
    assert (found.present, found.former, found.differences) == (3, 3, ())


@pytest.mark.parametrize(
    ("column", "value", "where"),
    [
        (Summary.status, "reached", "status"),
        (Summary.confidence, "A", "confidence"),
        (Summary.projected_value, 1.0, "projected_value"),
        (Summary.chance, 0.5, "chance"),
        (Summary.method, "linear-0", "method"),
    ],
)
def test_what_was_tampered_with_is_told(kept, column, value, where):
    with kept.writing() as session:
        rising = update(Summary).where(Summary.target_value == 70)
        session.execute(rising.values({column: value}))
    with kept.reading() as session:
        (one,) = recompute(session).differences
    assert (one.key, one.where, one.kept, one.of) == ("rising", where, value, None)


def test_a_status_that_was_not_refreshed_is_told(kept):
    with kept.writing() as session:
        session.execute(update(Target).where(Target.value == 70).values(value=80.0))
        session.execute(update(Observation).where(Observation.value == 0.7).values(value=0.8))
    with kept.reading() as session:
        found = {(one.key, one.where): one.found for one in recompute(session).differences}
    assert found == {
        ("rising", "tables.targets[0].value"): 80.0,
        ("share", "tables.points[2][2]"): 0.8,
    }


def test_a_status_of_the_history_that_does_not_come_out_again_is_told(kept):
    with kept.writing() as session:
        session.execute(
            update(StatusHistory).where(StatusHistory.status == "on_track").values(status="behind")
        )
    with kept.reading() as session:
        (one,) = recompute(session).differences
    assert (one.key, one.where, one.kept, one.found) == ("rising", "status", "behind", "on_track")
    assert one.of == at(2023, 2)
