from pathlib import Path

import etl
from etl.annual_plan import guide
from etl.annual_plan.spec import PLAN, TABLES

DOCUMENT = (Path(etl.__file__).parent.parent / "docs" / "annual-plan.md").read_text()


def test_the_document_for_unit_leaders_holds_the_guide_as_the_spec_says_it():
    assert guide.markdown().rstrip() in DOCUMENT


def test_the_document_holds_the_steps():
    for step in (*guide.plan_steps(), *guide.report_steps()):
        assert step in DOCUMENT


def test_the_guide_tells_of_every_column():
    told = {(sheet.title, row.heading) for sheet in guide.guide_sheets() for row in sheet.rows}
    assert told == {
        (spec.title, column.written_heading)
        for spec in (PLAN, *TABLES)
        for column in (*spec.fields, *spec.columns)
    }
