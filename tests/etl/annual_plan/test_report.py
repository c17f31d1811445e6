from dataclasses import replace
from datetime import UTC, datetime

import pytest

from etl.annual_plan.checks import check
from etl.annual_plan.template import write_template
from indicators.access import operator
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.submissions import Delivery
from indicators.errors import NotFound
from indicators.models.reporting import ActivityStatus, ReportPeriod
from indicators.queries.plan_context import plan_context
from indicators.unit_plans import ReportedActivity, ReportedTarget, UnitReport
from tests.small_municipality import UNIT, YEAR

REPORT = UnitReport(
    unit_key=UNIT,
    year=YEAR,
    period=ReportPeriod.t1,
    activities=(
        ReportedActivity(number="1", status=ActivityStatus.on_track, result="Halvveis"),
        ReportedActivity(number="2", status=ActivityStatus.delayed, explanation="Venter"),
    ),
    targets=(ReportedTarget(number="1", value=8.1),),
)


@pytest.fixture
def reporting(municipality, plan):
    with municipality.writing() as session:
        submit_annual_plan(
            session,
            plan,
            Delivery(
                file_name="plan.xlsx",
                content=b"x",
                actor=operator("prøve"),
                received_from="test",
                at=datetime.now(UTC),
                template_version="arsplan-1",
            ),
        )
    with municipality.reading() as session:
        yield session


@pytest.fixture
def reported(reporting):
    return write_template(plan_context(reporting, UNIT, YEAR), report=REPORT)


def places(checked):
    return [(found.place, found.code) for found in checked.findings]


def test_a_report_that_is_written_is_read_back_the_same(reporting, reported):
    checked = check(reported, "t1.xlsx", reporting)
    assert checked.findings == ()
    assert checked.is_report
    assert checked.plan is None
    again = replace(
        checked.report,
        activities=tuple(replace(row, cell="") for row in checked.report.activities),
        targets=tuple(replace(row, cell="") for row in checked.report.targets),
    )
    assert again == REPORT
    assert checked.report.activities[0].cell == "Rapport!A8"


def test_a_report_to_fill_in_lists_what_is_missing(reporting):
    content = write_template(plan_context(reporting, UNIT, YEAR), report_period=ReportPeriod.year)
    checked = check(content, "rapport.xlsx", reporting)
    assert places(checked) == [
        ("Rapport!D8", "required"),
        ("Rapport!D9", "required"),
        ("Rapport!E10", "not_measured"),
    ]


@pytest.mark.parametrize(
    ("cells", "place", "code"),
    [
        ({"Rapport!G9": None}, "Rapport!G9", "missing_explanation"),
        ({"Rapport!D8": "Kjempebra"}, "Rapport!D8", "unknown_choice"),
        ({"Rapport!D8": None}, "Rapport!D8", "required"),
        ({"Rapport!B8": 77}, "Rapport!B8", "not_in_plan"),
        ({"Rapport!B9": 1}, "Rapport!B9", "duplicate_result"),
        ({"Rapport!E10": "ikke målt"}, "Rapport!E10", "not_a_number"),
        ({"Rapport!C5": "2. tertial (T2)"}, "Rapport!C5", "period_differs"),
        ({"Rapport!C5": None}, "Rapport!C5", "required"),
    ],
)
def test_one_damaged_cell_gives_a_finding_at_that_very_cell(
    reporting, reported, changed, cells, place, code
):
    checked = check(changed(reported, cells), "t1.xlsx", reporting)
    assert not checked.accepted
    assert checked.report is None
    assert (place, code) in places(checked)


def test_warnings_do_not_stop_a_report(reporting, reported, changed):
    cells = {"Rapport!E10": None, "Rapport!C8": "Noe annet", "Tiltak!B6": "Et annet tiltak"}
    checked = check(changed(reported, cells), "t1.xlsx", reporting)
    assert checked.accepted
    assert checked.report.targets[0].value is None
    assert places(checked) == [
        ("Tiltak", "plan_differs"),
        ("Rapport!C8", "title_differs"),
        ("Rapport!E10", "not_measured"),
    ]


def test_there_must_be_a_plan_to_report_on(session, unit_context, plan):
    with pytest.raises(NotFound):
        write_template(unit_context, report_period=ReportPeriod.t1)
    content = write_template(unit_context, plan=plan, report=REPORT)
    checked = check(content, "t1.xlsx", session)
    assert places(checked) == [("Årsplan!B8", "no_plan")]
