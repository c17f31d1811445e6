"""Which sources are run, and by what: from an installation's database and the declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from etl.registry import check_indicators, folder_of, load_registry
from etl.releases import is_due
from etl.run import Runner
from indicators.errors import BadSource, NotFound
from indicators.models.measurement import Indicator
from indicators.models.organisation import Municipality
from indicators.models.running import Run, RunOutcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from etl.registry import Source
    from indicators.database import Database


def runner_of(database: Database, snapshots: Path, municipality: str | None = None) -> Runner:
    """Return what runs the sources of the installation's municipality.

    ``municipality`` is a key or a folder; without it, the folder is that of the municipality in
    the database.

    Raises:
        NotFound: If there is no municipality.
        BadSource: If a declaration cannot be used.
    """
    with database.reading() as session:
        row = session.execute(select(Municipality.key, Municipality.code)).one_or_none()
    if row is None:
        raise NotFound("Databasen har ingen kommune. Les inn kommunen først: rodtrad demo load.")
    registry = load_registry(folder_of(municipality or row.key))
    return Runner(database, registry, snapshots, row.code)


def chosen_sources(runner: Runner, keys: Sequence[str]) -> tuple[Source, ...]:
    """Return the sources named, or all, when every one of them can be run.

    Raises:
        NotFound: If there is no such source.
        BadSource: If an indicator is not defined, or the municipality itself is no region.
    """
    chosen = runner.registry.chosen(keys)
    with runner.database.reading() as session:
        known = set(session.scalars(select(Indicator.key)))
    check_indicators(chosen, known)
    regions = {region.code for region in runner.registry.regions}
    if chosen and runner.home_region not in regions:
        raise BadSource("regions.toml", f"kommunens egen region {runner.home_region} mangler.")
    return chosen


def due(database: Database, sources: Sequence[Source], now: datetime) -> tuple[Source, ...]:
    """Return the sources that were never loaded, or whose release day came after they were.

    ``now`` is UTC without a zone. A source whose office is late stays due until its figures come.
    """
    with database.reading() as session:
        loads = dict(
            session.execute(
                select(Run.source_key, func.max(Run.finished_at))
                .where(Run.outcome == RunOutcome.loaded)
                .group_by(Run.source_key)
            ).all()
        )
    return tuple(
        source for source in sources if is_due(source.declared.releases, loads.get(source.key), now)
    )
