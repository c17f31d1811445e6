from indicators.queries import subgoal as query


def test_a_subgoal_knows_its_goal_and_plan(small):
    with small.reading() as session:
        found = query.subgoal(session, "plan.vedtatt.1.1", "nb")
    assert (found.goal_title, found.plan_version, found.title_status) == (
        "Mål én",
        "vedtatt",
        "provisional",
    )


def test_an_unknown_subgoal_gives_nothing(small):
    with small.reading() as session:
        assert query.subgoal(session, "plan.vedtatt.9.9", "nb") is None


def test_a_bare_number_means_the_plan_in_force_and_never_the_former_one(small):
    with small.reading() as session:
        assert query.key_of_number(session, "1.1") == "plan.vedtatt.1.1"
        assert query.key_of_number(session, "3.5") is None


def test_a_bare_number_means_nothing_without_a_plan(database):
    with database.reading() as session:
        assert query.key_of_number(session, "1.1") is None


def test_the_municipalitys_strategies_come_before_everyones(small):
    with small.reading() as session:
        rows = query.strategies_of_subgoal(session, 2, "nb")
    assert [row.actor for row in rows] == ["municipality", "everyone"]


def test_sdgs_and_predecessors(small):
    with small.reading() as session:
        assert query.sdgs_of_subgoal(session, 2) == [11, 13]
        [former] = query.predecessors_of_subgoal(session, 2, "nb")
    assert (former.key, former.note) == ("gammel.2009.1.1", "tema")
