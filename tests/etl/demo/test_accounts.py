from dataclasses import replace

import pytest
from sqlalchemy import select

from etl.demo.accounts import add_demo_accounts
from indicators.access import operator
from indicators.commands.people import NewPerson, add_person
from indicators.models.people import Person, Role
from indicators.passwords import is_right
from indicators.queries.people import actor_of, people
from tests.indicators.commands.organisation import ABOVE, AREA, add_organisation


@pytest.fixture
def filled(database):
    with database.writing() as session:
        add_organisation(session)
    return database


def test_without_the_setting_nobody_is_made_up(filled, settings):
    before = filled.data_version()
    assert add_demo_accounts(filled, settings) is None
    assert filled.data_version() == before


def test_a_demo_has_marked_accounts_in_every_role_but_reader(filled, settings):
    accounts = add_demo_accounts(filled, replace(settings, demo=True))
    with filled.reading() as session:
        found = {row.key: row for row in people(session) if row.key in accounts.names}
        leader, area = actor_of(session, "demo-leder"), actor_of(session, "demo-omrade")
        hashes = session.scalars(select(Person.password_hash).where(Person.is_example)).all()
    assert set(found) == set(accounts.names)
    assert all(row.is_example and row.name.startswith("Demo") for row in found.values())
    assert {role.role for row in found.values() for role in row.roles} == set(Role) - {Role.reader}
    assert leader.units == {ABOVE}
    assert area.service_areas == {AREA}
    assert all(is_right(kept, accounts.password) for kept in hashes)


def test_a_second_time_changes_nothing_and_tells_the_same(filled, settings):
    own = replace(settings, demo=True)
    first = add_demo_accounts(filled, own)
    before = filled.data_version()
    assert add_demo_accounts(filled, own) == first
    assert filled.data_version() == before


def test_the_password_is_kept_to_its_owner_and_is_new_in_every_demo(filled, settings):
    own = replace(settings, demo=True)
    first = add_demo_accounts(filled, own)
    kept = settings.snapshots.parent / "demo-password"
    assert kept.stat().st_mode & 0o777 == 0o600
    kept.unlink()
    second = add_demo_accounts(filled, own)
    assert second.password != first.password
    with filled.reading() as session:
        hashed = session.scalar(select(Person.password_hash).where(Person.key == "demo-admin"))
    assert is_right(hashed, second.password)


def test_a_real_account_of_that_name_is_left_alone(filled, settings):
    with filled.writing() as session:
        add_person(session, NewPerson("demo-admin", "En ekte"), by=operator("prøve"))
    add_demo_accounts(filled, replace(settings, demo=True))
    with filled.reading() as session:
        real = session.scalars(select(Person).where(Person.key == "demo-admin")).one()
        assert (real.password_hash, real.is_example) == (None, False)
