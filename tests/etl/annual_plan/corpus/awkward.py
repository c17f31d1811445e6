"""Workbooks as people and programs make them, each with what must be said of it and read from it.

Every builder takes the filled workbook and returns another. ``findings`` are all of them, by place
and code; ``holds`` asks of the plan, where it is taken in.
"""

import io
import re
from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.etl.annual_plan.corpus.zips import parts_of, replaced, with_parts, zipped


@dataclass(frozen=True)
class Case:
    build: Callable
    findings: frozenset = frozenset()
    accepted: bool = True
    holds: Callable = bool


def told(*findings, accepted=False, holds=bool):
    return {"findings": frozenset(findings), "accepted": accepted, "holds": holds}


def edited(do):
    def build(content):
        workbook = load_workbook(io.BytesIO(content))
        do(workbook)
        stream = io.BytesIO()
        workbook.save(stream)
        return stream.getvalue()

    return build


def cells(**changed):
    """Change cells of Tiltak: ``C6="2.9"``."""

    def do(workbook):
        for place, value in changed.items():
            workbook["Tiltak"][place] = value

    return edited(do)


def heading(place, text):
    return cells(**{place: text})


def first(plan):
    return plan.activities[0]


def _put(cell, value):
    cell.value = value
    if isinstance(value, str):
        # What looks like a formula stays the text that it was.
        cell.data_type = "s"


def _moved_columns(workbook):
    sheet = workbook["Tiltak"]
    for row in range(5, 40):
        values = [sheet.cell(row, at).value for at in range(1, 9)]
        formats = [sheet.cell(row, at).number_format for at in range(1, 9)]
        for at in range(1, 9):
            _put(sheet.cell(row, at), values[8 - at])
            sheet.cell(row, at).number_format = formats[8 - at]


def _moved_down(workbook):
    sheet = workbook["Tiltak"]
    rows = [[sheet.cell(row, at).value for at in range(1, 9)] for row in (5, 6, 7)]
    for row in (5, 6, 7):
        for at in range(1, 9):
            sheet.cell(row, at).value = None
    for offset, values in enumerate(rows):
        for at, value in enumerate(values, start=1):
            _put(sheet.cell(25 + offset, at), value)


def _sheets_turned(workbook):
    workbook._sheets.reverse()


def _row_hidden(workbook):
    workbook["Tiltak"].row_dimensions[7].hidden = True


def _filtered(workbook):
    sheet = workbook["Tiltak"]
    sheet.auto_filter.ref = "A5:H7"
    sheet.auto_filter.add_filter_column(1, ["Åpne flere plasser"])
    sheet.row_dimensions[7].hidden = True


def _own_sheet(workbook):
    workbook.create_sheet("Mine notater")["A1"] = "Tiltak"


def _own_hidden_sheet(workbook):
    sheet = workbook.create_sheet("Gammelt")
    sheet["A1"] = "x"
    sheet.sheet_state = "veryHidden"


def _merged_responsible(workbook):
    sheet = workbook["Tiltak"]
    sheet["E7"] = None
    sheet.merge_cells("E6:E7")


def _percent(workbook):
    cell = workbook["Måltall"]["G6"]
    cell.value, cell.number_format = 0.085, "0.0 %"


def _formatted_rows(workbook):
    sheet = workbook["Tiltak"]
    style = copy(sheet["B6"]._style)
    for row in range(50, 5000):
        sheet.cell(row, 2)._style = style


def _comment(workbook):
    workbook["Tiltak"]["B6"].comment = Comment("Fødselsnummer: eksempel", "Ola Nordmann")
    workbook.properties.creator = workbook.properties.lastModifiedBy = "Ola Nordmann"


def _1904(workbook):
    workbook.epoch = CALENDAR_MAC_1904


def _renamed(workbook):
    workbook["Tiltak"].title = "  TILTAK "


def _target(place, value):
    def do(workbook):
        workbook["Måltall"][place] = value

    return edited(do)


def _plan(place, value):
    def do(workbook):
        workbook["Årsplan"][place] = value

    return edited(do)


def _cached(content):
    """Give the amount as a formula with the value that Excel had worked out."""
    return replaced(content, b"<v>1500000</v>", b"<f>3*500000</f><v>1500000</v>")


def _boolean(content):
    return replaced(content, b't="n"><v>1500000</v>', b't="b"><v>1</v>')


def _number_as_text(content):
    """Write the amount as a text, with the narrow blanks that some programs put in."""
    return replaced(
        content,
        b't="n"><v>1500000</v>',
        't="inlineStr"><is><t>1\u202f500\u202f000 kr</t></is>'.encode(),
    )


