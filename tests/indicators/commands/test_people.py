import json

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError

from indicators.commands.people import (
    NewPerson,
    RoleAt,
    add_person,
    give_role,
    set_active,
    set_password,
    take_role,
)
from indicators.commands.sign_ins import start_sign_in
from indicators.errors import BadAccount, Conflict, NotFound
from indicators.models.people import Membership, Person, Role, SignIn
from indicators.models.running import AuditEvent
from indicators.passwords import is_right
from indicators.queries.people import RoleRow, actor_of, people
from tests.dashboard.example_data import NOON
from tests.indicators.commands.organisation import AREA, OPERATOR, add_organisation
from tests.small_municipality import UNIT

PASSWORD = "fire helt vanlige ord"  # noqa: S105 - of nobody


@pytest.fixture
def filled(database):
    with database.writing() as session:
        add_organisation(session)
        add_person(session, NewPerson("ola", "Ola", "ola@eksempel.no"), by=OPERATOR)
    return database


def _events(database, what):
    with database.reading() as session:
        found = session.scalars(
            select(AuditEvent).where(AuditEvent.what == what, AuditEvent.entity == "ola")
        )
        return [(event.who, event.before, event.after) for event in found]


def _person(database, key="ola"):
    with database.reading() as session:
        return next(row for row in people(session) if row.key == key)


def test_a_new_person_has_no_password_and_no_role(filled):
    with filled.reading() as session:
        assert session.scalar(select(Person.password_hash).where(Person.key == "ola")) is None
    shown = _person(filled)
    assert (shown.name, shown.email, shown.is_active, shown.roles) == (
        "Ola",
        "ola@eksempel.no",
        True,
        (),
    )
    (event,) = _events(filled, "add_person")
    assert event[0] == "prøve"
    assert json.loads(event[2])["name"] == "Ola"


def test_a_user_name_is_given_once(filled):
    with pytest.raises(Conflict, match="«ola»"), filled.writing() as session:
        add_person(session, NewPerson("ola", "En annen"), by=OPERATOR)


@pytest.mark.parametrize(
    ("key", "name", "email"),
    [
        ("", "Ola", None),
        ("o", "Ola", None),
        ("Ola", "Ola", None),
        ("ola nordmann", "Ola", None),
        ("ola\n", "Ola", None),
        ("<b>ola</b>", "Ola", None),
        ("x" * 101, "Ola", None),
        ("ola2", " ", None),
        ("ola2", "Ola\nKari", None),
        ("ola2", "x" * 201, None),
        ("ola2", "Ola", "ikke epost"),
        ("ola2", "Ola", "a@b"),
    ],
)
def test_an_account_that_cannot_be_is_refused(sqlite_database, key, name, email):
    with pytest.raises(BadAccount), sqlite_database.writing() as session:
        add_person(session, NewPerson(key, name, email), by=OPERATOR)


def test_a_new_password_is_kept_as_a_hash_and_ends_all_sign_ins(filled):
    with filled.writing() as session:
        person_id = session.scalar(select(Person.id).where(Person.key == "ola"))
        start_sign_in(session, person_id, "a" * 64, at=NOON)
        set_password(session, "ola", PASSWORD, by=OPERATOR)
    with filled.reading() as session:
        kept = session.scalar(select(Person.password_hash).where(Person.key == "ola"))
        assert session.scalars(select(SignIn)).all() == []
    assert is_right(kept, PASSWORD)
    assert _events(filled, "set_password") == [("prøve", None, None)]


def test_a_bad_password_leaves_the_old_one(filled):
    with filled.writing() as session:
        set_password(session, "ola", PASSWORD, by=OPERATOR)
    with pytest.raises(BadAccount), filled.writing() as session:
        set_password(session, "ola", "kort", by=OPERATOR)
    with filled.reading() as session:
        assert is_right(session.scalar(select(Person.password_hash)), PASSWORD) or is_right(
            session.scalar(select(Person.password_hash).where(Person.key == "ola")), PASSWORD
        )


