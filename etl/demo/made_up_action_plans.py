"""Makes the demo's HØP workbooks from rows: ``action_plans/<key>.<version>.yaml`` → ``.xlsx``.

``python -m etl.demo.made_up_action_plans`` writes them anew. The workbooks are kept in the
repository and loaded as anyone's would be; the rows beside them are what people read and change.
"""

from __future__ import annotations

from datetime import date  # noqa: TC003 - pydantic reads the annotation
from typing import TYPE_CHECKING, Annotated, ClassVar

from pydantic import Field, model_validator

from etl.action_plan.template import write_action_plan
from etl.plans.file_models import FileModel, FileRoot, Line, Number, PlanRef, Prose, Slug, Year
from etl.plans.files import read_bytes, read_organisation, read_plan
from etl.plans.load_organisation import load_organisation
from etl.plans.load_plan import load_plan
from etl.plans.municipality_file import MunicipalityFile, read_municipality_file
from etl.plans.validation import validate
from etl.plans.yaml_document import read_yaml
from etl.registry import MUNICIPALITIES
from indicators import schema
from indicators.commands.actions import Amount, Edition, EditionAction, Share
from indicators.database import Database
from indicators.models.plan import ActionKind, PlanState
from indicators.queries.action_plan_context import action_plan_context

if TYPE_CHECKING:
    from pathlib import Path

YEARS = 4
_THOUSAND = 1000
FourYears = Annotated[tuple[int, int, int, int], Field()]


class ActionIn(FileModel):
    """An action; ``operating`` and ``investment`` are 1 000 kroner for each of the four years."""

    number: Number
    title: Line
    description: Prose | None = None
    kind: ActionKind = ActionKind.measure
    service_area: Slug | None = None
    subgoals: dict[Number, Annotated[float, Field(gt=0, le=1)]] = Field(default_factory=dict)
    new_money: bool | None = None
    continues: Number | None = None
    operating: FourYears | None = None
    investment: FourYears | None = None


class ActionPlanRows(FileRoot):
    """A made-up edition of the HØP; ``of`` is the social plan whose subgoals the numbers mean."""

    what: ClassVar[str] = "HØP-radene"

    key: Slug
    version: Slug
    title: Line
    first_year: Year
    state: PlanState
    price_level: Line
    adopted_on: date | None = None
    adopted_by: Line | None = None
    former: PlanRef | None = None
    source: Prose
    of: PlanRef
    actions: tuple[ActionIn, ...]

    @model_validator(mode="after")
    def _says_that_it_is_made_up(self) -> ActionPlanRows:
        if "eksempeldata" not in self.title:
            raise ValueError("tittelen skal ha ordet eksempeldata")
        return self

    def edition(self) -> Edition:
        """Return the rows as an edition of the action and economy plan."""
        key, _, version = self.former.partition(".") if self.former else ("", "", "")
        return Edition(
            key=self.key,
            version=self.version,
            title=self.title,
            first_year=self.first_year,
            last_year=self.first_year + YEARS - 1,
            state=self.state,
            is_example=True,
            price_level=self.price_level,
            adopted_on=self.adopted_on,
            adopted_by=self.adopted_by,
            source=self.source,
            former=(key, version) if self.former else None,
            actions=tuple(self._action(action) for action in self.actions),
        )

    def _action(self, action: ActionIn) -> EditionAction:
        shares = [
            Share(f"{self.of}.{number}", share, is_primary=place == 0)
            for place, (number, share) in enumerate(action.subgoals.items())
        ]
        return EditionAction(
            number=action.number,
            title=action.title,
            kind=action.kind,
            description=action.description,
            service_area_key=action.service_area,
            is_new_money=action.new_money,
            continues=action.continues,
            shares=tuple(shares),
            amounts=tuple(self._amounts(action)),
        )

    def _amounts(self, action: ActionIn) -> list[Amount]:
        return [
            Amount(
                self.first_year + place,
                None if action.operating is None else action.operating[place] * _THOUSAND,
                None if action.investment is None else action.investment[place] * _THOUSAND,
            )
            for place in range(YEARS)
            if action.operating or action.investment
        ]


def read_rows(path: Path) -> ActionPlanRows:
    """Read the rows of an edition.

    Raises:
        BadPlan: With everything that is wrong in the file.
    """
    return validate(ActionPlanRows, read_yaml(str(path), read_bytes(path)))


def write_workbooks(folder: Path) -> list[Path]:
    """Write the workbook of every edition in a municipality's folder; returns the files."""
    municipality = read_municipality_file(folder / "municipality.toml")
    database = Database("sqlite://")
    try:
        schema.upgrade(database)
        _load_names(database, folder, municipality)
        return [_write(database, rows) for rows in sorted((folder / "action_plans").glob("*.yaml"))]
    finally:
        database.close()


def _load_names(database: Database, folder: Path, municipality: MunicipalityFile) -> None:
    with database.writing() as session:
        load_organisation(session, read_organisation(folder / municipality.organisation))
        for plan in municipality.plans:
            load_plan(session, read_plan(folder / plan))


def _write(database: Database, path: Path) -> Path:
    edition = read_rows(path).edition()
    with database.reading() as session:
        context = action_plan_context(session, first_year=edition.first_year)
    out = path.with_suffix(".xlsx")
    out.write_bytes(write_action_plan(edition, context))
    return out


if __name__ == "__main__":
    for municipality_folder in sorted(MUNICIPALITIES.iterdir()):
        if (municipality_folder / "action_plans").is_dir():
            write_workbooks(municipality_folder)
