"""The unit's workbook: reading beside openpyxl, writing, a large plan, and what memory they take.

The full plan has 8 sheets of 200 rows and 14 columns: the plan's own, widened with columns of the
unit's own, and sheets of its own. Every one of its cells is read, by us and by openpyxl.
"""

from __future__ import annotations

import io
import resource
import statistics
import sys
import time
from datetime import date
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from etl.annual_plan.checks import check_with
from etl.annual_plan.template import write_template
from etl.workbooks.reading import read_workbook
from indicators.models.measurement import Direction
from indicators.queries.plan_context import (
    ActionChoice,
    IndicatorChoice,
    PlanContext,
    SubgoalChoice,
)
from indicators.unit_plans import PlannedActivity, PlannedTarget, UnitPlan

if TYPE_CHECKING:
    from collections.abc import Callable

    from etl.annual_plan.checks import CheckedPlan

YEAR, ROWS, COLUMNS, SHEETS = 2026, 200, 14, 8
MOST_RATIO, MOST_TEMPLATE, MOST_LARGE = 0.2, 0.150, 2.0
LARGE = 5_000
ROUNDS = 7


def context() -> PlanContext:
    """Return what applies to a made-up unit of a large municipality."""
    subgoals = tuple(
        SubgoalChoice(f"plan.v.{goal}.{at}", f"{goal}.{at}", f"Eksempeldelmål {goal}.{at} " * 2)
        for goal in range(1, 6)
        for at in range(1, 5)
    )
    actions = tuple(
        ActionChoice(f"hop.v.{at}", str(at), f"Eksempeltiltak {at}", (), applies=True)
        for at in range(1, 81)
    )
    indicators = tuple(
        IndicatorChoice(f"indikator-{at}", f"Eksempelindikator {at}", "prosent", Direction.up)
        for at in range(60)
    )
    return PlanContext(
        municipality="Eksempel kommune",
        unit_key="eksempelenheten",
        unit_title="Eksempelenheten",
        service_area="Omsorg",
        leader="Kari Eksempel",
        year=YEAR,
        is_example=True,
        subgoals=subgoals,
        actions=actions,
        indicators=indicators,
    )


def plan(of: PlanContext, activities: int, targets: int) -> UnitPlan:
    """Return a made-up plan with as many rows as asked for."""
    return UnitPlan(
        unit_key=of.unit_key,
        year=YEAR,
        leader="Kari Eksempel",
        activities=tuple(
            PlannedActivity(
                number=str(at),
                title=f"Eksempeltiltak nummer {at} for tjenesten",
                subgoal_key=of.subgoals[at % len(of.subgoals)].key,
                action_key=of.actions[at % len(of.actions)].key,
                responsible="Fagleder",
                deadline=date(YEAR, at % 12 + 1, 15),
                expected_result=f"Eksempelresultat {at}: kortere ventetid og bedre kvalitet",
                amount_nok=1000 * at,
            )
            for at in range(1, activities + 1)
        ),
        targets=tuple(
            PlannedTarget(
                number=str(at),
                title=f"Eksempelmåltall {at}",
                unit_of_measure="prosent",
                direction=Direction.up,
                subgoal_key=of.subgoals[at % len(of.subgoals)].key,
                indicator_key=of.indicators[at % len(of.indicators)].key,
                baseline=40.5,
                target=50.25,
            )
            for at in range(1, targets + 1)
        ),
    )


def full_plan(of: PlanContext) -> bytes:
    """Return a workbook of 8 sheets with 200 rows of 14 columns each, with some cells damaged."""
    workbook = load_workbook(io.BytesIO(write_template(of, plan=plan(of, ROWS, ROWS))))
    for name in ("Tiltak", "Måltall"):
        sheet = workbook[name]
        for row in range(6, 6 + ROWS):
            for column in range(9, COLUMNS + 1):
                sheet.cell(row, column, f"notat {row}" if column % 2 else row * 1.5)
        for row in range(10, 6 + ROWS, 20):
            sheet.cell(row, 3, "9.99")
    for at in range(SHEETS - 2):
        sheet = workbook.create_sheet(f"Eget ark {at + 1}")
        for row in range(1, ROWS + 1):
            for column in range(1, COLUMNS + 1):
                sheet.cell(row, column, f"egen tekst {row} {column}" if column % 3 else row + 0.5)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def timed(do: Callable[[], object]) -> float:
    """Return how long the processor works on something, in seconds; a busy machine adds nothing."""
    start = time.process_time()
    do()
    return time.process_time() - start


def beside(one: Callable[[], object], other: Callable[[], object]) -> tuple[float, float]:
    """Return the medians of two things done in turn, so that a busy machine slows both."""
    pairs = [(timed(one), timed(other)) for _ in range(ROUNDS)]
    first, second = zip(*pairs, strict=True)
    return statistics.median(first), statistics.median(second)


def megabytes() -> float:
    """Return the most memory that this process has had."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1024 if sys.platform != "darwin" else most / 1024**2


def main() -> int:
    """Measure and tell; 1 when a limit is broken."""
    of = context()
    full = full_plan(of)

    def checked() -> CheckedPlan:
        return check_with(full, "plan.xlsx", lambda _unit, _year: of)

    found = checked()
    if len([one for one in found.findings if one.cell]) < 2 * ROWS // 20:
        raise AssertionError(found.findings[:3])
    broken = False
    before = megabytes()
    ours, theirs = beside(checked, lambda: load_workbook(io.BytesIO(full), data_only=True))
    broken |= _tell("full plan, read and checked / openpyxl loads", ours / theirs, MOST_RATIO, "x")
    print(f"    ours {ours * 1000:.0f} ms, openpyxl {theirs * 1000:.0f} ms, {len(full)} bytes")
    read = statistics.median(timed(lambda: read_workbook(full, "p.xlsx")) for _ in range(ROUNDS))
    print(f"    of that, reading alone {read * 1000:.0f} ms")
    anew = statistics.median(timed(lambda: write_template(of)) for _ in range(ROUNDS))
    broken |= _tell("template built anew", anew, MOST_TEMPLATE, "s")
    large = write_template(of, plan=plan(of, LARGE, 0))
    took = statistics.median(
        timed(lambda: check_with(large, "p.xlsx", lambda _unit, _year: of)) for _ in range(3)
    )
    broken |= _tell(f"plan of {LARGE} rows checked", took, MOST_LARGE, "s")
    print(f"    memory before {before:.0f} MB, most {megabytes():.0f} MB (openpyxl's too)")
    return int(broken)


def _tell(what: str, value: float, most: float, unit: str) -> bool:
    is_broken = value > most
    mark = "BROKEN" if is_broken else "holds"
    print(f"{what}: {value:.3f} {unit}, at most {most:g} {unit}: {mark}")
    return is_broken


if __name__ == "__main__":
    sys.exit(main())
