"""Puts a plan file into the tables: the plan, its goals, subgoals, strategies, links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from etl.plans.file_models import columns
from etl.plans.problems import Problem, refuse
from etl.plans.upsert import Loaded, Upsert
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
    from sqlalchemy.orm import Session

    from etl.plans.plan_file import GoalIn, PlanFile, SubgoalIn


def load_plan(session: Session, file: PlanFile) -> Loaded:
    """Bring the tables to what the file says of one plan version.

    A goal or subgoal that is gone from the file is taken out with its strategies when nothing
    else refers to it; otherwise it stays and is named in ``left``.

    Raises:
        BadPlan: If the file refers to a plan or subgoal that has not been loaded.
    """
    earlier = _predecessors(session, file)
    upsert = Upsert(session)
    plan = _put_plan(upsert, file)
    session.flush()
    loader = _Loader(session, upsert, file.ref, earlier)
    goals = {row.key: row for row in session.scalars(select(Goal).where(Goal.plan_id == plan.id))}
    for position, goal in enumerate(file.goals, 1):
        existing = goals.pop(f"{file.ref}.{goal.number}", None)
        loader.put_goal(plan.id, position, goal, existing)
    for gone in goals.values():
        loader.remove_goal(gone)
    return upsert.loaded(f"plan {file.ref}")


def _predecessors(session: Session, file: PlanFile) -> dict[str, int]:
    """Return the ids of all former subgoals that the file names; refuses those not loaded."""
    named = {
        before.subgoal: ("goals", g, "subgoals", s, "predecessors", p, "subgoal")
        for g, goal in enumerate(file.goals)
        for s, subgoal in enumerate(goal.subgoals)
        for p, before in enumerate(subgoal.predecessors)
    }
    found = session.execute(select(Subgoal.key, Subgoal.id).where(Subgoal.key.in_(named)))
    known = {key: id_ for key, id_ in found}  # noqa: C416 - rows, not tuples, to mypy
    problems: list[Problem] = [
        file.problem(location, f"forløperen «{key}» finnes ikke; last planen den står i først.")
        for key, location in named.items()
        if key not in known
    ]
    if file.supersedes and _plan_of(session, file.supersedes) is None:
        problems.append(
            file.problem(
                ("supersedes",), f"planen «{file.supersedes}» finnes ikke; last den først."
            )
        )
    refuse(file.file_name, problems)
    return known


def _plan_of(session: Session, ref: str) -> Plan | None:
    key, _, version = ref.partition(".")
    return session.scalar(select(Plan).where(Plan.key == key, Plan.version == version))


def _put_plan(upsert: Upsert, file: PlanFile) -> Plan:
    superseded = _plan_of(upsert.session, file.supersedes) if file.supersedes else None
    return upsert.put(
        Plan,
        _plan_of(upsert.session, file.ref),
        {
            "key": file.key,
            "version": file.version,
            "kind": file.kind.value,
            "state": file.state.value,
            **file.title.columns("title"),
            **columns("vision", file.vision),
            "first_year": file.years[0],
            "last_year": file.years[1],
            "adopted_on": file.adopted_on,
            "adopted_by": file.adopted_by,
            "supersedes_id": superseded.id if superseded else None,
            "price_level": file.price_level,
            "source": file.source,
            "note": file.note,
            "is_example": file.is_example,
        },
    )


@dataclass(frozen=True, slots=True)
class _Loader:
    """Puts the parts of one plan in; ``earlier`` has the ids of subgoals of former plans."""

    session: Session
    upsert: Upsert
    ref: str
    earlier: dict[str, int]

    def put_goal(self, plan_id: int, position: int, goal: GoalIn, existing: Goal | None) -> None:
        row = self.upsert.put(
            Goal,
            existing,
            {
                "plan_id": plan_id,
                "key": f"{self.ref}.{goal.number}",
                "number": goal.number,
                "position": position,
                **goal.title.columns("title"),
                **columns("description", goal.description),
                "title_status": goal.title_status.value,
                "source": goal.source,
            },
        )
        self.session.flush()
        self._put_themes(row.id, goal)
        known = {
            subgoal.key: subgoal
            for subgoal in self.session.scalars(select(Subgoal).where(Subgoal.goal_id == row.id))
        }
        for place, subgoal in enumerate(goal.subgoals, 1):
            before = known.pop(f"{self.ref}.{subgoal.number}", None)
            self._put_subgoal(row.id, place, subgoal, before)
        for gone in known.values():
            self._remove_subgoal(gone)

    def _put_themes(self, goal_id: int, goal: GoalIn) -> None:
        known = {
            theme.position: theme
            for theme in self.session.scalars(select(GoalTheme).where(GoalTheme.goal_id == goal_id))
        }
        for position, theme in enumerate(goal.themes, 1):
            values = {"goal_id": goal_id, "position": position, **theme.columns("title")}
            self.upsert.put(GoalTheme, known.pop(position, None), values)
        for gone in known.values():
            self.upsert.remove(gone)

    def _put_subgoal(
        self, goal_id: int, position: int, subgoal: SubgoalIn, existing: Subgoal | None
    ) -> None:
        row = self.upsert.put(
            Subgoal,
            existing,
            {
                "goal_id": goal_id,
                "key": f"{self.ref}.{subgoal.number}",
                "number": subgoal.number,
                "position": position,
                **subgoal.title.columns("title"),
                **columns("description", subgoal.description),
                "title_status": subgoal.title_status.value,
                "source": subgoal.source,
                "note": subgoal.note,
            },
        )
        self.session.flush()
        self._put_strategies(row.id, subgoal)
        self._put_sdgs(row.id, subgoal)
        self._put_predecessors(row.id, subgoal)

    def _put_strategies(self, subgoal_id: int, subgoal: SubgoalIn) -> None:
        rows = self.session.scalars(select(Strategy).where(Strategy.subgoal_id == subgoal_id))
        known = {strategy.key: strategy for strategy in rows}
        for position, strategy in enumerate(subgoal.strategies, 1):
            key = f"{self.ref}.{strategy.number}"
            values = {
                "subgoal_id": subgoal_id,
                "key": key,
                "number": strategy.number,
                "position": position,
                "actor": strategy.actor.value,
                **strategy.text.columns("text"),
            }
            self.upsert.put(Strategy, known.pop(key, None), values)
        for gone in known.values():
            self.upsert.remove(gone)

    def _put_sdgs(self, subgoal_id: int, subgoal: SubgoalIn) -> None:
        rows = self.session.scalars(select(SubgoalSdg).where(SubgoalSdg.subgoal_id == subgoal_id))
        known = {link.sdg: link for link in rows}
        for sdg in subgoal.sdgs:
            values = {"subgoal_id": subgoal_id, "sdg": sdg}
            self.upsert.put(SubgoalSdg, known.pop(sdg, None), values)
        for gone in known.values():
            self.upsert.remove(gone)

    def _put_predecessors(self, subgoal_id: int, subgoal: SubgoalIn) -> None:
        rows = self.session.scalars(
            select(SubgoalPredecessor).where(SubgoalPredecessor.subgoal_id == subgoal_id)
        )
        known = {link.predecessor_id: link for link in rows}
        for before in subgoal.predecessors:
            id_ = self.earlier[before.subgoal]
            values = {"subgoal_id": subgoal_id, "predecessor_id": id_, "note": before.note}
            self.upsert.put(SubgoalPredecessor, known.pop(id_, None), values)
        for gone in known.values():
            self.upsert.remove(gone)

    def _remove_subgoal(self, subgoal: Subgoal) -> None:
        self.upsert.remove_unless_used(
            f"delmål {subgoal.key}",
            [
                delete(Strategy).where(Strategy.subgoal_id == subgoal.id),
                delete(SubgoalSdg).where(SubgoalSdg.subgoal_id == subgoal.id),
                delete(SubgoalPredecessor).where(SubgoalPredecessor.subgoal_id == subgoal.id),
                delete(Subgoal).where(Subgoal.id == subgoal.id),
            ],
        )

    def remove_goal(self, goal: Goal) -> None:
        """Take out a goal with what is under it, as far as nothing else refers there."""
        for subgoal in self.session.scalars(select(Subgoal).where(Subgoal.goal_id == goal.id)):
            self._remove_subgoal(subgoal)
        self.upsert.remove_unless_used(
            f"mål {goal.key}",
            [
                delete(GoalTheme).where(GoalTheme.goal_id == goal.id),
                delete(Goal).where(Goal.id == goal.id),
            ],
        )
