"""How subgoals and goals stand, from their indicators."""

from __future__ import annotations

from sqlalchemy import select

from indicators.commands.summaries import refresh_all_summaries
from indicators.models.plan import Goal, Subgoal
from indicators.progress.values import Status
from indicators.queries.standings import standing_of_goal, standing_of_subgoal
from tests.measured import add_plan, add_run, at, measured

TODAY = at(2023, 3).date()


def test_a_goal_stands_as_the_worst_key_indicator_of_all_its_subgoals(database):
    with database.writing() as session:
        run = add_run(session, at(2023))
        good = measured(session, "good", [10.0, 15, 20, 25, 30], run=run, target=70)
        bad = measured(session, "bad", [30.0, 28, 26, 24, 22], run=run, target=70)
        add_plan(session, {"1.1": [(good, "key"), (bad, "supporting")], "1.2": [(bad, "key")]})
        refresh_all_summaries(session, at=at(2023, 2))
    with database.reading() as session:
        first = session.scalar(select(Subgoal.id).where(Subgoal.number == "1.1"))
        subgoal = standing_of_subgoal(session, first, TODAY)
        goal = standing_of_goal(session, session.scalar(select(Goal.id)), TODAY)
    assert (subgoal.status, subgoal.deciding) == (Status.on_track, ("good",))
    assert (goal.status, goal.deciding) == (Status.wrong_way, ("bad",))
    assert (goal.coverage.indicators, goal.coverage.key_indicators) == (2, 2)
    assert (goal.coverage.with_target, goal.coverage.measured, goal.coverage.fresh) == (2, 2, 2)
    assert goal.distribution[Status.on_track] == goal.distribution[Status.wrong_way] == 1
