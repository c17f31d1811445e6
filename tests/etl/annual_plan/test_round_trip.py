import io
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from etl.annual_plan.checks import check, check_with
from etl.annual_plan.template import write_template
from etl.workbooks.folding import tidy
from indicators.models.measurement import Direction
from indicators.unit_plans import PlannedActivity, PlannedTarget, UnitPlan
from tests.small_municipality import HOP, OTHER_UNIT, SOCIAL_PLAN, UNIT, YEAR


def without_cells(plan):
    return replace(
        plan,
        activities=tuple(replace(row, cell="") for row in plan.activities),
        targets=tuple(replace(row, cell="") for row in plan.targets),
    )


def test_a_plan_that_is_written_is_read_back_the_same(session, filled, plan):
    checked = check(filled, "plan.xlsx", session)
    assert checked.findings == ()
    assert without_cells(checked.plan) == plan
    assert (checked.unit_key, checked.year, checked.is_report) == (UNIT, YEAR, False)


def test_every_row_knows_its_cell(session, filled):
    plan = check(filled, "plan.xlsx", session).plan
    sheet = load_workbook(io.BytesIO(filled))["Tiltak"]
    for row in plan.activities:
        title, _, cell = row.cell.partition("!")
        assert title == "Tiltak"
        assert str(sheet[cell].value) == row.number


def test_a_save_by_another_program_changes_nothing(session, filled, changed, plan):
    checked = check(changed(filled, {}), "plan.xlsx", session)
    assert checked.findings == ()
    assert without_cells(checked.plan) == plan


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cf", "Cn", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=40,
).map(lambda text: tidy("x" + text))
# A workbook holds fifteen digits.
numbers = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: float(f"{value:.15g}"))
subgoals = st.sampled_from([f"{SOCIAL_PLAN}.{number}" for number in ("1.1", "1.2", "2.1", "2.3")])
activities = st.builds(
    PlannedActivity,
    number=st.just("1"),
    title=texts,
    subgoal_key=subgoals,
    action_key=st.sampled_from([None, f"{HOP}.7", f"{HOP}.8"]),
    responsible=texts,
    deadline=st.integers(0, 364).map(lambda days: date(YEAR, 1, 1) + timedelta(days=days)),
    expected_result=st.none() | texts,
    amount_nok=st.none() | st.integers(0, 10**9),
    cell=st.just(""),
)
targets = st.builds(
    PlannedTarget,
    number=st.just("1"),
    title=texts,
    unit_of_measure=texts,
    direction=st.just(Direction.keep),
    subgoal_key=st.none() | subgoals,
    indicator_key=st.sampled_from([None, "sykefravaer"]),
    baseline=st.none() | numbers,
    target=numbers,
    cell=st.just(""),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    rows=st.lists(activities, min_size=1, max_size=4),
    aims=st.lists(targets, max_size=3),
)
def test_any_valid_plan_is_read_back_the_same(unit_context, rows, aims):
    # Titles are made different by their number: the same twice is an error.
    plan = UnitPlan(
        unit_key=UNIT,
        year=YEAR,
        leader="Leder",
        activities=tuple(
            replace(row, number=str(at), title=f"{at} {row.title}")
            for at, row in enumerate(rows, start=1)
        ),
        targets=tuple(
            replace(row, number=str(at), title=f"{at} {row.title}")
            for at, row in enumerate(aims, start=1)
        ),
    )
    content = write_template(unit_context, plan=plan)
    checked = check_with(content, "plan.xlsx", lambda *_: unit_context)
    assert checked.accepted, checked.findings
    assert without_cells(checked.plan) == plan


def test_a_workbook_of_another_unit_is_checked_against_that_unit(session, unit_context, plan):
    other = replace(unit_context, unit_key=OTHER_UNIT, unit_title="Naboenheten")
    content = write_template(other, plan=replace(plan, unit_key=OTHER_UNIT))
    checked = check(content, "plan.xlsx", session)
    assert checked.plan.unit_key == OTHER_UNIT
    # HØP action 7 is of the first unit's service area.
    assert [found.code for found in checked.findings] == ["action_of_other_area"]
