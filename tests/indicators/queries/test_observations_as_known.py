"""A series as it stood at a time."""

from __future__ import annotations

import pytest

from indicators import periods
from indicators.commands.summaries import refresh_all_summaries
from indicators.errors import NotFound
from indicators.queries.observations_as_known import observations_as_known
from indicators.queries.status_explained import status_explained
from tests.measured import add_indicator, add_run, aim, at, measure, measured


@pytest.fixture
def revised(database):
    """2018-2022 known in 2023; 2021 revised in 2024 and again in 2025; 2023 added in 2024."""
    with database.writing() as session:
        indicator = measured(
            session, "i", [10.0, 15, 20, 25, 30], run=add_run(session, at(2023)), target=70
        )
        refresh_all_summaries(session, at=at(2023, 1, 2))
        later = add_run(session, at(2024))
        measure(session, indicator, 2021, 24.0, later)
        measure(session, indicator, 2023, 35.0, later)
        refresh_all_summaries(session, at=at(2024, 1, 2))
        measure(session, indicator, 2021, 23.0, add_run(session, at(2025)))
        refresh_all_summaries(session, at=at(2025, 1, 2))
    return database, indicator.id


def known(revised, when):
    database, indicator_id = revised
    with database.reading() as session:
        rows = observations_as_known(session, indicator_id, when)
    return {periods.of_id(period).last_year: value for period, value, _ in rows}


@pytest.mark.parametrize(
    ("when", "in_2021", "years"),
    [
        (at(2022), None, 0),
        (at(2023), 25, 5),
        (at(2023, 12, 31), 25, 5),
        (at(2024), 24, 6),
        (at(2024, 6), 24, 6),
        (at(2025), 23, 6),
        (at(2030), 23, 6),
    ],
)
def test_what_was_known_is_what_had_come_and_was_not_yet_replaced(revised, when, in_2021, years):
    values = known(revised, when)
    assert values.get(2021) == in_2021
    assert len(values) == years


def test_rows_come_in_the_order_of_time(revised):
    assert list(known(revised, at(2024, 6))) == [2018, 2019, 2020, 2021, 2022, 2023]


def test_values_of_a_run_that_is_not_kept_count_as_always_known(database):
    with database.writing() as session:
        indicator = measured(session, "i", [1.0, 2.0], run=999)
        assert len(observations_as_known(session, indicator.id, at(1990))) == 2


def test_other_series_are_not_mixed_in(revised):
    database, indicator_id = revised
    with database.writing() as session:
        other = add_indicator(session, "other")
        measure(session, other, 2018, 99.0, 1)
        rows = observations_as_known(session, indicator_id, at(2030))
    assert 99.0 not in [value for _, value, _ in rows]


def test_the_status_as_known_then_is_the_status_that_was_kept_then(revised):
    database, _ = revised
    with database.reading() as session:
        now = status_explained(session, "i", "nb")
        then = status_explained(session, "i", "nb", as_known_at=at(2023, 6))
        before = status_explained(session, "i", "nb", as_known_at=at(2022, 6))
    assert len(now.kept["inputs"]["points"]) == 6
    assert then.kept["inputs"]["points"][3] == ["2021", 2021.5, 25.0, 0]
    assert then.kept["inputs"]["today"] == "2023-06-01"
    assert (then.status, then.plan_is_of_today) == ("on_track", False)
    assert (before.status, before.plan_is_of_today) == ("not_measured", True)


def test_the_target_as_known_then_is_the_one_that_held_then(database):
    with database.writing() as session:
        indicator = measured(session, "i", [10.0, 15, 20, 25, 30], run=add_run(session, at(2023)))
        target = aim(session, indicator, 70)
        refresh_all_summaries(session, at=at(2023, 2))
        target.value = 500
        session.flush()
        refresh_all_summaries(session, at=at(2023, 6))
        then = status_explained(session, "i", "nb", as_known_at=at(2023, 3))
        now = status_explained(session, "i", "nb")
    assert then.kept["inputs"]["targets"][0]["value"] == 70
    assert (then.status, now.status) == ("on_track", "behind")


def test_an_unknown_indicator_is_told(database):
    with database.reading() as session, pytest.raises(NotFound, match="«nothing»"):
        status_explained(session, "nothing", "nb")
