from indicators.queries.overview import overview
from indicators.queries.statuses import statuses_of_subgoal
from indicators.queries.thread import reach_of_actions, reach_of_units


def test_an_empty_database_has_no_overview(database):
    with database.reading() as session:
        assert overview(session, "nb") is None


def test_the_adopted_plan_is_shown_with_its_goals_and_subgoals_in_order(small):
    with small.reading() as session:
        found = overview(session, "nb")
    assert found.plan.version == "vedtatt"
    assert found.action_plan.version == "2026-2029"
    assert found.unit_year == 2025
    [goal] = found.goals
    assert [part.subgoal.number for part in goal.subgoals] == ["1.1", "1.2"]


def test_texts_fall_back_to_bokmaal_where_a_language_is_missing(small):
    with small.reading() as session:
        [goal] = overview(session, "en").goals
    assert goal.goal.title == "Goal one"
    assert [part.subgoal.title for part in goal.subgoals] == ["Whole subgoal", "Delmål tomt"]


def test_an_indicator_that_is_not_published_is_nowhere(small):
    with small.reading() as session:
        assert [row.key for row in statuses_of_subgoal(session, 2, "nb")] == ["utslipp"]


def test_money_shared_between_subgoals_is_counted_by_its_share_and_once(small):
    with small.reading() as session:
        reach = reach_of_actions(session, 3, 5)
    assert (reach[2].actions, reach[2].operating_nok, reach[2].investment_nok) == (
        1,
        500_000,
        1_000_000,
    )
    assert reach[2].operating_nok + reach[3].operating_nok == 2_000_000
    assert reach[2].service_areas == {"klima"}


def test_only_plans_in_force_count_and_results_are_counted_once(small):
    with small.reading() as session:
        reach = reach_of_units(session, 3, 2025)
    assert list(reach) == [2]
    assert (reach[2].units, reach[2].activities, reach[2].reported) == (1, 2, 1)


def test_a_subgoal_with_a_broken_thread_has_none_where_nothing_is_known(small):
    with small.reading() as session:
        [goal] = overview(session, "nb").goals
    empty = goal.subgoals[1]
    assert empty.indicators == ()
    assert empty.units is None


def test_the_overview_asks_eight_questions_however_large_the_plan(small, query_counter):
    with small.reading() as session, query_counter(small) as statements:
        overview(session, "nb")
    assert len(statements) == 8
