import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from etl.annual_plan.template import write_template
from indicators.access import operator
from indicators.commands.annual_plans import submit_annual_plan
from indicators.commands.annual_reports import submit_annual_report
from indicators.commands.submissions import Delivery
from indicators.errors import NotFound
from indicators.models.reporting import ActivityStatus, ReportPeriod
from indicators.queries.plan_context import plan_context
from indicators.unit_plans import ReportedActivity, ReportedTarget, UnitReport
from tests.small_municipality import UNIT, YEAR


def opened(content):
    return load_workbook(io.BytesIO(content))


def test_the_sheets_are_there_and_the_lists_are_hidden(filled):
    workbook = opened(filled)
    assert workbook.sheetnames == [
        "Veiledning",
        "Årsplan",
        "Tiltak",
        "Måltall",
        "Rapport",
        "Lister",
    ]
    assert workbook["Lister"].sheet_state == "hidden"


def test_it_says_what_it_was_made_for(filled):
    names = {key: name.attr_text for key, name in opened(filled).defined_names.items()}
    assert names == {
        "rodtrad_mal": '"arsplan-1"',
        "rodtrad_enhet": f'"{UNIT}"',
        "rodtrad_ar": f'"{YEAR}"',
    }


def test_the_structure_is_locked_and_what_is_filled_in_is_free(filled):
    sheet = opened(filled)["Tiltak"]
    assert sheet.protection.sheet
    assert sheet["B5"].protection.locked
    assert not sheet["B6"].protection.locked
    assert not sheet["B30"].protection.locked


def test_drop_downs_hold_what_applies_to_the_unit(unit_context, filled):
    workbook = opened(filled)
    lists = workbook["Lister"]
    by_column = {
        str(validation.sqref).split(":")[0]: validation.formula1
        for validation in workbook["Tiltak"].data_validations.dataValidation
    }
    assert by_column["C6"] == "'Lister'!$A$2:$A$5"
    assert lists["A2"].value == "1.1 – Eksempeldelmål 1.1"
    assert lists["B2"].value == unit_context.subgoals[0].key
    assert by_column["D6"] == "'Lister'!$C$2:$C$2"
    assert lists["C2"].value == "7 – Flere plasser"


def test_a_unit_without_actions_gets_no_others(unit_context):
    none_applies = replace(
        unit_context, actions=tuple(replace(row, applies=False) for row in unit_context.actions)
    )
    assert opened(write_template(none_applies))["Lister"]["C2"].value is None


def test_columns_have_help_and_formats_and_text_is_never_a_formula(filled):
    sheet = opened(filled)["Tiltak"]
    assert "Velg fra lista" in sheet["C5"].comment.text.replace("\n", " ")
    assert sheet["F6"].number_format == "dd.mm.yyyy"
    assert sheet["F6"].value.date() == date(YEAR, 6, 30)
    assert sheet["H6"].number_format == "#,##0"
    assert (sheet["B7"].value, sheet["B7"].data_type) == ("=HVIS(SANN;1;2)", "s")


def test_example_data_is_marked_on_every_visible_sheet(unit_context, filled):
    for sheet in opened(filled).worksheets[:-1]:
        assert sheet["A3"].value.startswith("EKSEMPELDATA")
        assert "EKSEMPELDATA" in sheet.oddFooter.left.text
    real = opened(write_template(replace(unit_context, is_example=False)))
    assert all(
        "EKSEMPELDATA" not in str(cell.value)
        for sheet in real.worksheets
        for row in sheet.iter_rows()
        for cell in row
    )


def test_pages_print_on_a4_with_the_headings_repeated(filled):
    sheet = opened(filled)["Tiltak"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.freeze_panes == "C6"


def test_what_last_year_left_unfinished_is_carried_over(municipality, plan):
    delivery = Delivery(
        file_name="p.xlsx",
        content=b"plan",
        actor=operator("prøve"),
        received_from="test",
        at=datetime.now(UTC),
        template_version="arsplan-1",
    )
    report = UnitReport(
        unit_key=UNIT,
        year=YEAR,
        period=ReportPeriod.year,
        activities=(
            ReportedActivity(number="1", status=ActivityStatus.done),
            ReportedActivity(number="2", status=ActivityStatus.on_track),
        ),
        targets=(ReportedTarget(number="1", value=7.9),),
    )
    with municipality.writing() as session:
        submit_annual_plan(session, plan, delivery)
        submit_annual_report(session, report, replace(delivery, content=b"report"))
    with municipality.reading() as session:
        next_year = plan_context(session, UNIT, YEAR + 1)
        this_year = plan_context(session, UNIT, YEAR)
    sheets = opened(write_template(next_year))
    assert sheets["Tiltak"]["B6"].value == "=HVIS(SANN;1;2)"
    assert sheets["Tiltak"]["F6"].value is None
    assert sheets["Tiltak"]["B7"].value is None
    assert sheets["Måltall"]["G6"].value == 7.9
    assert sheets["Måltall"]["H6"].value is None
    assert opened(write_template(this_year))["Tiltak"]["B6"].value == "Åpne flere plasser"


@pytest.mark.parametrize(("unit", "year"), [("finnes-ikke", YEAR), (UNIT, 2050), (UNIT, 2019)])
def test_there_is_no_template_for_what_is_not_there(session, unit, year):
    with pytest.raises(NotFound):
        plan_context(session, unit, year)
