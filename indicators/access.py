"""Who may do what (*rettigheter*): pure functions on who asks and which unit it is about.

Anyone may read what is published. What a unit hands in is for those who lead it or a unit above it,
for the director of its service area, and for those whose role holds for the whole municipality.
Commands and queries ask here; a page that hides a button protects nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.errors import NotAllowed
from indicators.models.people import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_EVERYWHERE = frozenset((Role.reader, Role.director, Role.administrator))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: ``key`` is the user name, or None for somebody who is not signed in.

    ``units`` are the keys of the units that the person leads, ``service_areas`` those of the areas
    that the person directs; what lies below them is not listed.
    """

    key: str | None = None
    name: str = ""
    roles: frozenset[Role] = frozenset()
    units: frozenset[str] = frozenset()
    service_areas: frozenset[str] = frozenset()

    @property
    def is_known(self) -> bool:
        """Tell whether it is known who asks."""
        return self.key is not None


ANONYMOUS = Actor()


def operator(name: str) -> Actor:
    """Return whoever runs a command on the machine itself: the database is in their hands anyway.

    ``name`` is what the audit log says, such as the name of the command.
    """
    return Actor(key=name, name=name, roles=frozenset((Role.administrator,)))


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Where a unit is: its key, the keys of the units above it, and its service area."""

    key: str
    above: tuple[str, ...]
    service_area: str


def may_administer(actor: Actor) -> bool:
    """Tell whether somebody may change people, roles and what belongs to no unit."""
    return Role.administrator in actor.roles


def may_see(actor: Actor, unit: UnitPlace) -> bool:
    """Tell whether somebody may see what a unit has handed in, and what was said of it."""
    return (
        bool(actor.roles & _EVERYWHERE) or _leads(actor, unit) or _directs_the_area_of(actor, unit)
    )


def may_submit(actor: Actor, unit: UnitPlace) -> bool:
    """Tell whether somebody may hand in a unit's plan and reports."""
    return may_administer(actor) or _leads(actor, unit)


def may_decide(actor: Actor, unit: UnitPlace) -> bool:
    """Tell whether somebody may return, approve and reopen a plan; its own leader may not."""
    return may_administer(actor) or _directs_the_area_of(actor, unit)


def may_assess(actor: Actor) -> bool:
    """Tell whether somebody may judge goals, subgoals and indicators in their own words."""
    directs = {Role.director, Role.area_director} & actor.roles
    return bool(directs) or may_administer(actor)


def those_that(
    may: Callable[[Actor, UnitPlace], bool], actor: Actor, units: Iterable[UnitPlace]
) -> frozenset[str]:
    """Return the keys of the units where somebody may do something."""
    return frozenset(unit.key for unit in units if may(actor, unit))


def require(actor: Actor, what: str, *, allowed: bool) -> None:
    """Do nothing if it is allowed; ``what`` completes «… har ikke rett til å».

    Raises:
        NotAllowed: If it is not; says whether signing in is what lacks.
    """
    if allowed:
        return
    if not actor.is_known:
        raise NotAllowed(f"Logg inn for å {what}.")
    raise NotAllowed(
        f"{actor.name} har ikke rett til å {what}. Ta kontakt med dem som styrer brukerne."
    )


def _leads(actor: Actor, unit: UnitPlace) -> bool:
    own = Role.unit_leader in actor.roles
    return own and not actor.units.isdisjoint((unit.key, *unit.above))


def _directs_the_area_of(actor: Actor, unit: UnitPlace) -> bool:
    return Role.area_director in actor.roles and unit.service_area in actor.service_areas
