"""People's own judgements stand beside the computed status, and are never overwritten."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from indicators.access import operator
from indicators.commands.assessments import (
    LONGEST,
    Judgement,
    assess_goal,
    assess_indicator,
    assess_subgoal,
)
from indicators.commands.summaries import refresh_all_summaries
from indicators.errors import Conflict, NotFound
from indicators.models.running import AuditEvent
from indicators.progress.values import Status
from indicators.queries.assessments import (
    assessments_of_goal,
    assessments_of_indicator,
    assessments_of_subgoal,
    differences_by_year,
)
from tests.measured import add_plan, add_run, at, measured


@pytest.fixture
def planned(database):
    """A subgoal 1.1 that is on track, and 1.2 that goes the wrong way."""
    with database.writing() as session:
        run = add_run(session, at(2023))
        good = measured(session, "good", [10.0, 15, 20, 25, 30], run=run, target=70)
        bad = measured(session, "bad", [30.0, 28, 26, 24, 22], run=run, target=70)
        add_plan(session, {"1.1": [(good, "key"), (bad, "supporting")], "1.2": [(bad, "key")]})
        refresh_all_summaries(session, at=at(2023, 2))
    return database


def judgement(status, text="Fordi.", author="Kari Nordmann"):
    return Judgement(Status(status), text, author, by=operator("prøve"))


def test_the_newest_judgement_comes_first_and_the_old_ones_stay(planned):
    with planned.writing() as session:
        assess_subgoal(session, "plan.1.1.1", judgement("behind"), at=at(2023, 3))
        assess_subgoal(session, "plan.1.1.1", judgement("on_track", " Nå. "), at=at(2023, 4))
    with planned.reading() as session:
        newest, oldest = assessments_of_subgoal(session, "plan.1.1.1")
        assert assessments_of_subgoal(session, "plan.1.1.2") == []
    assert (newest.status, newest.text, newest.author) == ("on_track", "Nå.", "Kari Nordmann")
    assert (newest.at, newest.is_example) == (at(2023, 4), True)
    assert (newest.computed_status, newest.differs) == ("on_track", False)
    assert (oldest.status, oldest.computed_status, oldest.differs) == ("behind", "on_track", True)


def test_a_goal_is_held_against_the_worst_of_its_subgoals(planned):
    with planned.writing() as session:
        assess_goal(session, "plan.1.1", judgement("slightly_behind"), at=at(2023, 3))
    with planned.reading() as session:
        (row,) = assessments_of_goal(session, "plan.1.1")
    assert row.computed_status == "wrong_way"


def test_an_indicator_is_held_against_its_own_status(planned):
    with planned.writing() as session:
        assess_indicator(session, "bad", judgement("behind"), at=at(2023, 3))
    with planned.reading() as session:
        (row,) = assessments_of_indicator(session, "bad")
        assert assessments_of_indicator(session, "good") == []
    assert row.computed_status == "wrong_way"


def test_differences_are_counted_by_year(planned):
    with planned.writing() as session:
        assess_subgoal(session, "plan.1.1.1", judgement("on_track"), at=at(2023, 3))
        assess_subgoal(session, "plan.1.1.2", judgement("behind"), at=at(2023, 3))
        assess_subgoal(session, "plan.1.1.2", judgement("wrong_way"), at=at(2024, 3))
    with planned.reading() as session:
        years = [(one.year, one.written, one.different) for one in differences_by_year(session)]
    assert years == [(2024, 1, 0), (2023, 2, 1)]


def test_a_judgement_is_audited(planned):
    with planned.writing() as session:
        assess_subgoal(session, "plan.1.1.1", judgement("behind"), at=at(2023, 3))
        event = session.scalars(select(AuditEvent)).one()
        assert (event.who, event.what) == ("prøve", "status.assessed")
        assert event.entity == "subgoal plan.1.1.1"


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (judgement("not_measured"), "ingen vurdering"),
        (judgement("no_target"), "ingen vurdering"),
        (judgement("behind", "  "), "begrunnelse"),
        (judgement("behind", author=""), "navn"),
        (judgement("behind", "x" * (LONGEST + 1)), "høyst"),
    ],
)
def test_a_judgement_must_judge_and_say_why(planned, bad, words):
    with planned.writing() as session, pytest.raises(Conflict, match=words):
        assess_subgoal(session, "plan.1.1.1", bad, at=at(2023, 3))


@pytest.mark.parametrize("assess", [assess_subgoal, assess_goal, assess_indicator])
def test_what_does_not_exist_cannot_be_judged(planned, assess):
    with planned.writing() as session, pytest.raises(NotFound, match="«nothing»"):
        assess(session, "nothing", judgement("behind"), at=at(2023, 3))
