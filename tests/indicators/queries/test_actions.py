from indicators.queries.actions import actions_of_plan, actions_of_subgoal


def test_actions_come_with_amounts_per_year_and_shares(small):
    with small.reading() as session:
        first, second = actions_of_plan(session, 5, "nb")
    assert [(row.year, row.operating_nok, row.investment_nok) for row in first.amounts] == [
        (2026, 1_000_000, None),
        (2027, 1_000_000, 4_000_000),
    ]
    assert [(row.number, row.share) for row in first.subgoals] == [("1.1", 0.25), ("1.2", 0.75)]
    assert second.amounts == ()


def test_an_action_knows_what_it_continues(small):
    with small.reading() as session:
        first, _ = actions_of_plan(session, 5, "nb")
    assert (first.continues_key, first.continues_plan) == ("hop.2025-2028.T1", "2025-2028")


def test_a_subgoal_sees_only_the_edition_asked_for(small):
    with small.reading() as session:
        assert [row.key for row in actions_of_subgoal(session, 2, 5, "nb")] == ["hop.2026-2029.T1"]
        assert [row.key for row in actions_of_subgoal(session, 2, 4, "nb")] == ["hop.2025-2028.T1"]


def test_three_questions_however_many_actions(small, query_counter):
    with small.reading() as session, query_counter(small) as statements:
        actions_of_plan(session, 5, "nb")
    assert len(statements) == 3