def _rich_text(content):
    rich = "<is><r><t>Åpne </t></r><r><rPr><b/></rPr><t>flere plasser</t></r></is>"
    return replaced(content, "<is><t>Åpne flere plasser</t></is>".encode(), rich.encode())


def _cdata(content):
    return replaced(
        content,
        "<t>Åpne flere plasser</t>".encode(),
        "<t><![CDATA[Åpne flere plasser]]></t>".encode(),
    )


def _xml_comment(content):
    return replaced(content, b"<sheetData>", b"<sheetData><!-- et annet program -->")


def _prefixed(content):
    """Write a sheet with a prefix on every tag, as some programs do."""
    parts = parts_of(content)
    name = "xl/worksheets/sheet3.xml"
    text = re.sub(rb"<(/?)([A-Za-z])", rb"<\1x:\2", parts[name])
    text = text.replace(b"xmlns=", b"xmlns:x=")
    return zipped(parts | {name: text})


def _utf16(content):
    name = "xl/worksheets/sheet3.xml"
    text = parts_of(content)[name].decode()
    return with_parts(
        content, **{name: f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")}
    )


def _no_addresses(content):
    """Leave out the rows' and cells' own addresses, as the format allows."""
    parts = parts_of(content)
    name = "xl/worksheets/sheet4.xml"
    return zipped(parts | {name: re.sub(rb'<row r="\d+"', b"<row", parts[name])})


def _escaped(content):
    return replaced(content, b"Kortere ventetid", b"Kortere_x000D_ventetid &amp; k&#248;")


LONG = "Å" * 32_767
CASES = {
    "as it is": Case(lambda content: content),
    "saved by openpyxl": Case(edited(lambda _: None)),
    # Headings: folded, found, in any order; columns of one's own named and ignored.
    "capital heading": Case(heading("C5", "DELMÅL *")),
    "no-break blank in a heading": Case(heading("G5", "Forventet\u00a0resultat")),
    "narrow blank in a heading": Case(heading("G5", "Forventet\u202fresultat")),
    "line break in a heading": Case(heading("G5", "Forventet\nresultat")),
    "soft hyphen in a heading": Case(heading("E5", "Ansvar\u00adlig")),
    "zero-width in a heading": Case(heading("E5", "\ufeffAnsvar\u200blig *")),
    "decomposed letters in a heading": Case(heading("C5", "Delma\u030al")),
    "columns in another order": Case(edited(_moved_columns)),
    "table further down": Case(edited(_moved_down)),
    "sheets in another order": Case(edited(_sheets_turned)),
    "sheet name with blanks and capitals": Case(edited(_renamed)),
    "own column": Case(
        cells(I5="Notat", I6="x"), **told(("Tiltak!I5", "unknown_column"), accepted=True)
    ),
    "misspelt heading": Case(
        heading("E5", "Ansvarleg person"),
        **told(("Tiltak!A5", "missing_column"), ("Tiltak!E5", "unknown_column")),
    ),
    "heading twice": Case(heading("G5", "Tiltak"), **told(("Tiltak!G5", "duplicate_column"))),
    "no heading": Case(
        cells(**{f"{letter}5": None for letter in "ABCDEFGH"}),
        **told(("Tiltak", "missing_header")),
    ),
    # Sheets and rows that are hidden.
    "own sheet": Case(edited(_own_sheet), **told(("Mine notater", "unknown_sheet"), accepted=True)),
    "own hidden sheet": Case(
        edited(_own_hidden_sheet), **told(("Gammelt", "hidden_sheet"), accepted=True)
    ),
    "hidden row": Case(
        edited(_row_hidden),
        **told(("Tiltak!A7", "hidden_row"), accepted=True, holds=lambda p: len(p.activities) == 2),
    ),
    "filtered row": Case(
        edited(_filtered),
        **told(("Tiltak!A7", "hidden_row"), accepted=True, holds=lambda p: len(p.activities) == 2),
    ),
    # Numbers as Norwegians write them.
    "decimal comma": Case(_target("H6", "7,25")),
    "thousands blanks": Case(cells(H6="1 500 000")),
    "narrow thousands and kroner": Case(_number_as_text),
    "points for thousands and a comma": Case(
        cells(H6="1.500.000,00"), holds=lambda p: first(p).amount_nok == 1_500_000
    ),
    "1.234 may be two numbers": Case(cells(H6="1.234"), **told(("Tiltak!H6", "ambiguous_number"))),
    "a word for a number": Case(cells(H6="mye"), **told(("Tiltak!H6", "not_a_number"))),
    "boolean for a number": Case(_boolean, **told(("Tiltak!H6", "not_a_number"))),
    "missing is not zero": Case(cells(H6=None), holds=lambda p: first(p).amount_nok is None),
    "zero is zero": Case(cells(H6=0), holds=lambda p: first(p).amount_nok == 0),
    "percent by its format": Case(edited(_percent), holds=lambda p: p.targets[0].baseline == 8.5),
    "percent as a text": Case(_target("G6", "8,5 %"), holds=lambda p: p.targets[0].baseline == 8.5),
    # Dates, never month first.
    "date as a text": Case(cells(F6="30.06.2026")),
    "date with a short year": Case(cells(F6="30/6/26")),
    "date in words": Case(cells(F6="30. juni 2026")),
    "ISO date": Case(cells(F6="2026-06-30")),
    "date with a time": Case(cells(F6=datetime(2026, 6, 30, 14, 30))),  # noqa: DTZ001
    "month first": Case(cells(F6="6/30/2026"), **told(("Tiltak!F6", "not_a_date"))),
    "5.6. is the fifth of June": Case(
        cells(F6="05.06.2026"), holds=lambda p: first(p).deadline == date(2026, 6, 5)
    ),
    "the 1904 system": Case(edited(_1904), holds=lambda p: first(p).deadline == date(2026, 6, 30)),
    "31 June": Case(cells(F6="31.06.2026"), **told(("Tiltak!F6", "not_a_date"))),
    # Formulas and errors.
    "formula with its value": Case(_cached, holds=lambda p: first(p).amount_nok == 1_500_000),
    "formula without a value": Case(cells(H6="=3*500000"), **told(("Tiltak!H6", "uncalculated"))),
    "error in a number": Case(cells(H6="#DIV/0!"), **told(("Tiltak!H6", "error_cell"))),
    "error in a text": Case(cells(G6="#N/A"), **told(("Tiltak!G6", "error_cell"))),
    "text that looks like a formula": Case(
        lambda content: content, holds=lambda p: p.activities[1].title == "=HVIS(SANN;1;2)"
    ),
    # Shapes of cells and of text.
    "merged cells": Case(
        edited(_merged_responsible), holds=lambda p: p.activities[1].responsible == "Fagleder"
    ),
    "leading zeros": Case(cells(A6="007"), holds=lambda p: first(p).number == "007"),
    "the longest text that Excel has": Case(
        cells(G6=LONG), holds=lambda p: first(p).expected_result == LONG
    ),
    "five thousand formatted empty rows": Case(
        edited(_formatted_rows), holds=lambda p: len(p.activities) == 2
    ),
    "rich text": Case(_rich_text),
    "escaped letters": Case(
        _escaped, holds=lambda p: first(p).expected_result == "Kortere\nventetid & kø"
    ),
    "comments and authors": Case(edited(_comment), holds=lambda p: "Nordmann" not in repr(p)),
    "CDATA": Case(_cdata),
    "comments in the XML": Case(_xml_comment),
    "prefixed tags": Case(_prefixed),
    "another encoding": Case(_utf16),
    "rows without addresses": Case(_no_addresses),
    # Choices.
    "only the number": Case(cells(C6="1.1")),
    "number with a comma": Case(cells(C6="1,1")),
    "Excel made it a date": Case(
        cells(C6=datetime(2026, 1, 1)),  # noqa: DTZ001
        **told(("Tiltak!C6", "date_for_choice")),
    ),
    "not in the list": Case(cells(C6="2.9"), **told(("Tiltak!C6", "unknown_choice"))),
    # Cross checks.
    "deadline of another year": Case(
        cells(F6=date(2027, 1, 1)), **told(("Tiltak!F6", "deadline_outside_year"))
    ),
    "same twice": Case(cells(B7="åpne flere PLASSER", C7="1.1"), **told(("Tiltak!B7", "same_row"))),
    "HØP action of another subgoal": Case(
        cells(C6="2.1"), **told(("Tiltak!D6", "action_not_for_subgoal"), accepted=True)
    ),
    "target on the wrong side": Case(
        _target("H6", 9), **told(("Måltall!H6", "target_above_baseline"))
    ),
    "another unit than the template's": Case(
        _plan("B6", "naboenheten"),
        **told(("Årsplan!B6", "unit_differs"), ("Tiltak!D6", "action_of_other_area")),
    ),
    "another year than the template's": Case(
        _plan("B8", 2027),
        **told(
            ("Årsplan!B8", "year_differs"),
            ("Tiltak!F6", "deadline_outside_year"),
            ("Tiltak!F7", "deadline_outside_year"),
        ),
    ),
    "header only": Case(
        cells(**{f"{letter}{row}": None for letter in "ABCDEFGH" for row in (6, 7)}),
        **told(("Tiltak", "empty_plan")),
    ),
}
