"""Keeps every status that is another than the last one, and what the trend foretold with it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from indicators import periods
from indicators.models.verdicts import Forecast, StatusHistory
from indicators.progress.forecasting import predictions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from indicators.progress.values import Assessment, Limits


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict on an indicator, with what its projections stop at."""

    indicator_id: int
    verdict: Assessment
    limits: Limits


def keep_what_changed(session: Session, judged: Sequence[Judged], *, at: datetime) -> None:
    """Add the verdicts that are new or rest on something new to the history, with forecasts.

    A verdict that rests on the same as the last one and says the same is not kept again.
    """
    last = _last(session, [one.indicator_id for one in judged])
    history: list[dict[str, Any]] = []
    forecasts: list[dict[str, Any]] = []
    for one in judged:
        row = _row(one, at)
        told = (row["fingerprint"], row["status"], row["confidence"], row["method"])
        before = last.get(one.indicator_id)
        if told == before:
            continue
        history.append(row)
        if before is None or before[0] != row["fingerprint"]:
            forecasts.extend(_forecasts(one, at))
    if history:
        session.execute(insert(StatusHistory), history)
    if forecasts:
        session.execute(insert(Forecast), forecasts)


def fingerprint(inputs: Mapping[str, Any]) -> str:
    """Return a hash of what a verdict rests on, without the day it was given."""
    lasting = {name: value for name, value in inputs.items() if name != "today"}
    text = json.dumps(lasting, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _last(session: Session, ids: Sequence[int]) -> dict[int, tuple[str, str, str | None, str]]:
    newest = (
        select(func.max(StatusHistory.id))
        .where(StatusHistory.indicator_id.in_(ids))
        .group_by(StatusHistory.indicator_id)
    )
    rows = session.execute(
        select(
            StatusHistory.indicator_id,
            StatusHistory.fingerprint,
            StatusHistory.status,
            StatusHistory.confidence,
            StatusHistory.method,
        ).where(StatusHistory.id.in_(newest))
    )
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


def _row(one: Judged, at: datetime) -> dict[str, Any]:
    verdict = one.verdict
    return {
        "indicator_id": one.indicator_id,
        "computed_at": at.replace(tzinfo=None),
        "status": verdict.status.value,
        "confidence": None if verdict.confidence is None else verdict.confidence.value,
        "method": verdict.method,
        "fingerprint": fingerprint(verdict.inputs),
        "inputs": json.dumps(dict(verdict.inputs), ensure_ascii=False, separators=(",", ":")),
    }


def _forecasts(one: Judged, at: datetime) -> list[dict[str, Any]]:
    latest = one.verdict.latest
    if latest is None:
        return []
    return [
        {
            "indicator_id": one.indicator_id,
            "made_at": at.replace(tzinfo=None),
            "period_id": foreseen.period.id,
            "last_period_id": periods.parse(latest.code).id,
            "last_value": latest.value,
            "value": foreseen.value,
            "low": foreseen.low,
            "high": foreseen.high,
            "method": one.verdict.method,
        }
        for foreseen in predictions(one.verdict, one.limits)
    ]
