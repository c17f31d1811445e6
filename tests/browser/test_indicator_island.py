"""The live chart takes the place of the drawn one, and nothing else of the page changes."""

import pytest

INDICATOR = "/indikator/refugees-settled"


@pytest.fixture
def indicator(page, site):
    """An indicator's page once its chart is live, with the addresses that it asked for."""
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}{INDICATOR}")
    page.wait_for_selector(".island.taken-over")
    return page, asked


def test_the_live_chart_uses_the_small_chart_library_only(indicator):
    _page, asked = indicator
    libraries = [address for address in asked if "plotly" in address.rsplit("/", 1)[-1]]
    assert len(libraries) == 1
    assert "/static/vendor/plotly-basic.min.js" in libraries[0]


def test_the_live_chart_has_no_toolbar_and_offers_no_sharing(indicator):
    page, _asked = indicator
    assert page.locator(".modebar-btn").count() == 0
    assert "Share" not in page.locator("main").inner_text()


def test_nothing_moves_when_the_chart_becomes_live(page, site):
    page.goto(f"{site}{INDICATOR}", wait_until="domcontentloaded")
    before = page.locator("footer").bounding_box()["y"]
    page.wait_for_selector(".island.taken-over")
    assert abs(page.locator("footer").bounding_box()["y"] - before) < 2


def test_colours_follow_the_scheme_without_a_new_page(indicator):
    page, _asked = indicator
    line = (
        "document.querySelector('.js-plotly-plot .scatterlayer .trace path.js-line').style.stroke"
    )
    light = page.evaluate(line)
    page.click("#color-scheme")
    page.wait_for_function(f"{line} !== {light!r}")
    assert page.evaluate("document.documentElement.dataset.colorScheme") == "dark"
    page.reload()
    assert page.evaluate("document.documentElement.dataset.colorScheme") == "dark"


def test_chart_and_table_are_tabs_for_the_keyboard(indicator):
    page, _asked = indicator
    page.focus("[role=tab] >> nth=0")
    page.keyboard.press("ArrowRight")
    assert page.locator("[role=tab] >> nth=1").get_attribute("aria-selected") == "true"
    assert page.locator(".tabs table >> nth=0").is_visible()
    assert not page.locator("figure.chart >> nth=0").is_visible()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_scripts_chart_and_table_stand_under_each_other(page, site):
    page.goto(f"{site}{INDICATOR}")
    assert page.locator("svg.trend-wide").first.is_visible()
    assert page.locator(".tabs table").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_on_an_indicator(axe_violations, site, width, scheme):
    size = {"width": width, "height": 900}
    assert axe_violations(f"{site}{INDICATOR}", viewport=size, color_scheme=scheme) == []
