import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook, load_workbook

from etl.workbooks.cells import Cell, CellKind, address, parse_address
from etl.workbooks.formats import kind_of_format, moment_of_serial
from etl.workbooks.reading import read_workbook


def saved(workbook):
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def read(workbook):
    return read_workbook(saved(workbook), "bok.xlsx")


def with_sheet_xml(rows):
    """A workbook whose only sheet has these rows, written by hand."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(Workbook()))) as source,
        zipfile.ZipFile(stream, "w") as target,
    ):
        for info in source.infolist():
            content = source.read(info.filename)
            if info.filename == "xl/worksheets/sheet1.xml":
                content = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
            target.writestr(info.filename, content)
    return read_workbook(stream.getvalue(), "bok.xlsx").sheets[0]


def test_it_sees_what_openpyxl_sees():
    workbook = Workbook()
    sheet = workbook.active
    values = [
        "tekst",
        "  blanke  ",
        "0123",
        7,
        7.5,
        0.1 + 0.2,
        True,
        False,
        date(2027, 3, 1),
        datetime.fromisoformat("2027-03-01T13:30"),
        "linje\nskift",
        "æøå «» – 😀",
        "x" * 32_767,
    ]
    for row, value in enumerate(values, start=3):
        sheet.cell(row, 4).value = value
    content = saved(workbook)
    oracle = load_workbook(io.BytesIO(content))["Sheet"]
    ours = read_workbook(content, "bok.xlsx").sheets[0]
    for row in range(3, 3 + len(values)):
        theirs = oracle.cell(row, 4).value
        if isinstance(theirs, datetime) and theirs.time() == time():
            theirs = theirs.date()
        assert ours.cell(row, 4).value == theirs


def test_a_formula_without_a_value_is_not_an_empty_cell():
    workbook = Workbook()
    workbook.active["A1"] = "=1+1"
    cell = read(workbook).sheets[0].cell(1, 1)
    assert cell == Cell(CellKind.uncalculated, "=1+1", formula=True)


def test_the_value_that_a_formula_had_is_used():
    sheet = with_sheet_xml(
        '<row r="1"><c r="A1"><f>6*7</f><v>42</v></c>'
        '<c r="B1" t="str"><f>"a"</f><v>a</v></c><c r="C1" t="str"><f>""</f><v></v></c></row>'
    )
    assert sheet.cell(1, 1) == Cell(CellKind.number, 42.0, formula=True)
    assert sheet.cell(1, 2) == Cell(CellKind.text, "a", formula=True)
    assert sheet.cell(1, 3) is None


def test_an_error_cell_keeps_its_name():
    sheet = with_sheet_xml('<row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')
    assert sheet.cell(1, 1) == Cell(CellKind.error, "#DIV/0!", formula=True)


def test_inline_and_rich_texts_are_read_whole():
    sheet = with_sheet_xml(
        '<row><c t="inlineStr"><is><r><t>del </t></r><r><t>to_x000D_</t></r></is></c>'
        '<c t="b"><v>1</v></c></row><row><c><v>3</v></c></row>'
    )
    assert sheet.cell(1, 1).value == "del to\n"
    assert sheet.cell(1, 2).value is True
    assert sheet.cell(2, 1).value == 3.0


def test_percentages_and_dates_are_known_by_their_format():
    workbook = Workbook()
    sheet = workbook.active
    sheet["A1"], sheet["A1"].number_format = 0.45, "0 %"
    sheet["A2"], sheet["A2"].number_format = 5, '0 "dager"'
    sheet["A3"], sheet["A3"].number_format = 46447, "dd/mm/yy"
    found = read(workbook).sheets[0]
    assert (found.cell(1, 1).kind, found.cell(1, 1).shown) == (CellKind.percent, "45 %")
    assert found.cell(2, 1).kind is CellKind.number
    assert found.cell(3, 1).value == date(2027, 3, 1)


def test_the_1904_date_system_is_understood():
    workbook = Workbook()
    workbook.epoch = datetime.fromisoformat("1904-01-01")
    workbook.active["A1"] = date(2026, 12, 31)
    assert read(workbook).sheets[0].cell(1, 1).value == date(2026, 12, 31)


def test_hidden_rows_and_sheets_are_told():
    workbook = Workbook()
    workbook.active["A2"] = 1
    workbook.active.row_dimensions[2].hidden = True
    workbook.create_sheet("Skjult").sheet_state = "veryHidden"
    found = read(workbook)
    assert found.sheets[0].hidden_rows == {2}
    assert [sheet.visible for sheet in found.sheets] == [True, False]


def test_a_merged_cell_carries_its_value():
    workbook = Workbook()
    workbook.active["B2"] = "felles"
    workbook.active.merge_cells("B2:B4")
    sheet = read(workbook).sheets[0]
    assert sheet.cell(4, 2).value == "felles"
    assert sheet.cell(5, 2) is None


def test_empty_formatted_rows_are_not_there():
    workbook = Workbook()
    for row in range(1, 500):
        workbook.active.cell(row, 1).number_format = "0 %"
    assert read(workbook).sheets[0].rows == {}


def test_addresses_are_read_and_written():
    for row, column, text in ((1, 1, "A1"), (7, 27, "AA7"), (1_048_576, 16_384, "XFD1048576")):
        assert address(row, column) == text
        assert parse_address(text) == (row, column)
    for wrong in ("", "1A", "A0", "XFE1", "A1048577", "a1", "A1:B2"):
        with pytest.raises(ValueError, match="is"):
            parse_address(wrong)


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", CellKind.number),
        ("#,##0.00", CellKind.number),
        ("0.0%", CellKind.percent),
        ('0 "dager"', CellKind.number),
        ("[Red]0", CellKind.number),
        ("dd.mm.yyyy", CellKind.date),
        ("[$-414]d. mmmm yyyy", CellKind.date),
        ("[h]:mm", CellKind.duration),
        ("Standard", CellKind.number),
    ],
)
def test_number_formats(code, kind):
    assert kind_of_format(200, code) is kind


def test_serials_before_the_leap_day_that_never_was():
    assert moment_of_serial(1, is_1904=False) == date(1900, 1, 1)
    assert moment_of_serial(61, is_1904=False) == date(1900, 3, 1)
    assert moment_of_serial(-1, is_1904=False) is None
    assert moment_of_serial(1e9, is_1904=False) is None
