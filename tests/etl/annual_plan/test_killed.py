"""A submit that is killed in the middle leaves nothing behind; one that was done is there whole."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from indicators.commands.annual_plans import submit_annual_plan
from indicators.models import Base
from indicators.models.reporting import Activity, AnnualPlan, Submission
from tests.indicators.commands.test_annual_plans import PLAN, delivery
from tests.small_municipality import add_small_municipality

ROOT = Path(__file__).resolve().parents[3]
# Dies by the signal that nothing can catch, before or after the n-th statement of some kind.
PROGRAM = """
import os, signal, sys
from dataclasses import replace
from sqlalchemy import event
from indicators.commands.annual_plans import submit_annual_plan
from indicators.database import Database
from tests.indicators.commands.test_annual_plans import PLAN, delivery

database = Database(os.environ["URL"])
where = sys.argv[1]

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def seen(connection, cursor, statement, *_):
    if where in statement:
        die()

if where == "commit":
    event.listen(database.engine, "commit", die)
elif where != "nowhere":
    event.listen(database.engine, "after_cursor_execute", seen)
with database.writing() as session:
    submit_annual_plan(session, replace(PLAN, leader="Ola"), delivery(b"fil 2"))
die()
"""


@pytest.fixture
def municipality(database):
    with database.writing() as session:
        add_small_municipality(session)
        submit_annual_plan(session, PLAN, delivery())
    return database


def killed(database, where):
    url = database.url.render_as_string(hide_password=False)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, where],
        cwd=ROOT,
        env={**os.environ, "URL": url, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def everything(database):
    with database.reading() as session:
        return {
            table.name: sorted(map(str, session.connection().execute(select(table)).all()))
            for table in Base.metadata.sorted_tables
        }


@pytest.mark.parametrize(
    "where",
    ["INSERT INTO submission", "INSERT INTO annual_plan", "INSERT INTO activity", "commit"],
)
def test_killed_in_the_middle_nothing_is_changed(municipality, where):
    before = everything(municipality)
    killed(municipality, where)
    assert everything(municipality) == before
    # Nothing stays locked either.
    with municipality.writing() as session:
        again = submit_annual_plan(session, replace(PLAN, leader="Ola"), delivery(b"fil 2"))
    assert again.version == 2


def test_killed_right_after_everything_is_there(municipality):
    killed(municipality, "nowhere")
    with municipality.reading() as session:
        counts = [
            session.scalar(select(func.count()).select_from(table))
            for table in (AnnualPlan, Submission, Activity)
        ]
        leader = session.scalars(select(AnnualPlan.leader).where(AnnualPlan.is_in_force)).one()
    assert (counts, leader) == ([2, 2, 4], "Ola")
