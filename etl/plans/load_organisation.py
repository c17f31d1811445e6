"""Puts an organisation file into the tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from etl.plans.problems import Problem, refuse
from etl.plans.upsert import Loaded, Upsert
from indicators.models.organisation import ServiceArea, Unit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from etl.plans.organisation_file import OrganisationFile


def load_organisation(session: Session, file: OrganisationFile) -> Loaded:
    """Bring service areas and units to what the file says.

    A unit or area that is gone from the file stays, named in ``left``, while anything refers to
    it; give it a ``valid_to`` instead of taking it out of the file.

    Raises:
        BadPlan: If a key stands twice, or a unit has no service area or an unknown one.
    """
    refuse(file.file_name, _problems(file))
    upsert = Upsert(session)
    areas = _put_areas(upsert, file)
    _put_units(upsert, file, {key: area.id for key, area in areas.items()})
    _remove_gone(upsert, file)
    return upsert.loaded("organisasjon")


def _problems(file: OrganisationFile) -> list[Problem]:
    areas = {area.key for area in file.service_areas}
    problems = []
    area_keys = Counter(area.key for area in file.service_areas)
    unit_keys = Counter(unit.key for _, unit, _, _ in file.walk())
    for place, area in enumerate(file.service_areas):
        if area_keys[area.key] > 1:
            problems.append(
                file.problem(
                    ("service_areas", place), f"tjenesteområdet «{area.key}» står mer enn én gang."
                )
            )
    for location, unit, _, area_key in file.walk():
        if unit_keys[unit.key] > 1:
            problems.append(file.problem(location, f"enheten «{unit.key}» står mer enn én gang."))
        if area_key not in areas:
            problems.append(
                file.problem(
                    location,
                    f"enheten «{unit.key}» har tjenesteområdet «{area_key or ''}», som ikke står "
                    f"under service_areas. Her kan stå: {', '.join(sorted(areas))}.",
                )
            )
    return problems


def _put_areas(upsert: Upsert, file: OrganisationFile) -> dict[str, ServiceArea]:
    known = {area.key: area for area in upsert.session.scalars(select(ServiceArea))}
    rows = {
        area.key: upsert.put(
            ServiceArea,
            known.get(area.key),
            {
                "key": area.key,
                "position": position,
                **area.name.columns("title"),
                "valid_from": area.valid_from,
                "valid_to": area.valid_to,
                "source": area.source,
                "is_example": file.is_example if area.is_example is None else area.is_example,
            },
        )
        for position, area in enumerate(file.service_areas, 1)
    }
    upsert.session.flush()
    return rows


def _put_units(upsert: Upsert, file: OrganisationFile, area_ids: dict[str, int]) -> None:
    rows = {unit.key: unit for unit in upsert.session.scalars(select(Unit))}
    for _, unit, parent, area_key in file.walk():
        upsert.session.flush()
        rows[unit.key] = upsert.put(
            Unit,
            rows.get(unit.key),
            {
                "key": unit.key,
                **unit.name.columns("title"),
                "parent_id": rows[parent.key].id if parent else None,
                "service_area_id": area_ids[area_key or ""],
                "leader": unit.leader,
                "valid_from": unit.valid_from,
                "valid_to": unit.valid_to,
                "is_example": file.is_example if unit.is_example is None else unit.is_example,
            },
        )


def _remove_gone(upsert: Upsert, file: OrganisationFile) -> None:
    upsert.session.flush()
    kept = {unit.key for _, unit, _, _ in file.walk()}
    # Children were made after their parents, so the newest go first.
    for unit in upsert.session.scalars(select(Unit).order_by(Unit.id.desc())).all():
        if unit.key not in kept:
            upsert.remove_unless_used(f"enhet {unit.key}", [delete(Unit).where(Unit.id == unit.id)])
    kept_areas = {area.key for area in file.service_areas}
    for area in upsert.session.scalars(select(ServiceArea)).all():
        if area.key not in kept_areas:
            upsert.remove_unless_used(
                f"tjenesteområde {area.key}",
                [delete(ServiceArea).where(ServiceArea.id == area.id)],
            )
