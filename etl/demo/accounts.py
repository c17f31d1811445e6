"""The made-up accounts of a demo: one for each role, all with the same password.

They are there only while the setting ``demo`` is on, and nobody gets in with them when it is off.
The password is random, and kept in a file that only the owner of the demo may read.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import aliased

from indicators.access import operator
from indicators.commands.people import NewPerson, RoleAt, add_person, give_role, set_password
from indicators.models.organisation import ServiceArea, Unit
from indicators.models.people import Person, Role
from indicators.passwords import is_right

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.orm import Session

    from indicators.database import Database
    from indicators.settings import Settings

_FILE = "demo-password"
_DEMO = operator("rodtrad demo")


@dataclass(frozen=True, slots=True)
class DemoAccounts:
    """The user names, and the password of them all."""

    names: tuple[str, ...]
    password: str


def add_demo_accounts(database: Database, settings: Settings) -> DemoAccounts | None:
    """Make the accounts that are not there, and see to it that the password is theirs.

    None, and nothing is made, where the setting ``demo`` is off.
    """
    if not settings.demo:
        return None
    password = _kept_password(settings.snapshots.parent / _FILE)
    with database.writing() as session:
        wanted = list(_wanted(session))
        for person, role in wanted:
            _see_to(session, person, role, password)
    return DemoAccounts(tuple(person.key for person, _ in wanted), password)


def _wanted(session: Session) -> Iterator[tuple[NewPerson, RoleAt]]:
    """Give the persons: the leader of a unit with units below it, and those above."""
    below = aliased(Unit)
    has_units_below = select(below.id).where(below.parent_id == Unit.id).exists()
    unit = session.execute(
        select(Unit.key, ServiceArea.key)
        .join(ServiceArea, ServiceArea.id == Unit.service_area_id)
        .where(Unit.is_example)
        .order_by(has_units_below.desc(), Unit.id)
    ).first()
    if unit is not None:
        unit_key, area_key = unit
        yield _person("demo-leder", "Demoleder"), RoleAt(Role.unit_leader, unit_key)
        yield (
            _person("demo-omrade", "Demoområdesjef"),
            RoleAt(Role.area_director, service_area_key=area_key),
        )
    yield _person("demo-direktor", "Demodirektør"), RoleAt(Role.director)
    yield _person("demo-admin", "Demoadministrator"), RoleAt(Role.administrator)


def _person(key: str, name: str) -> NewPerson:
    # Lists of people say "eksempeldata" of them; the name itself stands in the header of pages.
    return NewPerson(key, name, is_example=True)


def _see_to(session: Session, wanted: NewPerson, role: RoleAt, password: str) -> None:
    person = session.scalars(select(Person).where(Person.key == wanted.key)).first()
    if person is None:
        add_person(session, wanted, by=_DEMO)
        give_role(session, wanted.key, role, by=_DEMO)
    elif not person.is_example:
        return
    if person is None or not is_right(person.password_hash, password):
        set_password(session, wanted.key, password, by=_DEMO)


def _kept_password(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text("-".join(secrets.token_hex(2) for _ in range(4)), "utf-8")
    return path.read_text("utf-8").strip()
