from __future__ import annotations

from datetime import date, datetime
from html import unescape

import pytest

from dashboard.pages.unit.next_step import NextStep, next_step
from dashboard.pages.unit.targets import quantity
from dashboard.pages.units import offered_years
from indicators.models.reporting import ReportPeriod
from indicators.queries.units import DeliveryRow
from tests.dashboard.pages.made_up import HOSTILE, SILENT, UNIT, WHOLE
from tests.dashboard.pages.reading import read_csv, text_of


def delivered(year, period):
    at = datetime(2026, 1, 1)  # noqa: DTZ001 - as the database keeps it
    return DeliveryRow(year, period, 1, None, "x.xlsx", "0" * 64, at, "prøve", is_example=True)


@pytest.mark.parametrize(
    ("today", "years", "reports", "expected"),
    [
        (date(2026, 2, 1), [], [], NextStep(2026)),
        (date(2026, 2, 1), [2025], [], NextStep(2025, ReportPeriod.year)),
        (date(2026, 2, 1), [2025], [(2025, "year")], NextStep(2026)),
        (date(2026, 4, 30), [2026], [], None),
        (date(2026, 5, 1), [2026], [], NextStep(2026, ReportPeriod.t1)),
        (date(2026, 8, 31), [2026], [(2026, "T1")], None),
        (date(2026, 9, 1), [2026], [(2026, "T1")], NextStep(2026, ReportPeriod.t2)),
        (date(2026, 10, 1), [2026], [(2026, "T2")], NextStep(2027)),
        (date(2026, 10, 1), [2026, 2027], [(2026, "T2")], None),
    ],
)
def test_the_next_step_is_what_is_due_longest(today, years, reports, expected):
    assert next_step(today, None, years, [delivered(*row) for row in reports]) == expected


def test_a_closed_unit_has_no_next_step():
    assert next_step(date(2026, 2, 1), date(2026, 1, 1), [], []) is None


def test_years_offered_reach_from_the_newest_plan_to_before():
    assert offered_years(2027, date(2026, 11, 1)) == [2027, 2026, 2025, 2024]
    assert offered_years(None, date(2026, 11, 1)) == [2026, 2025, 2024]


def test_a_target_is_shown_with_the_decimals_it_was_written_with(view):
    assert quantity(view(), 60.5, "prosent") == "60,5\u00a0%"
    assert quantity(view(), 80.0, "stk") == "80\u00a0stk"
    assert quantity(view(), None, "stk") == "–"


def test_the_list_shows_who_has_delivered_by_service_area(page):
    shown = page("/enheter")
    text = text_of(shown.html)
    assert shown.status == 200
    assert text.index("Skole 1 av 2 har levert årsplan.") < text.index("Klima og miljø 0 av 1")
    assert "Prøveskolen eksempeldata Levert 1. mars 2026 1 av 3" in text
    assert "Stilleenheten eksempeldata Ikke levert – –" in text


def test_a_closed_unit_is_listed_only_in_its_years(page):
    assert "Nedlagtenheten" not in page("/enheter?ar=2026").html
    assert "Nedlagtenheten" not in page("/enheter?ar=2024").html


@pytest.mark.parametrize("query", ["ar=1850", "ar=x", "ar=", "x=1"])
def test_a_bad_year_is_the_default_view(page, query):
    assert text_of(page(f"/enheter?{query}").html) == text_of(page("/enheter").html)


def test_the_page_of_a_unit_shows_its_year(page):
    shown = page(f"/enhet/{UNIT}")
    text = text_of(shown.html)
    assert shown.status == 200
    for part in (
        "Enhet i Skole",
        "Kari Eksempel",
        "1.1 Prøvebyen er klimanøytral 2 aktiviteter",
        "Kjøpe elektrisk buss",
        "Penger: 1 250 000 kr",
        "Forsinket 1. tertial 2026 Bussen er bestilt Lang leveringstid",
        "Andel som går til skolen skal øke 1.1 60,5 % 80 % 66,5 % 1. tertial 2026",
        "årsplan <b>.xlsx",
        "eksempeldata",
    ):
        assert part in text
    assert f"/delmal/{WHOLE}?ar=2026" in shown.html
    assert "/hop#tiltak-K-1" in shown.html


def test_a_checksum_is_shown_in_part_only(page, filled):
    from sqlalchemy import select

    from indicators.models.reporting import Submission

    with filled.reading() as session:
        hashes = session.scalars(select(Submission.sha256)).all()
    html = page(f"/enhet/{UNIT}").html
    assert len(hashes) == 2
    for whole in hashes:
        assert whole[:12] in html
        assert whole not in html


def test_a_unit_without_a_plan_says_so_and_what_to_do(page):
    text = text_of(page(f"/enhet/{SILENT}").html)
    assert "Enheten har ikke levert noen årsplan ennå." in text
    assert "Ingenting er levert ennå." in text
    assert "Last ned mal" in text


def test_a_unit_under_another_links_to_it(page):
    assert f'href="/enhet/{UNIT}"' not in page(f"/enhet/{SILENT}").html
    assert f'href="/enhet/{UNIT}"' in page("/enhet/underskolen").html


def test_a_unit_that_is_not_there_is_a_real_404(page):
    for address in ("/enhet/finnes-ikke", "/enhet/finnes-ikke/2026.csv", f"/enhet/{UNIT}/1999.csv"):
        assert page(address).status == 404


def test_a_bad_year_of_a_unit_is_the_newest_plan(page):
    assert text_of(page(f"/enhet/{UNIT}?ar=1999").html) == text_of(page(f"/enhet/{UNIT}").html)


def test_the_receipt_is_only_for_a_delivery_that_is_there(page):
    said = "Årsplanen for 2026 er levert. Versjon 1 gjelder nå."
    assert said in text_of(page(f"/enhet/{UNIT}?ar=2026&levert=plan-1").html)
    for made_up in ("plan-7", "x", "plan-1'", ""):
        assert "er levert. Versjon" not in page(f"/enhet/{UNIT}?ar=2026&levert={made_up}").html


def test_the_plan_of_a_unit_can_be_downloaded(page):
    rows = read_csv(page(f"/enhet/{UNIT}/2026.csv").response)
    assert [(row["nummer"], row["status"], row["belop_kr"]) for row in rows] == [
        ("1", "delayed", "1250000"),
        ("2", "done", ""),
    ]
    assert rows[0]["frist"] == "2026-12-01"
    assert {row["eksempeldata"] for row in rows} == {"ja"}


def test_hostile_texts_of_a_unit_are_text(page):
    html = page(f"/enhet/{UNIT}").html
    assert "<script>alert" not in html
    assert HOSTILE in unescape(html)
