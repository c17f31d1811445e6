"""The municipality and its organisation."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from indicators.models.base import Base, IntId, Key, Long, Titled


class Municipality(Base, Titled):
    """The one municipality of an installation; ``title`` is its name."""

    __tablename__ = "municipality"

    id: Mapped[IntId]
    key: Mapped[Key] = mapped_column(unique=True)
    code: Mapped[Key]
    notice_nb: Mapped[Long | None]
    notice_nn: Mapped[Long | None]
    notice_en: Mapped[Long | None]
    is_example: Mapped[bool]


class ServiceArea(Base, Titled):
    """A *tjenesteområde*: a stable key; chapter numbers change every year and are not kept here."""

    __tablename__ = "service_area"

    id: Mapped[IntId]
    key: Mapped[Key] = mapped_column(unique=True)
    position: Mapped[int]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    source: Mapped[Long | None]
    is_example: Mapped[bool]


class Unit(Base, Titled):
    """An organisation unit (*enhet*) in a tree; valid from (counted) to (not counted)."""

    __tablename__ = "unit"

    id: Mapped[IntId]
    key: Mapped[Key] = mapped_column(unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    service_area_id: Mapped[int] = mapped_column(ForeignKey("service_area.id"), index=True)
    leader: Mapped[str | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    is_example: Mapped[bool]
