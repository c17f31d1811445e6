"""Plans and their goals: the social plan, its goals and subgoals, and the action and economy plan.

A number such as 1.1 is never a key by itself. ``Plan`` is known by (key, version); the ``key`` of a
goal, subgoal, strategy or action is ``<plan key>.<version>.<number>``, where key and version hold
no full stop, so that it can be read back.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from indicators.models.base import Base, Described, IntId, Key, Long, Titled


class PlanKind(StrEnum):
    """Where a plan stands in the municipality's plan system."""

    planning_strategy = "planning_strategy"
    municipal_plan = "municipal_plan"
    land_use_plan = "land_use_plan"
    thematic_plan = "thematic_plan"
    action_economy_plan = "action_economy_plan"


class PlanState(StrEnum):
    """How far a plan has come; ``adopted`` is the one in force."""

    draft = "draft"
    hearing = "hearing"
    adopted = "adopted"
    superseded = "superseded"


class TitleStatus(StrEnum):
    """Whether a title is the adopted one: checked, not yet checked, or not known."""

    confirmed = "confirmed"
    provisional = "provisional"
    missing = "missing"


class Actor(StrEnum):
    """Who a strategy is for."""

    municipality = "municipality"
    everyone = "everyone"


class ActionKind(StrEnum):
    """*Tiltak*, *oppdrag* (no money), *investering*, *klimatiltak*."""

    measure = "measure"
    assignment = "assignment"
    investment = "investment"
    climate = "climate"


class Plan(Base, Titled):
    """A plan in one version (*kommuneplan, samfunnsdel, HØP*)."""

    __tablename__ = "plan"
    __table_args__ = (UniqueConstraint("key", "version"),)

    id: Mapped[IntId]
    key: Mapped[Key]
    version: Mapped[Key]
    kind: Mapped[Key]
    state: Mapped[Key]
    vision_nb: Mapped[Long | None]
    vision_nn: Mapped[Long | None]
    vision_en: Mapped[Long | None]
    first_year: Mapped[int]
    last_year: Mapped[int]
    adopted_on: Mapped[date | None]
    adopted_by: Mapped[str | None]
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    price_level: Mapped[str | None]
    source: Mapped[Long | None]
    note: Mapped[Long | None]
    is_example: Mapped[bool]


class Goal(Base, Titled, Described):
    """A main goal (*hovedmål*)."""

    __tablename__ = "goal"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[IntId]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    key: Mapped[Key] = mapped_column(unique=True)
    number: Mapped[str]
    position: Mapped[int]
    title_status: Mapped[Key]
    source: Mapped[Long | None]


class GoalTheme(Base, Titled):
    """A theme under a goal of a draft; orientation only, never a subgoal."""

    __tablename__ = "goal_theme"
    __table_args__ = (UniqueConstraint("goal_id", "position"),)

    id: Mapped[IntId]
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    position: Mapped[int]


class Subgoal(Base, Titled, Described):
    """A subgoal (*delmål*)."""

    __tablename__ = "subgoal"
    __table_args__ = (UniqueConstraint("goal_id", "number"),)

    id: Mapped[IntId]
    goal_id: Mapped[int] = mapped_column(ForeignKey("goal.id"))
    key: Mapped[Key] = mapped_column(unique=True)
    number: Mapped[str]
    position: Mapped[int]
    title_status: Mapped[Key]
    source: Mapped[Long | None]
    note: Mapped[Long | None]


class SubgoalPredecessor(Base):
    """A subgoal of a former plan that a subgoal carries on from."""

    __tablename__ = "subgoal_predecessor"

    subgoal_id: Mapped[int] = mapped_column(ForeignKey("subgoal.id"), primary_key=True)
    predecessor_id: Mapped[int] = mapped_column(ForeignKey("subgoal.id"), primary_key=True)
    note: Mapped[Long | None]


class Strategy(Base):
    """A strategy under a subgoal; for everyone it is *slik kan du bidra*."""

    __tablename__ = "strategy"

    id: Mapped[IntId]
    subgoal_id: Mapped[int] = mapped_column(ForeignKey("subgoal.id"), index=True)
    key: Mapped[Key] = mapped_column(unique=True)
    number: Mapped[str]
    position: Mapped[int]
    actor: Mapped[Key]
    text_nb: Mapped[Long]
    text_nn: Mapped[Long | None]
    text_en: Mapped[Long | None]


class SubgoalSdg(Base):
    """A link from a subgoal to one of the UN's 17 sustainable development goals."""

    __tablename__ = "subgoal_sdg"
    __table_args__ = (CheckConstraint("sdg BETWEEN 1 AND 17", name="sdg_range"),)

    subgoal_id: Mapped[int] = mapped_column(ForeignKey("subgoal.id"), primary_key=True)
    sdg: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class Action(Base, Titled, Described):
    """A *tiltak* in one edition of the action and economy plan (HØP)."""

    __tablename__ = "action"
    __table_args__ = (UniqueConstraint("plan_id", "number"),)

    id: Mapped[IntId]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    key: Mapped[Key] = mapped_column(unique=True)
    number: Mapped[str]
    position: Mapped[int]
    kind: Mapped[Key]
    is_new_money: Mapped[bool | None]
    service_area_id: Mapped[int | None] = mapped_column(ForeignKey("service_area.id"))
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("action.id"))
    source_cell: Mapped[str | None]
    is_example: Mapped[bool]


class ActionSubgoal(Base):
    """The share of an action that belongs to a subgoal; an action's shares sum to at most 1."""

    __tablename__ = "action_subgoal"
    __table_args__ = (CheckConstraint("share > 0 AND share <= 1", name="share_range"),)

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    subgoal_id: Mapped[int] = mapped_column(ForeignKey("subgoal.id"), primary_key=True, index=True)
    share: Mapped[float]
    is_primary: Mapped[bool]


class ActionAmount(Base):
    """What an action costs in a year, in whole kroner of the plan's price level."""

    __tablename__ = "action_amount"

    action_id: Mapped[int] = mapped_column(ForeignKey("action.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    operating_nok: Mapped[int | None] = mapped_column(BigInteger)
    investment_nok: Mapped[int | None] = mapped_column(BigInteger)
