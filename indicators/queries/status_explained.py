"""What a status rests on: as it is kept, or as it would have been with what was known at a time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from indicators.errors import NotFound
from indicators.models import localised
from indicators.models.measurement import Indicator, Summary
from indicators.models.verdicts import StatusHistory
from indicators.progress.inputs import as_arguments
from indicators.progress.methods import judged
from indicators.progress.results import as_result
from indicators.queries.observations_as_known import observations_as_known
from indicators.queries.status_facts import status_facts

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_PLANNED = ("baseline", "targets", "breaks", "direction", "frequency", "limits", "counting")


@dataclass(frozen=True, slots=True)
class Explained:
    """A status with everything it was computed from.

    ``kept`` is as ``progress.results.as_result`` gives it. ``as_known_at`` is None for the kept
    status. ``plan_is_of_today`` tells that nothing was kept of targets and baseline at that time,
    so that those of today were used.
    """

    key: str
    title: str
    unit_of_measure: str
    decimals: int
    status: str
    confidence: str | None
    method: str
    kept: dict[str, Any]
    as_known_at: datetime | None = None
    plan_is_of_today: bool = False


def status_explained(
    session: Session, key: str, language: str, *, as_known_at: datetime | None = None
) -> Explained:
    """Return an indicator's status explained, also of one that is not published.

    Raises:
        NotFound: If there is no such indicator, or its status has not been computed.
    """
    found = session.execute(
        select(
            Indicator.id,
            localised(Indicator, "title", language),
            localised(Indicator, "unit_of_measure", language),
            Indicator.decimals,
            Summary.status,
            Summary.confidence,
            Summary.method,
            Summary.inputs,
        )
        .join(Summary, Summary.indicator_id == Indicator.id)
        .where(Indicator.key == key)
    ).first()
    if found is None:
        raise NotFound(f"Det finnes ingen indikator med nøkkelen «{key}» som det er regnet ut for.")
    indicator_id, title, unit, decimals, status, confidence, method, inputs = found
    if as_known_at is None:
        kept = json.loads(inputs)
        return Explained(key, title, unit, decimals, status, confidence, method, kept)
    arguments, is_of_today = _arguments_as_known(session, indicator_id, as_known_at)
    verdict, methods = judged(arguments)
    return Explained(
        key=key,
        title=title,
        unit_of_measure=unit,
        decimals=decimals,
        status=verdict.status.value,
        confidence=verdict.confidence.value if verdict.confidence else None,
        method=verdict.method,
        kept=json.loads(json.dumps(as_result(verdict, methods))),
        as_known_at=as_known_at,
        plan_is_of_today=is_of_today,
    )


def _arguments_as_known(
    session: Session, indicator_id: int, at: datetime
) -> tuple[dict[str, Any], bool]:
    """Return what ``assess`` takes, and whether the plan's part of it is that of today."""
    facts = status_facts(session, [indicator_id])[indicator_id]
    facts.rows = observations_as_known(session, indicator_id, at)
    arguments = facts.arguments(at.date())
    kept = session.scalar(
        select(StatusHistory.inputs)
        .where(StatusHistory.indicator_id == indicator_id, StatusHistory.computed_at <= at)
        .order_by(StatusHistory.id.desc())
        .limit(1)
    )
    if kept is None:
        return arguments, True
    before = as_arguments(json.loads(kept))
    return {**arguments, **{name: before[name] for name in _PLANNED}}, False
