import pytest

WIDTHS = (1440, 390)


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_the_overview_names_every_subgoal_without_script(page, site):
    page.goto(f"{site}/")
    assert page.locator("h1").count() == 1
    text = page.locator("main").inner_text()
    numbers = [f"{goal}.{number}" for goal in (1, 2, 3) for number in (1, 2, 3, 4, 5)]
    assert [number for number in numbers if number not in text] == []


def test_the_overview_says_what_is_made_up(page, site):
    page.goto(f"{site}/")
    assert "eksempeldata" in page.locator("body").inner_text().lower()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_overview_fits_the_width_of_the_screen(page, site, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site}/")
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_on_the_overview(axe_violations, site, width, scheme):
    size = {"width": width, "height": 900}
    assert axe_violations(f"{site}/", viewport=size, color_scheme=scheme) == []


def test_an_address_that_is_not_there_is_a_404_in_words(page, site, seen):
    answer = page.goto(f"{site}/finnes-ikke")
    assert answer.status == 404
    assert page.locator("h1").count() == 1
    # The browser itself notes every answer of 404 on the console.
    seen.errors.clear()
