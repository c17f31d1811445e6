from __future__ import annotations

from html import unescape

import pytest

from tests.dashboard.pages.made_up import BROKEN, HOSTILE, OLD, WHOLE
from tests.dashboard.pages.reading import text_of


def test_the_whole_thread_is_on_the_page(page):
    shown = page(f"/delmal/{WHOLE}")
    text = text_of(shown.html)
    assert shown.status == 200
    for part in (
        "Prøvebyen er klimanøytral",
        "Kommunen skal ta ansvar for et grønnere samfunn",
        "Stoppe klimaendringene",
        "Gammelt delmål",
        "Kommunen kjører elektrisk",
        "Slik kan du bidra",
        "Direkte klimagassutslipp",
        "308 000 tonn",
        "92 000 tonn",
        "Utslipp er det delmålet handler om",
        "K-1 Fossilfrie kjøretøy",
        "Prøveskolen",
        "Kjøpe elektrisk buss",
        "Bussen er bestilt",
        "1. tertial 2026",
        "eksempeldata",
    ):
        assert part in text


def test_the_status_names_the_indicator_that_decides(page):
    text = text_of(page(f"/delmal/{WHOLE}").html)
    assert "Delmålet er «bak» fordi det svakeste avgjør: Direkte klimagassutslipp" in text
    assert "1 av 2 indikatorer er målt" in text


def test_a_provisional_title_says_so_with_its_source(page):
    text = text_of(page(f"/delmal/{WHOLE}").html)
    assert "Foreløpig ordlyd, ikke kontrollert mot vedtatt plan. Kilde: Et prøvedokument" in text


def test_money_is_the_share_of_the_subgoal_and_sums_up(page):
    text = text_of(page(f"/delmal/{WHOLE}").html)
    table = text[text.index("Tiltak i HØP for delmål 1.1") :]
    # 4 + 5 million of the first action, a quarter of 10 000 001 and of 20,2 million of the second.
    assert "Sum for delmålet 6,5 inv. 2,5 5,0 5,0 inv. 5,0 – 16,6 inv. 7,5" in table
    assert "25 %" in table
    assert "faste 2026-priser" in text


def test_what_is_missing_is_said_plainly(page):
    text = text_of(page(f"/delmal/{BROKEN}").html)
    for said in (
        "Tittelen er ikke registrert.",
        "ingen indikator er knyttet til delmålet ennå",
        "Ingen strategi er registrert for delmålet ennå.",
        "Ingen indikator er knyttet til delmålet ennå.",
        "Ingen tiltak i Prøve-HØP 2026–2029 er knyttet til delmålet.",
        "Ingen enhet har en aktivitet for delmålet i årsplanen for 2026.",
        "Koblingen til bærekraftsmålene er ikke registrert.",
        "Ingen forløper er registrert.",
    ):
        assert said in text


def test_the_strip_marks_each_broken_link(page):
    assert page(f"/delmal/{WHOLE}").html.count("thread-step broken") == 0
    broken = page(f"/delmal/{BROKEN}").html
    assert broken.count("thread-step broken") == 6
    assert "ingen enhet bidrar" in broken


def test_missing_measurements_are_not_shown_as_zero(page):
    text = text_of(page(f"/delmal/{WHOLE}").html)
    assert "Ikke målt" in text
    assert "0 prosent" not in text


@pytest.mark.parametrize(
    ("key", "said"),
    [
        (OLD, "Denne planen gjelder ikke lenger. Delmålet står i Gammelplanen (tidligere plan)."),
        (
            "proveplanen.utkast-2022.1.1",
            "Dette er et utkast. Det ble ikke vedtatt i denne formen. "
            "Delmålet står i Prøveplanen (utkast).",
        ),
    ],
)
def test_a_subgoal_of_another_plan_says_which_plan_it_is(page, key, said):
    shown = page(f"/delmal/{key}")
    assert shown.status == 200
    assert said in text_of(shown.html)
    assert "thread-steps" not in shown.html


def test_a_bare_number_leads_to_the_plan_in_force(page):
    shown = page("/delmal/1.1?ar=2025")
    assert shown.status == 302
    assert shown.response.headers["Location"].endswith(f"/delmal/{WHOLE}?ar=2025")


@pytest.mark.parametrize("key", ["9.9", "1", "proveplanen.vedtatt-2022.7.7", "x", "../etc/passwd"])
def test_a_subgoal_that_is_not_there_is_a_real_404(page, key):
    shown = page(f"/delmal/{key}")
    assert shown.status == 404
    assert "Fant ikke siden" in shown.html


def test_a_year_without_plans_says_so_and_a_bad_year_is_the_default(page):
    assert "i årsplanen for 2025" in text_of(page(f"/delmal/{WHOLE}?ar=2025").html)
    default = text_of(page(f"/delmal/{WHOLE}").html)
    for bad in ("1999", "x", "-1", "2026'--", ""):
        assert text_of(page(f"/delmal/{WHOLE}?ar={bad}").html) == default


def test_hostile_names_are_text(page):
    html = page(f"/delmal/{WHOLE}").html
    assert "<script>alert" not in html
    assert "<img src=x" not in html
    assert HOSTILE in unescape(html)


def test_every_table_has_a_caption_and_one_heading_of_the_page(page):
    html = page(f"/delmal/{WHOLE}").html
    assert html.count("<h1") == 1
    assert html.count("<table") == html.count("<caption") == 3
    assert html.count('scope="col"') > 10
