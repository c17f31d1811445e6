import io
import shutil
from datetime import date

import pytest
from openpyxl import load_workbook

from etl.annual_plan.checks import check
from etl.annual_plan.template import write_template
from indicators.database import Database
from indicators.models.measurement import Direction
from indicators.queries.plan_context import plan_context
from indicators.unit_plans import PlannedActivity, PlannedTarget, UnitPlan
from tests.small_municipality import HOP, SOCIAL_PLAN, UNIT, YEAR, add_small_municipality


@pytest.fixture
def municipality(sqlite_database):
    """A database of this test's own, to write in."""
    with sqlite_database.writing() as session:
        add_small_municipality(session)
    return sqlite_database


@pytest.fixture(scope="session")
def municipality_to_read(_sqlite_template, tmp_path_factory):
    """A database for all tests that only read."""
    path = tmp_path_factory.mktemp("small") / "rodtrad.db"
    shutil.copyfile(_sqlite_template, path)
    database = Database(f"sqlite:///{path}")
    with database.writing() as session:
        add_small_municipality(session)
    yield database
    database.close()


@pytest.fixture
def session(municipality_to_read):
    with municipality_to_read.reading() as session:
        yield session


@pytest.fixture(scope="session")
def unit_context(municipality_to_read):
    with municipality_to_read.reading() as session:
        return plan_context(session, UNIT, YEAR)


@pytest.fixture(scope="session")
def plan():
    return UnitPlan(
        unit_key=UNIT,
        year=YEAR,
        leader="Kari Eksempel",
        activities=(
            PlannedActivity(
                number="1",
                title="Åpne flere plasser",
                subgoal_key=f"{SOCIAL_PLAN}.1.1",
                action_key=f"{HOP}.7",
                responsible="Fagleder",
                deadline=date(YEAR, 6, 30),
                expected_result="Kortere ventetid",
                amount_nok=1_500_000,
            ),
            PlannedActivity(
                number="2",
                title="=HVIS(SANN;1;2)",
                subgoal_key=f"{SOCIAL_PLAN}.2.3",
                responsible="Avdelingsleder",
                deadline=date(YEAR, 12, 31),
            ),
        ),
        targets=(
            PlannedTarget(
                number="1",
                title="Sykefravær",
                unit_of_measure="prosent",
                direction=Direction.down,
                subgoal_key=f"{SOCIAL_PLAN}.1.2",
                indicator_key="sykefravaer",
                baseline=8.5,
                target=7.25,
            ),
        ),
    )


@pytest.fixture(scope="session")
def filled(unit_context, plan):
    """The workbook of ``plan``."""
    return write_template(unit_context, plan=plan)


@pytest.fixture
def changed():
    """A function that gives a workbook back with cells changed: ``{"Tiltak!C6": "2.9"}``."""

    def change(content, cells, then=None):
        workbook = load_workbook(io.BytesIO(content))
        for place, value in cells.items():
            sheet, _, cell = place.partition("!")
            workbook[sheet][cell] = value
        if then is not None:
            then(workbook)
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    return change


@pytest.fixture
def check_changed(session, filled, changed):
    """A function that damages the filled workbook and checks it."""
    return lambda cells, then=None: check(changed(filled, cells, then), "plan.xlsx", session)
