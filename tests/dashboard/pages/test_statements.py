import pytest

from dashboard.pages import accessibility
from tests.dashboard.reader import attributes_of, texts_of


@pytest.fixture
def client(client):
    """A browser of its own, that remembers no language of another test."""
    return client.application.test_client()


@pytest.mark.parametrize("path", ["/tilgjengelighet", "/personvern"])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_footer_leads_to_the_statements_in_every_language(client, path, language):
    html = client.get(f"/?lang={language}").text
    assert path in [one["href"] for one in attributes_of(html, "a")]
    answer = client.get(f"{path}?lang={language}")
    assert answer.status_code == 200
    assert len(texts_of(answer.text, "h1")) == 1


def test_the_statement_has_the_parts_that_the_law_asks_for(client):
    headings = [text for _, text in texts_of(client.get("/tilgjengelighet").text, "h2")]
    for part in ("Status", "Det vi vet at mangler", "Meld fra om feil", "Klage"):
        assert part in headings


def test_what_only_the_municipality_knows_is_said_to_be_unknown(client):
    html = client.get("/tilgjengelighet").text
    assert html.count("ikke fylt ut av kommunen") >= 4
    assert "har ikke publisert sin egen erklæring" in html


def test_the_municipalitys_own_statement_comes_first_where_it_has_one(view):
    own = "https://uustatus.no/nb/erklaringer/publisert/1"
    body = accessibility.content(view("/tilgjengelighet", accessibility_url=own)).body
    written = repr(body)
    assert own in written
    assert "har ikke publisert" not in written


def test_every_cookie_is_named(client):
    html = client.get("/personvern").text
    codes = {text for _, text in texts_of(html, "code")}
    assert {"lang", "scheme", "rodtrad", "_csrf_token"} <= codes
