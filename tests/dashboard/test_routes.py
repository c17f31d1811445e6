import gzip
import logging

import brotli
import pytest

from dashboard.app import PAGES, create_app
from indicators.settings import Settings
from tests.dashboard.example_data import NOTICE, PLAN
from tests.signing import SIGNED_WITH

READING = ["/", "/indikatorer", "/om", "/hop", "/enheter"]


@pytest.mark.parametrize("path", [*READING, "/indikator/utslipp"])
def test_a_page_is_a_whole_document_with_the_notice(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.startswith("<!doctype html>\n<html lang=")
    assert answer.text.count("<h1") == 1
    assert f'<link rel="canonical" href="{path}">' in answer.text
    assert NOTICE in answer.text


def test_the_front_page_names_every_subgoal_before_any_script_runs(client):
    text = client.get("/").text
    for number in ("1.1", "1.2", "2.1", "2.2"):
        assert f"Eksempeldelmål {number} om &lt;mål&gt; &amp; «midler»" in text
        assert f'href="/delmal/{PLAN}.{number}"' in text
    for number in ("1.3", "2.3"):
        assert f"Delmål {number} (tittel ikke registrert)" in text


@pytest.mark.parametrize("path", READING)
def test_a_page_without_an_island_loads_nothing_of_dash(client, path):
    answer = client.get(path)
    assert "_dash" not in answer.text
    assert "react-entry-point" not in answer.text
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/finnes-ikke", "/a/b/c", "/indikator/finnes-ikke", "/delmal/9.9"]
)
def test_an_address_that_names_nothing_is_a_real_404_page(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "Fant ikke siden" in answer.text
    assert "ETag" not in answer.headers


def test_the_address_that_names_nothing_is_shown_as_text(client):
    assert "<script>alert" not in client.get("/<script>alert(1)</script>").text


@pytest.mark.parametrize(
    "query", ["?utm_source=x", "?status=tull", "?omrade=%00", "?lang=xx", "?=", "?a&a"]
)
def test_a_query_that_says_nothing_gives_the_default_view(client, query):
    answer = client.get(f"/{query}")
    assert answer.status_code == 200
    assert answer.text.count('class="s-cell"') == 6


def test_a_page_that_the_browser_has_is_not_sent_again(client):
    tag = client.get("/").headers["ETag"]
    again = client.get("/", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get("/?lang=en", headers={"If-None-Match": tag}).status_code == 200


def test_new_data_change_the_tag_and_the_page(settings, sqlite_database):
    client = create_app(settings, sqlite_database).server.test_client()
    before = client.get("/")
    assert "ikke lastet noen vedtatt plan" in before.text
    from tests.dashboard.example_data import add_example

    with sqlite_database.writing() as session:
        add_example(session)
    after = client.get("/", headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "Eksempeldelmål 1.1" in after.text


@pytest.mark.parametrize(
    ("accepted", "unpack"), [("br, gzip", brotli.decompress), ("gzip", gzip.decompress)]
)
@pytest.mark.parametrize("path", ["/", "/static/site.css", "/_dash-layout"])
def test_what_is_sent_is_compressed_as_the_browser_takes_it(client, path, accepted, unpack):
    plain = client.get(path)
    packed = client.get(path, headers={"Accept-Encoding": accepted})
    if len(plain.data) < 500:
        assert "Content-Encoding" not in packed.headers
    else:
        assert packed.headers["Content-Encoding"] == accepted.split(",", maxsplit=1)[0]
        assert unpack(packed.data) == plain.data
        assert "Accept-Encoding" in packed.headers["Vary"]


def test_a_static_file_named_by_its_hash_is_kept_for_a_year(client):
    text = client.get("/").text
    address = text.split('rel="stylesheet" href="')[1].split('"')[0]
    answer = client.get(address)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "max-age=300" in client.get(address.split("?")[0]).headers["Cache-Control"]
    assert client.get("/static/../pyproject.toml").status_code == 404


def test_every_answer_tells_the_browser_what_it_may_do(client):
    for path in ("/", "/finnes-ikke", "/static/site.css", "/_dash-dependencies"):
        headers = client.get(path).headers
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


def test_the_language_of_the_address_is_remembered(client):
    answer = client.get("/?lang=en")
    assert '<html lang="en"' in answer.text
    assert "Example municipality" in answer.text
    assert '<html lang="en"' in client.get("/om").text
    assert '<html lang="nb"' in client.get("/om?lang=nb").text


def test_the_colour_scheme_of_the_cookie_is_in_the_first_answer(client):
    assert 'data-color-scheme="auto"' in client.get("/").text
    client.set_cookie("scheme", "dark")
    assert 'data-color-scheme="dark"' in client.get("/").text
    client.set_cookie("scheme", '"><script>')
    assert 'data-color-scheme="auto"' in client.get("/").text


def test_posts_from_other_sites_are_refused(client):
    answer = client.post("/_dash-update-component", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_what_nobody_foresaw_is_a_page_with_the_id_that_is_logged(blank_sqlite_app, caplog):
    with caplog.at_level(logging.ERROR):
        answer = blank_sqlite_app.get("/")
    assert answer.status_code == 500
    assert "Noe gikk galt hos oss" in answer.text
    (record,) = [record for record in caplog.records if "Incident" in record.message]
    assert record.message.split()[1] in answer.text
    assert "no such table" not in answer.text


@pytest.fixture
def blank_sqlite_app(tmp_path):
    from indicators.database import Database

    database = Database(f"sqlite:///{tmp_path / 'blank.db'}")
    yield create_app(Settings(secret_key=SIGNED_WITH), database).server.test_client()
    database.close()


def test_every_page_has_an_address_of_its_own():
    paths = [page.path for page in PAGES]
    assert len(paths) == len(set(paths))
