import io

from openpyxl import load_workbook

from etl.annual_plan.checks import check
from etl.workbooks.marking import marked_copy

RED, AMBER = "FFF4B6B6", "FFFFE3A3"


def opened(content):
    return load_workbook(io.BytesIO(content))


def marked(content, session):
    checked = check(content, "plan.xlsx", session)
    return checked, marked_copy(content, "plan.xlsx", checked.findings, "Funn")


def test_bad_cells_are_coloured_and_say_what_is_wrong(session, filled, changed):
    bad = changed(filled, {"Tiltak!C6": "2.9", "Tiltak!D6": "8", "Tiltak!E7": None})
    _, content = marked(bad, session)
    sheet = opened(content)["Tiltak"]
    assert sheet["C6"].fill.start_color.rgb == RED
    assert "Mente du «2.3" in sheet["C6"].comment.text
    assert sheet["D6"].fill.start_color.rgb == AMBER
    assert sheet["E7"].fill.start_color.rgb == RED
    assert sheet["B6"].comment is None


def test_everything_else_is_as_it_was(session, filled, changed):
    bad = changed(filled, {"Tiltak!C6": "2.9"})
    _, content = marked(bad, session)
    before, after = opened(bad), opened(content)
    assert after.sheetnames == ["Funn", *before.sheetnames]
    for sheet in before.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert after[sheet.title][cell.coordinate].value == cell.value
    assert after["Tiltak"].protection.sheet
    assert len(after["Tiltak"].data_validations.dataValidation) == 3


def test_the_list_of_findings_links_to_the_cells(session, filled, changed):
    _, content = marked(changed(filled, {"Tiltak!C6": "=1+1"}), session)
    sheet = opened(content)["Funn"]
    assert sheet["A2"].value == "Tiltak!C6"
    assert sheet["A2"].hyperlink.location == "'Tiltak'!C6"
    assert (sheet["C2"].value, sheet["C2"].data_type) == ("=1+1", "s")


def test_a_marked_copy_is_checked_as_the_original_and_marks_go_when_the_error_is_mended(
    session, filled, changed
):
    checked, content = marked(changed(filled, {"Tiltak!C6": "2.9"}), session)
    assert check(content, "m.xlsx", session).findings == checked.findings
    mended, again = marked(changed(content, {"Tiltak!C6": "2.3", "Tiltak!E7": None}), session)
    assert [found.place for found in mended.findings if found.severity == "error"] == ["Tiltak!E7"]
    sheet = opened(again)["Tiltak"]
    assert sheet["C6"].comment is None
    assert sheet["C6"].fill.fill_type is None
    assert opened(again).sheetnames.count("Funn") == 1
