from datetime import date, datetime, timedelta

import pytest

from etl.workbooks.cells import Cell, CellKind
from etl.workbooks.choices import Choice, Choices
from etl.workbooks.spec import Kind
from etl.workbooks.values import date_in_text, number_in_text, read_cell

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7", 7),
        ("1 234,5", 1234.5),
        (f"1{NBSP}234{NARROW}567", 1234567),
        ("−3,5", -3.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567),
        ("3.14", 3.14),
        ("kr 1 000", 1000),
        ("1 000,-", 1000),
        ("45 %", 45),
        ("  12 ", 12),
    ],
)
def test_numbers_are_read_as_norwegians_write_them(text, value):
    assert number_in_text(text).value == value


@pytest.mark.parametrize("text", ["", "x", "1,2,3", "12 stk", "1e5", "--1", "1 2 3 x", "9" * 50])
def test_what_is_no_number_is_said_to_be_none(text):
    assert number_in_text(text).problem.code == "not_a_number"


def test_a_point_before_three_digits_is_not_guessed():
    problem = number_in_text("1.234").problem
    assert problem.code == "ambiguous_number"
    assert dict(problem.params) == {"first": "1234", "second": "1,234"}


@pytest.mark.parametrize(
    "text",
    [
        "31.12.2026",
        "31.12.26",
        "31/12/2026",
        "31-12-2026",
        "2026-12-31",
        "31. desember 2026",
        "31 des. 2026",
    ],
)
def test_dates_are_read_day_first(text):
    assert date_in_text(text).value == date(2026, 12, 31)


def test_a_day_and_month_that_can_be_turned_are_never_turned():
    assert date_in_text("02.03.2026").value == date(2026, 3, 2)
    assert dict(date_in_text("12/31/2026").problem.params) == {"suggestion": "31.12.2026"}
    assert date_in_text("31.02.2026").problem.code == "not_a_date"
    assert date_in_text("snart").problem.code == "not_a_date"


def read(value, kind, cell_kind=None):
    kinds = {str: CellKind.text, float: CellKind.number, bool: CellKind.boolean}
    return read_cell(Cell(cell_kind or kinds.get(type(value), CellKind.date), value), kind)


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.choice])
def test_an_error_is_named_and_never_a_value(kind):
    assert read("#N/A", kind, CellKind.error).problem.code == "error_cell"
    assert read("=A1", kind, CellKind.uncalculated).problem.code == "uncalculated"
    assert read("#N/A", kind, CellKind.error).value is None


def test_a_percentage_is_what_it_shows_and_a_share_is_a_part():
    assert read(0.07, Kind.number, CellKind.percent).value == 7
    assert read(0.07, Kind.number, CellKind.percent).note.code == "percent"
    assert read(0.45, Kind.share, CellKind.percent).value == 0.45
    assert read("45 %", Kind.share).value == 0.45
    assert read(0.45, Kind.share).value == 0.45
    assert dict(read(45.0, Kind.share).problem.params) == {"suggestion": "45 %"}
    assert read(-0.1, Kind.share).problem.code == "not_a_share"


def test_numbers_are_not_made_of_other_things():
    assert read(value=True, kind=Kind.number).problem.code == "not_a_number"
    assert read(date(2026, 1, 1), Kind.money).problem.code == "not_a_number"
    duration = read(timedelta(hours=3), Kind.number, CellKind.duration)
    assert duration.problem.code == "not_a_number"
    assert read("5 %", Kind.money).problem.code == "not_a_number"
    assert read(2.5, Kind.whole).problem.code == "not_whole"
    assert read(2026.0, Kind.whole).value == 2026


def test_a_date_may_carry_a_time_and_a_bare_serial_is_only_suggested():
    assert read(datetime.fromisoformat("2026-05-01T12:00"), Kind.date).value == date(2026, 5, 1)
    assert dict(read(46447.0, Kind.date).problem.params) == {"suggestion": "01.03.2027"}
    assert read(5.0, Kind.date).problem.code == "not_a_date"


def test_yes_and_no():
    assert [read(text, Kind.boolean).value for text in ("ja", "Nei", "x")] == [True, False, True]
    assert read(value=False, kind=Kind.boolean).value is False
    assert read("kanskje", Kind.boolean).problem.code == "not_a_boolean"


def test_texts_keep_what_stands_there():
    assert read("0123", Kind.text).value == "0123"
    assert read(7.0, Kind.text).value == "7"
    assert read(1234.5, Kind.text).value == "1234,5"
    assert read(date(2026, 3, 2), Kind.text).value == "02.03.2026"
    assert read(" a\u200bb\u00ad ", Kind.text).value == "ab"
    assert read("x" * 32_767, Kind.long_text).value == "x" * 32_767


SUBGOALS = Choices(
    (
        Choice("p.v.1.1", "Trygg by", "1.1"),
        Choice("p.v.2.3", "Grønn by", "2.3"),
        Choice("p.v.2.4", "Samme navn", "2.4"),
        Choice("p.v.3.1", "Samme navn", "3.1"),
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "1.1 – Trygg by",
        "1.1",
        "1,1",
        "1.1 - trygg  BY",
        "Trygg by",
        "p.v.1.1",
        "delmål 1.1",
        "1.1: Trygg by",
        "1.1 Trygg by",
    ],
)
def test_a_choice_is_found_however_it_is_written(text):
    match = SUBGOALS.find(text)
    assert match.choice.key == "p.v.1.1"
    assert match.exact


def test_a_number_with_another_text_is_found_and_told():
    match = SUBGOALS.find("1.1 Noe helt annet")
    assert (match.choice.key, match.exact) == ("p.v.1.1", False)


def test_an_ambiguous_title_finds_nothing_and_the_nearest_is_suggested():
    assert SUBGOALS.find("Samme navn") is None
    assert SUBGOALS.find("2.9") is None
    assert SUBGOALS.suggestion("2.9") in {"2.3 – Grønn by", "2.4 – Samme navn"}
    assert SUBGOALS.suggestion("Tryg by") == "1.1 – Trygg by"
    assert SUBGOALS.suggestion("qqqq") is None


def test_a_choice_that_excel_made_a_date_is_told():
    read_date = read_cell(Cell(CellKind.date, date(2026, 3, 2)), Kind.choice, SUBGOALS)
    assert read_date.problem.code == "date_for_choice"
    assert dict(read_date.problem.params) == {"suggestion": "2.3 – Grønn by"}
    number = read_cell(Cell(CellKind.number, 2.3), Kind.choice, SUBGOALS)
    assert number.value == "p.v.2.3"
