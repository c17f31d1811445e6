"""Natural floors and ceilings: projections stop there, and nobody is asked for more."""

from __future__ import annotations

from datetime import date

import pytest

from indicators.models.measurement import Mark
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.forecasting import predictions
from indicators.progress.inputs import as_arguments
from indicators.progress.values import BaselineSpec, Limits, Point, Status, TargetSpec

PERCENT = Limits(0.0, 100.0)


def judged(values, target, *, direction="up", limits=PERCENT):
    points = [Point(2018.5 + i, value, Mark.none, str(2018 + i)) for i, value in enumerate(values)]
    return assess(
        points,
        baseline=BaselineSpec(2018),
        targets=[target],
        direction=direction,
        today=date(2026, 1, 1),
        limits=limits,
    )


def test_a_projection_stops_at_the_ceiling():
    target = TargetSpec(Rule.from_to, 100.0, year=2032)
    values = [60, 66, 72, 79, 84, 90, 95]
    free = judged(values, target, limits=Limits())
    assert free.projected > 100
    held = judged(values, target)
    assert (held.projected, held.projected_high) == (100, 100)
    assert held.status is free.status
    for one in predictions(held, PERCENT):
        assert one.low <= one.value <= one.high <= 100


def test_a_projection_stops_at_the_floor():
    verdict = judged(
        [12, 10, 8, 6, 4, 3], TargetSpec(Rule.from_to, 0.0, year=2032), direction="down"
    )
    assert (verdict.projected, verdict.projected_low) == (0, 0)


@pytest.mark.parametrize(
    ("rule", "direction", "values"),
    [(Rule.increase, "up", [100] * 6), (Rule.decrease, "down", [0] * 6)],
)
def test_nothing_more_is_asked_of_a_level_that_is_at_its_limit(rule, direction, values):
    target = TargetSpec(rule, reference_year=2018)
    assert judged(values, target, direction=direction).status is Status.reached
    assert judged(values, target, direction=direction, limits=Limits()).status is Status.behind


def test_limits_are_kept_with_the_verdict():
    verdict = judged([60, 66, 72, 79], TargetSpec(Rule.from_to, 100.0, year=2032))
    assert as_arguments(verdict.inputs)["limits"] == PERCENT
    assert assess(**as_arguments(verdict.inputs)) == verdict
