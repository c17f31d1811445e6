"""Loads a whole municipality from its folder, and nothing that is there already."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import select

from etl.action_plan.load import load_actions
from etl.demo.unit_ideas import read_unit_ideas
from etl.demo.unit_years import hand_in
from etl.plans.files import read_bytes, read_indicators, read_organisation, read_plan
from etl.plans.load_indicators import load_indicators
from etl.plans.load_municipality import load_municipality, refuse_other_municipality
from etl.plans.load_organisation import load_organisation
from etl.plans.load_plan import load_plan
from etl.plans.municipality_file import read_municipality_file
from etl.plans.problems import Problem, refuse
from etl.registry import check_indicators, folder_of, load_registry
from etl.run import Runner
from etl.workbooks.findings import has_errors
from indicators import audit, schema
from indicators.errors import BadSource
from indicators.models.running import AuditEvent, RunOutcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.orm import Session

    from etl.plans.municipality_file import MunicipalityFile
    from indicators.database import Database
    from indicators.settings import Settings

    Progress = Callable[[str, int, int], None]
    """Is told what is being done, and how far of how much it has come."""

_LOADED = "demo.loaded"
_VERSION = "1"
"""Raise this when the same files are to be loaded in another way."""


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What a load came to; ``unchanged`` when the database had it all already."""

    municipality: str
    unchanged: bool


def load_demo(
    database: Database, municipality_key: str, *, settings: Settings, progress: Progress
) -> DemoReport:
    """Load a municipality: plans, organisation, HØP, indicators, statistics, the units' workbooks.

    Loading again changes nothing, and is over at once while the folder is as it was.

    Raises:
        BadSettings: If the database holds another municipality.
        NotFound: If there is no such municipality.
        BadFile: If one of the files cannot be taken in.
    """
    folder = folder_of(municipality_key)
    municipality = read_municipality_file(folder / "municipality.toml")
    schema.upgrade(database)
    stamp = _stamp(folder)
    with database.reading() as session:
        refuse_other_municipality(session, municipality)
        last = session.scalar(
            select(AuditEvent.after)
            .where(AuditEvent.what == _LOADED, AuditEvent.entity == municipality.key)
            .order_by(AuditEvent.id.desc())
            .limit(1)
        )
    if last is not None and json.loads(last).get("content") == stamp:
        return DemoReport(municipality.name.nb, unchanged=True)
    loader = _Loader(database, folder, municipality, settings, progress)
    loader.files()
    loader.statistics()
    loader.units()
    with database.writing() as session:
        audit.note(
            session,
            who="rodtrad demo",
            what=_LOADED,
            entity=municipality.key,
            after={"content": stamp},
        )
    return DemoReport(municipality.name.nb, unchanged=False)


def _stamp(folder: Path) -> str:
    """Return a hash of everything in the folder, names and contents."""
    parts = hashlib.sha256(_VERSION.encode())
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        parts.update(path.relative_to(folder).as_posix().encode() + b"\0")
        parts.update(hashlib.sha256(path.read_bytes()).digest())
    return parts.hexdigest()


@dataclass(frozen=True, slots=True)
class _Loader:
    database: Database
    folder: Path
    municipality: MunicipalityFile
    settings: Settings
    progress: Progress

    def files(self) -> None:
        """Load what the municipality's own files say, in one transaction."""
        with self.database.writing() as session:
            load_municipality(session, self.municipality)
            load_organisation(
                session, read_organisation(self._file(self.municipality.organisation))
            )
            self.progress("Organisasjon", 1, 1)
            for number, name in enumerate(self.municipality.plans, 1):
                load_plan(session, read_plan(self._file(name)))
                self.progress("Planer", number, len(self.municipality.plans))
            for number, name in enumerate(self.municipality.action_plans, 1):
                self._load_actions(session, self._file(name))
                self.progress(
                    "Handlings- og økonomiplan", number, len(self.municipality.action_plans)
                )
            indicators = read_indicators(self._file(self.municipality.indicators))
            load_indicators(session, indicators, at=datetime.now(UTC).replace(tzinfo=None))
            self.progress("Indikatorer", 1, 1)

    def _load_actions(self, session: Session, path: Path) -> None:
        loaded = load_actions(session, read_bytes(path), path.name, who="rodtrad demo")
        if has_errors(loaded.findings):
            refuse(str(path), [Problem(f.place, f.message) for f in loaded.findings])

    def _file(self, name: str) -> Path:
        return self.folder / name

    def statistics(self) -> None:
        """Run every source; one that fails is told of after the others have run."""
        registry = load_registry(self.folder)
        indicators = read_indicators(self._file(self.municipality.indicators))
        check_indicators(registry.sources, {one.key for one in indicators.indicators})
        runner = Runner(
            self.database, registry, self.settings.snapshots, home_region=self.municipality.code
        )
        failed = []
        for number, report in enumerate(runner.run(registry.sources), 1):
            self.progress("Statistikk", number, len(registry.sources))
            if report.outcome is RunOutcome.failed:
                failed.append(report)
        if failed:
            told = "; ".join(f"{report.key}: {report.message}" for report in failed)
            raise BadSource(str(self.folder / "sources"), told)

    def units(self) -> None:
        """Hand in the example units' plans and reports."""
        if self.municipality.unit_ideas is None:
            return
        ideas = read_unit_ideas(self._file(self.municipality.unit_ideas))
        for handed in hand_in(self.database, self.municipality, ideas):
            self.progress("Årsplaner og rapporter", handed.number, handed.total)
