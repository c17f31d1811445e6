"""The bulk load, on both engines: only what is new or changed is written, and nothing is lost."""

from dataclasses import replace

import numpy as np
import pytest
from sqlalchemy import func, insert, select

from etl.load import record
from etl.observation_columns import TOTAL, Breakdown, ObservationColumns, SeriesRows
from indicators import periods
from indicators.models.measurement import (
    Indicator,
    Mark,
    Observation,
    ObservationRevision,
    Region,
    Series,
)

YEARS = [periods.year(number).id for number in range(2015, 2025)]


@pytest.fixture
def prepared(database):
    """Three indicators (ids 1-3) and two regions (ids 1-2)."""
    with database.writing() as session:
        for number in (1, 2, 3):
            session.add(
                Indicator(
                    id=number,
                    key=f"indikator-{number}",
                    title_nb="Indikator",
                    unit_of_measure_nb="prosent",
                    decimals=1,
                    direction="up",
                    frequency="year",
                    producer="SSB",
                    is_published=True,
                    is_example=True,
                )
            )
        for number, code in ((1, "5001"), (2, "0301")):
            session.add(Region(id=number, code=code, kind="municipality", title_nb=code))
    return database


def columns(rows, breakdowns=(TOTAL,)):
    """Make columns from rows of (indicator, region, breakdown, year, value, mark)."""
    indicator, region, breakdown, year, value, mark = zip(*rows, strict=True)
    return ObservationColumns(
        indicator_id=np.array(indicator, np.int32),
        region_id=np.array(region, np.int32),
        breakdown=np.array(breakdown, np.int32),
        breakdowns=breakdowns,
        period_id=np.array([periods.year(number).id for number in year], np.int32),
        value=np.array(value, np.float64),
        mark=np.array(mark, np.int16),
    )


def load(database, given, run_id=1, headlines=None):
    with database.writing() as session:
        return record(session, given, run_id=run_id, headlines=headlines)


def load_and_fail(database, given):
    with database.writing() as session:
        record(session, given, run_id=2)
        raise RuntimeError


def stored(database):
    query = (
        select(
            Series.indicator_id,
            Series.region_id,
            Series.breakdown,
            Observation.period_id,
            Observation.value,
            Observation.mark,
            Observation.run_id,
        )
        .join(Series, Series.id == Observation.series_id)
        .order_by(Series.indicator_id, Series.region_id, Series.breakdown, Observation.period_id)
    )
    with database.reading() as session:
        return [tuple(row) for row in session.execute(query)]


def revisions(database):
    with database.reading() as session:
        return [
            (row.value, row.mark, row.run_id, row.replaced_by_run_id)
            for row in session.scalars(
                select(ObservationRevision).order_by(
                    ObservationRevision.series_id,
                    ObservationRevision.period_id,
                    ObservationRevision.replaced_by_run_id,
                )
            )
        ]


def counts(recorded):
    return recorded.read, recorded.new, recorded.changed, recorded.unchanged


FIRST = [
    (1, 1, 0, 2022, 10.5, Mark.none),
    (1, 1, 0, 2023, float("nan"), Mark.suppressed),
    (1, 2, 0, 2022, 0.0, Mark.none),
    (2, 1, 1, 2022, 0.24100000000000002, Mark.provisional),
]
AGES = (TOTAL, Breakdown("alder=80+", "80 år og eldre"))


def test_values_are_stored_as_they_stand_with_their_marks(prepared):
    recorded = load(prepared, columns(FIRST, AGES), run_id=7)
    assert counts(recorded) == (4, 4, 0, 0)
    assert stored(prepared) == [
        (1, 1, "total", periods.year(2022).id, 10.5, Mark.none, 7),
        (1, 1, "total", periods.year(2023).id, None, Mark.suppressed, 7),
        (1, 2, "total", periods.year(2022).id, 0.0, Mark.none, 7),
        (2, 1, "alder=80+", periods.year(2022).id, 0.24100000000000002, Mark.provisional, 7),
    ]


def test_the_same_again_writes_nothing_and_leaves_the_data_version(prepared):
    load(prepared, columns(FIRST, AGES))
    version = prepared.data_version()
    recorded = load(prepared, columns(FIRST, AGES), run_id=2)
    assert counts(recorded) == (4, 0, 0, 4)
    assert prepared.data_version() == version
    assert {row[-1] for row in stored(prepared)} == {1}
    assert revisions(prepared) == []


def test_a_replaced_value_is_kept_with_the_run_that_replaced_it(prepared):
    load(prepared, columns(FIRST, AGES), run_id=1)
    changed = [(1, 1, 0, 2022, 11.0, Mark.none), (1, 1, 0, 2023, 9.0, Mark.provisional), *FIRST[2:]]
    assert counts(load(prepared, columns(changed, AGES), run_id=2)) == (4, 0, 2, 2)
    changed[0] = (1, 1, 0, 2022, float("nan"), Mark.not_available)
    assert counts(load(prepared, columns(changed, AGES), run_id=3)) == (4, 0, 1, 3)
    assert stored(prepared)[0][4:] == (None, Mark.not_available, 3)
    assert stored(prepared)[1][4:] == (9.0, Mark.provisional, 2)
    assert revisions(prepared) == [
        (10.5, Mark.none, 1, 2),
        (11.0, Mark.none, 2, 3),
        (None, Mark.suppressed, 1, 2),
    ]


