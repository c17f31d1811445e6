"""Makes up what an example unit plans and reports: the same every time, by unit and year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from indicators.models.reporting import ActivityStatus, ReportPeriod
from indicators.unit_plans import (
    PlannedActivity,
    PlannedTarget,
    ReportedActivity,
    ReportedTarget,
    UnitPlan,
    UnitReport,
)

if TYPE_CHECKING:
    from etl.demo.unit_ideas import ActivityIdea, AreaIdeas, TargetIdea
    from indicators.queries.plan_context import PlanContext

LEADER = "Enhetsleder (eksempeldata)"
_RESPONSIBLE = ("Enhetsleder", "Fagleder", "Avdelingsleder", "Koordinator")
_DEADLINES = ((3, 31), (6, 20), (10, 15), (12, 1), (12, 15))
_MOST_ACTIVITIES, _FEWEST_ACTIVITIES = 5, 3
_MOST_CARRIED = 2
_LINKED, _LINKED_ELSEWHERE, _COSTED, _UNMEASURED = 0.75, 0.4, 0.6, 0.12
_COSTS = (0, 25_000, 60_000, 120_000, 250_000, 400_000)

_SHARES = {
    ReportPeriod.t1: (0.35, 0.15, 0.50, 0.00, 0.00),
    ReportPeriod.t2: (0.10, 0.22, 0.50, 0.12, 0.06),
    ReportPeriod.year: (0.04, 0.20, 0.10, 0.60, 0.06),
}
"""How many activities are in each of ``_ADVANCING`` at the end of a part of the year.

The shares never move backwards, so that an activity with the same chance all year never does.
"""

_ADVANCING = (
    ActivityStatus.not_started,
    ActivityStatus.delayed,
    ActivityStatus.on_track,
    ActivityStatus.done,
    ActivityStatus.stopped,
)
_DONE_SHARE = {ReportPeriod.t1: 0.3, ReportPeriod.t2: 0.65, ReportPeriod.year: 1.0}
_RESULTS = {
    ActivityStatus.not_started: None,
    ActivityStatus.on_track: "Arbeidet går som planlagt.",
    ActivityStatus.delayed: "Arbeidet er i gang, men ligger etter planen.",
    ActivityStatus.done: "Gjennomført. {expected}.",
    ActivityStatus.stopped: "Arbeidet er avsluttet uten resultat.",
}
_REASONS = {
    ActivityStatus.delayed: (
        "Forsinket på grunn av sykefravær.",
        "Anskaffelsen tok lengre tid enn ventet.",
        "Vi ventet på avklaringer fra andre enheter.",
    ),
    ActivityStatus.stopped: (
        "Stoppet: midlene ble omprioritert.",
        "Stoppet: behovet ble dekket på en annen måte.",
    ),
}


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes plans and reports from a service area's ideas and what the year's context allows."""

    ideas: AreaIdeas

    def plan(self, context: PlanContext) -> UnitPlan:
        """Return a plan: a little of what last year left, and new ideas."""
        random = _random(context, "plan")
        subgoals = {subgoal.number: subgoal.key for subgoal in context.subgoals}
        activities = [
            self._carried(random, context, activity)
            for activity in context.unfinished[:_MOST_CARRIED]
            if activity.subgoal_key
        ]
        taken = {activity.title for activity in activities}
        fresh = [
            idea
            for idea in self.ideas.activities
            if idea.title not in taken and idea.subgoal in subgoals
        ]
        count = random.randint(_FEWEST_ACTIVITIES, _MOST_ACTIVITIES)
        activities += [
            self._activity(random, context, idea, subgoals[idea.subgoal])
            for idea in random.sample(fresh, min(count, len(fresh)))
        ]
        targets = random.sample(
            self.ideas.targets, min(len(self.ideas.targets), random.randint(1, 2))
        )
        return UnitPlan(
            unit_key=context.unit_key,
            year=context.year,
            leader=LEADER,
            activities=tuple(_numbered(activities)),
            targets=tuple(
                _target(random, context, place, idea, subgoals.get(idea.subgoal))
                for place, idea in enumerate(targets, 1)
            ),
        )

    def _carried(
        self, random: Random, context: PlanContext, activity: PlannedActivity
    ) -> PlannedActivity:
        return PlannedActivity(
            number=activity.number,
            title=activity.title,
            subgoal_key=activity.subgoal_key,
            action_key=activity.action_key,
            responsible=activity.responsible or _RESPONSIBLE[0],
            deadline=_deadline(random, context.year),
            expected_result=activity.expected_result,
            amount_nok=activity.amount_nok,
        )

    def _activity(
        self, random: Random, context: PlanContext, idea: ActivityIdea, subgoal_key: str
    ) -> PlannedActivity:
        action_key = _linked_action(random, context, subgoal_key)
        return PlannedActivity(
            number="",
            title=idea.title,
            subgoal_key=subgoal_key,
            action_key=action_key,
            responsible=random.choice(_RESPONSIBLE),
            deadline=_deadline(random, context.year),
            expected_result=idea.result,
            amount_nok=random.choice(_COSTS) if random.random() < _COSTED else None,
        )

    def report(self, context: PlanContext, plan: UnitPlan, period: ReportPeriod) -> UnitReport:
        """Return a report on a plan for a part of the year."""
        random = _random(context, period.value)
        return UnitReport(
            unit_key=context.unit_key,
            year=context.year,
            period=period,
            activities=tuple(
                _outcome(_random(context, row.title), row, period) for row in plan.activities
            ),
            targets=tuple(_measured(random, row, period) for row in plan.targets),
        )


