from indicators import periods
from indicators.queries import indicator as query


def test_an_unknown_or_unpublished_key_gives_nothing(small):
    with small.reading() as session:
        assert query.indicator(session, "finnes-ikke", "nb") is None
        assert query.indicator(session, "skjult", "nb") is None


def test_the_headline_series_comes_first_and_in_the_order_of_time(small):
    with small.reading() as session:
        own, other = query.series_of_indicator(session, 1, "nb")
    assert own.is_headline
    assert [periods.of_id(row.period_id).code for row in own.observations] == [
        "2019",
        "2020",
        "2021",
    ]
    assert other.region == "Oslo"


def test_a_suppressed_value_stays_missing_and_keeps_its_mark(small):
    with small.reading() as session:
        own, _ = query.series_of_indicator(session, 1, "nb")
    assert (own.observations[1].value, own.observations[1].mark) == (None, 3)


def test_targets_come_with_the_nearest_year_first(small):
    with small.reading() as session:
        targets = query.targets_of_indicator(session, 1, "nb")
    assert [(row.year, row.value) for row in targets] == [(2027, 5.0), (2030, 2.0)]


def test_only_breaks_of_the_own_region_are_given(small):
    with small.reading() as session:
        [found] = query.breaks_of_indicator(session, 1, "nb")
    assert found.explanation == "Sammenslåing"


def test_links_name_the_plan_goal_and_reason(small):
    with small.reading() as session:
        [link] = query.links_of_indicator(session, 1, "nb")
    assert (link.subgoal_key, link.goal_number, link.reason) == ("plan.vedtatt.1.1", "1", "Fordi")


def test_a_revision_tells_the_old_and_the_new_value(small):
    with small.reading() as session:
        [revision] = query.revisions_of_indicator(session, 1)
    assert (revision.old_value, revision.new_value, revision.source_key) == (9.9, 9.5, "ssb")


def test_the_source_of_the_values_is_the_last_run(small):
    with small.reading() as session:
        [run] = query.runs_of_indicator(session, 1)
    assert run.source_key == "ssb"


def test_the_list_holds_also_indicators_that_no_subgoal_uses(small):
    with small.reading() as session:
        rows = query.all_indicators(session, "nb")
    assert [(row.key, row.subgoals) for row in rows] == [("uten-delmaal", 0), ("utslipp", 1)]
