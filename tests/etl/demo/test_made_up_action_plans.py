from dataclasses import replace

import pytest

from etl.action_plan.reader import read_action_plan
from etl.demo.made_up_action_plans import read_rows
from etl.plans.files import read_organisation, read_plan
from etl.plans.load_organisation import load_organisation
from etl.plans.load_plan import load_plan
from etl.plans.municipality_file import read_municipality_file
from etl.registry import MUNICIPALITIES
from indicators.commands.actions import load_edition

ROWS = sorted(MUNICIPALITIES.glob("*/action_plans/*.yaml"))


def without_cells(edition):
    actions = tuple(replace(action, cell="") for action in edition.actions)
    return replace(edition, actions=actions)


@pytest.mark.parametrize("path", ROWS, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_the_kept_workbook_says_what_its_rows_say(sqlite_database, path):
    folder = path.parents[1]
    municipality = read_municipality_file(folder / "municipality.toml")
    edition = read_rows(path).edition()
    with sqlite_database.writing() as session:
        load_organisation(session, read_organisation(folder / municipality.organisation))
        for plan in municipality.plans:
            load_plan(session, read_plan(folder / plan))
        if edition.former:
            former = path.with_name(".".join(edition.former) + ".yaml")
            load_edition(session, read_rows(former).edition(), who="test")
    workbook = path.with_suffix(".xlsx")
    with sqlite_database.reading() as session:
        checked = read_action_plan(workbook.read_bytes(), workbook.name, session)
    assert checked.findings == ()
    assert without_cells(checked.edition) == without_cells(edition)


@pytest.mark.parametrize("path", ROWS, ids=lambda path: f"{path.parts[-3]} {path.stem}")
def test_every_made_up_action_says_so_itself(path):
    edition = read_rows(path).edition()
    assert edition.is_example
    assert all("(eksempeldata)" in action.title for action in edition.actions)


def test_actions_are_continued_changed_dropped_and_new():
    folder = MUNICIPALITIES / "eksempel" / "action_plans"
    first = read_rows(folder / "hop.2025-2028.yaml").edition()
    second = read_rows(folder / "hop.2026-2029.yaml").edition()
    continued = {action.continues for action in second.actions}
    assert {action.number for action in first.actions} - continued
    assert None in continued
    before = {action.number: action.amounts for action in first.actions}
    same_years = [
        (before[action.continues][1:], action.amounts[:-1])
        for action in second.actions
        if action.continues
    ]
    assert any(old == new for old, new in same_years)
    assert any(old != new for old, new in same_years)


def test_trondheims_thread_is_broken_somewhere_on_purpose():
    edition = read_rows(MUNICIPALITIES / "trondheim/action_plans/hop.2026-2029.yaml").edition()
    linked = {share.subgoal_key for action in edition.actions for share in action.shares}
    plan = read_plan(MUNICIPALITIES / "trondheim/plans/trondheimsloftet.vedtatt-2022.yaml")
    titled = {
        f"{plan.ref}.{subgoal.number}"
        for goal in plan.goals
        for subgoal in goal.subgoals
        if subgoal.title_status != "missing"
    }
    assert linked < titled
