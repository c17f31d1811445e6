"""The status of indicators, read from ``summary``; nothing is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from indicators.models import localised
from indicators.models.measurement import Indicator, IndicatorSubgoal, Summary
from indicators.models.plan import Goal, Subgoal

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class IndicatorStatus:
    """How an indicator stands with respect to one subgoal; values in ``unit_of_measure``.

    ``status`` and ``confidence`` are codes of ``indicators.progress.values``; ``sparkline`` is a
    JSON list of [decimal year, value]. None means not known, never zero.
    """

    subgoal_id: int
    role: str
    reason: str
    key: str
    title: str
    unit_of_measure: str
    decimals: int
    direction: str
    is_example: bool
    latest_period_id: int | None
    latest_value: float | None
    latest_mark: int | None
    previous_period_id: int | None
    previous_value: float | None
    baseline_year: int | None
    baseline_value: float | None
    target_year: int | None
    target_value: float | None
    status: str
    confidence: str | None
    sparkline: str


@cache
def _statuses(language: str) -> Select[Any]:
    return (
        select(
            IndicatorSubgoal.subgoal_id,
            IndicatorSubgoal.role,
            localised(IndicatorSubgoal, "reason", language),
            Indicator.key,
            localised(Indicator, "title", language),
            localised(Indicator, "unit_of_measure", language),
            Indicator.decimals,
            Indicator.direction,
            Indicator.is_example,
            Summary.latest_period_id,
            Summary.latest_value,
            Summary.latest_mark,
            Summary.previous_period_id,
            Summary.previous_value,
            Summary.baseline_year,
            Summary.baseline_value,
            Summary.target_year,
            Summary.target_value,
            Summary.status,
            Summary.confidence,
            Summary.sparkline,
        )
        .join_from(IndicatorSubgoal, Indicator, Indicator.id == IndicatorSubgoal.indicator_id)
        .join(Summary, Summary.indicator_id == Indicator.id)
        .where(Indicator.is_published)
        .order_by(IndicatorSubgoal.subgoal_id, IndicatorSubgoal.position, Indicator.key)
    )


@cache
def statuses_select(language: str) -> Select[Any]:
    """Return the SELECT behind ``statuses_of_plan``; its parameter is ``plan_id``."""
    return (
        _statuses(language)
        .join(Subgoal, Subgoal.id == IndicatorSubgoal.subgoal_id)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .where(Goal.plan_id == bindparam("plan_id"))
    )


def statuses_of_plan(session: Session, plan_id: int, language: str) -> list[IndicatorStatus]:
    """Return the status of every published indicator linked to a plan's subgoals."""
    return [
        IndicatorStatus(*row)
        for row in session.execute(statuses_select(language), {"plan_id": plan_id})
    ]


def statuses_of_subgoal(session: Session, subgoal_id: int, language: str) -> list[IndicatorStatus]:
    """Return the status of every published indicator linked to a subgoal."""
    rows = session.execute(_statuses(language).where(IndicatorSubgoal.subgoal_id == subgoal_id))
    return [IndicatorStatus(*row) for row in rows]
