"""Made-up indicators with runs and revisions under a small plan: statuses over time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from indicators import periods
from indicators.models.measurement import (
    Baseline,
    Indicator,
    IndicatorSubgoal,
    Observation,
    ObservationRevision,
    Region,
    Series,
    Target,
)
from indicators.models.plan import Goal, Plan, Subgoal
from indicators.models.running import Run


def at(year, month=1, day=1, hour=12):
    return datetime(year, month, day, hour)  # noqa: DTZ001 - kept in UTC without saying so


def add_run(session, when, source="eksempel"):
    counts = dict.fromkeys(("read", "new", "changed", "unchanged", "refused"), 0)
    run = Run(
        source_key=source,
        started_at=when,
        finished_at=when,
        outcome="loaded",
        content_hash="",
        **counts,
    )
    session.add(run)
    session.flush()
    return run.id


def add_indicator(session, key, **more):
    """Add an indicator in percent with an empty headline series, and return it."""
    facts = {
        "title_nb": key.capitalize(),
        "unit_of_measure_nb": "prosent",
        "decimals": 1,
        "direction": "up",
        "frequency": "year",
        "producer": "Eksempel",
        "is_published": True,
        "is_example": True,
    }
    indicator = Indicator(key=key, **{**facts, **more})
    session.add(indicator)
    session.flush()
    region = session.scalars(select(Region)).first()
    if region is None:
        region = Region(title_nb="Eksempel", code="9999", kind="municipality")
        session.add(region)
        session.flush()
    session.add(
        Series(indicator_id=indicator.id, region_id=region.id, breakdown="total", is_headline=True)
    )
    session.flush()
    return indicator


def measure(session, indicator, year, value, run, *, mark=0):
    """Record a value of a year; what was there before becomes a revision."""
    series = session.scalar(select(Series.id).where(Series.indicator_id == indicator.id))
    period = periods.year(year).id
    known = session.get(Observation, (series, period))
    if known is None:
        session.add(
            Observation(series_id=series, period_id=period, value=value, mark=mark, run_id=run)
        )
    else:
        session.add(
            ObservationRevision(
                series_id=series,
                period_id=period,
                replaced_by_run_id=run,
                value=known.value,
                mark=known.mark,
                run_id=known.run_id,
            )
        )
        known.value, known.mark, known.run_id = value, mark, run
    session.flush()


def aim(session, indicator, value, *, year=2030, since=2018):
    session.add(Baseline(indicator_id=indicator.id, year=since))
    target = Target(
        indicator_id=indicator.id, rule="from_to", value=value, year=year, is_example=True
    )
    session.add(target)
    session.flush()
    return target


def measured(session, key, values, *, run, first=2018, target=None, **more):
    """Add an indicator with a value a year, and perhaps a target to reach by 2030."""
    indicator = add_indicator(session, key, **more)
    for place, value in enumerate(values):
        measure(session, indicator, first + place, value, run)
    if target is not None:
        aim(session, indicator, target, since=first)
    return indicator


def add_plan(session, subgoals):
    """Add an adopted plan with one goal, and subgoals by number with (indicator, role) pairs."""
    plan = Plan(
        key="plan",
        version="1",
        kind="municipal_plan",
        state="adopted",
        title_nb="Plan",
        first_year=2020,
        last_year=2032,
        is_example=True,
    )
    session.add(plan)
    session.flush()
    goal = Goal(
        plan_id=plan.id,
        key="plan.1.1",
        number="1",
        position=1,
        title_nb="Hovedmål",
        title_status="confirmed",
    )
    session.add(goal)
    session.flush()
    for place, (number, indicators) in enumerate(subgoals.items()):
        subgoal = Subgoal(
            goal_id=goal.id,
            key=f"plan.1.{number}",
            number=number,
            position=place,
            title_nb=f"Delmål {number}",
            title_status="confirmed",
        )
        session.add(subgoal)
        session.flush()
        session.add_all(
            IndicatorSubgoal(
                subgoal_id=subgoal.id,
                indicator_id=indicator.id,
                role=role,
                position=position,
                reason_nb="Eksempel",
            )
            for position, (indicator, role) in enumerate(indicators)
        )
        session.flush()
