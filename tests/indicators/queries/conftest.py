"""A municipality small enough to count by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from indicators import periods
from indicators.models.measurement import (
    Indicator,
    IndicatorSubgoal,
    Observation,
    ObservationRevision,
    Region,
    Series,
    SeriesBreak,
    Summary,
    Target,
)
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
from indicators.models.reporting import (
    Activity,
    ActivityResult,
    AnnualPlan,
    AnnualReport,
    Submission,
    UnitResult,
    UnitTarget,
)
from indicators.models.running import IndicatorRun, Run

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC).replace(tzinfo=None)


@pytest.fixture
def small(database):
    """Give the database with two subgoals: 1.1 with its whole thread, 1.2 with nothing."""
    with database.writing() as session:
        for part in (_plans, _organisation, _measurements, _actions, _reporting):
            for row in part():
                # One at a time: without relationships the session does not sort by foreign keys.
                session.add(row)
                session.flush()
    return database


def _plan(id, key, version, kind, state, **more):
    texts = {"title_nb": f"Plan {key} {version}", "first_year": 2020, "last_year": 2032}
    return Plan(
        id=id, key=key, version=version, kind=kind, state=state, is_example=False, **(texts | more)
    )


def _plans():
    return [
        Municipality(
            key="prove",
            code="9999",
            title_nb="Prøve",
            title_en="Trial",
            notice_nb="Merk",
            is_example=True,
        ),
        _plan(1, "gammel", "2009", "municipal_plan", "superseded", first_year=2009),
        _plan(2, "plan", "utkast", "municipal_plan", "draft"),
        _plan(3, "plan", "vedtatt", "municipal_plan", "adopted", vision_nb="Sammen"),
        _plan(4, "hop", "2025-2028", "action_economy_plan", "superseded", first_year=2025),
        _plan(
            5,
            "hop",
            "2026-2029",
            "action_economy_plan",
            "adopted",
            first_year=2026,
            last_year=2029,
            price_level="2026-kroner",
        ),
        Goal(
            id=1,
            plan_id=1,
            key="gammel.2009.1",
            number="1",
            position=1,
            title_nb="Gammelt mål",
            title_status="confirmed",
        ),
        Goal(
            id=2,
            plan_id=3,
            key="plan.vedtatt.1",
            number="1",
            position=1,
            title_nb="Mål én",
            title_en="Goal one",
            title_status="confirmed",
        ),
        Subgoal(
            id=1,
            goal_id=1,
            key="gammel.2009.1.1",
            number="1.1",
            position=1,
            title_nb="Gammelt delmål",
            title_status="confirmed",
        ),
        Subgoal(
            id=2,
            goal_id=2,
            key="plan.vedtatt.1.1",
            number="1.1",
            position=1,
            title_nb="Delmål helt",
            title_en="Whole subgoal",
            title_status="provisional",
        ),
        Subgoal(
            id=3,
            goal_id=2,
            key="plan.vedtatt.1.2",
            number="1.2",
            position=2,
            title_nb="Delmål tomt",
            title_status="missing",
        ),
        SubgoalPredecessor(subgoal_id=2, predecessor_id=1, note="tema"),
        SubgoalSdg(subgoal_id=2, sdg=13),
        SubgoalSdg(subgoal_id=2, sdg=11),
        Strategy(
            subgoal_id=2,
            key="plan.vedtatt.1.1.a",
            number="a",
            position=2,
            actor="everyone",
            text_nb="Du kan",
        ),
        Strategy(
            subgoal_id=2,
            key="plan.vedtatt.1.1.b",
            number="b",
            position=1,
            actor="municipality",
            text_nb="Vi skal",
        ),
    ]


def _organisation():
    return [
        ServiceArea(id=1, key="skole", position=1, title_nb="Skole", is_example=False),
        ServiceArea(id=2, key="klima", position=2, title_nb="Klima", is_example=False),
        Unit(id=1, key="skolene", service_area_id=1, title_nb="Skolene", is_example=True),
        Unit(
            id=2,
            key="skole-a",
            parent_id=1,
            service_area_id=1,
            title_nb="Skole A",
            valid_to=date(2030, 1, 1),
            is_example=True,
        ),
        Unit(id=3, key="klimaenhet", service_area_id=2, title_nb="Klimaenhet", is_example=True),
    ]


def _indicator(id, key, **more):
    base = {
        "unit_of_measure_nb": "prosent",
        "decimals": 1,
        "direction": "down",
        "frequency": "year",
        "producer": "SSB",
        "is_published": True,
        "is_example": False,
    }
    return Indicator(id=id, key=key, title_nb=f"Indikator {key}", **(base | more))


def _summary(indicator_id, **more):
    return Summary(
        indicator_id=indicator_id,
        method="linear",
        inputs="{}",
        computed_at=NOW,
        **({"points": 0, "status": "not_measured", "sparkline": "[]"} | more),
    )


def _measurements():
    y = {year: periods.year(year).id for year in range(2019, 2026)}
    rows = [
        _indicator(1, "utslipp"),
        _indicator(2, "skjult", is_published=False),
        _indicator(3, "uten-delmaal"),
        IndicatorSubgoal(subgoal_id=2, indicator_id=1, role="key", position=1, reason_nb="Fordi"),
        IndicatorSubgoal(subgoal_id=2, indicator_id=2, role="key", position=2, reason_nb="Fordi"),
        _summary(
            1,
            points=2,
            status="behind",
            latest_period_id=y[2021],
            latest_value=9.5,
            latest_mark=0,
            target_year=2030,
            target_value=2.0,
            sparkline="[[2019.5,10]]",
        ),
        _summary(2),
        _summary(3),
        Region(id=1, code="9999", kind="municipality", title_nb="Prøve"),
        Region(id=2, code="0301", kind="municipality", title_nb="Oslo"),
        Series(id=1, indicator_id=1, region_id=2, breakdown="total", is_headline=False),
        Series(id=2, indicator_id=1, region_id=1, breakdown="total", is_headline=True),
        Run(
            id=1,
            source_key="ssb",
            started_at=NOW,
            finished_at=NOW,
            outcome="loaded",
            read=3,
            new=3,
            changed=0,
            unchanged=0,
            refused=0,
            content_hash="x",
        ),
        Target(indicator_id=1, plan_id=3, rule="from_to", value=2.0, year=2030, is_example=False),
        Target(indicator_id=1, plan_id=3, rule="from_to", value=5.0, year=2027, is_example=False),
        SeriesBreak(
            indicator_id=1,
            region_id=1,
            period_id=y[2020],
            kind="territorial",
            explanation_nb="Sammenslåing",
        ),
        SeriesBreak(
            indicator_id=1,
            region_id=2,
            period_id=y[2020],
            kind="method",
            explanation_nb="Gjelder Oslo",
        ),
        IndicatorRun(indicator_id=1, source_key="ssb", run_id=1),
    ]
    observations = [
        Observation(series_id=series, period_id=y[year], value=value, mark=mark, run_id=1)
        for series, year, value, mark in [
            (2, 2021, 9.5, 4),
            (2, 2019, 10.0, 0),
            (2, 2020, None, 3),
            (1, 2019, 20.0, 0),
        ]
    ]
    revision = ObservationRevision(
        series_id=2, period_id=y[2021], replaced_by_run_id=1, value=9.9, mark=0, run_id=1
    )
    return [*rows, *observations, revision]


def _actions():
    return [
        Action(
            id=1,
            plan_id=4,
            key="hop.2025-2028.T1",
            number="T1",
            position=1,
            kind="measure",
            title_nb="Tiltak før",
            is_example=True,
        ),
        Action(
            id=2,
            plan_id=5,
            key="hop.2026-2029.T1",
            number="T1",
            position=1,
            kind="measure",
            title_nb="Tiltak nå",
            is_new_money=True,
            service_area_id=2,
            continues_id=1,
            is_example=True,
        ),
        Action(
            id=3,
            plan_id=5,
            key="hop.2026-2029.T2",
            number="T2",
            position=2,
            kind="assignment",
            title_nb="Oppdrag",
            is_example=True,
        ),
        ActionSubgoal(action_id=1, subgoal_id=2, share=1, is_primary=True),
        ActionSubgoal(action_id=2, subgoal_id=2, share=0.25, is_primary=True),
        ActionSubgoal(action_id=2, subgoal_id=3, share=0.75, is_primary=False),
        ActionAmount(action_id=2, year=2026, operating_nok=1_000_000, investment_nok=None),
        ActionAmount(action_id=2, year=2027, operating_nok=1_000_000, investment_nok=4_000_000),
    ]


def _submission(id, kind, unit_id, year):
    return Submission(
        id=id,
        kind=kind,
        unit_id=unit_id,
        year=year,
        file_name=f"{id}.xlsx",
        sha256="0" * 64,
        template_version="1",
        content=b"x",
        received_at=NOW.replace(day=id),
        received_from="prøve",
        is_example=True,
    )


def _reporting():
    return [
        _submission(1, "plan", 2, 2025),
        _submission(2, "plan", 2, 2025),
        _submission(3, "report", 2, 2025),
        AnnualPlan(
            id=1,
            unit_id=2,
            year=2025,
            version=1,
            is_in_force=False,
            state="submitted",
            content_hash="a",
            submission_id=1,
        ),
        AnnualPlan(
            id=2,
            unit_id=2,
            year=2025,
            version=2,
            is_in_force=True,
            state="approved",
            content_hash="b",
            submission_id=2,
        ),
        Activity(
            id=1,
            annual_plan_id=1,
            number="1",
            title="Gammelt",
            subgoal_id=2,
            source_cell="Tiltak!A5",
        ),
        Activity(
            id=2,
            annual_plan_id=2,
            number="1",
            title="Gjør noe",
            subgoal_id=2,
            action_id=2,
            deadline=date(2025, 12, 1),
            source_cell="Tiltak!A5",
        ),
        Activity(
            id=3,
            annual_plan_id=2,
            number="2",
            title="Gjør mer",
            subgoal_id=2,
            source_cell="Tiltak!A6",
        ),
        UnitTarget(
            id=1,
            annual_plan_id=2,
            number="1",
            title="Eget måltall",
            subgoal_id=2,
            unit_of_measure="stk",
            direction="up",
            baseline=1,
            target=5,
            source_cell="Måltall!A5",
        ),
        AnnualReport(
            id=1,
            unit_id=2,
            annual_plan_id=2,
            year=2025,
            period="year",
            version=1,
            is_in_force=True,
            content_hash="c",
            submission_id=3,
        ),
        ActivityResult(
            annual_report_id=1,
            activity_id=2,
            status="done",
            result="Gjort",
            source_cell="Rapport!D5",
        ),
        UnitResult(annual_report_id=1, unit_target_id=1, value=4, source_cell="Rapport!D9"),
    ]
