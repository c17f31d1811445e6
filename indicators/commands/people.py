"""Keeps the accounts: who may sign in, with what password, in which roles.

Only administrators do this. Passwords are kept as hashes, and stand in no message and no log.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from indicators import audit
from indicators.access import may_administer, require
from indicators.commands.submissions import unit_of_key
from indicators.errors import BadAccount, Conflict, NotFound
from indicators.models.organisation import ServiceArea, Unit
from indicators.models.people import Membership, Person, Role, SignIn
from indicators.passwords import hashed

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from indicators.access import Actor

_USER_NAME = re.compile(r"[a-z0-9][a-z0-9._@+-]{2,99}")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person who is to have an account; ``is_example`` marks the accounts of a demo."""

    key: str
    name: str
    email: str | None = None
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class RoleAt:
    """A role, with the unit or service area that it is for."""

    role: Role
    unit_key: str | None = None
    service_area_key: str | None = None


def add_person(session: Session, person: NewPerson, *, by: Actor) -> None:
    """Make an account without password and roles: nobody can sign in to it yet.

    Raises:
        NotAllowed: If the one who asks is no administrator.
        BadAccount: If user name, name or e-mail are not what they must be.
        Conflict: If the user name is taken.
    """
    _require_administrator(by)
    _check(person)
    if _find(session, person.key) is not None:
        raise Conflict(f"Brukernavnet «{person.key}» er tatt.")
    session.add(
        Person(
            key=person.key,
            name=person.name,
            email=person.email,
            password_hash=None,
            is_active=True,
            is_example=person.is_example,
        )
    )
    session.flush()
    audit.note(
        session,
        who=str(by.key),
        what="add_person",
        entity=person.key,
        after={"name": person.name, "email": person.email, "is_example": person.is_example},
    )


def set_password(session: Session, key: str, password: str, *, by: Actor) -> None:
    """Give a person a new password, and end wherever they are signed in.

    Raises:
        NotAllowed: If the one who asks is no administrator.
        NotFound: If there is no such user.
        BadAccount: If the password is not good enough.
    """
    _require_administrator(by)
    person = _person(session, key)
    person.password_hash = hashed(password, user_name=person.key)
    _sign_out(session, person)
    audit.note(session, who=str(by.key), what="set_password", entity=key)


def set_active(session: Session, key: str, *, is_active: bool, by: Actor) -> None:
    """Open or close an account; closing ends wherever the person is signed in, at once.

    Raises:
        NotAllowed: If the one who asks is no administrator.
        NotFound: If there is no such user.
    """
    _require_administrator(by)
    person = _person(session, key)
    if person.is_active == is_active:
        return
    audit.note(
        session,
        who=str(by.key),
        what="set_active",
        entity=key,
        before={"is_active": person.is_active},
        after={"is_active": is_active},
    )
    person.is_active = is_active
    if not is_active:
        _sign_out(session, person)


def give_role(session: Session, key: str, role: RoleAt, *, by: Actor) -> None:
    """Give a person a role; one that the person has already changes nothing.

    Raises:
        NotAllowed: If the one who asks is no administrator.
        NotFound: If there is no such user, unit or service area.
        BadAccount: If the place is not of the kind that the role is for.
    """
    _require_administrator(by)
    person = _person(session, key)
    unit_id, area_id = _place(session, role)
    if _membership(session, person, role.role, unit_id, area_id) is not None:
        return
    session.add(
        Membership(person_id=person.id, role=role.role, unit_id=unit_id, service_area_id=area_id)
    )
    session.flush()
    audit.note(session, who=str(by.key), what="give_role", entity=key, after=_told(role))


def take_role(session: Session, key: str, role: RoleAt, *, by: Actor) -> None:
    """Take a role from a person; it holds no longer from the next thing they ask for.

    Raises:
        NotAllowed: If the one who asks is no administrator.
        NotFound: If there is no such user, unit or service area, or the person has no such role.
        BadAccount: If the place is not of the kind that the role is for.
    """
    _require_administrator(by)
    person = _person(session, key)
    had = _membership(session, person, role.role, *_place(session, role))
    if had is None:
        raise NotFound(f"«{key}» har ikke denne rollen.")
    session.delete(had)
    session.flush()
    audit.note(session, who=str(by.key), what="take_role", entity=key, before=_told(role))


def _require_administrator(by: Actor) -> None:
    require(by, "endre brukere og roller", allowed=may_administer(by))


def _check(person: NewPerson) -> None:
    if not _USER_NAME.fullmatch(person.key):
        raise BadAccount(
            f"Brukernavnet «{person.key}» må ha 3 til 100 tegn:"
            " små bokstaver a–z, tall og . _ - @ +"
        )
    if not person.name.strip() or len(person.name) > _LONGEST_NAME or not person.name.isprintable():
        raise BadAccount(f"Navnet må ha 1 til {_LONGEST_NAME} tegn på én linje.")
    if person.email is not None and not _EMAIL.fullmatch(person.email):
        raise BadAccount(f"«{person.email}» er ikke en e-postadresse.")


def _find(session: Session, key: str) -> Person | None:
    return session.scalars(select(Person).where(Person.key == key)).first()


def _person(session: Session, key: str) -> Person:
    person = _find(session, key)
    if person is None:
        raise NotFound(f"Brukeren «{key}» finnes ikke.")
    return person


def _sign_out(session: Session, person: Person) -> None:
    session.execute(delete(SignIn).where(SignIn.person_id == person.id))


def _place(session: Session, role: RoleAt) -> tuple[int | None, int | None]:
    """Return the ids of the unit and the service area of a role, one of them or none."""
    needs = {Role.unit_leader: (True, False), Role.area_director: (False, True)}
    given = (role.unit_key is not None, role.service_area_key is not None)
    if given != needs.get(role.role, (False, False)):
        raise BadAccount(
            f"Rollen {role.role} kan ikke gis slik: unit_leader gjelder en enhet, area_director et"
            " tjenesteområde, og de andre hele kommunen."
        )
    unit: Unit | None = None
    area: ServiceArea | None = None
    if role.unit_key is not None:
        unit = unit_of_key(session, role.unit_key)
    if role.service_area_key is not None:
        area = session.scalars(
            select(ServiceArea).where(ServiceArea.key == role.service_area_key)
        ).first()
        if area is None:
            raise NotFound(f"Tjenesteområdet «{role.service_area_key}» finnes ikke.")
    return (unit.id if unit else None, area.id if area else None)


def _membership(
    session: Session, person: Person, role: Role, unit_id: int | None, area_id: int | None
) -> Membership | None:
    return session.scalars(
        select(Membership).where(
            Membership.person_id == person.id,
            Membership.role == role,
            Membership.unit_id.is_not_distinct_from(unit_id),
            Membership.service_area_id.is_not_distinct_from(area_id),
        )
    ).first()


def _told(role: RoleAt) -> dict[str, str | None]:
    return {"role": role.role, "unit": role.unit_key, "service_area": role.service_area_key}
