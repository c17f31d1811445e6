from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest
from sqlalchemy import func, select

from indicators.access import Actor, operator
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.plan_decisions import approve_plan, reopen_plan, return_plan
from indicators.errors import Conflict, NotFound
from indicators.models.people import Role
from indicators.models.reporting import AnnualPlan, PlanDecision, Submission
from indicators.models.running import AuditEvent
from indicators.queries.plan_decisions import plan_standing
from indicators.queries.plan_preview import preview_hash
from tests.indicators.commands.test_annual_plans import PLAN, REPORT, delivery
from tests.small_municipality import UNIT, YEAR, add_small_municipality

DIRECTOR = operator("Direktør Eksempel")


@pytest.fixture
def municipality(database):
    with database.writing() as session:
        add_small_municipality(session)
        submit_annual_plan(session, PLAN, delivery())
    return database


def decide(database, command, *said, version=None, year=YEAR):
    with database.writing() as session:
        return command(session, UNIT, year, *said, by=DIRECTOR, version=version)


def standing(database, actor=DIRECTOR):
    with database.reading() as session:
        return plan_standing(session, UNIT, YEAR, actor)


def submit(database, plan, content, preview=None):
    with database.writing() as session:
        return submit_annual_plan(session, plan, replace(delivery(content), preview=preview))


def test_a_plan_goes_from_delivered_over_returned_to_approved_and_open_again(municipality):
    decide(municipality, return_plan, "  Mangler frist.\r\nSe tiltak 2. ")
    assert standing(municipality).state == "returned"
    better = replace(PLAN, leader="Ola")
    assert submit(municipality, better, b"fil 2").version == 2
    assert standing(municipality).state == "submitted"
    assert decide(municipality, approve_plan, version=2) == 2
    with pytest.raises(Conflict, match="godkjent og låst"):
        submit(municipality, replace(PLAN, leader="Per"), b"fil 3")
    decide(municipality, reopen_plan, "Nytt budsjett")
    assert submit(municipality, replace(PLAN, leader="Per"), b"fil 3").version == 3
    found = standing(municipality)
    assert [(row.version, row.state, row.comment) for row in found.decisions] == [
        (2, "reopened", "Nytt budsjett"),
        (2, "approved", None),
        (1, "returned", "Mangler frist.\nSe tiltak 2."),
    ]
    assert {row.decided_by for row in found.decisions} == {"Direktør Eksempel"}
    with municipality.reading() as session:
        events = session.scalars(select(AuditEvent.what).order_by(AuditEvent.id)).all()
    assert [one for one in events if "submit" not in one] == [
        "return_plan",
        "approve_plan",
        "reopen_plan",
    ]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ((), (reopen_plan, "x")),
        ((approve_plan,), (approve_plan,)),
        ((approve_plan,), (return_plan, "x")),
        ((return_plan, "x"), (return_plan, "y")),
        ((), (return_plan, "  ")),
        ((), (return_plan, "x" * 2001)),
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(municipality, first, then):
    if first:
        decide(municipality, *first)
    before = standing(municipality)
    with pytest.raises(Conflict):
        decide(municipality, *then)
    assert standing(municipality) == before


def test_a_plan_that_was_sent_back_may_be_approved_as_it_is(municipality):
    decide(municipality, return_plan, "Er dette riktig?")
    decide(municipality, approve_plan)
    assert standing(municipality).state == "approved"


def test_a_decision_on_another_version_than_the_one_that_was_read_is_refused(municipality):
    submit(municipality, replace(PLAN, leader="Ola"), b"fil 2")
    with pytest.raises(Conflict, match="versjon 2 gjelder nå"):
        decide(municipality, approve_plan, version=1)


def test_there_must_be_a_plan(municipality):
    with pytest.raises(NotFound):
        decide(municipality, approve_plan, year=YEAR + 1)


def test_what_was_said_is_for_those_who_may_see_it(municipality):
    decide(municipality, return_plan, "Mellom oss")
    assert standing(municipality, Actor()) is None
    leader = Actor("l", "L", frozenset({Role.unit_leader}), frozenset({UNIT}))
    assert standing(municipality, leader).decisions[0].comment == "Mellom oss"
    assert not standing(municipality, leader).may_decide
    assert standing(municipality, replace(leader, units=frozenset({"naboenheten"}))) is None


def test_a_preview_holds_until_what_counts_is_another(municipality):
    mine, other = replace(PLAN, leader="Ola"), replace(PLAN, leader="Per")
    with municipality.reading() as session:
        seen = preview_hash(session, mine)
    submit(municipality, other, b"fil 2")
    with pytest.raises(Conflict, match="er endret etter at du så"):
        submit(municipality, mine, b"fil 3", seen)
    with municipality.reading() as session:
        assert session.scalar(select(func.count()).select_from(Submission)) == 2
        seen = preview_hash(session, mine)
    with pytest.raises(Conflict, match="er endret etter"):
        submit(municipality, mine, b"fil 3", "")
    assert submit(municipality, mine, b"fil 3", seen).version == 3


def test_a_preview_of_a_report_holds_until_plan_or_report_is_another(municipality):
    def report(content, preview):
        with municipality.writing() as session:
            return submit_annual_report(
                session, REPORT, replace(delivery(content), preview=preview)
            )

    with municipality.reading() as session:
        seen = preview_hash(session, REPORT)
    submit(municipality, replace(PLAN, leader="Ola"), b"fil 2")
    with pytest.raises(Conflict, match="er endret etter at du så"):
        report(b"rapport", seen)


def test_of_a_decision_and_a_delivery_at_once_an_approved_plan_is_never_lost(municipality):
    start = Barrier(2)

    def at_once(do):
        start.wait(timeout=10)
        try:
            return do()
        except Conflict as conflict:
            return conflict

    with ThreadPoolExecutor(2) as pool:
        answers = list(
            pool.map(
                at_once,
                [
                    lambda: decide(municipality, approve_plan, version=1),
                    lambda: submit(municipality, replace(PLAN, leader="Ola"), b"fil 2"),
                ],
            )
        )
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    with municipality.reading() as session:
        decided = session.scalars(select(PlanDecision.annual_plan_id)).all()
        in_force = session.execute(
            select(AnnualPlan.id, AnnualPlan.state).where(AnnualPlan.is_in_force)
        ).all()
    assert len(in_force) == 1
    assert (decided == [in_force[0].id]) == (in_force[0].state == "approved")
