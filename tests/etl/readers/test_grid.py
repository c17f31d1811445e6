"""Files of rows, as offices really write them."""

import io
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from etl.readers import excel, grid, separated
from etl.readers.layout import Layout
from indicators.errors import BadSource

DATA = Path(__file__).parents[2] / "data" / "statistics"


def rows(name, **options):
    return separated.read((DATA / name).read_bytes(), name, **options)


def value(table, **key):
    (found,) = table.find(key)
    return table.values[found]


def counted(table):
    return {
        text: int((table.marks == place).sum())
        for place, text in enumerate(table.mark_texts)
        if text
    }


def test_imdi_has_three_rows_of_headings_latin_letters_and_marks():
    layout = Layout(
        header_rows=3,
        keys={"region": {"column": "Region", "pattern": "K(.*)"}},
        values=r"Bosetting: (?P<measure>.+)\|Enhet: (?P<unit>.+)\|År: (?P<year>\d{4})",
        marks=("Inf",),
    )
    table = grid.table(rows("imdi_bosetting_alle_kommuner.csv"), layout, "imdi")
    asked = {"measure": "Anmodning om bosetting", "unit": "Personer"}
    assert len(table.dimensions[0].codes) == 490
    assert value(table, region="1601", year="1995", **asked) == 350
    assert value(table, region="5001", year="2020", **asked) == 102
    assert value(table, region="5001", year="2021", **asked) == 140
    assert counted(table)["."] == 32965
    assert counted(table)[":"] == 1343
    assert table.place(0).startswith("linje 4, kolonne C (region=3001")


def test_ssb_semicolon_file_has_a_title_line_and_the_year_in_its_headings():
    found = rows("ssb_11616_pendling_2021.csv")
    layout = Layout(
        keys={"region": {"column": "region", "pattern": r"(\d{4}) "}},
        values=r"(?P<measure>.+) (?P<year>\d{4})",
    )
    table = grid.table(found, layout, "pendling")
    assert found.title.startswith("11616: Sysselsatte")
    assert len(table.dimensions[0].codes) == 23
    measures = table.dimensions[1].codes
    first = table.find({"measure": measures[0]})
    assert table.values[first].sum() == 204162
    assert [value(table, region="3825", measure=one) for one in measures] == [2016, 423, 561, 1878]
    assert table.dimensions[2].codes == ("2021",)


def test_udir_sends_utf_16_without_a_mark_blanks_between_thousands_and_percent():
    content = (DATA / "udir_pedagognormen_2021_utf16.csv").read_bytes()
    assert separated.encoding_of(content) == "utf-16-le"
    layout = Layout(
        keys={"level": "BarnehageenhetNivaa", "unit": "Organisasjonsnummer"},
        values=r"(?P<year>\d{4})\.Alle eierformer\.(?P<measure>.+)",
    )
    found = separated.read(content, "udir")
    table = grid.table(found, layout, "udir")
    assert list(table.values[:7]) == [5525, 3557, 334, 1129, 70.9, 6.7, 22.5]
    levels = Counter(row[0] for row in found.rows[1:])
    assert levels == {"1": 1, "2": 1, "3": 23, "4": 375}


def test_klass_codes_stay_text_with_their_leading_zero():
    found = rows("klass_131_kommuner_2026.csv")
    codes = [row[0] for row in found.rows[1:]]
    assert len(codes) == 358
    assert codes[0] == "0301"
    assert found.rows[1][3] == "Oslo - Oslove"


def test_ssb_excel_has_a_title_years_in_a_second_heading_and_a_footer():
    content = (DATA / "ssb_13135_kulturskole.xlsx").read_bytes()
    layout = Layout(
        skip_rows=1,
        header_rows=2,
        keys={"region": {"column": 1, "pattern": r"(\d{4}) "}},
        values=r"(?P<measure>.+)\|(?P<year>\d{4})",
        ends_at_blank_row=True,
    )
    table = grid.table(excel.read(content, "kulturskole"), layout, "kulturskole")
    assert len(table.dimensions[0].codes) == 59
    assert int((~np.isnan(table.values)).sum()) == 171
    assert counted(table) == {".": 183}
    assert value(table, region="3801", year="2020") == 5.1
    assert value(table, region="0834", year="2015") == 30.9


