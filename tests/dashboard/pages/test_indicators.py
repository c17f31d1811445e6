from __future__ import annotations

from html import unescape

import pytest

from tests.dashboard.pages.made_up import HOSTILE
from tests.dashboard.pages.reading import text_of


def test_all_indicators_are_listed_also_those_without_a_subgoal(page):
    text = text_of(page("/indikatorer").html)
    assert "3 indikatorer, hvordan de står" in text
    assert "Direkte klimagassutslipp Bak 308 000 tonn 2024 1" in text
    assert "Indikator uten delmål Mangler: delmål Uten mål 308 000 tonn 2024 0" in text
    assert "Ikke målt" in text


def test_status_and_link_narrow_the_list(page):
    by_status = text_of(page("/indikatorer?status=behind").html)
    assert "1 indikator vises" in by_status
    unlinked = text_of(page("/indikatorer?knyttet=nei").html)
    assert "1 indikator vises" in unlinked
    assert "Indikator uten delmål" in unlinked
    assert "Ingen indikatorer passer" in text_of(page("/indikatorer?status=reached").html)


@pytest.mark.parametrize("query", ["status=x", "knyttet=kanskje", "status=", "x=%00"])
def test_a_bad_choice_is_the_whole_list(page, query):
    assert text_of(page(f"/indikatorer?{query}").html) == text_of(page("/indikatorer").html)


def test_a_hostile_title_is_text(page):
    html = page("/indikatorer").html
    assert "<script>alert" not in html
    assert HOSTILE in unescape(html)


def test_an_empty_database_says_so(empty_client):
    response = empty_client.get("/indikatorer")
    assert response.status_code == 200
    assert "Ingen indikatorer er lastet inn ennå." in response.get_data(as_text=True)
