"""Who may sign in, what they may do and where, and who is signed in now."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from indicators.models.base import Base, IntId, Key


class Role(StrEnum):
    """What a person is; ``unit_leader`` is so of a unit, ``area_director`` of a service area."""

    reader = "reader"
    unit_leader = "unit_leader"
    area_director = "area_director"
    director = "director"
    administrator = "administrator"


class Person(Base):
    """Someone who may sign in; ``key`` is the user name. One without a password has no way in."""

    __tablename__ = "person"

    id: Mapped[IntId]
    key: Mapped[Key] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str | None]
    password_hash: Mapped[str | None]
    is_active: Mapped[bool]
    is_example: Mapped[bool]


class Membership(Base):
    """A role that a person has (*rolle*), in the place that the role is for."""

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("person_id", "role", "unit_id", "service_area_id"),
        CheckConstraint(
            "(role = 'unit_leader') = (unit_id IS NOT NULL)"
            " AND (role = 'area_director') = (service_area_id IS NOT NULL)",
            name="place_of_role",
        ),
    )

    id: Mapped[IntId]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[Key]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    service_area_id: Mapped[int | None] = mapped_column(ForeignKey("service_area.id"))


class SignIn(Base):
    """Someone who is signed in now; the browser has the token, and here is only its hash."""

    __tablename__ = "sign_in"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime]
    seen_at: Mapped[datetime]


class SignInAttempt(Base):
    """A try to sign in that did not succeed; ``subject`` is a keyed hash of a name or address."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_subject_at", "subject", "at"),)

    id: Mapped[IntId]
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
