"""A made-up municipality with one thread that is whole, one that is broken, and hostile names."""

from __future__ import annotations

from datetime import UTC, date, datetime

from etl.annual_plan.checks import check
from etl.annual_plan.template import write_template
from indicators import periods
from indicators.access import operator
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.submissions import Delivery
from indicators.models.measurement import Direction, Indicator, IndicatorSubgoal, Summary
from indicators.models.organisation import Municipality, ServiceArea, Unit
from indicators.models.plan import (
    Action,
    ActionAmount,
    ActionSubgoal,
    Goal,
    Plan,
    Strategy,
    Subgoal,
    SubgoalPredecessor,
    SubgoalSdg,
)
from indicators.models.reporting import ActivityStatus, ReportPeriod
from indicators.queries.plan_context import plan_context
from indicators.unit_plans import (
    PlannedActivity,
    PlannedTarget,
    ReportedActivity,
    ReportedTarget,
    UnitPlan,
    UnitReport,
)

HOSTILE = '<script>alert("x")</script> & <img src=x onerror=alert(1)>'
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SOCIAL, HOP = "proveplanen.vedtatt-2022", "prove-hop.2026-2029"
WHOLE, BROKEN, OLD = f"{SOCIAL}.1.1", f"{SOCIAL}.1.2", "gammelplan.2009-2020.1.1"
UNIT, SILENT, CLOSED = "proveskolen", "stilleenheten", "nedlagtenheten"
YEAR = 2026


def add_everything(session):
    for rows in (plans, organisation, measurements, actions):
        for row in rows():
            # One at a time: without relationships the session does not sort by foreign keys.
            session.add(row)
            session.flush()
    deliver_plan(session)
    deliver_report(session)


def plan(id, key, version, kind, state, **more):
    base = {"title_nb": f"Plan {key}", "first_year": 2020, "last_year": 2032, "is_example": True}
    return Plan(id=id, key=key, version=version, kind=kind, state=state, **(base | more))


def goal(id, plan_id, key, number, title):
    return Goal(
        id=id,
        plan_id=plan_id,
        key=key,
        number=number,
        position=id,
        title_nb=title,
        title_status="confirmed",
    )


def subgoal(id, goal_id, key, title, status="confirmed", **more):
    number = ".".join(key.split(".")[2:])
    return Subgoal(
        id=id,
        goal_id=goal_id,
        key=key,
        number=number,
        position=id,
        title_nb=title,
        title_status=status,
        **more,
    )


def plans():
    return [
        Municipality(
            key="prove", code="9999", title_nb="Prøve kommune", notice_nb="Merk", is_example=True
        ),
        plan(
            1,
            "gammelplan",
            "2009-2020",
            "municipal_plan",
            "superseded",
            title_nb="Gammelplanen",
            first_year=2009,
            last_year=2020,
        ),
        plan(2, "proveplanen", "utkast-2022", "municipal_plan", "draft", title_nb="Prøveplanen"),
        plan(3, "proveplanen", "vedtatt-2022", "municipal_plan", "adopted", title_nb="Prøveplanen"),
        plan(
            4,
            "prove-hop",
            "2026-2029",
            "action_economy_plan",
            "adopted",
            title_nb="Prøve-HØP 2026–2029",
            first_year=2026,
            last_year=2029,
            price_level="faste 2026-priser",
        ),
        goal(1, 1, "gammelplan.2009-2020.1", "1", "Gammelt mål"),
        goal(2, 2, "proveplanen.utkast-2022.1", "1", "Utkast til mål"),
        goal(3, 3, f"{SOCIAL}.1", "1", "Kommunen skal ta ansvar for et grønnere samfunn"),
        goal(4, 3, f"{SOCIAL}.2", "2", "Kommunen skal være mangfoldig"),
        subgoal(1, 1, OLD, "Gammelt delmål"),
        subgoal(2, 2, "proveplanen.utkast-2022.1.1", "Delmål i utkast"),
        subgoal(3, 3, WHOLE, "Prøvebyen er klimanøytral", "provisional", source="Et prøvedokument"),
        subgoal(4, 3, BROKEN, "Delmål 1.2 (tittel ikke registrert)", "missing"),
        subgoal(5, 4, f"{SOCIAL}.2.1", "Alle har noe å gjøre"),
        SubgoalPredecessor(subgoal_id=3, predecessor_id=1, note="samme tema"),
        SubgoalSdg(subgoal_id=3, sdg=11),
        SubgoalSdg(subgoal_id=3, sdg=13),
        Strategy(
            subgoal_id=3,
            key=f"{WHOLE}.k1",
            number="k1",
            position=1,
            actor="municipality",
            text_nb="Kommunen kjører elektrisk",
        ),
        Strategy(
            subgoal_id=3,
            key=f"{WHOLE}.b1",
            number="b1",
            position=1,
            actor="everyone",
            text_nb=f"Sykle mer {HOSTILE}",
        ),
    ]


def organisation():
    return [
        ServiceArea(id=1, key="skole", position=1, title_nb="Skole", is_example=False),
        ServiceArea(id=2, key="klima", position=2, title_nb="Klima og miljø", is_example=False),
        unit(1, UNIT, 1, "Prøveskolen", leader="Kari Eksempel"),
        unit(2, SILENT, 2, "Stilleenheten"),
        unit(3, CLOSED, 2, "Nedlagtenheten", valid_to=date(2024, 1, 1)),
        unit(4, "underskolen", 1, "Underskolen", parent_id=1),
    ]


def unit(id, key, area, title, **more):
    return Unit(id=id, key=key, service_area_id=area, title_nb=title, is_example=True, **more)


