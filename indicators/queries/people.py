"""Who people are, what they may do, and who is signed in. Password hashes go to sign-in only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from indicators.access import Actor, UnitPlace
from indicators.errors import NotFound
from indicators.models.organisation import ServiceArea, Unit
from indicators.models.people import Membership, Person, Role, SignIn, SignInAttempt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import InstrumentedAttribute, Session


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role, and where: the key of a unit or of a service area, None where it holds everywhere."""

    role: Role
    place: str | None


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with an account."""

    key: str
    name: str
    email: str | None
    is_active: bool
    is_example: bool
    roles: tuple[RoleRow, ...]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody who is signed in, and when they were last seen."""

    actor: Actor
    is_example: bool
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Credentials:
    """What sign-in needs to know of an account; never shown."""

    person_id: int
    password_hash: str | None
    is_active: bool
    is_example: bool


def people(session: Session) -> list[PersonRow]:
    """Return everybody with an account, by user name."""
    found: dict[str, PersonRow] = {}
    rows = session.execute(_with_roles().order_by(Person.key, Membership.id)).all()
    for person, role, unit, area in rows:
        before = found[person.key].roles if person.key in found else ()
        own = () if role is None else (RoleRow(Role(role), unit or area),)
        found[person.key] = PersonRow(
            key=person.key,
            name=person.name,
            email=person.email,
            is_active=person.is_active,
            is_example=person.is_example,
            roles=before + own,
        )
    return list(found.values())


def actor_of(session: Session, key: str) -> Actor:
    """Return a person as the one who asks, with the roles they have now.

    Raises:
        NotFound: If there is nobody of that user name with an active account.
    """
    rows = session.execute(_with_roles().where(Person.key == key, Person.is_active)).all()
    if not rows:
        raise NotFound(f"Brukeren «{key}» finnes ikke, eller er sperret.")
    return _actor(rows[0][0], [tuple(row)[1:4] for row in rows])


def signed_in(
    session: Session, token_hash: str, *, seen_after: datetime, started_after: datetime
) -> SignedIn | None:
    """Return who a token belongs to, or None if it is nobody's, too old, or of a closed account."""
    rows = session.execute(
        _with_roles(SignIn.seen_at)
        .join(SignIn, SignIn.person_id == Person.id)
        .where(
            SignIn.token_hash == token_hash,
            SignIn.seen_at > seen_after,
            SignIn.started_at > started_after,
            Person.is_active,
        )
    ).all()
    if not rows:
        return None
    person, *_, seen_at = rows[0]
    actor = _actor(person, [tuple(row)[1:4] for row in rows])
    return SignedIn(actor, person.is_example, seen_at)


def credentials(session: Session, key: str) -> Credentials | None:
    """Return what sign-in needs to know of an account, or None where there is none."""
    row = session.execute(
        select(Person.id, Person.password_hash, Person.is_active, Person.is_example).where(
            Person.key == key
        )
    ).first()
    return None if row is None else Credentials(*row)


def attempts(session: Session, subjects: Sequence[str], *, after: datetime) -> dict[str, int]:
    """Return how often each subject has tried in vain to sign in since a moment."""
    rows = session.execute(
        select(SignInAttempt.subject, func.count())
        .where(SignInAttempt.subject.in_(subjects), SignInAttempt.at > after)
        .group_by(SignInAttempt.subject)
    )
    found = dict(rows.all())
    return {subject: found.get(subject, 0) for subject in subjects}


def unit_places(session: Session) -> dict[str, UnitPlace]:
    """Return where every unit is, by its key."""
    rows = session.execute(
        select(Unit.id, Unit.key, Unit.parent_id, ServiceArea.key).join(
            ServiceArea, ServiceArea.id == Unit.service_area_id
        )
    ).all()
    keys = {id_: key for id_, key, _, _ in rows}
    parents = {id_: parent for id_, _, parent, _ in rows}
    return {
        key: UnitPlace(key, tuple(keys[above] for above in _line(parents, id_)), area)
        for id_, key, _, area in rows
    }


def unit_place(session: Session, key: str) -> UnitPlace:
    """Return where a unit is.

    Raises:
        NotFound: If there is no such unit.
    """
    place = unit_places(session).get(key)
    if place is None:
        raise NotFound(f"Enheten «{key}» finnes ikke.")
    return place


def _line(parents: dict[int, int | None], id_: int) -> list[int]:
    """Return the ids above a unit, the nearest first; a circle in the tree ends where it began."""
    line: list[int] = []
    above = parents.get(id_)
    while above is not None and above not in line and above != id_:
        line.append(above)
        above = parents.get(above)
    return line


def _with_roles(*more: InstrumentedAttribute[Any]) -> Select[Any]:
    """Select persons with role, unit key and area key; one row for each role, or one without."""
    return (
        select(Person, Membership.role, Unit.key, ServiceArea.key, *more)
        .outerjoin(Membership, Membership.person_id == Person.id)
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .outerjoin(ServiceArea, ServiceArea.id == Membership.service_area_id)
    )


def _actor(person: Person, roles: Iterable[tuple[str | None, str | None, str | None]]) -> Actor:
    had = [(role, unit, area) for role, unit, area in roles if role is not None]
    return Actor(
        key=person.key,
        name=person.name,
        roles=frozenset(Role(role) for role, _, _ in had),
        units=frozenset(unit for _, unit, _ in had if unit is not None),
        service_areas=frozenset(area for _, _, area in had if area is not None),
    )
