"""Runs declared sources, each in one transaction; the failure of one stops no other."""

from __future__ import annotations

import logging
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from etl import run_rows, snapshots
from etl.answer import LastAnswer, SourceAnswer, answer_of, from_file
from etl.checks import jumps, refuse_impossible, refuse_vanished
from etl.corrections import corrected
from etl.load import Recorded, record
from etl.providers.http import Client
from etl.reading import tables_of
from etl.report import SourceReport
from etl.run_changes import changes_of, moved, statuses_of
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
from indicators.models.running import RunOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from etl.registry import Registry, Source
    from indicators.database import Database
    from indicators.models.running import Run

_log = logging.getLogger(__name__)
# The number of the lock that loads hold in PostgreSQL; any number that nothing else uses.
_LOADS = 0x726F6474
_MOST_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs the sources of one municipality into one database.

    ``home_region`` is the code of the municipality itself: the region whose series pages show.
    ``from_file`` is read in the place of the answer of the one source that is run. With
    ``dry_run`` everything is done, told of, and undone.
    """

    database: Database
    registry: Registry
    snapshots: Path
    home_region: str
    accept_vanished: bool = False
    from_file: Path | None = None
    dry_run: bool = False

    def run(self, sources: Sequence[Source]) -> Iterator[SourceReport]:
        """Run sources one after the other and say of each what came of it.

        Nothing at all is written for a source whose bytes and declaration are those of its last
        load. A source that fails leaves the data as they were, and its failure is kept as a run.
        """
        # Preparing to speak with servers takes longer than finding that a file is unchanged.
        asks = any(source.asks for source in sources)
        with Client() if asks else nullcontext() as client:
            for source in sources:
                yield self._report(source, client, _now())

    def _report(self, source: Source, client: Client | None, started: datetime) -> SourceReport:
        try:
            return self._run(source, client, started)
        except RodTradError as error:
            message = str(error)
        except Exception as error:
            _log.exception("kilden %s feilet", source.key)
            message = f"uventet feil: {error!r}"
        try:
            if not self.dry_run:
                self._note_failure(source, started, message)
        except SQLAlchemyError:
            # The database itself may be what failed; the report is then all that is left of it.
            _log.exception("feilen i kilden %s ble ikke lagret", source.key)
        return SourceReport(source.key, RunOutcome.failed, message=message)

    def _run(self, source: Source, client: Client | None, started: datetime) -> SourceReport:
        with self.database.reading() as session:
            last = run_rows.last_load(session, source)
            is_there = run_rows.all_is_there(session, source)
        answer = self._answer(source, client, last)
        content_hash = self.registry.content_hash(source, answer.content)
        if last is not None and last.content_hash == content_hash and is_there:
            return SourceReport(
                source.key,
                RunOutcome.unchanged,
                read=last.read,
                unchanged=last.read - last.refused,
                refused={"som ved forrige innlesing": last.refused} if last.refused else {},
            )
        found = corrected(source, observations(source, tables_of(source, answer.content)))
        kept = None
        if not self.dry_run:
            kept = snapshots.keep(self.snapshots, source.key, answer.content, answer.name)
        run = run_rows.loaded(source, started, found, answer)
        run.snapshot, run.content_hash = kept, content_hash
        with self.database.reading() if self.dry_run else self.database.writing() as session:
            session.add(run)
            self._take_turn(session)
            return self._load(session, source, found, run)

    def _answer(self, source: Source, client: Client | None, last: Run | None) -> SourceAnswer:
        if self.from_file is not None:
            return from_file(self.from_file)
        known = None
        if last is not None:
            kept = None if last.snapshot is None else self.snapshots / last.snapshot
            known = LastAnswer(last.source_updated, last.asked, kept)
        return answer_of(source, client, known)

    def _load(
        self, session: Session, source: Source, found: Observations, run: Run
    ) -> SourceReport:
        store_regions(session, self.registry.regions)
        indicators = ids_of_indicators(session, source)
        before = statuses_of(session, indicators.values())
        recorded = self._record(session, source, found, run, indicators)
        run.new, run.changed = recorded.new, recorded.changed
        run.unchanged = recorded.unchanged
        refresh_summaries(session, list(indicators.values()), at=_now())
        run.finished_at = _now()
        return SourceReport(
            source.key,
            RunOutcome.loaded,
            read=found.read,
            new=recorded.new,
            changed=recorded.changed,
            unchanged=recorded.unchanged,
            refused=found.refused,
            warnings=jumps(found, self.home_region) if recorded.new or recorded.changed else (),
            corrected=len(source.declared.corrections),
            statuses=moved(before, statuses_of(session, indicators.values())),
            changes=changes_of(session, run.id, _MOST_SHOWN) if self.dry_run else (),
        )

    def _record(
        self,
        session: Session,
        source: Source,
        found: Observations,
        run: Run,
        indicators: Mapping[str, int],
    ) -> Recorded:
        regions = ids_of_regions(session)
        refuse_impossible(session, source, found)
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
        own = () if source in self.registry.sources else (source,)
        replace_breaks(session, (*self.registry.sources, *own), indicators, regions)
        note_sources(session, source.key, run.id, list(indicators.values()))
        return recorded

    def _take_turn(self, session: Session) -> None:
        """Wait until no other load is under way: two of them never mix."""
        if not self.database.is_sqlite:
            session.execute(select(func.pg_advisory_xact_lock(_LOADS)))
        # In SQLite the first write takes the lock of the whole database.
        session.flush()

    def _note_failure(self, source: Source, started: datetime, message: str) -> None:
        run = run_rows.failed(source, started, message)
        run.finished_at = _now()
        with self.database.writing() as session:
            session.add(run)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
