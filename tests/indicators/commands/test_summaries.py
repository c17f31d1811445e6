"""Summaries are computed from the tables and kept, on both engines."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from indicators import periods
from indicators.commands.summaries import refresh_all_summaries, refresh_summaries
from indicators.models.measurement import (
    Baseline,
    Indicator,
    Observation,
    Region,
    Series,
    SeriesBreak,
    Summary,
    Target,
)
from indicators.progress.assess import assess
from indicators.progress.inputs import as_arguments

AT = datetime(2026, 2, 1, 12, 0)  # noqa: DTZ001 - kept in UTC without saying so


def add_indicator(session, key, values, *, first=2018, direction="down"):
    indicator = Indicator(
        key=key,
        title_nb=key,
        unit_of_measure_nb="prosent",
        decimals=1,
        direction=direction,
        frequency="year",
        producer="Eksempel",
        is_published=True,
        is_example=True,
    )
    session.add(indicator)
    session.flush()
    region = session.scalars(select(Region)).first()
    if region is None:
        region = Region(title_nb="Eksempel", code="9999", kind="municipality")
        session.add(region)
        session.flush()
    series = Series(
        indicator_id=indicator.id, region_id=region.id, breakdown="total", is_headline=True
    )
    session.add(series)
    session.flush()
    session.add_all(
        Observation(
            series_id=series.id,
            period_id=periods.year(first + i).id,
            value=value,
            mark=0 if value is not None else 3,
            run_id=1,
        )
        for i, value in enumerate(values)
    )
    session.flush()
    return indicator.id, series.id, region.id


def summary_of(database, indicator_id):
    with database.reading() as session:
        row = session.get_one(Summary, indicator_id)
        session.expunge(row)
    return row


def add_path(session, indicator_id, *, baseline=2018, value=7.5, year=2030):
    session.add(Baseline(indicator_id=indicator_id, year=baseline))
    session.add(
        Target(indicator_id=indicator_id, rule="from_to", value=value, year=year, is_example=True)
    )
    session.flush()


def test_a_falling_series_on_its_path_gets_everything_a_page_shows(database):
    with database.writing() as session:
        indicator_id, *_ = add_indicator(
            session, "i", [10.0, 9.8, 9.6, 9.4, 9.2, 9.0, 8.8, None, 8.4]
        )
        add_path(session, indicator_id)
        refresh_summaries(session, [indicator_id], at=AT)
    row = summary_of(database, indicator_id)
    assert (row.status, row.method, row.points) == ("on_track", "linear-1", 8)
    assert (row.latest_period_id, row.latest_value) == (periods.year(2026).id, 8.4)
    assert (row.previous_period_id, row.previous_value) == (periods.year(2024).id, 8.8)
    assert (row.baseline_year, row.baseline_value) == (2018, 10.0)
    assert (row.target_year, row.target_value) == (2030, 7.5)
    assert row.expected_value == pytest.approx(10 - 2.5 * 8 / 12)
    assert row.projected_value == pytest.approx(7.6)
    assert row.chance is not None
    assert json.loads(row.sparkline)[0] == [2018.5, 10.0]
    assert len(json.loads(row.sparkline)) == 8
    assert row.computed_at == AT


def test_what_was_kept_gives_the_same_verdict_again(sqlite_database):
    with sqlite_database.writing() as session:
        indicator_id, *_ = add_indicator(session, "i", [10.0, 10.4, 9.9, 9.8, 9.7, 9.9])
        add_path(session, indicator_id)
        refresh_summaries(session, [indicator_id], at=AT)
        row = session.get_one(Summary, indicator_id)
        kept = json.loads(row.inputs)
    again = assess(**as_arguments(kept["inputs"]))
    assert again.status == row.status
    assert again.projected == row.projected_value
    assert [[reason.code, reason.number] for reason in again.reasons] == kept["result"]["reasons"]


def test_every_indicator_has_a_summary_also_without_values(database):
    with database.writing() as session:
        empty, *_ = add_indicator(session, "empty", [])
        suppressed, *_ = add_indicator(session, "suppressed", [None, None])
        untargeted, *_ = add_indicator(session, "untargeted", [1.0, 2.0])
        refresh_all_summaries(session, at=AT)
    rows = {key: summary_of(database, key) for key in (empty, suppressed, untargeted)}
    assert rows[empty].status == rows[suppressed].status == "not_measured"
    assert rows[suppressed].latest_value is None
    assert (rows[suppressed].points, rows[suppressed].sparkline) == (0, "[]")
    assert rows[untargeted].status == "no_target"
    assert rows[untargeted].latest_value == 2.0


def test_a_refresh_replaces_what_was_there_and_leaves_others_alone(database):
    with database.writing() as session:
        one, series_id, _ = add_indicator(session, "one", [10.0, 9.0])
        other, *_ = add_indicator(session, "other", [1.0])
        refresh_all_summaries(session, at=AT)
    later = AT + timedelta(days=30)
    with database.writing() as session:
        session.execute(
            update(Observation)
            .where(
                Observation.series_id == series_id, Observation.period_id == periods.year(2019).id
            )
            .values(value=8.0)
        )
        refresh_summaries(session, [one, 999], at=later)
    replaced = summary_of(database, one)
    assert (replaced.latest_value, replaced.computed_at) == (8.0, later)
    assert summary_of(database, other).computed_at == AT


def test_only_the_break_in_the_headline_region_counts(sqlite_database):
    with sqlite_database.writing() as session:
        indicator_id, _, region_id = add_indicator(session, "i", [1.0, 2.0, 3.0, 10.0, 11.0])
        elsewhere = Region(title_nb="Annet sted", code="9998", kind="municipality")
        session.add(elsewhere)
        session.flush()
        for region, year in ((region_id, 2021), (elsewhere.id, 2022)):
            session.add(
                SeriesBreak(
                    indicator_id=indicator_id,
                    region_id=region,
                    period_id=periods.year(year).id,
                    kind="merger",
                    explanation_nb="Eksempel",
                )
            )
        session.flush()
        refresh_summaries(session, [indicator_id], at=AT)
        kept = json.loads(session.get_one(Summary, indicator_id).inputs)
    assert kept["inputs"]["breaks"] == [2021.5]
    assert kept["result"]["trend"]["points"] == 2


def test_the_number_of_queries_does_not_grow_with_the_indicators(sqlite_database, query_counter):
    with sqlite_database.writing() as session:
        ids = [add_indicator(session, f"i{n}", [1.0, 2.0, 3.0])[0] for n in range(40)]
        for indicator_id in ids:
            add_path(session, indicator_id)
    with sqlite_database.writing() as session, query_counter(sqlite_database) as statements:
        refresh_summaries(session, ids, at=AT)
    assert len(statements) <= 10


def test_nothing_asked_for_is_nothing_done(sqlite_database):
    with sqlite_database.writing() as session:
        refresh_summaries(session, [], at=AT)
        assert session.scalars(select(Summary)).all() == []
