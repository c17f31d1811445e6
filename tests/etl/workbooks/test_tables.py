import io

import pytest
from openpyxl import Workbook

from etl.workbooks.choices import Choice, Choices
from etl.workbooks.findings import Severity
from etl.workbooks.folding import fold
from etl.workbooks.reading import read_workbook
from etl.workbooks.spec import Column, Kind, SheetSpec, Wanted
from etl.workbooks.tables import read_fields, read_table, sheets_by_spec

SPEC = SheetSpec(
    "things",
    "Ting",
    columns=(
        Column("number", "Nr.", wanted=Wanted.label),
        Column("title", "Tittel på ting", wanted=Wanted.required),
        Column("colour", "Farge", Kind.choice, choices="colours"),
        Column("weight", "Vekt (kg)", Kind.number),
    ),
)
CHOICES = {"colours": Choices((Choice("red", "Rød"), Choice("blue", "Blå")))}
HEADINGS = ("Nr.", "Tittel på ting *", "Farge", "Vekt (kg)")


def sheet_of(rows, change=None):
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    if change is not None:
        change(workbook.active)
    stream = io.BytesIO()
    workbook.save(stream)
    return read_workbook(stream.getvalue(), "bok.xlsx").sheets[0]


def table(rows, change=None):
    findings = []
    read = read_table(sheet_of(rows, change), SPEC, CHOICES, findings)
    return read, findings


def codes(findings):
    return [(found.cell, found.code) for found in findings]


@pytest.mark.parametrize(
    "written",
    [
        "TITTEL PÅ TING",
        "Tittel\npå ting",
        "Tittel\u00a0på\u202fting *",
        "Tit\u00adtel på\u200b ting:",
        "Tittel pa\u030a ting",
    ],
)
def test_headings_are_found_however_they_are_written(written):
    assert fold(written) == fold("Tittel på ting")


def test_the_header_row_is_found_below_other_rows_and_columns_stand_in_any_order():
    rows, findings = table(
        [
            ["Ting 2026"],
            [],
            ["Vekt (kg)", None, "Farge", "Tittel på ting"],
            ["1,5", None, "rød", "A"],
        ]
    )
    assert findings == []
    (row,) = rows
    assert (row.text("title"), row.text("colour"), row.figure("weight")) == ("A", "red", 1.5)
    assert row.cells["weight"] == "A4"


def test_rows_with_only_a_number_are_blank():
    rows, findings = table([HEADINGS, [1, "A"], [2], [], [3, "B"]])
    assert [row.text("title") for row in rows] == ["A", "B"]
    assert findings == []


def test_a_column_that_is_not_known_is_named_and_ignored():
    rows, findings = table([[*HEADINGS, "Kommentar", "Farve"], [1, "A", None, None, "hei"]])
    assert len(rows) == 1
    assert codes(findings) == [("E1", "unknown_column"), ("F1", "unknown_column")]
    assert {found.severity for found in findings} == {Severity.warning}


def test_a_misspelt_heading_is_suggested_and_a_required_one_is_missed():
    _, findings = table([("Nr.", "Titel på ting", "Farge"), [1, "A"]])
    assert codes(findings)[0] == ("B1", "unknown_column")
    assert "Mente du «Tittel på ting»" in findings[0].message
    assert ("A1", "missing_column") in codes(findings)


def test_a_heading_that_is_there_twice_is_told():
    _, findings = table([[*HEADINGS, "Farge"], [1, "A"]])
    assert codes(findings) == [("E1", "duplicate_column")]


def test_a_sheet_without_headings_is_told():
    rows, findings = table([["bare", "tekst"]])
    assert rows == []
    assert [found.code for found in findings] == ["missing_header"]


def test_everything_wrong_is_told_at_once_each_at_its_cell():
    _, findings = table(
        [HEADINGS, [1, None, "Gul", "mye"], [2, "B", "Rødt", None], [3, "C", "=1+1", "#N/A"]]
    )
    assert codes(findings) == [
        ("B2", "required"),
        ("C2", "unknown_choice"),
        ("D2", "not_a_number"),
        ("C3", "unknown_choice"),
        ("C4", "uncalculated"),
        ("D4", "error_cell"),
    ]
    assert "Mente du «Rød»" in findings[3].message
    assert findings[2].value == "mye"


def test_a_hidden_row_is_read_and_told():
    def hide(sheet):
        sheet.row_dimensions[2].hidden = True

    rows, findings = table([HEADINGS, [1, "A"]], hide)
    assert len(rows) == 1
    assert codes(findings) == [("A2", "hidden_row")]


def test_a_merged_cell_counts_for_all_its_rows():
    rows, _ = table([HEADINGS, [1, "A", "Blå"], [2, "B"]], lambda sheet: sheet.merge_cells("C2:C3"))
    assert [row.text("colour") for row in rows] == ["blue", "blue"]


def test_fields_are_read_to_the_right_and_help_further_right_is_no_value():
    columns = (Column("unit", "Enhet", wanted=Wanted.required), Column("leader", "Leder"))
    findings = []
    row = read_fields(
        sheet_of([["Enhet *", "Skogen", "Hjelp"], ["Leder", None, "Den som leder"]]),
        columns,
        {},
        findings,
    )
    assert (row.text("unit"), row.text("leader")) == ("Skogen", None)
    assert row.cells == {"unit": "B1", "leader": "B2"}
    assert findings == []


def test_a_required_field_that_is_missing_or_empty_is_told():
    column = (Column("unit", "Enhet", wanted=Wanted.required),)
    findings = []
    read_fields(sheet_of([["Noe"]]), column, {}, findings)
    read_fields(sheet_of([["Enhet"]]), column, {}, findings)
    assert codes(findings) == [("", "missing_field"), ("B1", "required")]


def test_sheets_are_found_by_title_and_the_others_are_named():
    workbook = Workbook()
    workbook.active.title = "TING "
    for title in ("Notater", "Hemmelig", "Tomt"):
        workbook.create_sheet(title)
    workbook["TING "]["A1"] = workbook["Notater"]["A1"] = workbook["Hemmelig"]["A1"] = "x"
    workbook["Hemmelig"].sheet_state = "hidden"
    stream = io.BytesIO()
    workbook.save(stream)
    findings = []
    other = SheetSpec("other", "Annet")
    sheets = sheets_by_spec(read_workbook(stream.getvalue(), "x"), (SPEC, other), findings)
    assert list(sheets) == ["things"]
    assert [(found.sheet, found.code, found.severity) for found in findings] == [
        ("Notater", "unknown_sheet", Severity.warning),
        ("Hemmelig", "hidden_sheet", Severity.warning),
        ("Annet", "missing_sheet", Severity.error),
    ]