def test_a_closed_account_is_nobody_s_and_signed_in_nowhere(filled):
    with filled.writing() as session:
        person_id = session.scalar(select(Person.id).where(Person.key == "ola"))
        start_sign_in(session, person_id, "a" * 64, at=NOON)
        set_active(session, "ola", is_active=False, by=OPERATOR)
    with filled.reading() as session:
        assert session.scalars(select(SignIn)).all() == []
        with pytest.raises(NotFound):
            actor_of(session, "ola")
    assert not _person(filled).is_active
    with filled.writing() as session:
        set_active(session, "ola", is_active=True, by=OPERATOR)
        set_active(session, "ola", is_active=True, by=OPERATOR)
    assert [event[2] for event in _events(filled, "set_active")] == [
        '{"is_active": false}',
        '{"is_active": true}',
    ]


def test_roles_are_given_and_taken_once(filled):
    leader, director = RoleAt(Role.unit_leader, UNIT), RoleAt(Role.area_director, None, AREA)
    with filled.writing() as session:
        for role in (leader, leader, director, RoleAt(Role.reader), RoleAt(Role.reader)):
            give_role(session, "ola", role, by=OPERATOR)
    assert _person(filled).roles == (
        RoleRow(Role.unit_leader, UNIT),
        RoleRow(Role.area_director, AREA),
        RoleRow(Role.reader, None),
    )
    assert len(_events(filled, "give_role")) == 3
    with filled.reading() as session:
        actor = actor_of(session, "ola")
    assert actor.units == {UNIT}
    assert actor.service_areas == {AREA}
    with filled.writing() as session:
        take_role(session, "ola", leader, by=OPERATOR)
    with filled.reading() as session:
        assert actor_of(session, "ola").roles == {Role.area_director, Role.reader}
    with pytest.raises(NotFound, match="har ikke denne rollen"), filled.writing() as session:
        take_role(session, "ola", leader, by=OPERATOR)


@pytest.mark.parametrize(
    "role",
    [
        RoleAt(Role.unit_leader),
        RoleAt(Role.unit_leader, None, AREA),
        RoleAt(Role.unit_leader, UNIT, AREA),
        RoleAt(Role.area_director, UNIT),
        RoleAt(Role.administrator, UNIT),
        RoleAt(Role.reader, None, AREA),
    ],
)
def test_a_role_in_the_wrong_kind_of_place_is_refused(filled, role):
    with pytest.raises(BadAccount), filled.writing() as session:
        give_role(session, "ola", role, by=OPERATOR)


@pytest.mark.parametrize(
    "role", [RoleAt(Role.unit_leader, "tull"), RoleAt(Role.area_director, None, "tull")]
)
def test_a_place_that_is_not_there_is_told(filled, role):
    with pytest.raises(NotFound, match="«tull»"), filled.writing() as session:
        give_role(session, "ola", role, by=OPERATOR)


def test_the_database_itself_refuses_a_role_in_the_wrong_place(filled):
    with filled.reading() as session:
        person_id = session.scalar(select(Person.id).where(Person.key == "ola"))
    with pytest.raises(IntegrityError), filled.writing() as session:
        session.execute(insert(Membership).values(person_id=person_id, role="unit_leader"))


@pytest.mark.parametrize("do", [set_password, set_active, give_role, take_role])
def test_nobody_of_that_name_is_told(filled, do):
    more = {
        set_password: {"password": PASSWORD},
        set_active: {"is_active": True},
        give_role: {"role": RoleAt(Role.reader)},
        take_role: {"role": RoleAt(Role.reader)},
    }[do]
    with pytest.raises(NotFound, match="«ingen»"), filled.writing() as session:
        do(session, "ingen", **more, by=OPERATOR)


def test_no_password_stands_anywhere_in_the_log(filled):
    with filled.writing() as session:
        set_password(session, "ola", PASSWORD, by=OPERATOR)
        hashed = session.scalar(select(Person.password_hash).where(Person.key == "ola"))
    with filled.reading() as session:
        for event in session.scalars(select(AuditEvent)):
            told = f"{event.who} {event.what} {event.entity} {event.before} {event.after}"
            assert PASSWORD not in told
            assert hashed not in told


def test_a_person_with_roles_is_not_deleted_past_them(filled):
    with pytest.raises(IntegrityError), filled.writing() as session:
        session.execute(delete(Person).where(Person.key == "leader"))
