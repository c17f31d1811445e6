"""The ways of the readers through the site, with scripts and without."""

import pytest


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request, new_context):
    return new_context(java_script_enabled=request.param).new_page()


def main_of(page):
    return page.get_by_role("main")


def test_the_director_gets_from_the_front_page_to_a_reason_in_two_clicks(page, example_site):
    page.goto(example_site)
    main_of(page).locator("a[href^='/delmal/']").first.click()
    main_of(page).locator("a[href^='/indikator/']").first.click()
    text = main_of(page).inner_text()
    assert "Slik er dette regnet" in text
    assert "Kilde" in text


def test_the_director_sees_only_what_is_behind_and_can_send_the_address_on(page, example_site):
    page.goto(example_site)
    every = main_of(page).locator("a[href^='/delmal/']").count()
    page.get_by_label("Status", exact=True).select_option(index=2)
    page.get_by_role("button", name="Vis", exact=True).click()
    assert "status=" in page.url
    some = main_of(page).locator("a[href^='/delmal/']").count()
    assert 0 < some < every


def test_a_resident_searches_with_a_spelling_mistake_and_reads_an_indicator(page, example_site):
    page.goto(example_site)
    page.get_by_role("searchbox").fill("klimagasutslipp")
    page.get_by_role("searchbox").press("Enter")
    assert "klimagasutslipp" in page.title()
    main_of(page).locator("a[href^='/indikator/']").first.click()
    assert main_of(page).locator(".lead").first.inner_text().startswith("Verdien var")
    assert main_of(page).locator("a[href$='.xlsx']").count() == 1


def test_a_resident_reads_in_english(page, example_site):
    page.goto(example_site)
    page.get_by_role("link", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    main_of(page).locator("a[href^='/delmal/']").first.click()
    assert page.locator("html").get_attribute("lang") == "en"


def test_a_unit_leader_finds_the_unit_and_what_it_feeds_into(page, example_site):
    page.goto(f"{example_site}/enheter")
    main_of(page).locator("a[href^='/enhet/']").first.click()
    assert main_of(page).locator("h1").count() == 1
    assert main_of(page).locator("a[href^='/delmal/']").count() >= 1


def test_the_menu_and_the_search_are_reached_by_keyboard(new_context, example_site):
    page = new_context().new_page()
    page.goto(example_site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ds-skip-link"
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("(at => at.id || at.className)(document.activeElement)"))
    assert "q" in reached
    assert "menu-link" in reached
