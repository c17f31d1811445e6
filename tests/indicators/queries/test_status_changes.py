"""What changed, and why, worked out from the history, the values and the runs."""

from __future__ import annotations

from indicators.commands.summaries import refresh_all_summaries
from indicators.models.measurement import Target
from indicators.progress.changes import Cause, Change
from indicators.queries.status_changes import changes_of_indicator, changes_since
from tests.measured import add_indicator, add_run, at, measure, measured

FLAT = [10.0, 10, 10, 10, 10, 10]


def why(change):
    return [
        (one.change, one.run and (one.run.source_key, one.run.finished_at)) for one in change.why
    ]


def test_a_revised_value_is_told_with_old_and_new_and_its_run(database):
    with database.writing() as session:
        first = add_run(session, at(2024), "first")
        indicator = measured(session, "i", [10.0, 15, 20, 25, 30, 35], run=first, target=70)
        refresh_all_summaries(session, at=at(2024, 1, 2))
        late = add_run(session, at(2024, 6), "late")
        for year, value in ((2021, 17.0), (2022, 18.0), (2023, 19.0)):
            measure(session, indicator, year, value, late)
        refresh_all_summaries(session, at=at(2024, 6, 2))
        (change,) = changes_of_indicator(session, "i", "nb")
    assert (change.old_status, change.new_status) == ("on_track", "behind")
    assert change.at == at(2024, 6, 2)
    run = ("late", at(2024, 6))
    assert why(change) == [
        (Change(Cause.revised, "2023", 35.0, 19.0), run),
        (Change(Cause.revised, "2022", 30.0, 18.0), run),
        (Change(Cause.revised, "2021", 25.0, 17.0), run),
    ]


def test_a_new_period_is_of_the_run_that_first_brought_it_also_when_revised_since(database):
    with database.writing() as session:
        indicator = measured(session, "i", FLAT, run=add_run(session, at(2024)), target=70)
        refresh_all_summaries(session, at=at(2024, 1, 2))
        measure(session, indicator, 2024, 72.0, add_run(session, at(2025), "brought"))
        refresh_all_summaries(session, at=at(2025, 1, 2))
        measure(session, indicator, 2024, 71.0, add_run(session, at(2025, 3), "revised"))
        refresh_all_summaries(session, at=at(2025, 3, 2))
        (change,) = changes_of_indicator(session, "i", "nb")
    assert (change.old_status, change.new_status) == ("behind", "reached")
    assert why(change) == [(Change(Cause.new_period, "2024", None, 72.0), ("brought", at(2025)))]


def test_a_value_revised_twice_names_the_run_of_each(database):
    with database.writing() as session:
        run = add_run(session, at(2024))
        indicator = measured(session, "i", [60.0, 62, 64, 66, 68, 69], run=run, target=70)
        refresh_all_summaries(session, at=at(2024, 1, 2))
        measure(session, indicator, 2023, 71.0, add_run(session, at(2024, 2), "up"))
        refresh_all_summaries(session, at=at(2024, 2, 2))
        measure(session, indicator, 2023, 69.5, add_run(session, at(2024, 3), "down"))
        refresh_all_summaries(session, at=at(2024, 3, 2))
        down, up = changes_of_indicator(session, "i", "nb")
    assert why(up) == [(Change(Cause.revised, "2023", 69.0, 71.0), ("up", at(2024, 2)))]
    assert why(down) == [(Change(Cause.revised, "2023", 71.0, 69.5), ("down", at(2024, 3)))]


def test_time_alone_is_a_cause(database):
    with database.writing() as session:
        measured(session, "i", [1.0, 1.0, 1.0], run=add_run(session, at(2021)))
        indicator = add_indicator(session, "yearly")
        for year in (2018, 2019, 2020):
            measure(session, indicator, year, 1.0, 1)
        session.flush()
        session.add(Target(indicator_id=indicator.id, rule="done_yearly", is_example=True))
        session.flush()
        refresh_all_summaries(session, at=at(2021, 2))
        refresh_all_summaries(session, at=at(2024, 2))
        (change,) = changes_of_indicator(session, "yearly", "nb")
    assert (change.old_status, change.new_status) == ("reached", "uncertain")
    assert [one.change.cause for one in change.why] == [Cause.time]


def test_what_changed_lately_is_of_published_indicators_and_no_first_measurement(
    database, query_counter
):
    with database.writing() as session:
        run = add_run(session, at(2024))
        kept = measured(session, "kept", FLAT, run=run, target=70)
        hidden = measured(session, "hidden", FLAT, run=run, target=70, is_published=False)
        empty = add_indicator(session, "empty")
        refresh_all_summaries(session, at=at(2024, 2))
        later = add_run(session, at(2025))
        for indicator in (kept, hidden, empty):
            measure(session, indicator, 2024, 72.0, later)
        refresh_all_summaries(session, at=at(2025, 2))
    with database.reading() as session:
        with query_counter(database) as statements:
            (change,) = changes_since(session, at(2024, 6), "nb", limit=10)
        assert (change.key, change.title, change.new_status) == ("kept", "Kept", "reached")
        assert len(statements) <= 6
        assert changes_since(session, at(2025, 3), "nb", limit=10) == []
        assert changes_since(session, at(2025, 2), "nb", limit=0) == []


def test_an_indicator_without_changes_has_none(database):
    with database.writing() as session:
        measured(session, "i", FLAT, run=1, target=70)
        refresh_all_summaries(session, at=at(2024, 2))
        assert changes_of_indicator(session, "i", "nb") == []
        assert changes_of_indicator(session, "nothing", "nb") == []
