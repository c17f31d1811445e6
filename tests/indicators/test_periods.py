from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators import periods
from indicators.periods import Period, PeriodKind, of_id, parse

YEARS = st.integers(1801, 2199)
DAYS = st.dates(date(1801, 1, 1), date(2199, 12, 31))


def _day(day):
    return Period(day, day + timedelta(days=1), PeriodKind.day)


def _week(day):
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=7), PeriodKind.week)


def _parts(letter, count):
    return st.builds(
        lambda year, part: parse(f"{year}{letter}{part}"), YEARS, st.integers(1, count)
    )


PERIODS = {
    PeriodKind.year: st.builds(periods.year, YEARS),
    PeriodKind.half_year: _parts("H", 2),
    PeriodKind.tertial: _parts("T", 3),
    PeriodKind.quarter: _parts("K", 4),
    PeriodKind.month: _parts("M", 12),
    PeriodKind.week: st.builds(_week, DAYS),
    PeriodKind.day: st.builds(_day, DAYS),
    PeriodKind.school_year: st.builds(periods.school_year, YEARS),
    PeriodKind.rolling: st.builds(
        lambda first, more: periods.rolling_years(first, first + more), YEARS, st.integers(1, 52)
    ),
}
ANY = st.one_of(*PERIODS.values())


def test_every_kind_is_tried():
    assert set(PERIODS) == set(PeriodKind)


@pytest.mark.parametrize("kind", PeriodKind)
@given(data=st.data())
def test_a_period_is_read_back_from_its_id_and_from_its_code(kind, data):
    period = data.draw(PERIODS[kind])
    assert period.kind is kind
    assert of_id(period.id) == period
    assert parse(period.code) == period


@given(ANY, ANY)
def test_ids_sort_as_first_days_do_and_are_shared_by_none(one, other):
    if one.start != other.start:
        assert (one.id < other.id) == (one.start < other.start)
    else:
        assert (one.id == other.id) == (one == other)


@given(ANY)
def test_an_id_fits_in_a_whole_number_of_the_database(period):
    assert 0 < period.id < 2**31


@given(ANY)
def test_the_midpoint_lies_inside_and_the_last_year_is_that_of_the_last_day(period):
    assert period.start.year <= period.midpoint < period.end.year + 1
    assert period.start.year <= period.last_year <= period.end.year


@given(st.integers(0, 2**31) | st.integers(-(2**70), 2**70))
def test_a_number_is_the_id_of_the_period_it_gives_or_of_none(number):
    try:
        period = of_id(number)
    except ValueError:
        return
    assert period.id == number
    assert parse(period.code) == period


@pytest.mark.parametrize(
    ("text", "code", "first", "after"),
    [
        ("2024", "2024", date(2024, 1, 1), date(2025, 1, 1)),
        (" 2024 ", "2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2024_2024", "2024", date(2024, 1, 1), date(2025, 1, 1)),
        ("2018_2020", "2018-2020", date(2018, 1, 1), date(2021, 1, 1)),
        ("2018–2020", "2018-2020", date(2018, 1, 1), date(2021, 1, 1)),
        ("2024Q2", "2024K2", date(2024, 4, 1), date(2024, 7, 1)),
        ("2024H2", "2024H2", date(2024, 7, 1), date(2025, 1, 1)),
        ("2024T3", "2024T3", date(2024, 9, 1), date(2025, 1, 1)),
        ("2024m6", "2024M06", date(2024, 6, 1), date(2024, 7, 1)),
        ("2024W01", "2024U01", date(2024, 1, 1), date(2024, 1, 8)),
        ("2020U53", "2020U53", date(2020, 12, 28), date(2021, 1, 4)),
        ("2023-24", "2023/24", date(2023, 8, 1), date(2024, 8, 1)),
        ("1999/00", "1999/00", date(1999, 8, 1), date(2000, 8, 1)),
        ("2024-02-29", "2024-02-29", date(2024, 2, 29), date(2024, 3, 1)),
    ],
)
def test_codes_as_statistics_offices_write_them(text, code, first, after):
    period = parse(text)
    assert (period.code, period.start, period.end) == (code, first, after)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "24",
        "i fjor",
        "2024K5",
        "2024K0",
        "2024M13",
        "2024X1",
        "2023-25",
        "2020-2018",
        "2021U53",
        "2024U00",
        "2023-02-29",
        "1900-1999",
        "0000",
        "9999",
        "2024K",
    ],
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match=r"period|span|year|uke|week|not"):
        parse(text)


@pytest.mark.parametrize("start", [date(2024, 2, 1), date(2024, 1, 3)])
@pytest.mark.parametrize("code", [0, 1, 2, 3, 5, 7, 12])
def test_an_id_with_a_first_day_that_its_kind_never_has_is_refused(start, code):
    number = (start - date(1800, 1, 1)).days * 64 + code
    with pytest.raises(ValueError, match="not the id of a period"):
        of_id(number)


def test_the_midpoint_of_a_year_is_its_half():
    assert parse("2021").midpoint == 2021.5
    assert parse("2018-2020").midpoint == 2019.5


def test_a_school_year_meets_targets_in_the_year_it_ends():
    assert parse("2023/24").last_year == 2024
    assert parse("2024").last_year == 2024
