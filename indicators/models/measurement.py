"""Indicators and what was measured.

``observation`` is the large table: whole-number keys, (series, period) as its primary key, kept in
key order. ``summary`` holds what a page shows of an indicator and is refreshed in the same
transaction as the load that touched it.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum, StrEnum

from sqlalchemy import Float, ForeignKey, Index, SmallInteger, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from indicators.models.base import Base, IntId, Key, Long, Titled


class Direction(StrEnum):
    """Which way is better."""

    up = "up"
    down = "down"
    keep = "keep"


class Mark(IntEnum):
    """What the publisher says of a value; a number may carry a mark too. Never zero for missing.

    ``not_applicable`` is ``.``, ``not_available`` is ``..``, ``suppressed`` is ``:``, ``*`` or
    ``k``.
    """

    none = 0
    not_applicable = 1
    not_available = 2
    suppressed = 3
    provisional = 4
    estimated = 5
    empty = 6
    partial = 7
    rounded = 8
    other = 9


class LinkRole(StrEnum):
    """Whether an indicator decides a subgoal's status or only sheds light on it."""

    key = "key"
    supporting = "supporting"


class Counting(StrEnum):
    """How a value comes from counting people: a part of them, so many per so many, or how many."""

    share = "share"
    rate = "rate"
    number = "number"


class Indicator(Base, Titled):
    """What is measured, why and how (*indikator*), after the metadata template of KS ASSS.

    ``floor`` and ``ceiling`` are values that it can never pass, such as 0 and 100. ``counting``
    (a value of ``Counting``) is set where chance plays a part since people are counted: ``per`` is
    what a share or rate is given per (100 for percent), and the people behind it are the headline
    series of the indicator with the key ``population_key``, else the stated ``population``.
    """

    __tablename__ = "indicator"

    id: Mapped[IntId]
    key: Mapped[Key] = mapped_column(unique=True)
    definition_nb: Mapped[Long | None]
    definition_nn: Mapped[Long | None]
    definition_en: Mapped[Long | None]
    purpose_nb: Mapped[Long | None]
    purpose_nn: Mapped[Long | None]
    purpose_en: Mapped[Long | None]
    caution_nb: Mapped[Long | None]
    caution_nn: Mapped[Long | None]
    caution_en: Mapped[Long | None]
    unit_of_measure_nb: Mapped[str]
    unit_of_measure_nn: Mapped[str | None]
    unit_of_measure_en: Mapped[str | None]
    formula: Mapped[Long | None]
    decimals: Mapped[int] = mapped_column(SmallInteger)
    direction: Mapped[Key]
    frequency: Mapped[Key]
    producer: Mapped[str]
    source_table: Mapped[str | None]
    source_url: Mapped[Long | None]
    licence: Mapped[str | None]
    citation: Mapped[Long | None]
    floor: Mapped[float | None] = mapped_column(Float(53))
    ceiling: Mapped[float | None] = mapped_column(Float(53))
    counting: Mapped[str | None]
    per: Mapped[float | None] = mapped_column(Float(53))
    population: Mapped[float | None] = mapped_column(Float(53))
    population_key: Mapped[str | None]
    service_area_id: Mapped[int | None] = mapped_column(ForeignKey("service_area.id"))
    next_release_on: Mapped[date | None]
    is_published: Mapped[bool]
    is_example: Mapped[bool]


class IndicatorSubgoal(Base):
    """Which subgoal an indicator informs, and why it was linked there."""

    __tablename__ = "indicator_subgoal"

    subgoal_id: Mapped[int] = mapped_column(ForeignKey("subgoal.id"), primary_key=True)
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.id"), primary_key=True, index=True
    )
    role: Mapped[Key]
    position: Mapped[int]
    reason_nb: Mapped[Long]
    reason_nn: Mapped[Long | None]
    reason_en: Mapped[Long | None]


class Region(Base, Titled):
    """A place that values are for; ``code`` is the present official code, as text (0301)."""

    __tablename__ = "region"

    id: Mapped[IntId]
    code: Mapped[Key] = mapped_column(unique=True)
    kind: Mapped[Key]


class Series(Base):
    """One indicator for one region and one breakdown (``total``, or such as ``sex=1;age=80+``)."""

    __tablename__ = "series"
    __table_args__ = (
        UniqueConstraint("indicator_id", "region_id", "breakdown"),
        Index(
            "uq_series_headline",
            "indicator_id",
            unique=True,
            sqlite_where=text("is_headline = 1"),
            postgresql_where=text("is_headline"),
        ),
    )

    id: Mapped[IntId]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"))
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    breakdown: Mapped[Key]
    label_nb: Mapped[str | None]
    label_nn: Mapped[str | None]
    label_en: Mapped[str | None]
    is_headline: Mapped[bool]


