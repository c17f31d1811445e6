"""Every kept status computed again, by the method it names: what does not come out the same."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from indicators.models.measurement import Indicator, Summary
from indicators.models.verdicts import StatusHistory
from indicators.progress.inputs import as_arguments, as_inputs
from indicators.progress.methods import DEFAULT, judged
from indicators.progress.results import as_result
from indicators.queries.status_facts import status_facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """Something kept that is not what comes out: ``where`` is a path in what is kept.

    ``of`` is when a status of the history was computed, None for the present one.
    """

    key: str
    where: str
    kept: object
    found: object
    of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many statuses were computed again, of now and of the history, and what differed."""

    present: int
    former: int
    differences: tuple[Difference, ...]


def recompute(session: Session) -> Recomputed:
    """Compute all kept statuses again from their own inputs; nothing is written.

    The present ones are held against the tables too, so that a status that was not refreshed when
    its numbers or its target changed is found.
    """
    keys = dict(session.execute(select(Indicator.id, Indicator.key)).all())
    present, differences = 0, list[Difference]()
    ids = list(session.scalars(select(Summary.indicator_id).order_by(Summary.indicator_id)))
    for first in range(0, len(ids), _AT_A_TIME):
        some = ids[first : first + _AT_A_TIME]
        present += len(some)
        differences.extend(_present(session, some, keys))
    former = 0
    rows = session.execute(
        select(
            StatusHistory.indicator_id,
            StatusHistory.computed_at,
            StatusHistory.status,
            StatusHistory.confidence,
            StatusHistory.method,
            StatusHistory.inputs,
        ).order_by(StatusHistory.id)
    ).yield_per(_AT_A_TIME)
    for indicator_id, at, status, confidence, method, inputs in rows:
        former += 1
        told = {"status": status, "confidence": confidence, "method": method}
        differences.extend(_former(keys[indicator_id], at, told, json.loads(inputs)))
    return Recomputed(present, former, tuple(differences))


def _present(session: Session, ids: Sequence[int], keys: dict[int, str]) -> Iterator[Difference]:
    facts = status_facts(session, ids)
    rows = session.execute(
        select(
            Summary.indicator_id,
            Summary.status,
            Summary.confidence,
            Summary.method,
            Summary.projected_value,
            Summary.chance,
            Summary.inputs,
        ).where(Summary.indicator_id.in_(ids))
    )
    for row in rows:
        key, kept = keys[row.indicator_id], json.loads(row.inputs)
        if row.method != DEFAULT.key:
            yield Difference(key, "method", row.method, DEFAULT.key)
            continue
        arguments = as_arguments(kept["inputs"])
        verdict, methods = judged(arguments)
        again = _as_kept(as_result(verdict, methods))
        yield from _compared(key, "", kept, again)
        columns = {
            "status": (row.status, verdict.status.value),
            "confidence": (row.confidence, verdict.confidence and verdict.confidence.value),
            "projected_value": (row.projected_value, verdict.projected),
            "chance": (row.chance, verdict.chance),
        }
        for name, (was, now) in columns.items():
            if was != now:
                yield Difference(key, name, was, now)
        in_tables = facts[row.indicator_id].arguments(arguments["today"])
        points = in_tables.pop("points")
        tables = _as_kept(as_inputs(points, **in_tables))
        yield from _compared(key, "tables", kept["inputs"], tables)


def _former(
    key: str, at: datetime, told: dict[str, Any], inputs: dict[str, Any]
) -> Iterator[Difference]:
    if told["method"] != DEFAULT.key:
        yield Difference(key, "method", told["method"], DEFAULT.key, at)
        return
    verdict, _ = judged(as_arguments(inputs))
    found = {
        "status": verdict.status.value,
        "confidence": verdict.confidence.value if verdict.confidence else None,
        "method": verdict.method,
    }
    for name, was in told.items():
        if was != found[name]:
            yield Difference(key, name, was, found[name], at)


def _as_kept(values: Any) -> Any:  # noqa: ANN401 - JSON
    """Return values as they are when they have been kept as JSON and read again."""
    return json.loads(json.dumps(values))


def _compared(key: str, path: str, kept: Any, found: Any) -> Iterator[Difference]:  # noqa: ANN401
    """Compare JSON values; a difference is named by the path to it."""
    if isinstance(kept, dict) and isinstance(found, dict):
        for name in [*kept, *(name for name in found if name not in kept)]:
            where = f"{path}.{name}" if path else name
            yield from _compared(key, where, kept.get(name), found.get(name))
    elif isinstance(kept, list) and isinstance(found, list) and len(kept) == len(found):
        for place, (was, now) in enumerate(zip(kept, found, strict=True)):
            yield from _compared(key, f"{path}[{place}]", was, now)
    elif kept != found:
        yield Difference(key, path, kept, found)
