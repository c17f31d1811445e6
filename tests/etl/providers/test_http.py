from __future__ import annotations

import gzip
import socket
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from indicators.errors import BadSource
from tests.etl.providers.offices import Said, packed

GOOD = Said.json({"ok": True})


@pytest.fixture
def steady(office):
    office.answers["x"] = lambda *_: GOOD
    return office


def test_a_refusal_carries_the_providers_own_words_and_the_address(steady, client):
    steady.says_first(
        Said.json({"type": "Parameter error", "title": "Non-existent table", "status": 404}, 400)
    )
    with pytest.raises(BadSource, match=r"/x/a: .*HTTP 400: «Non-existent table»"):
        client.get(f"{steady.address}/x/a")
    assert len(steady.asked) == 1


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (Said.json({"error": "Too many values selected"}, 403), "Too many values selected"),
        (
            Said.json({"kode": 400, "melding": "Filter må oppgis!", "tilleggsinfo": "Se her"}, 400),
            "Filter må oppgis! Se her",
        ),
        (
            Said.json({"type": "Parameter error", "title": "Non-existent value"}, 400),
            "Non-existent value",
        ),
        (
            Said.json({"title": "Missing selection for mandantory variable"}, 400),
            "Missing selection for mandantory variable",
        ),
        (Said.html(404), "404 - File or directory not found."),
        (Said(400, "Ugyldig år\x00\n\x1b[31m".encode("iso-8859-1")), r"Ugyldig år [31m"),
        (Said(403, b""), "uten forklaring"),
    ],
)
def test_words_are_found_in_every_kind_of_refusal(steady, client, said, words):
    steady.says_first(said)
    with pytest.raises(BadSource) as refused:
        client.get(f"{steady.address}/x")
    assert words in str(refused.value)
    assert str(refused.value).isprintable()


def test_a_server_in_trouble_is_asked_again_with_longer_waits(steady, client, time):
    steady.says_first(Said(503), Said(500), Said(502))
    assert client.get(f"{steady.address}/x").content == GOOD.body
    assert time.waited == [2.0, 4.0, 8.0]


def test_too_many_calls_wait_as_long_as_the_provider_says(steady, client, time):
    steady.says_first(Said(429, headers={"Retry-After": "17"}))
    client.get(f"{steady.address}/x")
    assert time.waited == [17.0]


def test_too_many_calls_without_a_word_wait_for_the_window_of_the_headers(steady, client, time):
    steady.says_first(Said(429, headers={"x-ratelimit-policy": "40;w=45s"}))
    client.get(f"{steady.address}/x")
    assert time.waited == [45.0]


def test_retry_after_may_be_a_date(steady, client, time):
    then = datetime.now(UTC) + timedelta(seconds=30)
    steady.says_first(Said(503, headers={"Retry-After": format_datetime(then, usegmt=True)}))
    client.get(f"{steady.address}/x")
    assert time.waited == [pytest.approx(30, abs=3)]


def test_a_wait_beyond_patience_is_given_up_at_once(steady, client, time):
    steady.says_first(Said(429, b"Stengt", {"Retry-After": "3600"}))
    with pytest.raises(BadSource, match=r"«Stengt».*vente 3600 sekunder"):
        client.get(f"{steady.address}/x")
    assert time.waited == []


def test_it_gives_up_after_five_tries_with_the_last_words(steady, client):
    steady.says_first(*[Said.json({"title": "Vedlikehold"}, 503)] * 9)
    with pytest.raises(BadSource, match=r"«Vedlikehold».*5 forsøk"):
        client.get(f"{steady.address}/x")
    assert len(steady.asked) == 5


def test_a_line_that_breaks_in_the_middle_is_tried_again(steady, client):
    steady.says_first(Said(200, b'{"value": [1, 2, 3]}', cut_after=9))
    assert client.get(f"{steady.address}/x").content == GOOD.body
    assert len(steady.asked) == 2


def test_nobody_at_the_address_is_told_as_such(client):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(BadSource, match="får ikke kontakt"):
        client.get(f"http://127.0.0.1:{port}/x")


def test_a_packed_answer_is_unpacked(steady, client):
    steady.says_first(packed(GOOD))
    assert client.get(f"{steady.address}/x").content == GOOD.body
    assert steady.asked[0].headers["Accept-Encoding"] == "gzip"


def test_a_packed_answer_that_swells_is_stopped_at_the_limit(steady, make_client):
    bomb = Said(200, gzip.compress(bytes(5_000_000)), {"Content-Encoding": "gzip"})
    steady.says_first(bomb)
    client = make_client(max_bytes=100_000)
    tracemalloc.start()
    try:
        with pytest.raises(BadSource, match="større enn grensen på 100000 byte"):
            client.get(f"{steady.address}/x")
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


def test_a_packed_answer_that_ends_too_early_is_tried_again(steady, client):
    half = packed(GOOD)
    half.body = half.body[:-5]
    steady.says_first(half)
    assert client.get(f"{steady.address}/x").content == GOOD.body
    assert len(steady.asked) == 2


def test_an_answer_over_the_limit_is_stopped(steady, make_client):
    steady.says_first(Said(200, bytes(100_001)))
    with pytest.raises(BadSource, match="100000 byte"):
        make_client(max_bytes=100_000).get(f"{steady.address}/x")


def test_a_packing_that_was_not_asked_for_is_refused(steady, client):
    steady.says_first(Said(200, b"x", {"Content-Encoding": "br"}))
    with pytest.raises(BadSource, match="pakket som «br»"):
        client.get(f"{steady.address}/x")


def test_a_redirect_is_told_and_not_followed(steady, client):
    steady.says_first(Said(302, headers={"Location": "http://169.254.169.254/latest"}))
    with pytest.raises(BadSource, match=r"169\.254\.169\.254.*ikke følges"):
        client.get(f"{steady.address}/x")
    assert len(steady.asked) == 1


def test_no_more_than_thirty_calls_a_minute_until_the_office_says_more(steady, client, time):
    for _ in range(31):
        client.get(f"{steady.address}/x")
    assert time.waited == [60.0]


def test_the_offices_own_limit_replaces_the_guess(office, client, time):
    limits = {"x-ratelimit-limit": "3", "x-ratelimit-policy": "3;w=10s"}
    office.answers["x"] = lambda *_: Said.json({}, **limits)
    for _ in range(7):
        client.get(f"{office.address}/x")
    assert time.waited == [10.0, 10.0]


def test_nothing_remaining_waits_for_the_reset(steady, client, time):
    steady.says_first(Said(200, b"{}", {"x-ratelimit-remaining": "0", "x-ratelimit-reset": "23"}))
    client.get(f"{steady.address}/x")
    client.get(f"{steady.address}/x")
    assert time.waited == [23.0]


def test_a_limit_of_zero_means_not_said(steady, client, time):
    client.allow(f"{steady.address}/x", 0, 10)
    client.allow(f"{steady.address}/x", 1, 0)
    for _ in range(3):
        client.get(f"{steady.address}/x")
    assert time.waited == []


def test_a_limit_that_is_nonsense_changes_nothing(steady, client, time):
    nonsense = {"x-ratelimit-limit": "mange", "x-ratelimit-remaining": "-", "Retry-After": "snart"}
    steady.says_first(Said(200, b"{}", nonsense))
    client.get(f"{steady.address}/x")
    client.get(f"{steady.address}/x")
    assert time.waited == []