def test_a_mark_that_changes_on_the_same_number_is_a_change(prepared):
    load(prepared, columns(FIRST[:1]), run_id=1)
    provisional = [(1, 1, 0, 2022, 10.5, Mark.provisional)]
    assert counts(load(prepared, columns(provisional), run_id=2)) == (1, 0, 1, 0)


def test_new_periods_and_new_series_come_beside_what_is_there(prepared):
    load(prepared, columns(FIRST, AGES))
    more = [*FIRST, (1, 1, 0, 2021, 9.5, 0), (3, 1, 0, 2022, 1.0, 0)]
    assert counts(load(prepared, columns(more, AGES), run_id=2)) == (6, 2, 0, 4)
    assert len(stored(prepared)) == 6


def test_periods_that_are_no_longer_given_stay(prepared):
    load(prepared, columns(FIRST, AGES))
    assert counts(load(prepared, columns(FIRST[:1]), run_id=2)) == (1, 0, 0, 1)
    assert len(stored(prepared)) == 4


def test_rows_may_come_in_any_order(prepared):
    rows = [
        (indicator, region, 0, year, indicator * 100 + region * 10 + year % 10, 0)
        for indicator in (1, 2, 3)
        for region in (1, 2)
        for year in range(2015, 2025)
    ]
    shuffled = [rows[i] for i in np.random.default_rng(0).permutation(len(rows))]
    load(prepared, columns(shuffled))
    assert counts(load(prepared, columns(rows), run_id=2)) == (60, 0, 0, 60)
    assert [row[4] for row in stored(prepared)] == [row[4] for row in rows]


def test_the_same_period_twice_is_refused_and_nothing_is_stored(prepared):
    with pytest.raises(ValueError, match="twice"):
        load(prepared, columns([FIRST[0], FIRST[0]]))
    assert stored(prepared) == []


def test_a_failed_transaction_leaves_the_old_values(prepared):
    load(prepared, columns(FIRST, AGES))
    before = stored(prepared)
    with pytest.raises(RuntimeError):
        load_and_fail(prepared, replace(columns(FIRST, AGES), value=np.full(4, 99.0)))
    assert stored(prepared) == before
    assert revisions(prepared) == []


def headline_regions(database):
    with database.reading() as session:
        rows = session.execute(
            select(Series.indicator_id, Series.region_id).where(Series.is_headline)
        )
        return dict(rows.all())


def test_the_headline_is_the_undivided_series_of_the_region_asked_for_and_may_move(prepared):
    load(prepared, columns(FIRST, AGES), headlines={1: 1, 2: 1})
    assert headline_regions(prepared) == {1: 1}
    load(prepared, columns(FIRST, AGES), headlines={1: 2, 2: 1})
    assert headline_regions(prepared) == {1: 2}


def test_a_series_made_elsewhere_after_a_load_gets_an_id_of_its_own(prepared):
    load(prepared, columns(FIRST, AGES))
    with prepared.writing() as session:
        session.execute(
            insert(Series).values(indicator_id=3, region_id=2, breakdown="total", is_headline=False)
        )
    with prepared.reading() as session:
        assert session.scalar(select(func.count()).select_from(Series)) == 4


def test_many_series_with_few_changes_are_compared_right(prepared):
    many = 9_000
    breakdowns = tuple(Breakdown(f"b={number}", None) for number in range(many))
    given = ObservationColumns(
        indicator_id=np.full(2 * many, 1, np.int32),
        region_id=np.full(2 * many, 1, np.int32),
        breakdown=np.repeat(np.arange(many, dtype=np.int32), 2),
        breakdowns=breakdowns,
        period_id=np.tile(np.array(YEARS[:2], np.int32), many),
        value=np.where(np.arange(2 * many) % 7 == 0, np.nan, np.arange(2 * many) / 3),
        mark=np.where(np.arange(2 * many) % 7 == 0, 2, 0).astype(np.int16),
    )
    assert counts(load(prepared, given)) == (2 * many, 2 * many, 0, 0)
    value = given.value.copy()
    value[[0, 5, 8_000, 17_999]] = -1.0
    changed = replace(given, value=value)
    assert counts(load(prepared, changed, run_id=2)) == (2 * many, 0, 4, 2 * many - 4)
    some = slice(0, None, 50)
    sparse = replace(
        changed,
        **{
            name: getattr(changed, name)[some]
            for name in ("indicator_id", "region_id", "breakdown", "period_id", "value", "mark")
        },
    )
    assert counts(load(prepared, sparse, run_id=3))[1:3] == (0, 0)


def test_key_order_is_series_then_period():
    rows = SeriesRows(
        np.array([2, 1, 1], np.int32),
        np.array([5, 9, 3], np.int32),
        np.array([1.0, 2.0, 3.0]),
        np.zeros(3, np.int16),
    )
    assert rows.in_key_order().value.tolist() == [3.0, 2.0, 1.0]