def test_a_footer_that_is_not_declared_is_refused_with_its_line():
    content = (DATA / "ssb_13135_kulturskole.xlsx").read_bytes()
    layout = Layout(
        skip_rows=1,
        header_rows=2,
        keys={"region": {"column": 1, "pattern": r"(\d{4}) "}},
        values=r"(?P<measure>.+)\|(?P<year>\d{4})",
    )
    with pytest.raises(BadSource, match="linje 65, kolonne A"):
        grid.table(excel.read(content, "kulturskole"), layout, "kulturskole")


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("år;1\n", "utf-8"),
        ("år;1\n", "utf-8-sig"),
        ("år;1\n", "iso-8859-1"),
        ("år – nå;1\n", "cp1252"),
        ("år;1\n", "utf-16"),
        ("år;verdi;noe mer\n", "utf-16-le"),
    ],
)
def test_the_character_set_is_found_in_the_bytes(text, encoding):
    read = separated.read(text.encode(encoding), "fil.csv")
    assert read.rows[0][0] == text.split(";", maxsplit=1)[0]


@pytest.mark.parametrize("separator", [";", "\t", ",", "|"])
def test_the_separator_is_found_and_a_stated_one_wins(separator):
    text = separator.join("abc") + "\n" + separator.join("123") + "\n"
    assert separated.read(text.encode(), "fil.csv").rows == [list("abc"), list("123")]
    stated = "sep=;\na;b,c\n1;2,5\n"
    found = separated.read(stated.encode(), "fil.csv")
    assert found.rows == [["a", "b,c"], ["1", "2,5"]]
    assert found.lines == [2, 3]


LONG = Layout(keys={"region": "region", "period": "period"}, value="value", mark="status")


def long_table(text, layout=LONG):
    return grid.table(separated.read(text.encode(), "fil.csv"), layout, "fil.csv")


def test_a_long_file_keeps_marks_also_on_numbers_and_missing_is_not_zero():
    table = long_table("region,period,value,status\n5001,2023,476,partial\n5001,2022,,..\n")
    assert table.values[0] == 476
    assert np.isnan(table.values[1])
    assert [table.mark_texts[mark] for mark in table.marks] == ["partial", ".."]


def test_blank_cells_are_no_cells_unless_they_are_kept():
    text = "region,period,value,status\n5001,2023,,\n0301,2023,1,\n"
    assert len(long_table(text)) == 1
    kept = LONG.model_copy(update={"blank": "keep"})
    assert len(long_table(text, kept)) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("region,period,verdi,status\n1,2,3,\n", "kolonnen «value» mangler; filen har «region»"),
        ("region,period,value,value,status\n1,2,3,4,\n", "står i 2 kolonner"),
        ("region,period,value,status\n5001,2023,mange,\n", "linje 2, kolonne C: «mange»"),
        ("region,period,value,status\n", "ingen rader"),
        ("region,period,value,status\n5001,2023,2,5,partial\n", "linje 2: raden har 5 celler"),
        ("", "mangler"),
    ],
)
def test_a_file_of_the_wrong_shape_is_refused_with_the_place(text, says):
    with pytest.raises(BadSource, match=says):
        long_table(text)


def test_bytes_that_are_no_text_or_no_workbook_are_refused():
    with pytest.raises(BadSource, match="tekstfil"):
        separated.read(b"a;b\n\x00\x01;2\n" * 50, "fil.csv", encoding="utf-8")
    with pytest.raises(BadSource, match=r"fil\.xlsx"):
        excel.read(b"PK\x03\x04 ikke en arbeidsbok", "fil.xlsx")
    with pytest.raises(BadSource, match=r"fil\.xlsx"):
        excel.read(b"a;b", "fil.xlsx")


def workbook(cells):
    book = openpyxl.Workbook()
    for row in cells:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_excel_numbers_and_codes_become_the_same_text_as_in_csv():
    found = excel.read(workbook([["kode", "verdi"], [301, 0.1], ["0301", 7.0]]), "fil.xlsx")
    assert found.rows == [["kode", "verdi"], ["301", "0.1"], ["0301", "7"]]


def test_a_sheet_that_is_not_there_is_refused_by_name():
    with pytest.raises(BadSource, match="arket «Data» mangler"):
        excel.read(workbook([["a"]]), "fil.xlsx", sheet="Data")


def test_a_zip_bomb_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 20_000_000)
    with pytest.raises(BadSource, match=r"fil\.xlsx"):
        excel.read(content.getvalue(), "fil.xlsx")
