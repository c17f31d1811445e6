"""A small made-up municipality for tests of workbooks: two units, four subgoals, two actions."""

from datetime import date

from indicators.models.measurement import Indicator
from indicators.models.organisation import Municipality, ServiceArea, Unit
from indicators.models.plan import Action, ActionSubgoal, Goal, Plan, Subgoal

UNIT = "eksempelenheten"
OTHER_UNIT = "naboenheten"
YEAR = 2026
SOCIAL_PLAN = "eksempelplanen.vedtatt-2022"
HOP = "eksempel-hop.2026-2029"


def add_small_municipality(session):
    session.add(
        Municipality(key="eksempel", code="9999", title_nb="Eksempel kommune", is_example=True)
    )
    care = ServiceArea(key="omsorg", title_nb="Omsorg", position=1, is_example=True)
    school = ServiceArea(key="skole", title_nb="Skole", position=2, is_example=True)
    session.add_all([care, school])
    session.flush()
    session.add_all(
        [
            _unit(UNIT, "Eksempelenheten", care, "Kari Eksempel"),
            _unit(OTHER_UNIT, "Naboenheten", school, None),
        ]
    )
    plan = Plan(
        key="eksempelplanen",
        version="vedtatt-2022",
        kind="municipal_plan",
        state="adopted",
        title_nb="Eksempelplanen",
        first_year=2020,
        last_year=2032,
        is_example=True,
    )
    hop = Plan(
        key="eksempel-hop",
        version="2026-2029",
        kind="action_economy_plan",
        state="adopted",
        title_nb="Eksempel-HØP",
        first_year=2026,
        last_year=2029,
        is_example=True,
    )
    session.add_all([plan, hop])
    session.flush()
    subgoals = _subgoals(session, plan)
    _actions(session, hop, care, school, subgoals)
    session.add(
        Indicator(
            key="sykefravaer",
            title_nb="Sykefravær",
            unit_of_measure_nb="prosent",
            decimals=1,
            direction="down",
            frequency="year",
            producer="eksempel",
            is_published=True,
            is_example=True,
        )
    )
    session.flush()


def _unit(key, title, area, leader):
    return Unit(
        key=key,
        title_nb=title,
        service_area_id=area.id,
        leader=leader,
        valid_from=date(2020, 1, 1),
        is_example=True,
    )


def _subgoals(session, plan):
    found = {}
    for goal_number, numbers in (("1", ("1.1", "1.2")), ("2", ("2.1", "2.3"))):
        goal = Goal(
            plan_id=plan.id,
            key=f"{SOCIAL_PLAN}.{goal_number}",
            number=goal_number,
            position=int(goal_number),
            title_nb=f"Hovedmål {goal_number}",
            title_status="confirmed",
        )
        session.add(goal)
        session.flush()
        for position, number in enumerate(numbers, start=1):
            subgoal = Subgoal(
                goal_id=goal.id,
                key=f"{SOCIAL_PLAN}.{number}",
                number=number,
                position=position,
                title_nb=f"Eksempeldelmål {number}",
                title_status="confirmed",
            )
            session.add(subgoal)
            found[number] = subgoal
    session.flush()
    return found


def _actions(session, hop, care, school, subgoals):
    for position, (number, title, area, subgoal) in enumerate(
        (
            ("7", "Flere plasser", care, "1.1"),
            ("8", "Nytt skolebygg", school, "2.1"),
        ),
        start=1,
    ):
        action = Action(
            plan_id=hop.id,
            key=f"{HOP}.{number}",
            number=number,
            position=position,
            kind="measure",
            title_nb=title,
            service_area_id=area.id,
            is_example=True,
        )
        session.add(action)
        session.flush()
        session.add(
            ActionSubgoal(
                action_id=action.id, subgoal_id=subgoals[subgoal].id, share=1.0, is_primary=True
            )
        )
