"""What people judged of goals, subgoals and indicators, beside what was computed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from indicators.models.measurement import Indicator
from indicators.models.plan import Goal, Subgoal
from indicators.models.verdicts import Assessment

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """A person's judgement; ``computed_status`` is what the computation said at that time."""

    status: str
    text: str
    author: str
    at: datetime
    computed_status: str
    is_example: bool

    @property
    def differs(self) -> bool:
        """Tell whether the person said another thing than the computation then."""
        return self.status != self.computed_status


@dataclass(frozen=True, slots=True)
class YearOfAssessments:
    """How many judgements were written in a year, and how many differed from the computation."""

    year: int
    written: int
    different: int


def assessments_of_subgoal(session: Session, key: str) -> list[AssessmentRow]:
    """Return the judgements of a subgoal, the newest (that counts) first."""
    return _rows(session, _select().join(Subgoal).where(Subgoal.key == key))


def assessments_of_goal(session: Session, key: str) -> list[AssessmentRow]:
    """Return the judgements of a goal, the newest first."""
    return _rows(session, _select().join(Goal).where(Goal.key == key))


def assessments_of_goals(session: Session) -> dict[str, list[AssessmentRow]]:
    """Return the judgements of all goals by the goal's key, the newest first."""
    found: dict[str, list[AssessmentRow]] = {}
    for *row, key in session.execute(_select().join(Goal).add_columns(Goal.key)):
        found.setdefault(key, []).append(AssessmentRow(*row))
    return found


def assessments_of_indicator(session: Session, key: str) -> list[AssessmentRow]:
    """Return the judgements of an indicator, the newest first."""
    return _rows(session, _select().join(Indicator).where(Indicator.key == key))


def differences_by_year(session: Session) -> list[YearOfAssessments]:
    """Return how often people and computation differed, year by year, the newest first."""
    written: Counter[int] = Counter()
    different: Counter[int] = Counter()
    for at, status, computed in session.execute(
        select(Assessment.at, Assessment.status, Assessment.computed_status)
    ):
        written[at.year] += 1
        different[at.year] += status != computed
    return [
        YearOfAssessments(year, written[year], different[year])
        for year in sorted(written, reverse=True)
    ]


def _select() -> Select[*tuple[Any, ...]]:
    return select(
        Assessment.status,
        Assessment.text,
        Assessment.author,
        Assessment.at,
        Assessment.computed_status,
        Assessment.is_example,
    ).order_by(Assessment.id.desc())


def _rows(session: Session, statement: Select[*tuple[Any, ...]]) -> list[AssessmentRow]:
    return [AssessmentRow(*row) for row in session.execute(statement)]
