"""What a preview was made from: the plan in force and the new content, as one hash."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators.models.organisation import Unit
from indicators.models.reporting import AnnualPlan, AnnualReport
from indicators.unit_plans import UnitReport, content_hash

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from indicators.unit_plans import UnitPlan


def preview_hash(session: Session, content: UnitPlan | UnitReport) -> str:
    """Return what tells whether a preview still holds: it is another when what counts is another.

    What counts is the plan in force and, for a report, the report in force of its period.
    """
    plan = session.execute(
        select(AnnualPlan.version, AnnualPlan.content_hash)
        .join(Unit, Unit.id == AnnualPlan.unit_id)
        .where(
            Unit.key == content.unit_key, AnnualPlan.year == content.year, AnnualPlan.is_in_force
        )
    ).all()
    parts = [content_hash(content), *(f"{version} {said}" for version, said in plan)]
    if isinstance(content, UnitReport):
        reports = session.execute(
            select(AnnualReport.version, AnnualReport.content_hash)
            .join(Unit, Unit.id == AnnualReport.unit_id)
            .where(
                Unit.key == content.unit_key,
                AnnualReport.year == content.year,
                AnnualReport.period == content.period,
                AnnualReport.is_in_force,
            )
        ).all()
        parts += [f"report {version} {said}" for version, said in reports]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
