from datetime import date

from sqlalchemy import update

from indicators.models.reporting import Activity, AnnualPlan, UnitTarget
from indicators.queries import units as query
from indicators.queries.thread import reach_of_units


def test_a_unit_knows_its_place(small):
    with small.reading() as session:
        found = query.unit(session, "skole-a", "nb")
    assert (found.parent_key, found.service_area) == ("skolene", "Skole")


def test_units_that_have_ended_are_left_out_on_a_later_day(small):
    with small.reading() as session:
        now = query.all_units(session, "nb", on=date(2029, 12, 31))
        later = query.all_units(session, "nb", on=date(2030, 1, 1))
    assert {row.key for row in now} - {row.key for row in later} == {"skole-a"}


def test_activities_are_those_of_the_plan_in_force_with_their_results(small):
    with small.reading() as session:
        first, second = query.activities_of_unit(session, 2, 2025, "nb")
    assert (first.title, first.action_number, first.results[0].result) == (
        "Gjør noe",
        "T1",
        "Gjort",
    )
    assert (second.action_key, second.results) == (None, ())


def test_a_subgoal_sees_the_activities_of_all_units(small):
    with small.reading() as session:
        rows = query.activities_of_subgoal(session, 2, 2025, "nb")
    assert [(row.unit, row.title) for row in rows] == [
        ("Skole A", "Gjør noe"),
        ("Skole A", "Gjør mer"),
    ]


def test_targets_come_with_what_was_reported(small):
    with small.reading() as session:
        [target] = query.targets_of_unit(session, 2, 2025)
    assert (target.target, target.results) == (5, (("year", 4, None),))


def test_every_delivery_is_told_the_newest_first(small):
    with small.reading() as session:
        rows = query.deliveries_of_unit(session, 2)
    assert [(row.period, row.version, row.file_name) for row in rows] == [
        ("year", 1, "3.xlsx"),
        (None, 2, "2.xlsx"),
        (None, 1, "1.xlsx"),
    ]


def test_units_that_have_delivered_nothing_stand_in_the_list_too(small):
    with small.reading() as session:
        rows = {row.unit_key: row for row in query.deliveries_of_year(session, 2025, "nb")}
    assert (rows["skole-a"].plan_state, rows["skole-a"].reports) == ("approved", 1)
    assert (rows["klimaenhet"].plan_state, rows["klimaenhet"].reports) == (None, 0)


def test_years_of_a_unit(small):
    with small.reading() as session:
        assert query.years_of_unit(session, 2) == [2025]
        assert query.years_of_unit(session, 3) == []


def test_a_new_version_of_the_plan_keeps_what_was_reported(small):
    with small.writing() as session:
        session.execute(update(AnnualPlan).values(is_in_force=False))
        _add(
            session,
            AnnualPlan(
                id=9,
                unit_id=2,
                year=2025,
                version=3,
                is_in_force=True,
                state="submitted",
                content_hash="z",
                submission_id=2,
            ),
        )
        _add(
            session,
            Activity(
                id=9,
                annual_plan_id=9,
                number="1",
                title="Gjør noe annet",
                subgoal_id=2,
                source_cell="Tiltak!A5",
            ),
        )
        _add(
            session,
            UnitTarget(
                id=9,
                annual_plan_id=9,
                number="1",
                title="Eget måltall",
                unit_of_measure="stk",
                direction="up",
                source_cell="Måltall!A5",
            ),
        )
    with small.reading() as session:
        [activity] = query.activities_of_unit(session, 2, 2025, "nb")
        [target] = query.targets_of_unit(session, 2, 2025)
        reach = reach_of_units(session, 3, 2025)[2]
    assert (activity.title, activity.results[0].result) == ("Gjør noe annet", "Gjort")
    assert target.results == (("year", 4, None),)
    assert (reach.activities, reach.reported) == (1, 1)


def _add(session, row):
    session.add(row)
    session.flush()
