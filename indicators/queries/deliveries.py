"""What every unit has handed in for a year, and what it is late with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from indicators.access import Actor, may_see, require, those_that
from indicators.models.base import localised
from indicators.models.organisation import ServiceArea, Unit
from indicators.models.people import Membership, Person, Role
from indicators.models.reporting import (
    AnnualPlan,
    AnnualPlanState,
    AnnualReport,
    DeliveryDeadline,
    DeliveryKind,
    Submission,
)
from indicators.queries.people import unit_places

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Row
    from sqlalchemy.orm import Session

# Deadlines are days in Norway; what came in is kept in UTC.
_HERE = ZoneInfo("Europe/Oslo")


class Punctuality(StrEnum):
    """Whether something was handed in, and in time.

    ``late`` came after its deadline, ``overdue`` has not come and should have, ``waiting`` has not
    come and need not have yet. Without a deadline nothing is late.
    """

    delivered = "delivered"
    late = "late"
    overdue = "overdue"
    waiting = "waiting"


@dataclass(frozen=True, slots=True)
class DeliveryPart:
    """A plan or a report: when it first came in, its deadline, and how a plan stands."""

    kind: DeliveryKind
    received_at: datetime | None
    deadline: date | None
    punctuality: Punctuality
    plan_state: AnnualPlanState | None = None

    @property
    def is_returned(self) -> bool:
        """Tell whether it came in and was sent back."""
        return self.plan_state is AnnualPlanState.returned


@dataclass(frozen=True, slots=True)
class UnitDeliveries:
    """A unit with its plan and its reports, in the order of the year."""

    unit_key: str
    unit: str
    service_area_key: str
    service_area: str
    is_example: bool
    parts: tuple[DeliveryPart, ...]


@dataclass(frozen=True, slots=True)
class Leader:
    """Somebody with an account who leads a unit."""

    name: str
    email: str | None


def deadlines_of_year(session: Session, year: int) -> dict[DeliveryKind, date]:
    """Return the deadlines that are set for a year."""
    rows = session.execute(
        select(DeliveryDeadline.kind, DeliveryDeadline.last_day).where(
            DeliveryDeadline.year == year
        )
    )
    return {DeliveryKind(kind): last_day for kind, last_day in rows}


def unit_deliveries(
    session: Session, year: int, language: str, *, today: date, by: Actor
) -> list[UnitDeliveries]:
    """Return the units of a year that the one who asks may see, by service area and title.

    Raises:
        NotAllowed: If it is not known who asks.
    """
    require(by, "se hvem som har levert", allowed=by.is_known)
    own = those_that(may_see, by, unit_places(session).values())
    deadlines = deadlines_of_year(session, year)
    states = _plan_states(session, year)
    received = _received(session, year)
    return [
        UnitDeliveries(
            unit_key=row[1],
            unit=row[2],
            service_area_key=row[3],
            service_area=row[4],
            is_example=row[5],
            parts=tuple(
                _part(
                    kind,
                    received.get((row.id, kind)),
                    deadlines.get(kind),
                    states.get(row.id) if kind is DeliveryKind.plan else None,
                    today,
                )
                for kind in DeliveryKind
            ),
        )
        for row in _units(session, year, language)
        if row.key in own
    ]


def leaders_of_units(session: Session) -> Mapping[str, tuple[Leader, ...]]:
    """Return who leads each unit, of those with an account that is open."""
    rows = session.execute(
        select(Unit.key, Person.name, Person.email)
        .join(Membership, Membership.unit_id == Unit.id)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.role == Role.unit_leader, Person.is_active)
        .order_by(Person.key)
    )
    found: defaultdict[str, tuple[Leader, ...]] = defaultdict(tuple)
    for key, name, email in rows:
        found[key] += (Leader(name, email),)
    return found


def _units(
    session: Session, year: int, language: str
) -> Sequence[Row[int, str, str, str, str, bool]]:
    title = localised(Unit, "title", language)
    return session.execute(
        select(
            Unit.id,
            Unit.key,
            title,
            ServiceArea.key,
            localised(ServiceArea, "title", language),
            Unit.is_example,
        )
        .join_from(Unit, ServiceArea, ServiceArea.id == Unit.service_area_id)
        .where(
            or_(Unit.valid_from.is_(None), Unit.valid_from <= date(year, 12, 31)),
            or_(Unit.valid_to.is_(None), Unit.valid_to > date(year, 1, 1)),
        )
        .order_by(ServiceArea.position, title)
    ).all()


def _plan_states(session: Session, year: int) -> dict[int, AnnualPlanState]:
    rows = session.execute(
        select(AnnualPlan.unit_id, AnnualPlan.state).where(
            AnnualPlan.year == year, AnnualPlan.is_in_force
        )
    )
    return {unit_id: AnnualPlanState(state) for unit_id, state in rows}


def _received(session: Session, year: int) -> dict[tuple[int, DeliveryKind], datetime]:
    """Return when each thing first came in: what is improved later was not late for that."""
    first = func.min(Submission.received_at)
    plans = session.execute(
        select(AnnualPlan.unit_id, first)
        .join(Submission, Submission.id == AnnualPlan.submission_id)
        .where(AnnualPlan.year == year)
        .group_by(AnnualPlan.unit_id)
    )
    reports = session.execute(
        select(AnnualReport.unit_id, AnnualReport.period, first)
        .join(Submission, Submission.id == AnnualReport.submission_id)
        .where(AnnualReport.year == year)
        .group_by(AnnualReport.unit_id, AnnualReport.period)
    )
    return {
        **{(unit_id, DeliveryKind.plan): at for unit_id, at in plans},
        **{(unit_id, DeliveryKind(period)): at for unit_id, period, at in reports},
    }


def _part(
    kind: DeliveryKind,
    received_at: datetime | None,
    deadline: date | None,
    state: AnnualPlanState | None,
    today: date,
) -> DeliveryPart:
    if received_at is None:
        is_over = deadline is not None and today > deadline
        punctuality = Punctuality.overdue if is_over else Punctuality.waiting
    else:
        day = received_at.replace(tzinfo=UTC).astimezone(_HERE).date()
        is_late = deadline is not None and day > deadline
        punctuality = Punctuality.late if is_late else Punctuality.delivered
    return DeliveryPart(kind, received_at, deadline, punctuality, state)
