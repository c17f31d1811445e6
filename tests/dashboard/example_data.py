"""A municipality for tests of pages: one plan, subgoals in every state, indicators with holes.

Every figure is made up.
"""

from datetime import datetime

from indicators import periods
from indicators.commands.summaries import refresh_all_summaries
from indicators.models.measurement import (
    Baseline,
    Indicator,
    IndicatorSubgoal,
    Mark,
    Observation,
    Region,
    Series,
    SeriesBreak,
    Target,
)
from indicators.models.organisation import Municipality, ServiceArea
from indicators.models.plan import Goal, Plan, Subgoal
from indicators.models.running import IndicatorRun, Run

NOTICE = "HØP, enheter og rapporter er eksempeldata."
PLAN = "eksempelplanen.vedtatt-2022"
FALLING = [460, 471, 455, 449, 441, 432, 428, 421, 411, 405, 402, 391, 371, 366, 341, 322]


NOON = datetime(2026, 11, 24, 12)  # noqa: DTZ001 - kept in UTC without a zone, as the tables do


def add_example(session, *, at=NOON):
    session.add(
        Municipality(
            key="eksempel",
            code="9999",
            title_nb="Eksempel kommune",
            title_en="Example municipality",
            notice_nb=NOTICE,
            is_example=True,
        )
    )
    area = ServiceArea(key="klima", title_nb="Klima og miljø", position=1, is_example=True)
    region = Region(code="9999", title_nb="Eksempel kommune", kind="municipality")
    other = Region(code="9998", title_nb="Nabobyen", kind="municipality")
    run = _run(at)
    session.add_all([area, region, other, run])
    session.flush()
    subgoals = _plan(session)
    made = _indicators(session, area, subgoals)
    for key, values in _series().items():
        _observe(session, made[key], region, values, run, is_headline=True)
        session.add(IndicatorRun(indicator_id=made[key].id, source_key="prøve", run_id=run.id))
    other_values = {
        year: (value, Mark.none)
        for year, value in zip(range(2009, 2025), FALLING[::-1], strict=True)
    }
    _observe(session, made["utslipp"], other, other_values, run, is_headline=False)
    session.add(
        SeriesBreak(
            indicator_id=made["utslipp"].id,
            region_id=region.id,
            period_id=periods.year(2018).id,
            kind="boundary",
            explanation_nb="Kommunen ble slått sammen med naboen.",
        )
    )
    session.flush()
    refresh_all_summaries(session, at=at)


def _run(at):
    return Run(
        source_key="prøve",
        started_at=at,
        finished_at=at,
        outcome="loaded",
        read=1,
        new=1,
        changed=0,
        unchanged=0,
        refused=0,
        content_hash="0",
    )


def _plan(session):
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
    session.add(plan)
    session.flush()
    subgoals = {}
    for number, title in (("1", "Eksempelby er ren og grønn"), ("2", "Alle er med")):
        goal = Goal(
            plan_id=plan.id,
            key=f"{PLAN}.{number}",
            number=number,
            position=int(number),
            title_nb=title,
            title_status="confirmed",
        )
        session.add(goal)
        session.flush()
        for part in ("1", "2", "3"):
            code = f"{number}.{part}"
            status = {"1": "confirmed", "2": "provisional", "3": "missing"}[part]
            subgoals[code] = Subgoal(
                goal_id=goal.id,
                key=f"{PLAN}.{code}",
                number=code,
                position=int(part),
                title_nb=f"Delmål {code} (tittel ikke registrert)"
                if status == "missing"
                else f"Eksempeldelmål {code} om <mål> & «midler»",
                title_status=status,
            )
    session.add_all(subgoals.values())
    session.flush()
    return subgoals


def _indicators(session, area, subgoals):
    about = {
        "utslipp": ("Direkte klimagassutslipp", "kilotonn CO₂-ekv.", 0, "down", "1.1"),
        "gange": ("Andel som går til jobb", "prosent", 1, "up", "1.2"),
        "trivsel": ("Trivsel på skolen", "poeng", 1, "up", "2.1"),
        "uten-tall": ("Noe som ikke er målt", "antall", 0, "up", "2.2"),
    }
    made = {}
    for key, (title, unit, decimals, direction, _) in about.items():
        made[key] = Indicator(
            key=key,
            title_nb=title,
            title_en="Direct emissions" if key == "utslipp" else None,
            definition_nb="Alle utslipp innenfor grensen, <ikke> noe annet.",
            unit_of_measure_nb=unit,
            decimals=decimals,
            direction=direction,
            frequency="yearly",
            producer="Eksempelbyrået",
            source_table="tabell 1",
            source_url="javascript:alert(1)" if key == "gange" else "https://example.org/tabell",
            licence="CC BY 4.0",
            service_area_id=area.id,
            is_published=True,
            is_example=key != "gange",
        )
    session.add_all(made.values())
    session.flush()
    for key, (*_, number) in about.items():
        session.add(
            IndicatorSubgoal(
                subgoal_id=subgoals[number].id,
                indicator_id=made[key].id,
                role="key",
                position=1,
                reason_nb="Sier hvor langt delmålet er kommet.",
            )
        )
    session.add(Baseline(indicator_id=made["utslipp"].id, year=2009))
    session.add_all(
        [
            _target(made["utslipp"], "from_to", 240, 2028, reference_year=2009),
            _target(made["utslipp"], "from_to", 92, 2032, reference_year=2009),
            _target(made["gange"], "at_least", 30, 2030),
        ]
    )
    return made


def _target(indicator, rule, value, year, reference_year=None):
    return Target(
        indicator_id=indicator.id,
        rule=rule,
        value=value,
        year=year,
        reference_year=reference_year,
        text_nb=f"{value} innen {year}",
        is_example=True,
    )


def _series():
    falling = {
        year: (value, Mark.none) for year, value in zip(range(2009, 2025), FALLING, strict=True)
    }
    falling[2013] = (None, Mark.suppressed)
    falling[2025] = (308, Mark.provisional)
    walking = {year: (20.4 + 0.9 * (year - 2016), Mark.none) for year in range(2016, 2026)}
    wellbeing = {2023: (8.1, Mark.none), 2024: (8.1, Mark.none)}
    return {"utslipp": falling, "gange": walking, "trivsel": wellbeing, "uten-tall": {}}


def _observe(session, indicator, region, values, run, *, is_headline):
    series = Series(
        indicator_id=indicator.id,
        region_id=region.id,
        breakdown="total",
        is_headline=is_headline,
    )
    session.add(series)
    session.flush()
    session.add_all(
        Observation(
            series_id=series.id,
            period_id=periods.year(year).id,
            value=value,
            mark=mark,
            run_id=run.id,
        )
        for year, (value, mark) in values.items()
    )
