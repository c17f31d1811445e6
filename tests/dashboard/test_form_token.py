"""What is sent in must carry the token of its visit, and come from a page of ours."""

import pytest

from dashboard.app import create_app
from tests.dashboard.example_data import add_example
from tests.dashboard.signing_in import sign_in, token_of, visitor


@pytest.fixture
def filled(sqlite_database):
    with sqlite_database.writing() as session:
        add_example(session)
    return sqlite_database


@pytest.fixture
def server(filled, settings):
    return create_app(settings, filled).server


@pytest.fixture
def client(server):
    return server.test_client()


POSTS = ("/logg-inn", "/logg-ut", "/arsplan/last-opp", "/arsplan/lever", "/_dash-update-component")


@pytest.mark.parametrize("path", POSTS)
def test_nothing_is_taken_in_without_the_token_of_the_visit(filled, server, path):
    assert server.test_client().post(path).status_code == 403
    client = sign_in(server.test_client(), filled, key="kari")
    for token in ("", "0" * 64, "æ"):
        assert client.post(path, headers={"X-CSRFToken": token}).status_code == 403
    other = visitor(server.test_client()).environ_base["HTTP_X_CSRFTOKEN"]
    assert client.post(path, headers={"X-CSRFToken": other}).status_code == 403
    assert "Kari Eksempel" in client.get("/").text


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://ond.example"}]
)
def test_nothing_is_taken_in_from_other_sites_even_with_the_token(filled, server, path, headers):
    client = sign_in(server.test_client(), filled, key="kari")
    assert client.post(path, headers=headers).status_code == 403


def test_dash_gets_the_token_in_a_cookie_that_its_script_may_read(client):
    assert client.get_cookie("_csrf_token") is None
    client.get("/")
    assert client.get_cookie("_csrf_token") is None
    answer = client.get("/_dash-layout", headers={"Referer": "http://localhost/indikator/utslipp"})
    (cookie,) = [c for c in answer.headers.getlist("Set-Cookie") if c.startswith("_csrf_token=")]
    assert "HttpOnly" not in cookie
    assert "SameSite=Strict" in cookie
    body = {"output": "x.children", "outputs": {}, "inputs": [], "changedPropIds": []}
    token = client.get_cookie("_csrf_token").value
    sent = client.post("/_dash-update-component", json=body, headers={"X-CSRFToken": token})
    assert sent.status_code != 403


def test_the_token_in_the_cookie_follows_when_somebody_signs_in(filled, client):
    client.get("/_dash-layout")
    before = client.get_cookie("_csrf_token").value
    sign_in(client, filled, key="kari")
    client.get("/")
    after = client.get_cookie("_csrf_token").value
    assert after == token_of(client.get("/"))
    assert after != before
