from datetime import date, datetime

import pytest

from dashboard.i18n.formats import Formats
from indicators import periods
from indicators.languages import Language

NB, NN, EN = (Formats(language) for language in (Language.nb, Language.nn, Language.en))
SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (1234.5, 1, f"1{SPACE}234,5"),
        (-33.4, 0, "−33"),
        (-0.01, 1, "0,0"),
        (1234567, 0, f"1{SPACE}234{SPACE}567"),
        (None, 2, "–"),
    ],
)
def test_numbers_have_a_decimal_comma_and_spaces_that_do_not_break(value, decimals, written):
    assert NB.number(value, decimals) == written
    assert NN.number(value, decimals) == written


def test_english_numbers_have_a_point():
    assert EN.number(-1234.5, 1) == "-1,234.5"


def test_a_change_has_its_sign_unless_it_is_nothing():
    assert NB.signed(2.5, 1) == "+2,5"
    assert NB.signed(-2.5, 1) == "−2,5"
    assert NB.signed(0.04, 1) == "0,0"
    assert NB.signed(None) == "–"


def test_per_cent_is_written_as_its_sign():
    assert NB.quantity(82.4, 1, "prosent") == f"82,4{SPACE}%"
    assert NB.quantity(82.4, 1, "tonn") == f"82,4{SPACE}tonn"
    assert NB.quantity(None, 1, "tonn") == "–"
    assert NB.quantity(3, 0, "") == "3"


def test_money_is_in_full_or_in_millions():
    assert NB.kroner(1234567) == f"1{SPACE}234{SPACE}567{SPACE}kr"
    assert EN.kroner(1234567) == f"NOK{SPACE}1,234,567"
    assert NB.million_kroner(12_345_678) == f"12,3{SPACE}mill.{SPACE}kr"
    assert NB.kroner(None) == NB.million_kroner(None) == "–"


def test_dates_are_in_words():
    day = date(2026, 11, 24)
    assert NB.date(day) == f"24.{SPACE}november 2026"
    assert EN.date(day).replace(SPACE, " ") == "November 24, 2026"
    assert NB.date(None) == "–"


def test_a_moment_in_utc_is_shown_as_the_day_it_is_here():
    late = datetime(2026, 11, 24, 23, 30)  # noqa: DTZ001 - kept in UTC without a zone
    assert NB.moment(late) == f"25.{SPACE}november 2026"
    assert NB.clock(late) == f"25.{SPACE}november 2026 kl.{SPACE}00.30"


@pytest.mark.parametrize(
    ("code", "nb", "en"),
    [
        ("2024", "2024", "2024"),
        ("2018-2020", "2018–2020", "2018–2020"),
        ("2023/24", "2023/24", "2023/24"),
        ("2024K2", "2. kvartal 2024", "quarter 2, 2024"),
        ("2024T3", "3. tertial 2024", "tertial 3, 2024"),
        ("2024H1", "1. halvår 2024", "half-year 1, 2024"),
        ("2024M06", "juni 2024", "June 2024"),
        ("2024U05", "uke 5 2024", "week 5, 2024"),
    ],
)
def test_periods_are_in_words(code, nb, en):
    period = periods.parse(code)
    assert NB.period(period) == NB.period(period.id) == nb
    assert EN.period(period) == en


def test_no_period_is_a_dash():
    assert NB.period(None) == "–"
