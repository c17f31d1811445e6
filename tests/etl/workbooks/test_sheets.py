import io

import pytest
from openpyxl import load_workbook

from etl.workbooks.sheets import TableSheet, workbook_of_tables


def read_back(*sheets):
    return load_workbook(io.BytesIO(workbook_of_tables(sheets)))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#REF!"])
def test_a_text_that_looks_like_a_formula_stays_a_text(text):
    cell = read_back(TableSheet("Tall", ["a"], [[text]]))["Tall"]["A2"]
    assert (cell.data_type, cell.value) == ("s", text)


def test_numbers_are_numbers_and_what_is_missing_is_empty():
    sheet = read_back(TableSheet("Tall", ["a", "b", "c"], [[1.5, None, 0]]))["Tall"]
    assert [cell.value for cell in sheet[2]] == [1.5, None, 0]


def test_every_table_has_its_sheet_with_headings_and_filter():
    book = read_back(TableSheet("Tall", ["a"], [["x"], ["y"]]), TableSheet("Om", ["b"], []))
    assert book.sheetnames == ["Tall", "Om"]
    assert book["Tall"]["A1"].value == "a"
    assert book["Tall"].auto_filter.ref == "A1:A3"
