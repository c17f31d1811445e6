"""Any table written as CSV or Excel, in the ways offices write them, reads back equal."""

from __future__ import annotations

import csv
import io
import math

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.readers import excel, grid, separated
from etl.readers.layout import Layout

MARKS = (".", "..", ":", "*")
CODES = st.lists(
    st.text("ABCDEFGÆØÅæøå0123456789", min_size=1, max_size=5), min_size=1, max_size=5, unique=True
).map(lambda codes: [f"k{code}" for code in codes])
YEARS = st.lists(st.integers(1990, 2030), min_size=1, max_size=5, unique=True)
NUMBERS = st.decimals(-9_999_999, 9_999_999, places=2, allow_nan=False).map(float)
CELLS = st.one_of(NUMBERS, st.sampled_from(MARKS))
BLANKS = ("", " ", "\u00a0", "\u202f", "\u2009")


@st.composite
def tables(draw):
    """Cells by (region, year); a number, or a mark."""
    regions, years = draw(CODES), draw(YEARS)
    return {(region, str(year)): draw(CELLS) for region in regions for year in years}


def written(number, decimal, blank):
    whole = f"{abs(number):,.2f}".replace(",", "\0").replace(".", decimal).replace("\0", blank)
    return ("-" if number < 0 else "") + whole


def text(cell, decimal, blank):
    return cell if isinstance(cell, str) else written(cell, decimal, blank)


def check(cells, table):
    assert len(table) == len(cells)
    for (region, year), cell in cells.items():
        (found,) = table.find({"region": region, "year": year})
        mark = table.mark_texts[table.marks[found]]
        if isinstance(cell, str):
            assert math.isnan(table.values[found])
            assert mark == cell
        else:
            assert table.values[found] == cell
            assert mark == ""


@settings(max_examples=60, deadline=None)
@given(
    cells=tables(),
    separator=st.sampled_from([";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "iso-8859-1", "utf-16-le"]),
    decimal=st.sampled_from([",", "."]),
    blank=st.sampled_from(BLANKS),
    says_separator=st.booleans(),
)
def test_any_long_csv_reads_back_equal(cells, separator, encoding, decimal, blank, says_separator):
    if encoding == "iso-8859-1" and blank not in ("", " ", "\u00a0"):
        blank = "\u00a0"
    file = io.StringIO()
    if says_separator:
        file.write(f"sep={separator}\r\n")
    writer = csv.writer(file, delimiter=separator)
    writer.writerow(["region", "year", "value"])
    writer.writerows([*key, text(cell, decimal, blank)] for key, cell in cells.items())
    rows = separated.read(
        file.getvalue().encode(encoding), "prøve.csv", encoding=encoding, separator=separator
    )
    layout = Layout(keys={"region": "region", "year": "year"}, value="value", decimal=decimal)
    check(cells, grid.table(rows, layout, "prøve.csv"))


@settings(max_examples=25, deadline=None)
@given(cells=tables(), as_text=st.booleans(), title=st.booleans())
def test_any_wide_workbook_reads_back_equal(cells, as_text, title):
    regions = list(dict.fromkeys(region for region, _ in cells))
    years = list(dict.fromkeys(year for _, year in cells))
    book = openpyxl.Workbook()
    sheet = book.active
    if title:
        sheet.append(["Tabell 1"])
        sheet.append([])
    sheet.append(["region", *(year if as_text else int(year) for year in years)])
    for region in regions:
        row = [cells[region, year] for year in years]
        sheet.append([region, *(text(cell, ",", "\u00a0") if as_text else cell for cell in row)])
    file = io.BytesIO()
    book.save(file)
    rows = excel.read(file.getvalue(), "prøve.xlsx")
    layout = Layout(
        skip_rows=2 if title else 0,
        keys={"region": "region"},
        values=r"(?P<year>\d{4})",
        decimal="," if as_text else None,
    )
    check(cells, grid.table(rows, layout, "prøve.xlsx"))
