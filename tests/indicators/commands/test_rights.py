"""Every command that changes data, tried as everybody."""

import importlib
import inspect
import pkgutil
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from indicators import commands
from indicators.access import ANONYMOUS
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.assessments import (
    Judgement,
    assess_goal,
    assess_indicator,
    assess_subgoal,
)
from indicators.commands.deadlines import set_deadline
from indicators.commands.people import (
    NewPerson,
    RoleAt,
    add_person,
    give_role,
    set_active,
    set_password,
    take_role,
)
from indicators.commands.plan_decisions import approve_plan, reopen_plan, return_plan
from indicators.commands.submissions import Delivery
from indicators.errors import NotAllowed
from indicators.models import Base
from indicators.models.people import Role
from indicators.models.reporting import ActivityStatus, AnnualPlan, DeliveryKind, ReportPeriod
from indicators.progress.values import Status
from indicators.queries.people import actor_of
from indicators.unit_plans import PlannedActivity, ReportedActivity, UnitPlan, UnitReport
from tests.indicators.commands.organisation import OPERATOR, PEOPLE, add_organisation
from tests.small_municipality import SOCIAL_PLAN, UNIT, YEAR

LEADERS = {"leader", "leader-above", "administrator"}
ADMINISTRATORS = {"administrator"}
DECIDERS = {"area-director", "administrator"}
JUDGES = {"area-director", "director-of-other", "director", "administrator"}
OTHER_YEAR = YEAR + 1
EVERYBODY = ("anonymous", *PEOPLE)


def _delivery(actor, content=b"x"):
    return Delivery(
        file_name="p.xlsx",
        content=content,
        actor=actor,
        received_from="prøve",
        at=datetime(2026, 1, 1, tzinfo=UTC),
        template_version="1",
    )


def _submit_plan(session, actor, title="Nytt", year=YEAR):
    activity = PlannedActivity(number="1", title=title, subgoal_key=f"{SOCIAL_PLAN}.1.1")
    plan = UnitPlan(unit_key=UNIT, year=year, leader=None, activities=(activity,))
    submit_annual_plan(session, plan, _delivery(actor, f"{title} {year}".encode()))


def _submit_report(session, actor):
    done = ReportedActivity(number="1", status=ActivityStatus.done)
    report = UnitReport(unit_key=UNIT, year=YEAR, period=ReportPeriod.t1, activities=(done,))
    submit_annual_report(session, report, _delivery(actor, b"y"))


def _reopen(session, actor):
    # Approved by somebody who may; what is tried is to open it again.
    plan = session.scalars(select(AnnualPlan).where(AnnualPlan.year == OTHER_YEAR)).one()
    assert plan.state == "approved"
    reopen_plan(session, UNIT, OTHER_YEAR, "Nye tall", by=actor, version=1)


def _assess(assess, key):
    def do(session, actor):
        judgement = Judgement(Status.behind, "Fordi.", "Prøve", by=actor)
        assess(session, key, judgement, at=datetime(2026, 1, 1, tzinfo=UTC))

    return do


