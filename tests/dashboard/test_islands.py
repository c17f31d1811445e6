import json
import re

import pytest
from dash import dcc

from dashboard.app import PAGES, create_app
from indicators.settings import Settings
from tests.signing import SIGNED_WITH

PAGE = "/indikator/utslipp"


def ids(part):
    """The ids of all Dash components in a layout as the browser gets it."""
    if isinstance(part, list):
        return {found for each in part for found in ids(each)}
    if not isinstance(part, dict):
        return set()
    props = part["props"]
    return ({props["id"]} if "id" in props else set()) | ids(props.get("children"))


def layout(client, referrer):
    headers = {"Referer": referrer} if referrer else {}
    return client.get("/_dash-layout", headers=headers).get_json()


def test_the_layout_is_the_island_of_the_page_that_asks(client):
    found = layout(client, f"http://localhost{PAGE}")
    assert ids(found) >= {"island", "indicator-chart", "indicator-chart-data"}


def test_the_layout_knows_the_query_of_the_page(client):
    assert "Nabobyen" not in json.dumps(layout(client, f"http://localhost{PAGE}"))
    assert "Nabobyen" in json.dumps(layout(client, f"http://localhost{PAGE}?by-9998=1"))


@pytest.mark.parametrize(
    "referrer",
    [None, "", "http://localhost/om", "http://localhost/x", "tull", "http://[", PAGE + "x"],
)
def test_without_an_island_the_layout_is_empty(client, referrer):
    assert ids(layout(client, referrer)) == {"island"}


def test_the_chart_is_drawn_in_the_page_before_any_script_runs(client):
    answer = client.get(PAGE)
    before, _, after = answer.text.partition('id="react-entry-point"')
    assert 'class="trend trend-wide"' in before
    assert 'class="trend trend-narrow"' in before
    assert "trend-wide" not in after


def test_dash_and_its_scripts_are_named_as_data_only(client):
    answer = client.get(PAGE)
    start = json.loads(re.search(r'id="island-scripts"[^>]*>(.*?)</script>', answer.text)[1])
    assert any("dash_renderer" in address for address in start["scripts"])
    assert "plotly-basic" in start["plotly"]
    sources = re.findall(r'<script src="([^"?]+)', answer.text)
    assert sources == ["/static/page.js", "/static/island.js"]
    for address in [*start["before"], *start["scripts"], start["plotly"]]:
        assert address.startswith("/")
        assert client.get(address).status_code == 200


def test_every_callback_names_components_that_a_page_can_hold(app):
    known = {part.id for page in PAGES for part in page.live_parts()}
    calls = app.callback_map.values()
    wired = {each["id"] for call in calls for each in call["inputs"] + call["state"]}
    assert wired
    assert wired <= known


def test_no_live_chart_has_a_toolbar_or_offers_to_share():
    graphs = [part for page in PAGES for part in page.live_parts() if isinstance(part, dcc.Graph)]
    assert graphs
    for graph in graphs:
        assert graph.config["displayModeBar"] is False
        assert graph.config["showSendToCloud"] is False


def test_two_apps_in_one_process_have_the_same_callbacks(app, example_database):
    other = create_app(Settings(secret_key=SIGNED_WITH), example_database)
    assert other.callback_map.keys() == app.callback_map.keys()
    assert other.server.test_client().get("/_dash-dependencies").get_json()
