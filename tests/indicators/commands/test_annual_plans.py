from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier

import pytest
from sqlalchemy import func, select

from indicators.access import operator
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.plan_changes import changes
from indicators.commands.submissions import Delivery, Submitted
from indicators.errors import Conflict, NotFound
from indicators.models.measurement import Direction
from indicators.models.reporting import (
    Activity,
    ActivityResult,
    ActivityStatus,
    AnnualPlan,
    AnnualReport,
    ReportPeriod,
    Submission,
    UnitResult,
)
from indicators.models.running import AuditEvent
from indicators.queries.unit_year import plan_in_force, plan_rows, report_in_force
from indicators.unit_plans import (
    PlannedActivity,
    PlannedTarget,
    ReportedActivity,
    ReportedTarget,
    UnitPlan,
    UnitReport,
)
from tests.small_municipality import HOP, SOCIAL_PLAN, UNIT, YEAR, add_small_municipality

PLAN = UnitPlan(
    unit_key=UNIT,
    year=YEAR,
    leader="Kari",
    activities=(
        PlannedActivity(
            number="1",
            title="Åpne plasser",
            subgoal_key=f"{SOCIAL_PLAN}.1.1",
            action_key=f"{HOP}.7",
            responsible="Fagleder",
            deadline=date(YEAR, 6, 30),
            amount_nok=1000,
            cell="Tiltak!A6",
        ),
        PlannedActivity(
            number="2", title="Kurs", subgoal_key=f"{SOCIAL_PLAN}.1.2", cell="Tiltak!A7"
        ),
    ),
    targets=(
        PlannedTarget(
            number="1",
            title="Sykefravær",
            unit_of_measure="prosent",
            direction=Direction.down,
            indicator_key="sykefravaer",
            baseline=8.5,
            target=7.0,
            cell="Måltall!A6",
        ),
    ),
)
REPORT = UnitReport(
    unit_key=UNIT,
    year=YEAR,
    period=ReportPeriod.t1,
    activities=(
        ReportedActivity(number="1", status=ActivityStatus.done, result="Ferdig", cell="R!A8"),
        ReportedActivity(number="2", status=ActivityStatus.stopped, explanation="Nei", cell="R!A9"),
    ),
    targets=(ReportedTarget(number="1", value=None, cell="R!A10"),),
)


def delivery(content=b"fil 1"):
    return Delivery(
        file_name="plan.xlsx",
        content=content,
        actor=operator("test"),
        received_from="Kari",
        at=datetime(2026, 1, 15, 9, tzinfo=UTC),
        template_version="arsplan-1",
    )


@pytest.fixture
def municipality(database):
    with database.writing() as session:
        add_small_municipality(session)
    return database


def submit(database, plan=PLAN, content=b"fil 1"):
    with database.writing() as session:
        return submit_annual_plan(session, plan, delivery(content))


def report(database, content=b"rapport 1", rows=REPORT):
    with database.writing() as session:
        return submit_annual_report(session, rows, delivery(content))


def count(database, model):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def test_a_plan_is_kept_whole_with_the_file_itself(municipality):
    assert submit(municipality).version == 1
    with municipality.reading() as session:
        kept = session.scalars(select(Submission)).one()
        plan = session.scalars(select(AnnualPlan)).one()
        assert plan_rows(session, plan, UNIT) == PLAN
        events = session.scalars(select(AuditEvent.what)).all()
        assert (kept.content, kept.file_name, kept.template_version) == (
            b"fil 1",
            "plan.xlsx",
            "arsplan-1",
        )
        assert len(kept.sha256) == 64
        assert kept.received_at == datetime.fromisoformat("2026-01-15T09:00")
        assert kept.is_example
        assert (plan.state, plan.is_in_force) == ("submitted", True)
        assert events == ["submit_annual_plan"]


def test_the_same_file_or_the_same_content_again_changes_nothing(municipality):
    submit(municipality)
    version = municipality.data_version()
    assert submit(municipality).unchanged
    moved = replace(
        PLAN, activities=tuple(replace(row, cell="Tiltak!A99") for row in PLAN.activities)
    )
    assert submit(municipality, moved, b"lagret paa nytt").unchanged
    assert municipality.data_version() == version
    assert count(municipality, Submission) == 1


def test_a_new_plan_takes_over_and_the_earlier_is_kept(municipality):
    submit(municipality)
    shorter = replace(PLAN, activities=PLAN.activities[:1])
    second = submit(municipality, shorter, b"fil 2")
    assert (second.version, second.unchanged) == (2, False)
    with municipality.reading() as session:
        rows = session.execute(
            select(AnnualPlan.version, AnnualPlan.is_in_force).order_by(AnnualPlan.version)
        ).all()
    assert rows == [(1, False), (2, True)]
    assert count(municipality, Activity) == 3


def test_an_approved_plan_is_locked_but_the_same_file_is_not_a_change(municipality):
    submit(municipality)
    with municipality.writing() as session:
        session.scalars(select(AnnualPlan)).one().state = "approved"
    assert submit(municipality).unchanged
    with pytest.raises(Conflict, match="godkjent og låst"):
        submit(municipality, replace(PLAN, leader="Ola"), b"fil 2")
    assert count(municipality, Submission) == 1


def test_an_empty_plan_never_replaces_one(municipality):
    with pytest.raises(Conflict):
        submit(municipality, replace(PLAN, activities=()))


