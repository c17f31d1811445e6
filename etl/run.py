"""Runs declared sources, each in one transaction; the failure of one stops no other."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from etl import snapshots
from etl.checks import refuse_vanished
from etl.load import Recorded, record
from etl.providers import file
from etl.reading import tables_of
from etl.store import (
    columns_of,
    ids_of_indicators,
    ids_of_regions,
    note_sources,
    replace_breaks,
    store_regions,
)
from etl.transform import Observations, observations
from indicators.commands.summaries import refresh_summaries
from indicators.errors import RodTradError
from indicators.models.measurement import Indicator
from indicators.models.running import IndicatorRun, Run, RunOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from etl.registry import Registry, Source
    from indicators.database import Database

_log = logging.getLogger(__name__)
# The number of the lock that loads hold in PostgreSQL; any number that nothing else uses.
_LOADS = 0x726F6474


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What came of one source: rows read = new + changed + unchanged + refused (by reason)."""

    key: str
    outcome: RunOutcome
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)
    message: str = ""


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs the sources of one municipality into one database.

    ``home_region`` is the code of the municipality itself: the region whose series pages show.
    """

    database: Database
    registry: Registry
    snapshots: Path
    home_region: str
    accept_vanished: bool = False

    def run(self, sources: Sequence[Source]) -> Iterator[SourceReport]:
        """Run sources one after the other and say of each what came of it.

        Nothing at all is written for a source whose bytes and declaration are those of its last
        load. A source that fails leaves the data as they were, and its failure is kept as a run.
        """
        for source in sources:
            yield self._report(source, _now())

    def _report(self, source: Source, started: datetime) -> SourceReport:
        try:
            return self._run(source, started)
        except RodTradError as error:
            message = str(error)
        except Exception as error:
            _log.exception("kilden %s feilet", source.key)
            message = f"uventet feil: {error!r}"
        try:
            self._note_failure(source, started, message)
        except SQLAlchemyError:
            # The database itself may be what failed; the report is then all that is left of it.
            _log.exception("feilen i kilden %s ble ikke lagret", source.key)
        return SourceReport(source.key, RunOutcome.failed, message=message)

    def _run(self, source: Source, started: datetime) -> SourceReport:
        content = file.fetch(source)
        content_hash = self.registry.content_hash(source, content)
        if last := self._same_as_last(source, content_hash):
            return SourceReport(
                source.key,
                RunOutcome.unchanged,
                read=last.read,
                unchanged=last.read - last.refused,
                refused={"som ved forrige innlesing": last.refused} if last.refused else {},
            )
        found = observations(source, tables_of(source, content))
        kept = snapshots.keep(self.snapshots, source.key, content, source.declared.path)
        with self.database.writing() as session:
            run = Run(
                source_key=source.key,
                started_at=started,
                finished_at=started,
                outcome=RunOutcome.loaded,
                read=found.read,
                new=0,
                changed=0,
                unchanged=0,
                refused=sum(found.refused.values()),
                message=_reasons(found.refused) or None,
                snapshot=kept,
                content_hash=content_hash,
                source_updated=found.updated,
            )
            session.add(run)
            self._take_turn(session)
            recorded = self._record(session, source, found, run)
            run.new, run.changed = recorded.new, recorded.changed
            run.unchanged = recorded.unchanged
            run.finished_at = _now()
        return SourceReport(
            source.key,
            RunOutcome.loaded,
            read=found.read,
            new=recorded.new,
            changed=recorded.changed,
            unchanged=recorded.unchanged,
            refused=found.refused,
        )

    def _record(self, session: Session, source: Source, found: Observations, run: Run) -> Recorded:
        store_regions(session, self.registry.regions)
        indicators = ids_of_indicators(session, source)
        regions = ids_of_regions(session)
        if not self.accept_vanished:
            refuse_vanished(session, source, found)
        headlines = {
            indicators[series.indicator]: regions[series.headline_region or self.home_region]
            for series in source.declared.series
        }
        recorded = record(
            session,
            columns_of(found, indicators, regions),
            run_id=run.id,
            headlines=headlines,
        )
        replace_breaks(session, self.registry.sources, indicators, regions)
        note_sources(session, source.key, run.id, list(indicators.values()))
        refresh_summaries(session, list(indicators.values()), at=_now())
        return recorded

    def _same_as_last(self, source: Source, content_hash: str) -> Run | None:
        """Return the last load, if it was of the same content and what it loaded is still there."""
        with self.database.reading() as session:
            last = session.scalar(
                select(Run)
                .where(Run.source_key == source.key, Run.outcome == RunOutcome.loaded)
                .order_by(Run.id.desc())
                .limit(1)
            )
            if last is None or last.content_hash != content_hash:
                return None
            noted = session.scalar(
                select(func.count())
                .select_from(IndicatorRun)
                .join(Indicator, Indicator.id == IndicatorRun.indicator_id)
                .where(IndicatorRun.source_key == source.key, Indicator.key.in_(source.indicators))
            )
            session.expunge(last)
        return last if noted == len(source.indicators) else None

    def _take_turn(self, session: Session) -> None:
        """Wait until no other load is under way: two of them never mix."""
        if not self.database.is_sqlite:
            session.execute(select(func.pg_advisory_xact_lock(_LOADS)))
        # In SQLite the first write takes the lock of the whole database.
        session.flush()

    def _note_failure(self, source: Source, started: datetime, message: str) -> None:
        with self.database.writing() as session:
            session.add(
                Run(
                    source_key=source.key,
                    started_at=started,
                    finished_at=_now(),
                    outcome=RunOutcome.failed,
                    read=0,
                    new=0,
                    changed=0,
                    unchanged=0,
                    refused=0,
                    message=message,
                    snapshot=None,
                    content_hash="",
                    source_updated=None,
                )
            )


def _reasons(refused: Mapping[str, int]) -> str:
    return "; ".join(f"{many}: {reason}" for reason, many in refused.items())


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
