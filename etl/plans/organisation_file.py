"""The form of an organisation file: service areas and a tree of units."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads the annotation
from typing import TYPE_CHECKING, ClassVar

from pydantic import model_validator

from etl.plans.file_models import FileModel, FileRoot, Line, Prose, Slug, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from etl.plans.document import Location


class _Dated(FileModel):
    """Something that exists from a day (counted) to a day (not counted)."""

    key: Slug
    name: Text
    valid_from: date | None = None
    valid_to: date | None = None
    is_example: bool | None = None

    @model_validator(mode="after")
    def _days_in_order(self) -> _Dated:
        if self.valid_from and self.valid_to and self.valid_from >= self.valid_to:
            raise ValueError("valid_to skal være etter valid_from")
        return self


class ServiceAreaIn(_Dated):
    """A *tjenesteområde*, and where its name was seen."""

    source: Prose | None = None


class UnitIn(_Dated):
    """A unit (*enhet*); units under it stand in ``units`` and inherit its service area."""

    service_area: Slug | None = None
    leader: Line | None = None
    units: tuple[UnitIn, ...] = ()


if TYPE_CHECKING:
    _Step = tuple[Location, UnitIn, UnitIn | None, str | None]


class OrganisationFile(FileRoot):
    """The service areas and units of a municipality."""

    what: ClassVar[str] = "organisasjonsfilen"

    is_example: bool = False
    service_areas: tuple[ServiceAreaIn, ...]
    units: tuple[UnitIn, ...] = ()

    def walk(self) -> Iterator[_Step]:
        """Give place, unit, the unit above, and the service area's key; parents come first."""
        waiting: list[_Step] = [
            (("units", place), unit, None, unit.service_area)
            for place, unit in enumerate(self.units)
        ]
        while waiting:
            location, unit, parent, area = waiting.pop(0)
            yield location, unit, parent, area
            waiting.extend(
                ((*location, "units", place), child, unit, child.service_area or area)
                for place, child in enumerate(unit.units)
            )
