from datetime import timedelta

import pytest
from sqlalchemy import select, update

from indicators.access import UnitPlace
from indicators.commands.sign_ins import (
    end_sign_in,
    forget_attempts,
    forget_ended,
    note_attempts,
    see_again,
    start_sign_in,
    take_back_attempts,
)
from indicators.errors import NotFound
from indicators.models.organisation import Unit
from indicators.models.people import Person, Role
from indicators.queries.people import (
    actor_of,
    attempts,
    credentials,
    signed_in,
    unit_place,
    unit_places,
)
from tests.dashboard.example_data import NOON
from tests.indicators.commands.organisation import ABOVE, AREA, add_organisation
from tests.small_municipality import OTHER_UNIT, UNIT

TOKEN = "a" * 64
HOUR = timedelta(hours=1)


@pytest.fixture
def organised(database):
    with database.writing() as session:
        add_organisation(session)
    return database


def _leader_signs_in(database, *, at=NOON):
    with database.writing() as session:
        person_id = session.scalar(select(Person.id).where(Person.key == "leader"))
        start_sign_in(session, person_id, TOKEN, at=at)


def _who(database, *, now=NOON):
    with database.reading() as session:
        return signed_in(session, TOKEN, seen_after=now - HOUR, started_after=now - 12 * HOUR)


def test_a_unit_s_place_has_all_above_it_and_its_area(organised):
    with organised.reading() as session:
        places = unit_places(session)
        assert places[UNIT] == UnitPlace(UNIT, (ABOVE,), AREA) == unit_place(session, UNIT)
        assert places[ABOVE] == UnitPlace(ABOVE, (), AREA)
        assert places[OTHER_UNIT].above == ()
        with pytest.raises(NotFound, match="«tull»"):
            unit_place(session, "tull")


def test_a_circle_in_the_tree_ends(organised):
    with organised.writing() as session:
        below = session.scalar(select(Unit.id).where(Unit.key == UNIT))
        session.execute(update(Unit).where(Unit.key == ABOVE).values(parent_id=below))
    with organised.reading() as session:
        assert unit_places(session)[UNIT].above == (ABOVE,)
        assert unit_places(session)[ABOVE].above == (UNIT,)


def test_a_person_asks_with_their_roles(organised):
    with organised.reading() as session:
        leader = actor_of(session, "leader")
        assert (leader.roles, leader.units) == ({Role.unit_leader}, {UNIT})
        assert actor_of(session, "without-role").roles == frozenset()
        with pytest.raises(NotFound):
            actor_of(session, "tull")


def test_who_is_signed_in_is_asked_in_one_statement(organised, query_counter):
    _leader_signs_in(organised)
    with query_counter(organised) as statements:
        found = _who(organised)
    assert len(statements) == 1
    assert found.actor.key == "leader"
    assert found.actor.units == {UNIT}
    assert found.seen_at == NOON


def test_a_sign_in_ends_after_idle_time_and_after_its_longest(organised):
    _leader_signs_in(organised)
    assert _who(organised, now=NOON + HOUR - timedelta(seconds=1)) is not None
    assert _who(organised, now=NOON + HOUR) is None
    for hour in range(12):
        with organised.writing() as session:
            see_again(session, TOKEN, at=NOON + hour * HOUR)
    assert _who(organised, now=NOON + timedelta(hours=11, minutes=59)) is not None
    assert _who(organised, now=NOON + 12 * HOUR) is None


def test_a_sign_in_is_ended_and_the_ended_forgotten(organised):
    _leader_signs_in(organised)
    with organised.writing() as session:
        forget_ended(session, seen_before=NOON - HOUR, started_before=NOON - HOUR)
    assert _who(organised) is not None
    with organised.writing() as session:
        end_sign_in(session, TOKEN)
    assert _who(organised) is None
    _leader_signs_in(organised)
    with organised.writing() as session:
        forget_ended(session, seen_before=NOON, started_before=NOON - HOUR)
    assert _who(organised) is None


def test_signing_in_and_out_leaves_the_data_version_and_so_the_pages(organised):
    before = organised.data_version()
    _leader_signs_in(organised)
    with organised.writing() as session:
        see_again(session, TOKEN, at=NOON)
        note_attempts(session, ["x"], at=NOON)
        end_sign_in(session, TOKEN)
    assert organised.data_version() == before


def test_attempts_are_counted_within_the_window_by_subject(database):
    with database.writing() as session:
        note_attempts(session, ["a", "b"], at=NOON - HOUR)
        note_attempts(session, ["a"], at=NOON)
        one, _ = note_attempts(session, ["a", "c"], at=NOON)
        take_back_attempts(session, [one])
    with database.reading() as session:
        after = NOON - timedelta(minutes=1)
        assert attempts(session, ["a", "b", "c", "d"], after=after) == {
            "a": 1,
            "b": 0,
            "c": 1,
            "d": 0,
        }
    with database.writing() as session:
        forget_attempts(session, before=NOON)
    with database.reading() as session:
        assert attempts(session, ["a"], after=NOON - 2 * HOUR) == {"a": 0}


def test_credentials_are_of_the_name_exactly(organised):
    with organised.reading() as session:
        found = credentials(session, "leader")
        assert (found.password_hash, found.is_active, found.is_example) == (None, True, False)
        assert credentials(session, "Leader") is None
