"""The form of unit_ideas.yaml: what made-up annual plans are put together of."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from etl.plans.file_models import FileModel, FileRoot, Line, Number, Slug
from etl.plans.files import read_bytes
from etl.plans.validation import validate
from etl.plans.yaml_document import read_yaml
from indicators.models.measurement import Direction  # noqa: TC001 - pydantic reads the annotation

if TYPE_CHECKING:
    from pathlib import Path


class ActivityIdea(FileModel):
    """An activity that a unit may plan, and what it should lead to."""

    title: Line
    subgoal: Number
    result: Line


class TargetIdea(FileModel):
    """Something that a unit may measure itself by."""

    title: Line
    subgoal: Number
    unit_of_measure: Line
    direction: Direction
    baseline: float
    target: float


class AreaIdeas(FileModel):
    """The ideas for units of a service area."""

    activities: tuple[ActivityIdea, ...]
    targets: tuple[TargetIdea, ...]


class UnitIdeas(FileRoot):
    """The ideas by the service area's key; a unit of another area plans nothing."""

    what: ClassVar[str] = "unit_ideas.yaml"

    areas: dict[Slug, AreaIdeas]


def read_unit_ideas(path: Path) -> UnitIdeas:
    """Read the ideas.

    Raises:
        BadPlan: With everything that is wrong in the file.
    """
    return validate(UnitIdeas, read_yaml(str(path), read_bytes(path)))
