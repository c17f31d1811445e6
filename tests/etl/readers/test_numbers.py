"""Numbers as they stand in cells of text."""

import math

import pytest

from etl.readers.numbers import MARKS, cell_parser


def parse(text, decimal="", marks=MARKS):
    return cell_parser(decimal, marks)(text)


@pytest.mark.parametrize(
    ("text", "decimal", "number"),
    [
        ("0", "", 0),
        ("70,9%", "", 70.9),
        ("70,9 %", "", 70.9),
        ("5 525", "", 5525),
        ("1\u00a0234\u00a0567,5", "", 1234567.5),
        ("1\u202f234", "", 1234),
        ("-3.9", "", -3.9),
        ("\u22123,9", "", -3.9),
        ("60.26095589278116", "", 60.26095589278116),
        ("0.24100000000000002", "", 0.24100000000000002),
        ("1.234,5", ",", 1234.5),
        ("1,234.5", ".", 1234.5),
        ("1e-05", "", 1e-05),
        (",5", "", 0.5),
    ],
)
def test_a_number_is_read_as_it_is_meant(text, decimal, number):
    assert parse(text, decimal) == (number, "")


@pytest.mark.parametrize("mark", [".", "..", "...", ":", "*", "-", "k", "NA"])
def test_a_mark_is_no_number_and_keeps_its_sign(mark):
    number, found = parse(mark)
    assert math.isnan(number)
    assert found == mark


def test_a_mark_may_follow_a_number():
    assert parse("105,8*") == (105.8, "*")
    assert parse("12 p", marks={"p"}) == (12, "p")


@pytest.mark.parametrize(
    "text",
    ["mange", "1.234.567", "12 34", "nan", "inf", "1_000", "0x1", "1,2,3", "12 q", "%", "e5"],
)
def test_what_is_neither_number_nor_mark_is_told_apart(text):
    assert parse(text) is None
