"""Gives a plan in the tables back as a plan file, the same that would load it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from etl.plans.file_models import TextIn
from etl.plans.plan_file import GoalIn, PlanFile, PredecessorIn, StrategyIn, SubgoalIn
from indicators.errors import NotFound
from indicators.models.plan import (
    Goal,
    GoalTheme,
    Plan,
    Strategy,
    Subgoal,
    SubgoalPredecessor,
    SubgoalSdg,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select
    from sqlalchemy.orm import Session


def export_plan(session: Session, key: str, version: str) -> PlanFile:
    """Return a plan as its file.

    Raises:
        NotFound: If there is no such plan; names those that there are.
    """
    plan = session.scalar(select(Plan).where(Plan.key == key, Plan.version == version))
    if plan is None:
        refs = ", ".join(f"{row.key} {row.version}" for row in session.scalars(select(Plan)))
        raise NotFound(f"Planen «{key} {version}» finnes ikke. Databasen har: {refs or 'ingen'}.")
    superseded = session.get(Plan, plan.supersedes_id) if plan.supersedes_id else None
    return PlanFile.model_validate(
        {
            "key": plan.key,
            "version": plan.version,
            "kind": plan.kind,
            "state": plan.state,
            "title": _text(plan, "title"),
            "vision": _text(plan, "vision"),
            "years": (plan.first_year, plan.last_year),
            "adopted_on": plan.adopted_on,
            "adopted_by": plan.adopted_by,
            "supersedes": f"{superseded.key}.{superseded.version}" if superseded else None,
            "price_level": plan.price_level,
            "source": plan.source,
            "note": plan.note,
            "is_example": plan.is_example,
            "goals": _goals(session, plan.id),
        }
    )


def _text(row: object, name: str) -> TextIn | None:
    bokmal = getattr(row, f"{name}_nb")
    if bokmal is None:
        return None
    return TextIn(nb=bokmal, nn=getattr(row, f"{name}_nn"), en=getattr(row, f"{name}_en"))


def _titled(row: Goal | Subgoal) -> dict[str, Any]:
    return {
        "number": row.number,
        "title": _text(row, "title"),
        "title_status": row.title_status,
        "description": _text(row, "description"),
        "source": row.source,
    }


def _goals(session: Session, plan_id: int) -> list[GoalIn]:
    goals = session.scalars(select(Goal).where(Goal.plan_id == plan_id).order_by(Goal.position))
    of_goal = (GoalTheme.goal_id == Goal.id) & (Goal.plan_id == plan_id)
    themes: dict[int, list[TextIn | None]] = defaultdict(list)
    for theme in session.scalars(
        select(GoalTheme).join(Goal, of_goal).order_by(GoalTheme.position)
    ):
        themes[theme.goal_id].append(_text(theme, "title"))
    subgoals = _subgoals(session, plan_id)
    return [
        GoalIn.model_validate(
            {**_titled(goal), "themes": themes[goal.id], "subgoals": subgoals[goal.id]}
        )
        for goal in goals
    ]


def _subgoals(session: Session, plan_id: int) -> dict[int, list[SubgoalIn]]:
    inside = select(Subgoal.id).join(Goal).where(Goal.plan_id == plan_id)
    strategies = _by_subgoal(
        session.scalars(_of(Strategy, inside).order_by(Strategy.position)),
        lambda row: StrategyIn.model_validate(
            {"number": row.number, "actor": row.actor, "text": _text(row, "text")}
        ),
    )
    sdgs = _by_subgoal(
        session.scalars(_of(SubgoalSdg, inside).order_by(SubgoalSdg.sdg)), lambda row: row.sdg
    )
    keys = {row.id: row.key for row in session.execute(select(Subgoal.id, Subgoal.key))}
    predecessors = _by_subgoal(
        session.scalars(
            _of(SubgoalPredecessor, inside).order_by(SubgoalPredecessor.predecessor_id)
        ),
        lambda row: PredecessorIn(subgoal=keys[row.predecessor_id], note=row.note),
    )
    found: dict[int, list[SubgoalIn]] = defaultdict(list)
    for row in session.scalars(
        select(Subgoal).where(Subgoal.id.in_(inside)).order_by(Subgoal.position)
    ):
        values = {
            **_titled(row),
            "note": row.note,
            "sdgs": sdgs[row.id],
            "strategies": strategies[row.id],
            "predecessors": predecessors[row.id],
        }
        found[row.goal_id].append(SubgoalIn.model_validate(values))
    return found


def _of(model: Any, inside: Select[int]) -> Any:  # noqa: ANN401 - any table of subgoals
    return select(model).where(model.subgoal_id.in_(inside))


def _by_subgoal(rows: Iterable[Any], make: Any) -> dict[int, list[Any]]:  # noqa: ANN401
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.subgoal_id].append(make(row))
    return found
