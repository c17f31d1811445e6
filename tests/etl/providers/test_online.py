from __future__ import annotations

import pytest

from etl.providers import online
from etl.providers.answers import joined, same_instant
from etl.providers.online import PROVIDERS, declared
from indicators.errors import BadSource

QUERY = {"table": "12134", "select": {"Region": ["5001"], "Tid": "*"}}


def test_every_provider_stands_under_its_own_name():
    assert {name: one.declaration.provider for name, one in PROVIDERS.items()} == {
        name: name for name in PROVIDERS
    }


@pytest.mark.usefixtures("pxweb")
def test_a_source_is_asked_through_the_table(office, client):
    select = {"KOKkommuneregion0000": "5001", "ContentsCode": "*", "Tid": "top(1)"}
    query = {"base": f"{office.address}/pxweb", "table": "12134", "select": select}
    answer = online.fetch(declared("pxweb_v2", query, "kilde.toml"), client)
    again = online.fetch(
        declared("pxweb_v2", query, "kilde.toml"), client, known_updated=answer.updated
    )
    assert again.updated == answer.updated
    assert not hasattr(again, "content")


def test_the_same_query_is_the_same_text_whatever_its_order():
    one = declared("pxweb_v2", QUERY, "a")
    other = declared("pxweb_v2", dict(reversed(QUERY.items())), "b")
    assert one.asked() == other.asked()
    changed = {**QUERY, "select": {**QUERY["select"], "Tid": "top(1)"}}
    assert declared("pxweb_v2", changed, "a").asked() != one.asked()


def test_an_unknown_provider_is_refused_with_those_that_are():
    with pytest.raises(BadSource, match="«ssb» finnes ikke; velg blant pxweb_v2"):
        declared("ssb", QUERY, "kilde.toml")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"tabell": "1"}, "tabell: er ikke en nøkkel her"),
        ({"table": "../admin"}, "table: har feil form"),
        ({"base": "http://data.ssb.no/api"}, "base: adressen må være https"),
        ({"base": "file:///etc/passwd"}, "base: adressen må begynne med https"),
        ({"base": "https://bruker:ord@data.ssb.no"}, "base: adressen kan ikke ha brukernavn"),
        ({"base": "http://127.0.0.1.example.no/"}, "base: adressen må være https"),
        ({"select": {"Tid": []}}, "select.Tid: listen er tom"),
        ({"select": {"Tid": [2024]}}, "select.Tid.0: skal være tekst i anførselstegn"),
        ({"select": {"Tid": ["20\n24"]}}, "select.Tid.0: har feil form"),
        ({"language": "norsk"}, "language: har feil form"),
    ],
)
def test_a_query_that_cannot_be_asked_is_refused_with_its_key(changed, said):
    with pytest.raises(BadSource) as refused:
        declared("pxweb_v2", {**QUERY, **changed}, "kilde.toml")
    assert str(refused.value).startswith("kilde.toml, query: ")
    assert said in str(refused.value)


def test_a_mistake_is_told_with_its_line_where_that_is_known():
    lines = {("select", "Tid", 0): 7}
    query = {**QUERY, "select": {"Tid": [2024]}}
    with pytest.raises(BadSource, match=r"linje 7, select\.Tid\.0: skal være tekst"):
        declared("pxweb_v2", query, "kilde.toml", lines.get)


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(BadSource) as refused:
        declared("pxweb_v2", {"tabell": "1"}, "kilde.toml")
    assert all(
        key in str(refused.value) for key in ("tabell:", "table: mangler", "select: mangler")
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2026-06-15T06:00:00Z", "2026-06-15T08:00:00+02:00", True),
        ("2022-12-20T11:44:58.7706326+00:00", "2022-12-20T11:44:58.7706326Z", True),
        ("2026-06-15T06:00:00Z", "2026-06-15T06:00:01Z", False),
        ("i går", "i går", True),
        ("i går", "i dag", False),
        (None, None, False),
        ("2026-06-15T06:00:00Z", None, False),
    ],
)
def test_moments_are_compared_as_moments(one, other, same):
    assert same_instant(one, other) is same


def test_answers_too_large_together_are_refused():
    with pytest.raises(BadSource, match="til sammen"):
        joined([bytes(30_000_000), bytes(30_000_000)], "svar")


def test_one_answer_alone_keeps_its_mark_and_several_lose_it():
    assert joined([b"\xef\xbb\xbf{}"], "svar") == b"\xef\xbb\xbf{}"
    assert joined([b"\xef\xbb\xbf{}", b"{}"], "svar").count(b"\xef\xbb\xbf") == 0
