"""One thread, walked whole: plan file, statistics, HØP, a unit's workbook, its report, the page."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from dashboard.app import create_app
from dashboard.cli import main
from indicators.settings import Settings
from tests.signing import SIGNED_WITH

MUNICIPALITY = """
key = "prove"
code = "9999"
organisation = "organisation.yaml"
plans = ["plan.yaml"]
indicators = "indicators.yaml"
[name]
nb = "Prøvekommunen"
"""

PLAN = """
key: prove
version: vedtatt-2024
kind: municipal_plan
state: adopted
title: Kommuneplanens samfunnsdel
vision: Prøv selv
years: 2024-2035
adopted_on: 2024-06-01
adopted_by: kommunestyret
goals:
  - number: 1
    title: Et mål å prøve
    title_status: confirmed
    subgoals:
      - number: 1.1
        title: Et delmål å prøve
        title_status: confirmed
        sdgs: [11]
        strategies:
          - number: 1.1.1
            actor: municipality
            text: Vi prøver hele tråden
"""

ORGANISATION = """
service_areas:
  - key: skole
    name: Skole
units:
  - key: prove-skole
    name: Prøveskolen
    service_area: skole
    leader: Ida Prøve
"""

INDICATORS = """
indicators:
  - key: prove-indikator
    title: Andel som prøver
    unit_of_measure: prosent
    decimals: 1
    direction: up
    frequency: year
    producer: Prøvebyrået
    source_table: "1"
    links:
      - subgoal: prove.vedtatt-2024.1.1
        role: key
        reason: Den måler det delmålet sier
    baseline: {year: 2018}
    targets:
      - {rule: from_to, value: 80, year: 2030, reference_year: 2018}
"""

SOURCE = """
title = "Prøvetall"
provider = "file"
path = "prove.csv"
reader = "csv"
producer = "Prøvebyrået"
table = "1"
licence = "CC0"
geography = "Hele kommunen"
citation = "Prøvebyrået"
retrieved = 2026-01-01
encoding = "utf-8"
separator = ";"
region = "region"
period = "periode"
[layout]
value = "verdi"
[layout.keys]
region = "region"
periode = "periode"
[regions]
"9999" = "9999"
[[series]]
indicator = "prove-indikator"
"""

REGIONS = """
[[regions]]
code = "9999"
kind = "municipality"
nb = "Prøvekommunen"
"""


@pytest.fixture
def folder(tmp_path):
    """A municipality as files, with eight years of one indicator."""
    root = tmp_path / "prove"
    for name in ("sources", "data"):
        (root / name).mkdir(parents=True)
    (root / "municipality.toml").write_text(MUNICIPALITY, encoding="utf-8")
    (root / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (root / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (root / "indicators.yaml").write_text(INDICATORS, encoding="utf-8")
    (root / "regions.toml").write_text(REGIONS, encoding="utf-8")
    (root / "sources" / "prove.toml").write_text(SOURCE, encoding="utf-8")
    rows = "\n".join(f"9999;{year};{50 + 2.5 * (year - 2018)}" for year in range(2018, 2026))
    (root / "data" / "prove.csv").write_text(f"region;periode;verdi\n{rows}\n", encoding="utf-8")
    return root


@pytest.fixture
def rodtrad(database, tmp_path):
    """Run the command line on the database of the test, and say what went wrong if it did."""
    url = database.url.render_as_string(hide_password=False)
    environment = {"RODTRAD_DATABASE_URL": url, "RODTRAD_SNAPSHOTS": str(tmp_path / "snapshots")}

    def run(*arguments, code=0):
        result = CliRunner().invoke(main, [str(part) for part in arguments], env=environment)
        assert result.exit_code == code, result.output
        return result.output

    return run


def test_one_thread_from_the_plan_to_the_report_is_seen_on_the_page(
    database, rodtrad, folder, tmp_path
):
    rodtrad("plan", "load-municipality", folder / "municipality.toml")
    rodtrad("plan", "load", folder / "plan.yaml")
    rodtrad("plan", "load-organisation", folder / "organisation.yaml")
    rodtrad("plan", "load-indicators", folder / "indicators.yaml")
    assert "Nye verdier: 8" in rodtrad("etl", "run", "--municipality", folder)
    assert "Ingenting er endret" in rodtrad("etl", "run", "--municipality", folder)

    hop = tmp_path / "hop.xlsx"
    rodtrad("plan", "actions-template", "--first-year", 2026, "--out", hop)
    _fill_hop(hop)
    rodtrad("plan", "load-actions", hop)

    book = tmp_path / "plan.xlsx"
    rodtrad("annual-plan", "template", "--unit", "prove-skole", "--year", 2026, "--out", book)
    _fill_plan(book)
    rodtrad("annual-plan", "check", book)
    rodtrad("annual-plan", "submit", book)

    report = tmp_path / "report.xlsx"
    rodtrad(
        "annual-plan",
        "template",
        "--unit",
        "prove-skole",
        "--year",
        2026,
        "--report",
        "year",
        "--out",
        report,
    )
    _fill_report(report)
    rodtrad("annual-plan", "submit", report)

    app = create_app(Settings(secret_key=SIGNED_WITH), database)
    page = app.server.test_client().get("/delmal/1.1", follow_redirects=True)
    assert page.status_code == 200
    html = page.get_data(as_text=True)
    for part in (
        "Et delmål å prøve",
        "Vi prøver hele tråden",
        "Andel som prøver",
        "67,5",
        "Bygge prøvehall",
        "12,5",
        "Prøveskolen",
        "Øve på prøven",
        "Alle besto prøven",
    ):
        assert part in html, part


def _sheet_with_heading(workbook, title, heading):
    """Return the sheet, the header row and the column of each heading, as a person would look."""
    sheet = workbook[title]
    for row in sheet.iter_rows():
        headings = {str(cell.value).strip(" *"): cell.column for cell in row if cell.value}
        if heading in headings:
            return sheet, row[0].row, headings
    raise AssertionError(f"{title} has no heading {heading}")


def _fill_hop(path: Path):
    workbook = load_workbook(path)
    plan = workbook["HØP"]
    for row in plan.iter_rows(max_col=1):
        if str(row[0].value).startswith("Status"):
            plan.cell(row[0].row, 2).value = "Vedtatt"
    sheet, header, columns = _sheet_with_heading(workbook, "Tiltak", "Type")
    _write(
        sheet,
        header + 1,
        columns,
        {
            "Nr.": "1",
            "Tiltak": "Bygge prøvehall",
            "Type": "Investering",
            "Tjenesteområde": "Skole",
            "Delmål": "1.1",
            "Investering 2026": 12500,
        },
    )
    workbook.save(path)


def _fill_plan(path: Path):
    workbook = load_workbook(path)
    sheet, header, columns = _sheet_with_heading(workbook, "Tiltak", "Frist")
    _write(
        sheet,
        header + 1,
        columns,
        {
            "Tiltak": "Øve på prøven",
            "Delmål": "1.1",
            "HØP-tiltak": "1",
            "Ansvarlig": "Ida",
            "Frist": "01.12.2026",
            "Forventet resultat": "Alle består",
        },
    )
    workbook.save(path)


def _fill_report(path: Path):
    workbook = load_workbook(path)
    sheet, header, columns = _sheet_with_heading(workbook, "Rapport", "Status")
    _write(sheet, header + 1, columns, {"Status": "Fullført", "Resultat": "Alle besto prøven"})
    workbook.save(path)


def _write(sheet, row, columns, values):
    for heading, value in values.items():
        assert heading in columns, f"{heading} is not among {sorted(columns)}"
        sheet.cell(row, columns[heading]).value = value
