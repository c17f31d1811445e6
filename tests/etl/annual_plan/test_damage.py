from datetime import date

import pytest

from etl.annual_plan.checks import check
from etl.annual_plan.template import write_template
from etl.workbooks.findings import Severity

DAMAGES = {
    "Tiltak!B6": [(None, "required"), ("=1+1", "uncalculated"), ("#N/A", "error_cell")],
    "Tiltak!C6": [
        ("2.9", "unknown_choice"),
        (date(2026, 3, 2), "date_for_choice"),
        (None, "required"),
    ],
    "Tiltak!D6": [("Finnes ikke", "unknown_choice")],
    "Tiltak!E6": [(None, "required")],
    "Tiltak!F6": [
        (date(2027, 1, 1), "deadline_outside_year"),
        ("12/31/2026", "not_a_date"),
        (46447, "deadline_outside_year"),
        (None, "required"),
    ],
    "Tiltak!H6": [
        ("mye", "not_a_number"),
        ("1.234", "ambiguous_number"),
        (-5, "negative_amount"),
        ("=SUM(A1)", "uncalculated"),
    ],
    "Tiltak!A7": [(1, "duplicate_number")],
    "Måltall!E6": [(None, "required")],
    "Måltall!F6": [("Oppover", "unknown_choice"), ("Øke", None)],
    "Måltall!G6": [("ca. 8", "not_a_number")],
    "Måltall!H6": [(9, "target_above_baseline"), (None, "required")],
    "Årsplan!B6": [("finnes-ikke", "unknown_unit"), (None, "required")],
    "Årsplan!B8": [("i fjor", "not_a_number"), (2050, "unknown_year"), (2026.5, "not_whole")],
    "Årsplan!B9": [(None, "required")],
}
CASES = [
    (place, value, code)
    for place, damages in DAMAGES.items()
    for value, code in damages
    if code is not None
]


@pytest.mark.parametrize(("place", "value", "code"), CASES)
def test_one_damaged_cell_gives_a_finding_at_that_very_cell(check_changed, place, value, code):
    checked = check_changed({place: value})
    assert not checked.accepted
    assert checked.plan is None
    errors = [found for found in checked.findings if found.severity is Severity.error]
    assert (place, code) in [(found.place, found.code) for found in errors]
    assert {found.place for found in errors} == {place}


def test_a_target_below_the_baseline_is_told_when_it_should_rise(check_changed):
    checked = check_changed({"Måltall!F6": "Øke"})
    assert [(found.place, found.code) for found in checked.findings] == [
        ("Måltall!H6", "target_below_baseline")
    ]


def test_all_findings_come_at_once_in_the_order_of_the_workbook(check_changed):
    checked = check_changed(
        {"Måltall!H6": 9, "Tiltak!F7": "snart", "Tiltak!C6": "2.9", "Årsplan!B9": None}
    )
    assert [found.place for found in checked.findings] == [
        "Årsplan!B9",
        "Tiltak!C6",
        "Tiltak!F7",
        "Måltall!H6",
    ]
    assert "Mente du «2.3 – Eksempeldelmål 2.3»?" in checked.findings[1].message


@pytest.mark.parametrize(
    ("cells", "place", "code"),
    [
        ({"Tiltak!D6": "8"}, "Tiltak!D6", "action_of_other_area"),
        ({"Tiltak!C6": "2.1"}, "Tiltak!D6", "action_not_for_subgoal"),
        ({"Tiltak!C6": "1.1 Gammel tittel"}, "Tiltak!C6", "label_differs"),
        ({"Tiltak!I5": "Notat", "Tiltak!I6": "x"}, "Tiltak!I5", "unknown_column"),
    ],
)
def test_warnings_do_not_stop_a_plan(check_changed, cells, place, code):
    checked = check_changed(cells)
    assert checked.accepted
    assert checked.plan is not None
    found = {(found.place, found.code): found.severity for found in checked.findings}
    assert found[place, code] is Severity.warning


def test_the_same_activity_twice_is_told_at_the_second(check_changed):
    checked = check_changed({"Tiltak!B7": "ÅPNE  flere plasser", "Tiltak!C7": "1.1"})
    assert [(found.place, found.code) for found in checked.findings] == [("Tiltak!B7", "same_row")]


def test_a_percentage_in_a_number_that_is_not_percent_is_told(check_changed):
    def as_percent(workbook):
        workbook["Måltall"]["H6"].number_format = "0 %"

    checked = check_changed({"Måltall!E6": "dager", "Måltall!H6": 0.07}, as_percent)
    assert [(found.place, found.code) for found in checked.findings] == [
        ("Måltall!H6", "percent_in_number")
    ]
    assert checked.plan.targets[0].target == 7


def test_a_plan_for_another_unit_or_year_than_its_template_is_refused(check_changed):
    checked = check_changed({"Årsplan!B6": "naboenheten", "Årsplan!B8": 2027})
    assert {(found.place, found.code) for found in checked.findings} >= {
        ("Årsplan!B6", "unit_differs"),
        ("Årsplan!B8", "year_differs"),
    }
    assert not checked.accepted


def test_an_unknown_template_is_refused_and_a_missing_one_is_told(check_changed):
    def rename(workbook):
        workbook.defined_names["rodtrad_mal"].attr_text = '"arsplan-99"'

    def forget(workbook):
        for name in list(workbook.defined_names):
            del workbook.defined_names[name]

    assert [found.code for found in check_changed({}, rename).findings] == ["unknown_template"]
    forgotten = check_changed({}, forget)
    assert [found.code for found in forgotten.findings] == ["no_template"]
    assert forgotten.accepted


def test_an_empty_plan_never_replaces_one(unit_context, session):
    checked = check(write_template(unit_context), "tom.xlsx", session)
    assert [found.code for found in checked.findings] == ["empty_plan"]
    assert not checked.accepted


def test_a_sheet_that_is_gone_or_hidden_is_told(check_changed):
    def remove(workbook):
        del workbook["Måltall"]

    def hide(workbook):
        workbook["Tiltak"].sheet_state = "hidden"

    assert ("Måltall", "missing_sheet") in [
        (found.sheet, found.code) for found in check_changed({}, remove).findings
    ]
    assert ("Tiltak", "hidden_sheet") in [
        (found.sheet, found.code) for found in check_changed({}, hide).findings
    ]


def test_a_row_without_a_number_gets_the_next_one(check_changed):
    checked = check_changed({"Tiltak!A7": None})
    assert [row.number for row in checked.plan.activities] == ["1", "2"]


def test_another_workbook_altogether_is_told_and_not_an_unknown_error(session, changed, filled):
    def strip(workbook):
        for sheet in workbook.sheetnames[1:]:
            del workbook[sheet]

    checked = check(changed(filled, {}, strip), "annet.xlsx", session)
    assert {found.code for found in checked.findings} == {"missing_sheet"}
    assert checked.unit_key is None
