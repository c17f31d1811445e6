import io
import struct
import zipfile

import pytest
from openpyxl import Workbook

from etl.workbooks.reading import read_workbook
from etl.workbooks.safety import LIMITS, Limits, open_package
from indicators.errors import BadWorkbook


def good_workbook():
    workbook = Workbook()
    workbook.active["A1"] = "hei"
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def with_parts(parts, *, method=zipfile.ZIP_DEFLATED, replace=()):
    """The good workbook with parts added or put in the place of its own."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(good_workbook())) as source,
        zipfile.ZipFile(stream, "w", method) as target,
    ):
        for info in source.infolist():
            if info.filename not in parts and info.filename not in replace:
                target.writestr(info.filename, source.read(info.filename))
        for name, content in parts.items():
            target.writestr(name, content)
    return stream.getvalue()


def refusal(content, limits=LIMITS):
    with pytest.raises(BadWorkbook) as caught:
        read_workbook(content, "plan.xlsx", limits)
    assert "plan.xlsx" in str(caught.value)
    return str(caught.value)


def test_a_plain_workbook_is_taken_in():
    assert read_workbook(good_workbook(), "plan.xlsx").sheets[0].rows[1][1].value == "hei"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "tom"),
        (b"Enhet;Tiltak\n", "ikke en Excel-arbeidsbok"),
        (b"%PDF-1.7", "ikke en Excel-arbeidsbok"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "gamle Excel-formatet"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "låst med passord",
        ),
        (b"PK\x03\x04" + b"\0" * 100, "ødelagt"),
        (b"PK\x05\x06" + b"\0" * 18, "ikke en Excel-arbeidsbok"),
    ],
    ids=["empty", "csv", "pdf", "xls", "encrypted", "broken", "empty-zip"],
)
def test_other_files_are_told_apart(content, said):
    assert said in refusal(content)


def test_an_ods_file_is_told_apart():
    parts = {"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}
    assert "OpenDocument" in refusal(with_parts(parts))


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(name):
    assert "makroer" in refusal(with_parts({name: b"x"}))


def test_a_workbook_that_says_it_has_macros_is_refused():
    types = b'<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled"/></Types>'
    assert "makroer" in refusal(with_parts({"[Content_Types].xml": types}))


def test_links_to_other_files_are_refused():
    assert "koblinger" in refusal(with_parts({"xl/externalLinks/externalLink1.xml": b"<x/>"}))


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl/..\\..\\x", "C:/x"])
def test_a_path_out_of_the_zip_is_refused(name):
    assert "ulovlig sti" in refusal(with_parts({name: b"x"}))


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_in_any_part(coding):
    xml = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'.encode(coding)
    assert "DOCTYPE" in refusal(with_parts({"docProps/custom.xml": xml}))


def test_a_packing_that_is_not_known_is_refused():
    assert "ukjent måte" in refusal(with_parts({}, method=zipfile.ZIP_BZIP2))


def test_a_bomb_is_refused_by_its_ratio():
    said = refusal(with_parts({"xl/sharedStrings.xml": b" " * 30_000_000}))
    assert "utpakket" in said


def test_a_bomb_whose_directory_lies_is_refused_while_inflating():
    content = bytearray(with_parts({"xl/theme/theme9.xml": b" " * 30_000_000}))
    place = content.rindex(b"xl/theme/theme9.xml") - 46
    assert content[place : place + 4] == b"PK\x01\x02"
    struct.pack_into("<I", content, place + 24, 10)
    with pytest.raises(BadWorkbook):
        open_package(bytes(content), "plan.xlsx")


def test_too_many_parts_sheets_cells_or_bytes_are_refused():
    assert "deler" in refusal(good_workbook(), Limits(entries=3))
    assert "ark" in refusal(good_workbook(), Limits(sheets=0))
    assert "celler" in refusal(good_workbook(), Limits(cells=1))
    assert "elementer" in refusal(good_workbook(), Limits(elements=5))
    assert "MB" in refusal(good_workbook(), Limits(packed_bytes=100))
    assert "for stor" in refusal(good_workbook(), Limits(unpacked_bytes=100))


def test_a_part_that_is_there_twice_is_refused():
    stream = io.BytesIO(good_workbook())
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("XL/Workbook.xml", b"<x/>")
    assert "to ganger" in refusal(stream.getvalue())


@pytest.mark.parametrize(
    "sheet",
    [
        b"<worksheet><sheetData><row><c",
        b'<worksheet><sheetData><row r="1"><c r="ZZZZ9"><v>1</v></c></row></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="9999999"/></sheetData></worksheet>',
        b'<worksheet><sheetData><row r="1"><c r="A1" t="s"><v>99</v></c></row></sheetData>'
        b"</worksheet>",
        b'<worksheet><sheetData><row r="1"><c r="A1"><v>x</v></c></row></sheetData></worksheet>',
        b'<worksheet><mergeCells><mergeCell ref="A1:!"/></mergeCells></worksheet>',
    ],
    ids=["cut", "column", "row", "text", "number", "merge"],
)
def test_a_broken_sheet_is_refused_and_never_an_unknown_error(sheet):
    refusal(with_parts({"xl/worksheets/sheet1.xml": sheet}))


def test_a_missing_sheet_part_is_refused():
    assert "mangler delen" in refusal(with_parts({}, replace=("xl/worksheets/sheet1.xml",)))