def indicator(id, key, title, **more):
    base = {
        "unit_of_measure_nb": "tonn",
        "decimals": 0,
        "direction": "down",
        "frequency": "year",
        "producer": "SSB",
        "is_published": True,
        "is_example": False,
    }
    return Indicator(id=id, key=key, title_nb=title, **(base | more))


def summary(indicator_id, status, **more):
    base = {"points": 0, "sparkline": "[]", "method": "linear", "inputs": "{}"}
    computed = NOW.replace(tzinfo=None)
    return Summary(indicator_id=indicator_id, status=status, computed_at=computed, **(base | more))


def link(indicator_id, role, position, reason):
    return IndicatorSubgoal(
        subgoal_id=3, indicator_id=indicator_id, role=role, position=position, reason_nb=reason
    )


def measurements():
    measured = {
        "points": 4,
        "latest_period_id": periods.year(2024).id,
        "latest_value": 308_000.0,
        "latest_mark": 0,
        "previous_period_id": periods.year(2023).id,
        "previous_value": 322_000.0,
        "sparkline": "[[2021.5,371000],[2022.5,365000],[2023.5,322000],[2024.5,308000]]",
    }
    return [
        indicator(1, "utslipp", "Direkte klimagassutslipp"),
        indicator(2, "elbiler", HOSTILE, unit_of_measure_nb="prosent", is_example=True),
        indicator(3, "uten-delmal", "Indikator uten delmål"),
        link(1, "key", 1, "Utslipp er det delmålet handler om"),
        link(2, "supporting", 2, "Gir bakgrunn"),
        summary(
            1,
            "behind",
            baseline_year=2009,
            baseline_value=460_000.0,
            target_year=2030,
            target_value=92_000.0,
            confidence="B",
            **measured,
        ),
        summary(2, "not_measured"),
        summary(3, "no_target", **measured),
    ]


def action(id, number, title, kind="measure", **more):
    return Action(
        id=id,
        plan_id=4,
        key=f"{HOP}.{number}",
        number=number,
        position=id,
        kind=kind,
        title_nb=title,
        is_example=True,
        **more,
    )


def amount(action_id, year, operating, investment=None):
    return ActionAmount(
        action_id=action_id, year=year, operating_nok=operating, investment_nok=investment
    )


def actions():
    return [
        action(1, "K-1", "Fossilfrie kjøretøy", service_area_id=2, is_new_money=True),
        action(2, "K-2", "Sykkelveier", "investment", service_area_id=2, is_new_money=False),
        action(3, "S-1", f"Ny skole {HOSTILE}", "investment", service_area_id=1),
        action(4, "K-3", "Utrede utslipp", "assignment", service_area_id=2),
        ActionSubgoal(action_id=1, subgoal_id=3, share=1, is_primary=True),
        ActionSubgoal(action_id=2, subgoal_id=3, share=0.25, is_primary=False),
        ActionSubgoal(action_id=2, subgoal_id=5, share=0.5, is_primary=True),
        ActionSubgoal(action_id=4, subgoal_id=3, share=1, is_primary=True),
        amount(1, 2026, 4_000_000),
        amount(1, 2027, 5_000_000),
        amount(2, 2026, None, 10_000_001),
        amount(2, 2028, 200_000, 20_000_000),
        amount(3, 2027, 0, 300_000_000),
    ]


def unit_plan(unit_key=UNIT, year=YEAR, **more):
    base = {
        "leader": "Kari Eksempel",
        "activities": (
            PlannedActivity(
                number="1",
                title="Kjøpe elektrisk buss",
                subgoal_key=WHOLE,
                action_key=f"{HOP}.K-1",
                responsible="Rektor",
                deadline=date(year, 12, 1),
                expected_result="Bussen er i drift",
                amount_nok=1_250_000,
            ),
            PlannedActivity(
                number="2",
                title=f"Plante trær {HOSTILE}",
                subgoal_key=WHOLE,
                responsible="Vaktmester",
                deadline=date(year, 6, 1),
            ),
        ),
        "targets": (
            PlannedTarget(
                number="1",
                title="Andel som går til skolen",
                unit_of_measure="prosent",
                direction=Direction.up,
                subgoal_key=WHOLE,
                baseline=60.5,
                target=80,
            ),
        ),
    }
    return UnitPlan(unit_key=unit_key, year=year, **(base | more))


def plan_workbook(session, planned=None):
    planned = planned or unit_plan()
    return write_template(plan_context(session, planned.unit_key, planned.year), plan=planned)


def report_workbook(session):
    report = UnitReport(
        unit_key=UNIT,
        year=YEAR,
        period=ReportPeriod.t1,
        activities=(
            ReportedActivity(
                number="1",
                status=ActivityStatus.delayed,
                result="Bussen er bestilt",
                explanation="Lang leveringstid",
            ),
            ReportedActivity(number="2", status=ActivityStatus.done, result="40 trær"),
        ),
        targets=(ReportedTarget(number="1", value=66.5),),
    )
    return write_template(plan_context(session, UNIT, YEAR), report=report)


def delivery(content, name, checked):
    return Delivery(
        file_name=name,
        content=content,
        actor=operator("prøve"),
        received_from="prøve",
        at=NOW,
        template_version=checked.template_version,
    )


def deliver_plan(session, planned=None, name="årsplan <b>.xlsx"):
    content = plan_workbook(session, planned)
    checked = check(content, name, session)
    assert checked.accepted, checked.findings
    submit_annual_plan(session, checked.plan, delivery(content, name, checked))


def deliver_report(session, name="rapport.xlsx"):
    content = report_workbook(session)
    checked = check(content, name, session)
    assert checked.accepted, checked.findings
    submit_annual_report(session, checked.report, delivery(content, name, checked))
