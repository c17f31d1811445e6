"""What was said of indicators and subgoals over time: computed, forecast, and written by people.

Rows are added, never changed: what was said stays said.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Float, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from indicators.models.base import Base, IntId, Key, Long


class StatusHistory(Base):
    """A computed status, kept each time it or what it was computed from became another.

    ``inputs`` gives the status again by its method; ``fingerprint`` is a hash of them without the
    day they were asked for, so that a mere new day makes no row.
    """

    __tablename__ = "status_history"
    __table_args__ = (Index("ix_status_history_indicator_id_id", "indicator_id", "id"),)

    id: Mapped[IntId]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    computed_at: Mapped[datetime] = mapped_column(index=True)
    status: Mapped[Key]
    confidence: Mapped[str | None]
    method: Mapped[Key]
    fingerprint: Mapped[str] = mapped_column(String(64))
    inputs: Mapped[Long]


class Forecast(Base):
    """What the trend said of a later period, before it came; scored when it has.

    ``value`` with ``low`` and ``high`` (90 percent, for a single value) is for ``period_id``;
    ``last_value``, of ``last_period_id``, is the latest that was known when it was made.
    """

    __tablename__ = "forecast"
    __table_args__ = (Index("ix_forecast_indicator_id_period_id", "indicator_id", "period_id"),)

    id: Mapped[IntId]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    made_at: Mapped[datetime]
    period_id: Mapped[int]
    last_period_id: Mapped[int]
    last_value: Mapped[float] = mapped_column(Float(53))
    value: Mapped[float] = mapped_column(Float(53))
    low: Mapped[float] = mapped_column(Float(53))
    high: Mapped[float] = mapped_column(Float(53))
    method: Mapped[Key]


class Assessment(Base):
    """A person's own judgement of a goal, subgoal or indicator, beside the computed status.

    ``computed_status`` is what the computation said when it was written. The newest one counts.
    """

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN goal_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN subgoal_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN indicator_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="about_one_thing",
        ),
    )

    id: Mapped[IntId]
    goal_id: Mapped[int | None] = mapped_column(ForeignKey("goal.id"), index=True)
    subgoal_id: Mapped[int | None] = mapped_column(ForeignKey("subgoal.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"), index=True)
    status: Mapped[Key]
    text: Mapped[Long]
    author: Mapped[str]
    at: Mapped[datetime]
    computed_status: Mapped[Key]
    is_example: Mapped[bool]