@pytest.mark.parametrize(
    "plan",
    [
        replace(PLAN, unit_key="finnes-ikke"),
        replace(PLAN, activities=(replace(PLAN.activities[0], subgoal_key="x.y.9"),)),
        replace(PLAN, activities=(replace(PLAN.activities[0], action_key="x.y.9"),)),
        replace(PLAN, targets=(replace(PLAN.targets[0], indicator_key="borte"),)),
    ],
    ids=["unit", "subgoal", "action", "indicator"],
)
def test_what_is_not_there_stops_the_whole_plan(municipality, plan):
    with pytest.raises(NotFound):
        submit(municipality, plan)
    assert count(municipality, Submission) == 0
    assert count(municipality, AnnualPlan) == 0


def test_of_those_who_submit_at_once_each_wins_whole_or_is_told(municipality):
    start = Barrier(4)

    def at_once(number):
        plan = replace(PLAN, leader=f"Leder {number}")
        if municipality.is_sqlite:
            # A writer of SQLite waits for the one before it already at the door.
            start.wait(timeout=10)
        try:
            with municipality.writing() as session:
                if not municipality.is_sqlite:
                    session.scalars(select(AnnualPlan)).all()
                    start.wait(timeout=10)
                return submit_annual_plan(session, plan, delivery(f"fil {number}".encode()))
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(at_once, range(4)))
    won = [answer for answer in answers if isinstance(answer, Submitted)]
    told = [answer for answer in answers if isinstance(answer, Conflict)]
    assert (len(won) >= 1, len(won) + len(told)) == (True, 4)
    assert all("samtidig" in str(conflict) for conflict in told)
    with municipality.reading() as session:
        in_force = session.scalars(select(AnnualPlan.version).where(AnnualPlan.is_in_force)).all()
    assert in_force == [max(answer.version for answer in won)]
    assert count(municipality, Submission) == len(won)
    assert count(municipality, Activity) == 2 * len(won)


def test_a_report_is_kept_on_the_plan_in_force(municipality):
    submit(municipality)
    assert report(municipality).version == 1
    assert report(municipality).unchanged
    assert report(municipality, b"annen fil, samme innhold").unchanged
    with municipality.reading() as session:
        plan = plan_in_force(session, session.scalars(select(AnnualPlan.unit_id)).one(), YEAR)
        assert report_in_force(session, plan, ReportPeriod.t1) == REPORT
        assert report_in_force(session, plan, ReportPeriod.t2) is None
    assert count(municipality, ActivityResult) == 2
    # Not measured is kept as nothing, never as zero.
    with municipality.reading() as session:
        assert session.scalars(select(UnitResult.value)).all() == [None]


def test_a_report_may_be_given_anew_and_after_an_approved_plan(municipality):
    submit(municipality)
    with municipality.writing() as session:
        session.scalars(select(AnnualPlan)).one().state = "approved"
    report(municipality)
    better = replace(REPORT, targets=(ReportedTarget(number="1", value=7.2),))
    assert report(municipality, b"rapport 2", better).version == 2
    other = replace(REPORT, period=ReportPeriod.t2)
    assert report(municipality, b"rapport 3", other).version == 1
    with municipality.reading() as session:
        kept = session.execute(
            select(AnnualReport.period, AnnualReport.version, AnnualReport.is_in_force).order_by(
                AnnualReport.id
            )
        ).all()
    assert kept == [("T1", 1, False), ("T1", 2, True), ("T2", 1, True)]


def test_a_report_needs_a_plan_and_rows_of_that_plan(municipality):
    with pytest.raises(Conflict, match="ingen årsplan"):
        report(municipality)
    submit(municipality)
    with pytest.raises(Conflict):
        report(municipality, rows=replace(REPORT, activities=(), targets=()))
    stranger = replace(REPORT, activities=(replace(REPORT.activities[0], number="77"),))
    with pytest.raises(NotFound):
        report(municipality, rows=stranger)
    assert count(municipality, AnnualReport) == 0


def test_the_same_report_is_taken_anew_when_the_plan_has_changed(municipality):
    submit(municipality)
    report(municipality)
    submit(municipality, replace(PLAN, leader="Ola"), b"fil 2")
    assert report(municipality).version == 2


def test_changes_are_told_row_by_row_and_field_by_field():
    new = replace(
        PLAN,
        leader="Ola",
        activities=(
            replace(PLAN.activities[0], title="Åpne ti plasser", cell="Tiltak!A9"),
            PlannedActivity(number="3", title="Nytt", subgoal_key=f"{SOCIAL_PLAN}.2.1"),
        ),
    )
    found = changes(PLAN, new)
    assert (found.leader.old, found.leader.new) == ("Kari", "Ola")
    assert [row.number for row in found.activities.added] == ["3"]
    assert [row.number for row in found.activities.removed] == ["2"]
    (changed,) = found.activities.changed
    assert [(one.field, one.old, one.new) for one in changed.changes] == [
        ("title", "Åpne plasser", "Åpne ti plasser")
    ]
    assert not found.targets.any


def test_nothing_changes_against_the_same_plan_and_all_is_new_against_none():
    assert not changes(PLAN, PLAN).any
    against_none = changes(None, PLAN)
    assert len(against_none.activities.added) == 2
    assert len(against_none.targets.added) == 1
