"""What the units plan and report, and how it came in."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import BigInteger, Float, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from indicators.models.base import Base, IntId, Key, Long


class AnnualPlanState(StrEnum):
    """How far a unit's plan has come."""

    draft = "draft"
    submitted = "submitted"
    returned = "returned"
    approved = "approved"
    reopened = "reopened"


class DeliveryKind(StrEnum):
    """What a unit hands in for a year: the plan, and the reports on it."""

    plan = "plan"
    t1 = "T1"
    t2 = "T2"
    year = "year"


class ReportPeriod(StrEnum):
    """What part of the year a report covers: first tertial, second tertial, or the whole year."""

    t1 = "T1"
    t2 = "T2"
    year = "year"


class ActivityStatus(StrEnum):
    """How a unit says that an activity goes."""

    not_started = "not_started"
    on_track = "on_track"
    delayed = "delayed"
    done = "done"
    stopped = "stopped"


class Submission(Base):
    """A workbook as it was handed in (*innsending*); the file itself is kept."""

    __tablename__ = "submission"

    id: Mapped[IntId]
    kind: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    year: Mapped[int]
    file_name: Mapped[Long]
    sha256: Mapped[str]
    template_version: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    received_at: Mapped[datetime]
    received_from: Mapped[str]
    is_example: Mapped[bool]


class AnnualPlan(Base):
    """A unit's plan for a year (*årsplan*); each submit makes one, the highest is in force."""

    __tablename__ = "annual_plan"
    __table_args__ = (UniqueConstraint("unit_id", "year", "version"),)

    id: Mapped[IntId]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    year: Mapped[int]
    version: Mapped[int]
    is_in_force: Mapped[bool]
    state: Mapped[Key]
    leader: Mapped[str | None]
    content_hash: Mapped[str]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))


class PlanDecision(Base):
    """What was decided of a unit's plan: returned, approved or reopened; by whom, when and why."""

    __tablename__ = "plan_decision"

    id: Mapped[IntId]
    annual_plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plan.id"), index=True)
    state: Mapped[Key]
    comment: Mapped[Long | None]
    decided_by: Mapped[str]
    decided_by_name: Mapped[str]
    decided_at: Mapped[datetime]


class DeliveryDeadline(Base):
    """The last day to hand something in for a year (*leveringsfrist*); none is no deadline."""

    __tablename__ = "delivery_deadline"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Key] = mapped_column(primary_key=True)
    last_day: Mapped[date]


class Activity(Base):
    """Something a unit will do in the year (*tiltak i årsplan*), and what it feeds into."""

    __tablename__ = "activity"
    __table_args__ = (UniqueConstraint("annual_plan_id", "number"),)

    id: Mapped[IntId]
    annual_plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plan.id"))
    number: Mapped[str]
    title: Mapped[Long]
    subgoal_id: Mapped[int] = mapped_column(ForeignKey("subgoal.id"), index=True)
    action_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"), index=True)
    responsible: Mapped[str | None]
    deadline: Mapped[date | None]
    expected_result: Mapped[Long | None]
    amount_nok: Mapped[int | None] = mapped_column(BigInteger)
    source_cell: Mapped[str]


class UnitTarget(Base):
    """What a unit will measure itself by in the year (*måltall*)."""

    __tablename__ = "unit_target"
    __table_args__ = (UniqueConstraint("annual_plan_id", "number"),)

    id: Mapped[IntId]
    annual_plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plan.id"))
    number: Mapped[str]
    title: Mapped[Long]
    subgoal_id: Mapped[int | None] = mapped_column(ForeignKey("subgoal.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"))
    unit_of_measure: Mapped[str]
    direction: Mapped[Key]
    baseline: Mapped[float | None] = mapped_column(Float(53))
    target: Mapped[float | None] = mapped_column(Float(53))
    source_cell: Mapped[str]


class AnnualReport(Base):
    """A unit's report on its plan for a period of the year; versions as for the plan."""

    __tablename__ = "annual_report"
    __table_args__ = (UniqueConstraint("unit_id", "year", "period", "version"),)

    id: Mapped[IntId]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    annual_plan_id: Mapped[int] = mapped_column(ForeignKey("annual_plan.id"))
    year: Mapped[int]
    period: Mapped[Key]
    version: Mapped[int]
    is_in_force: Mapped[bool]
    content_hash: Mapped[str]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"))


class ActivityResult(Base):
    """What came of an activity, in the unit's own words."""

    __tablename__ = "activity_result"

    annual_report_id: Mapped[int] = mapped_column(ForeignKey("annual_report.id"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activity.id"), primary_key=True, index=True
    )
    status: Mapped[Key]
    result: Mapped[Long | None]
    explanation: Mapped[Long | None]
    source_cell: Mapped[str]


class UnitResult(Base):
    """What a unit's own target came to; ``value`` is None where nothing was measured."""

    __tablename__ = "unit_result"

    annual_report_id: Mapped[int] = mapped_column(ForeignKey("annual_report.id"), primary_key=True)
    unit_target_id: Mapped[int] = mapped_column(
        ForeignKey("unit_target.id"), primary_key=True, index=True
    )
    value: Mapped[float | None] = mapped_column(Float(53))
    explanation: Mapped[Long | None]
    source_cell: Mapped[str]
