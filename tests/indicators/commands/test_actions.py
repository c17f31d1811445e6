from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from indicators.access import operator
from indicators.commands.actions import Edition, EditionAction, Share, load_edition
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.submissions import Delivery
from indicators.errors import Conflict, NotFound
from indicators.models.plan import Action, ActionKind, Plan, PlanState
from indicators.unit_plans import PlannedActivity, UnitPlan
from tests.small_municipality import HOP, SOCIAL_PLAN, UNIT, YEAR, add_small_municipality


@pytest.fixture
def municipality(sqlite_database):
    with sqlite_database.writing() as session:
        add_small_municipality(session)
    return sqlite_database


def edition(**values):
    given = {
        "key": "eksempel-hop",
        "version": "2026-2029",
        "title": "Eksempel-HØP",
        "first_year": 2026,
        "last_year": 2029,
        "state": PlanState.adopted,
        "is_example": True,
        "actions": (EditionAction(number="8", title="Skolebygg", kind=ActionKind.investment),),
    }
    return Edition(**(given | values))


def load(database, wanted):
    with database.writing() as session:
        return load_edition(session, wanted, who="test")


def test_an_action_that_a_unit_plans_for_is_not_removed(municipality):
    activity = PlannedActivity(
        number="1", title="Plasser", subgoal_key=f"{SOCIAL_PLAN}.1.1", action_key=f"{HOP}.7"
    )
    plan = UnitPlan(unit_key=UNIT, year=YEAR, leader="Kari", activities=(activity,))
    with municipality.writing() as session:
        submit_annual_plan(
            session,
            plan,
            Delivery(
                file_name="p.xlsx",
                content=b"x",
                actor=operator("test"),
                received_from="test",
                at=datetime.now(UTC),
                template_version="",
            ),
        )
    with pytest.raises(Conflict, match="Tiltak 7"):
        load(municipality, edition())
    with municipality.reading() as session:
        assert len(session.scalars(select(Action)).all()) == 2


def test_an_action_that_nobody_uses_is_removed(municipality):
    counts = load(municipality, edition())
    assert (counts.removed, counts.changed) == (1, 1)


def test_a_plan_of_another_kind_is_a_conflict(municipality):
    with pytest.raises(Conflict, match="ikke en handlings"):
        load(municipality, edition(key="eksempelplanen", version="vedtatt-2022"))


@pytest.mark.parametrize(
    "values",
    [
        {"service_area_key": "borte"},
        {"shares": (Share("x.y.9", 1.0, is_primary=True),)},
        {"continues": "99"},
    ],
)
def test_what_is_not_there_stops_the_load(municipality, values):
    action = EditionAction(number="1", title="A", kind=ActionKind.measure, **values)
    with pytest.raises(NotFound):
        load(municipality, edition(version="2030-2033", actions=(action,)))
    with municipality.reading() as session:
        assert session.scalars(select(Plan).where(Plan.version == "2030-2033")).first() is None