COMMANDS = {
    assess_goal: (_assess(assess_goal, f"{SOCIAL_PLAN}.1"), JUDGES),
    assess_subgoal: (_assess(assess_subgoal, f"{SOCIAL_PLAN}.1.1"), JUDGES),
    assess_indicator: (_assess(assess_indicator, "sykefravaer"), JUDGES),
    submit_annual_plan: (_submit_plan, LEADERS),
    submit_annual_report: (_submit_report, LEADERS),
    return_plan: (
        lambda s, by: return_plan(s, UNIT, YEAR, "Rett den", by=by, version=1),
        DECIDERS,
    ),
    approve_plan: (lambda s, by: approve_plan(s, UNIT, YEAR, by=by, version=1), DECIDERS),
    reopen_plan: (_reopen, DECIDERS),
    set_deadline: (
        lambda s, by: set_deadline(s, YEAR, DeliveryKind.t1, date(YEAR, 5, 15), by=by),
        ADMINISTRATORS,
    ),
    add_person: (lambda s, by: add_person(s, NewPerson("ny.person", "Ny"), by=by), ADMINISTRATORS),
    set_password: (
        lambda s, by: set_password(s, "reader", "fire helt vanlige ord", by=by),
        ADMINISTRATORS,
    ),
    set_active: (lambda s, by: set_active(s, "reader", is_active=False, by=by), ADMINISTRATORS),
    give_role: (
        lambda s, by: give_role(s, "reader", RoleAt(Role.director), by=by),
        ADMINISTRATORS,
    ),
    take_role: (lambda s, by: take_role(s, "reader", RoleAt(Role.reader), by=by), ADMINISTRATORS),
}
NOT_ASKED_FOR_BY_PEOPLE = {
    "actions.load_edition": "the command line loads HØP; whoever has the machine may",
    "status_history.keep_what_changed": "part of the step that changed something",
    "summaries.refresh_summaries": "part of the step that changed something",
    "summaries.refresh_all_summaries": "part of the step that changed something",
    "submissions.keep_submission": "part of a submit, which has asked",
    "sign_ins.start_sign_in": "before it is known who asks",
    "sign_ins.see_again": "before it is known who asks",
    "sign_ins.end_sign_in": "before it is known who asks",
    "sign_ins.forget_ended": "before it is known who asks",
    "sign_ins.note_attempts": "before it is known who asks",
    "sign_ins.take_back_attempts": "before it is known who asks",
    "sign_ins.forget_attempts": "before it is known who asks",
    "sign_ins.forget_attempts_of": "before it is known who asks",
    "sign_ins.renew_hash": "before it is known who asks",
}
READS_ONLY = {
    "submissions.unit_of_key",
    "submissions.unit_to_submit_for",
    "submissions.require_preview",
}


@pytest.fixture
def filled(database):
    with database.writing() as session:
        add_organisation(session)
        _submit_plan(session, OPERATOR, "Gammelt")
        _submit_plan(session, OPERATOR, "Godkjent", OTHER_YEAR)
        approve_plan(session, UNIT, OTHER_YEAR, by=OPERATOR, version=1)
    return database


def _everything(database):
    """Return all that is in the database, table by table."""
    with database.reading() as session:
        return _rows(session)


def _rows(session):
    return {
        table.name: sorted(map(str, session.connection().execute(select(table)).all()))
        for table in Base.metadata.sorted_tables
    }


def _actor(database, name):
    if name == "anonymous":
        return ANONYMOUS
    with database.reading() as session:
        return actor_of(session, name)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.__name__)
def test_a_command_is_done_for_those_who_may_and_changes_nothing_for_others(filled, command):
    do, allowed = COMMANDS[command]
    before = _everything(filled)
    refused = {name: _refusal(filled, name, do) for name in EVERYBODY}
    assert {name for name, said in refused.items() if said is None} == allowed
    for name, said in refused.items():
        word = "Logg inn for å" if name == "anonymous" else "har ikke rett til å"
        assert said is None or word in said
    assert _everything(filled) == before


def _refusal(database, name, do):
    """Try a command as somebody; return what they are told, or None where it is done."""
    actor = _actor(database, name)
    # What is done is taken back, so that the next one finds things as they were.
    with database.reading() as session:
        before = _rows(session)
        try:
            do(session, actor)
            session.flush()
        except NotAllowed as error:
            assert _rows(session) == before, "refused, but not before something was changed"
            return str(error)
        assert _rows(session) != before, "done, and nothing changed"
    return None


def test_no_command_is_left_out():
    found = {
        f"{module.name}.{name}": function
        for module in pkgutil.iter_modules(commands.__path__)
        for name, function in _functions(f"{commands.__name__}.{module.name}")
    }
    known = {f"{one.__module__.rpartition('.')[2]}.{one.__name__}" for one in COMMANDS}
    assert set(found) == known | set(NOT_ASKED_FOR_BY_PEOPLE) | READS_ONLY


def _functions(name):
    module = importlib.import_module(name)
    for own, function in inspect.getmembers(module, inspect.isfunction):
        takes = list(inspect.signature(function).parameters)
        if function.__module__ == name and takes[:1] == ["session"] and not own.startswith("_"):
            yield own, function