def _linked_action(random: Random, context: PlanContext, subgoal_key: str) -> str | None:
    """Return an action of the HØP for the same subgoal, more often one of the unit's own area."""
    actions = [action for action in context.actions if subgoal_key in action.subgoal_keys]
    own = [action for action in actions if action.applies]
    if not actions or random.random() > (_LINKED if own else _LINKED_ELSEWHERE):
        return None
    return random.choice(own or actions).key


def _random(context: PlanContext, part: str) -> Random:
    return Random(f"{context.unit_key} {context.year} {part}")  # noqa: S311 - made up, no secrets


def _deadline(random: Random, year: int) -> date:
    month, day = random.choice(_DEADLINES)
    return date(year, month, day)


def _numbered(activities: list[PlannedActivity]) -> list[PlannedActivity]:
    return [
        PlannedActivity(
            number=str(place),
            title=row.title,
            subgoal_key=row.subgoal_key,
            action_key=row.action_key,
            responsible=row.responsible,
            deadline=row.deadline,
            expected_result=row.expected_result,
            amount_nok=row.amount_nok,
        )
        for place, row in enumerate(activities, 1)
    ]


def _target(
    random: Random, context: PlanContext, place: int, idea: TargetIdea, subgoal_key: str | None
) -> PlannedTarget:
    """Return a target; where last year's was the same, its result is where this year starts."""
    before = next((row for row in context.former_targets if row.title == idea.title), None)
    baseline = idea.baseline if before is None else before.baseline
    step = (idea.target - idea.baseline) * random.choice((0.6, 0.8, 1.0))
    start = idea.baseline if baseline is None else baseline
    target = _rounded(start + step, idea.unit_of_measure)
    return PlannedTarget(
        number=str(place),
        title=idea.title,
        unit_of_measure=idea.unit_of_measure,
        direction=idea.direction,
        subgoal_key=subgoal_key,
        baseline=baseline,
        target=target,
    )


def _outcome(random: Random, row: PlannedActivity, period: ReportPeriod) -> ReportedActivity:
    status = _status(random.random(), period)
    reasons = _REASONS.get(status)
    result = _RESULTS[status]
    return ReportedActivity(
        number=row.number,
        status=status,
        result=result and result.format(expected=row.expected_result or "Som planlagt"),
        explanation=random.choice(reasons) if reasons else None,
    )


def _status(chance: float, period: ReportPeriod) -> ActivityStatus:
    passed = 0.0
    for status, share in zip(_ADVANCING, _SHARES[period], strict=True):
        passed += share
        if chance < passed:
            return status
    return _ADVANCING[-1] if _SHARES[period][-1] else ActivityStatus.on_track


def _measured(random: Random, row: PlannedTarget, period: ReportPeriod) -> ReportedTarget:
    """Return a result around the pace that is needed; now and then nothing was measured."""
    if row.baseline is None or row.target is None or random.random() < _UNMEASURED:
        return ReportedTarget(number=row.number, value=None, explanation="Ikke målt i perioden.")
    way = (row.target - row.baseline) * _DONE_SHARE[period] * random.uniform(-0.1, 1.25)
    return ReportedTarget(
        number=row.number, value=_rounded(row.baseline + way, row.unit_of_measure)
    )


def _rounded(value: float, unit_of_measure: str) -> float:
    """Return a value that someone could have measured: a share stays in 0-100, a count is whole."""
    if unit_of_measure == "prosent":
        return round(min(max(value, 0.0), 100.0), 1)
    return float(round(value)) if unit_of_measure == "antall" else round(value, 1)