class Observation(Base):
    """A measured value; ``value`` is None where the publisher gave only a mark.

    ``series_id`` is the id of a ``Series``. It is not declared as a foreign key: checking it row by
    row made a bulk load on PostgreSQL five times slower. The one writer, ``etl.load``, makes the
    series in the same transaction, and nothing deletes a series.
    """

    __tablename__ = "observation"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy's own form

    series_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    period_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[float | None] = mapped_column(Float(53))
    mark: Mapped[int] = mapped_column(SmallInteger)
    run_id: Mapped[int]


class ObservationRevision(Base):
    """A value that was replaced: as it was, who had recorded it, and the run that replaced it."""

    __tablename__ = "observation_revision"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    series_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    period_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    replaced_by_run_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    value: Mapped[float | None] = mapped_column(Float(53))
    mark: Mapped[int] = mapped_column(SmallInteger)
    run_id: Mapped[int]


class SeriesBreak(Base):
    """A break in an indicator's series for a region, from ``period_id`` on, explained."""

    __tablename__ = "series_break"

    id: Mapped[IntId]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"))
    period_id: Mapped[int]
    kind: Mapped[Key]
    explanation_nb: Mapped[Long]
    explanation_nn: Mapped[Long | None]
    explanation_en: Mapped[Long | None]


class Baseline(Base):
    """Where an indicator is measured from; without ``value``, the observation of ``year`` is it."""

    __tablename__ = "baseline"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    year: Mapped[int]
    value: Mapped[float | None] = mapped_column(Float(53))
    source: Mapped[Long | None]


class Target(Base):
    """An ambition for an indicator (*måltall*): a rule, its numbers, and the plan that set it.

    ``rule`` is a value of ``indicators.progress.ambition.Rule``. ``value`` is the number aimed at
    (``low`` and ``high`` for a range), ``year`` when; both may be None where the rule needs none.
    """

    __tablename__ = "target"

    id: Mapped[IntId]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), index=True)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    rule: Mapped[Key]
    value: Mapped[float | None] = mapped_column(Float(53))
    low: Mapped[float | None] = mapped_column(Float(53))
    high: Mapped[float | None] = mapped_column(Float(53))
    tolerance: Mapped[float | None] = mapped_column(Float(53))
    year: Mapped[int | None]
    reference_year: Mapped[int | None]
    text_nb: Mapped[Long | None]
    text_nn: Mapped[Long | None]
    text_en: Mapped[Long | None]
    source: Mapped[Long | None]
    is_example: Mapped[bool]


class Summary(Base):
    """What the pages show of an indicator's headline series; computed, never typed.

    ``inputs`` is the JSON of everything the status was computed from, so that anyone can do it
    again; ``sparkline`` is a JSON list of [decimal year, value] without missing values.
    """

    __tablename__ = "summary"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    latest_period_id: Mapped[int | None]
    latest_value: Mapped[float | None] = mapped_column(Float(53))
    latest_mark: Mapped[int | None] = mapped_column(SmallInteger)
    previous_period_id: Mapped[int | None]
    previous_value: Mapped[float | None] = mapped_column(Float(53))
    baseline_year: Mapped[int | None]
    baseline_value: Mapped[float | None] = mapped_column(Float(53))
    target_year: Mapped[int | None]
    target_value: Mapped[float | None] = mapped_column(Float(53))
    expected_value: Mapped[float | None] = mapped_column(Float(53))
    projected_value: Mapped[float | None] = mapped_column(Float(53))
    projected_low: Mapped[float | None] = mapped_column(Float(53))
    projected_high: Mapped[float | None] = mapped_column(Float(53))
    chance: Mapped[float | None] = mapped_column(Float(53))
    points: Mapped[int]
    status: Mapped[Key]
    confidence: Mapped[str | None]
    method: Mapped[Key]
    inputs: Mapped[Long]
    sparkline: Mapped[Long]
    computed_at: Mapped[datetime]


class PeriodRow(Base):
    """What a ``period_id`` stands for, for those who read the tables with SQL."""

    __tablename__ = "period"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[Key]
    code: Mapped[Key]
    start: Mapped[date]
    end: Mapped[date] = mapped_column("end_before")
