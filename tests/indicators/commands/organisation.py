"""The small municipality with a unit above one of its units, and people in every role."""

from sqlalchemy import select

from indicators.access import operator
from indicators.commands.people import NewPerson, RoleAt, add_person, give_role
from indicators.models.organisation import Unit
from indicators.models.people import Role
from tests.small_municipality import OTHER_UNIT, UNIT, add_small_municipality

ABOVE = "overenheten"
AREA, OTHER_AREA = "omsorg", "skole"
OPERATOR = operator("prøve")
PEOPLE = {
    "without-role": None,
    "reader": RoleAt(Role.reader),
    "leader": RoleAt(Role.unit_leader, unit_key=UNIT),
    "leader-above": RoleAt(Role.unit_leader, unit_key=ABOVE),
    "leader-of-other": RoleAt(Role.unit_leader, unit_key=OTHER_UNIT),
    "area-director": RoleAt(Role.area_director, service_area_key=AREA),
    "director-of-other": RoleAt(Role.area_director, service_area_key=OTHER_AREA),
    "director": RoleAt(Role.director),
    "administrator": RoleAt(Role.administrator),
}


def add_organisation(session):
    """Add the municipality and the people of ``PEOPLE``, who have no passwords."""
    add_small_municipality(session)
    unit = session.scalars(select(Unit).where(Unit.key == UNIT)).one()
    above = Unit(
        key=ABOVE, title_nb="Overenheten", service_area_id=unit.service_area_id, is_example=True
    )
    session.add(above)
    session.flush()
    unit.parent_id = above.id
    for key, role in PEOPLE.items():
        add_person(session, NewPerson(key, f"Prøve {key}"), by=OPERATOR)
        if role is not None:
            give_role(session, key, role, by=OPERATOR)
