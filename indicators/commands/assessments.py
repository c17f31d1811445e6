"""A person's own judgement of a goal, subgoal or indicator, kept beside the computed one.

Nothing is overwritten: a new judgement stands before the old ones. ``by`` is who writes it, and is
asked for the right to; ``author`` is the name that is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from indicators import audit
from indicators.access import may_assess, require
from indicators.errors import Conflict, NotFound
from indicators.models.measurement import Indicator, Summary
from indicators.models.plan import Goal, Plan, Subgoal
from indicators.models.verdicts import Assessment
from indicators.progress.values import FROM_WORST, Status
from indicators.queries.standings import standing_of_goal, standing_of_subgoal

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from indicators.access import Actor

LONGEST = 4000
"""Characters that a judgement may have."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person says: a status that judges something, and why."""

    status: Status
    text: str
    author: str
    by: Actor
    is_example: bool = False


def assess_subgoal(session: Session, key: str, judgement: Judgement, *, at: datetime) -> int:
    """Keep a judgement of a subgoal, and return its id.

    Raises:
        NotFound: If there is no such subgoal.
        NotAllowed: If the one who writes it may not judge.
        Conflict: If the judgement lacks text, author or a status that judges.
    """
    found = session.execute(
        select(Subgoal.id, Plan.is_example)
        .join(Goal, Goal.id == Subgoal.goal_id)
        .join(Plan, Plan.id == Goal.plan_id)
        .where(Subgoal.key == key)
    ).first()
    if found is None:
        raise NotFound(f"Det finnes ikke noe delmål med nøkkelen «{key}».")
    computed = standing_of_subgoal(session, found.id, at.date()).status
    row = _row(judgement, computed, at, is_example=found.is_example)
    row.subgoal_id = found.id
    return _kept(session, row, judgement.by, f"subgoal {key}")


def assess_goal(session: Session, key: str, judgement: Judgement, *, at: datetime) -> int:
    """Keep a judgement of a goal, and return its id; raises as ``assess_subgoal``."""
    found = session.execute(
        select(Goal.id, Plan.is_example).join(Plan, Plan.id == Goal.plan_id).where(Goal.key == key)
    ).first()
    if found is None:
        raise NotFound(f"Det finnes ikke noe hovedmål med nøkkelen «{key}».")
    computed = standing_of_goal(session, found.id, at.date()).status
    row = _row(judgement, computed, at, is_example=found.is_example)
    row.goal_id = found.id
    return _kept(session, row, judgement.by, f"goal {key}")


def assess_indicator(session: Session, key: str, judgement: Judgement, *, at: datetime) -> int:
    """Keep a judgement of an indicator, and return its id; raises as ``assess_subgoal``."""
    found = session.execute(
        select(Indicator.id, Indicator.is_example, Summary.status)
        .outerjoin(Summary, Summary.indicator_id == Indicator.id)
        .where(Indicator.key == key)
    ).first()
    if found is None:
        raise NotFound(f"Det finnes ingen indikator med nøkkelen «{key}».")
    computed = Status(found.status) if found.status else Status.not_measured
    row = _row(judgement, computed, at, is_example=found.is_example)
    row.indicator_id = found.id
    return _kept(session, row, judgement.by, f"indicator {key}")


def _row(judgement: Judgement, computed: Status, at: datetime, *, is_example: bool) -> Assessment:
    require(judgement.by, "vurdere måloppnåelsen", allowed=may_assess(judgement.by))
    text, author = judgement.text.strip(), judgement.author.strip()
    if judgement.status not in FROM_WORST:
        words = ", ".join(FROM_WORST)
        raise Conflict(f"«{judgement.status}» er ingen vurdering; bruk en av {words}.")
    if not text or not author:
        raise Conflict("En vurdering trenger en begrunnelse og et navn.")
    if len(text) > LONGEST:
        raise Conflict(f"Begrunnelsen har {len(text)} tegn; den kan ha høyst {LONGEST}.")
    return Assessment(
        status=judgement.status.value,
        text=text,
        author=author,
        at=at.replace(tzinfo=None),
        computed_status=computed.value,
        is_example=judgement.is_example or is_example,
    )


def _kept(session: Session, row: Assessment, by: Actor, entity: str) -> int:
    session.add(row)
    session.flush()
    audit.note(
        session,
        who=by.key or by.name,
        what="status.assessed",
        entity=entity,
        after={"status": row.status, "computed": row.computed_status, "text": row.text},
    )
    return row.id
