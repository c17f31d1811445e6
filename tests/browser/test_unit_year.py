"""A unit's whole year in the browser: template, errors, preview, decisions, report."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

WIDTHS = (1440, 390)


def _sign_in(page, site, accounts_of, name):
    page.goto(f"{site}/logg-inn")
    page.get_by_label("Brukernavn").fill(name)
    page.get_by_label("Passord").fill(accounts_of[site].password)
    page.get_by_role("main").get_by_role("button", name="Logg inn").click()
    page.wait_for_url(lambda address: "logg-inn" not in address)


def _person(new_context, site, accounts_of, name, width):
    page = new_context(viewport={"width": width, "height": 900}, accept_downloads=True).new_page()
    _sign_in(page, site, accounts_of, name)
    return page


def _template(page, site, folder, year, report=""):
    page.goto(f"{site}/arsplan/last-opp?ar={year}&rapport={report}")
    # The leader's own unit, whose service area the director directs; below it are units of others.
    units = page.get_by_label("Enhet", exact=True)
    own = units.locator("option", has_text="Eksempelområde").first.get_attribute("value")
    units.select_option(own)
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned mal").click()
    path = folder / f"mal-{year}-{report}.xlsx"
    download.value.save_as(path)
    return path


def _upload(page, site, path):
    page.goto(f"{site}/arsplan/last-opp")
    page.get_by_label("Excel-fil (.xlsx)").set_input_files(path)
    page.get_by_role("button", name="Kontroller fila").click()


def _fill_in(path, year, title):
    workbook = load_workbook(path)
    sheet = workbook["Tiltak"]
    headings = {str(cell.value).rstrip(" *"): cell.column for cell in sheet[5]}
    row = next(row for row in range(6, 200) if sheet.cell(row, headings["Tiltak"]).value is None)
    subgoal = workbook["Lister"]["A2"].value
    for heading, value in (
        ("Tiltak", title),
        ("Delmål", subgoal),
        ("Ansvarlig", "Fagleder"),
        ("Frist", date(year, 6, 1)),
    ):
        sheet.cell(row, headings[heading]).value = value
    for other in range(6, row):
        sheet.cell(other, headings["Frist"]).value = date(year, 9, 1)
    targets = workbook["Måltall"]
    for other in range(6, 60):
        if targets.cell(other, 2).value is not None:
            targets.cell(other, 8).value = targets.cell(other, 7).value or 1
    workbook.save(path)
    return sheet.cell(row, headings["Frist"]).coordinate


def _put(path, sheet, cell, value):
    workbook = load_workbook(path)
    workbook[sheet][cell] = value
    workbook.save(path)


def _report(path):
    workbook = load_workbook(path)
    sheet = workbook["Rapport"]
    status = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "Status")
    for row in range(status.row + 1, sheet.max_row + 1):
        if sheet.cell(row, 1).value == "Tiltak":
            sheet.cell(row, status.column).value = "I rute"
    workbook.save(path)


def _shoot(page, name, width):
    folder = os.environ.get("RODTRAD_TEST_SHOTS")
    if folder:
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True)


def _fits(page):
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, "the page is wider than the window"


@pytest.mark.parametrize("width", WIDTHS)
def test_a_year_from_template_to_report(
    new_context, example_site, accounts_of, tmp_path, seen, width
):
    site = example_site
    # The two widths share a site: each has a year of its own.
    year = datetime.now(UTC).year - (width == WIDTHS[1])
    leader = _person(new_context, site, accounts_of, "demo-leder", width)
    path = _template(leader, site, tmp_path, year)
    title = f"Eksempeltiltak i nettleseren {width}"
    frist = _fill_in(path, year, title)
    _put(path, "Tiltak", frist, "12/31/2099")
    _upload(leader, site, path)
    leader.get_by_text("Fila har én feil som må rettes").wait_for()
    assert leader.get_by_text(f"Tiltak!{frist}").count()
    _shoot(leader, "errors", width)
    _fits(leader)
    # The browser itself notes that a page of errors is not a page of success.
    assert all("422" in error for error in seen.errors)
    seen.errors.clear()
    _put(path, "Tiltak", frist, date(year, 6, 1))
    _upload(leader, site, path)
    leader.get_by_text("Fila har ingen feil og kan leveres.").wait_for()
    assert leader.get_by_text(title).count()
    _shoot(leader, "preview", width)
    _fits(leader)
    leader.get_by_role("button", name="Lever årsplanen").click()
    leader.get_by_text("er levert. Versjon").wait_for()
    unit = leader.url.partition("?")[0]
    _decide(new_context, accounts_of, site, unit, year, width)
    leader.goto(f"{unit}?ar={year}")
    leader.get_by_text("Planen er godkjent og låst.").wait_for()
    leader.get_by_text("Hva med budsjettet?").wait_for()
    _shoot(leader, "approved", width)
    _fits(leader)
    report = _template(leader, site, tmp_path, year, "T1")
    _report(report)
    _upload(leader, site, report)
    leader.get_by_text("Fila har ingen feil og kan leveres.").wait_for()
    leader.get_by_role("button", name="Lever rapporten").click()
    leader.get_by_text("Rapporten for 1. tertial").first.wait_for()


def _decide(new_context, accounts_of, site, unit, year, width):
    director = _person(new_context, site, accounts_of, "demo-omrade", width)
    director.goto(f"{unit}?ar={year}")
    director.get_by_label("Hva må rettes?").fill("Hva med budsjettet?")
    _shoot(director, "decide", width)
    _fits(director)
    director.get_by_role("button", name="Send planen tilbake").click()
    director.get_by_text("Planen er sendt tilbake.").first.wait_for()
    director.get_by_role("button", name="Godkjenn planen").click()
    director.get_by_text("Planen er godkjent og låst.").wait_for()
    director.goto(f"{site}/leveranser?ar={year}")
    director.get_by_role("heading", name="Leveranser", level=1).wait_for()
    _shoot(director, "deliveries", width)
    _fits(director)


def test_the_pages_of_those_who_decide_are_clean(new_context, example_site, accounts_of):
    from axe_playwright_python.sync_playwright import Axe

    page = new_context(bypass_csp=True).new_page()
    _sign_in(page, example_site, accounts_of, "demo-omrade")
    year = datetime.now(UTC).year
    page.goto(f"{example_site}/leveranser?ar={year}")
    addresses = [
        page.url,
        page.locator("main table a[href*='/enhet/']").first.get_attribute("href"),
    ]
    for address in addresses:
        page.goto(address if address.startswith("http") else example_site + address)
        found = Axe().run(page).response["violations"]
        assert [(one["id"], node["target"]) for one in found for node in one["nodes"]] == []
