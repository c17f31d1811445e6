from __future__ import annotations

import json
import math

import pytest

from etl.providers import udir
from etl.providers.online import PROVIDERS, declared
from etl.readers import jsonstat
from indicators.errors import BadSource
from tests.etl.providers.offices import Said

FILTER = {"TidID": ["202410", "202510"], "KjoennID": "-10"}
DATA = {
    "metadata": {
        "columns": [
            [
                {"name": "2024-25", "columnCount": 2},
                {"name": "Foreløpige tall 2025-26", "columnCount": 2},
            ],
            [{"name": "Elever", "columnCount": 1}, {"name": "Skoler", "columnCount": 1}] * 2,
        ]
    },
    "rows": [
        {"navn": "Trøndelag", "kode": "50", "id": "1.50", "data": ["60 100", "300", "1", "299"]},
        {
            "navn": "Trondheim",
            "kode": "5001",
            "id": "1.50.5001",
            "data": ["22 539", "0,0", "*", "61"],
        },
    ],
}


def page(endpoint):
    return Said.json({"rappside": {"rapportElementer": [{"dataEndepunkt": endpoint}]}})


@pytest.fixture
def portal(office):
    def answer(asked, rest):
        if rest.startswith("v1/Rapportside/"):
            return page("rest/v1/Statistikk/GSK/GSI/1/8/data")
        if rest == "v1/Statistikk/GSK/GSI/1/8/data" and asked.query.get("filter"):
            return Said.json(DATA)
        if rest.endswith("/data"):
            return Said.json({"kode": 400, "feiltype": "Feil", "melding": "Rapporten finnes ikke"},
                             400)  # fmt: skip
        return Said.html(404)

    office.answers["udir"] = answer
    return office


@pytest.fixture
def declare(portal):
    def declaration(**changed):
        query = {"base": f"{portal.address}/udir/v1", "page": "GSK_Elev_Skol", "filter": FILTER}
        return declared("udir", {**query, **changed}, "kilde.toml")

    return declaration


def test_the_newest_version_of_the_report_is_looked_up_and_asked(declare, client, office):
    answer = udir.fetch(declare(), client)
    assert office.paths() == [
        "/udir/v1/Rapportside/GSK_Elev_Skol",
        "/udir/v1/Statistikk/GSK/GSI/1/8/data",
    ]
    assert office.asked[1].query == {
        "radSti": "-12.*.*",
        "filter": "KjoennID(-10)_TidID(202410_202510)",
        "inkluderKoder": "true",
    }
    assert json.loads(answer.content) == DATA
    assert answer.updated is None


def test_the_answer_reads_as_one_dataset(declare, client):
    answer = udir.fetch(declare(), client)
    content = PROVIDERS["udir"].as_jsonstat(answer.content, "answer")
    (table,) = jsonstat.read(content, "answer")
    keys = {dimension.key: dimension for dimension in table.dimensions}
    assert list(keys) == ["enhet", "nivå", "kolonne1", "kolonne2"]
    assert keys["kolonne1"].is_time
    assert keys["kolonne1"].codes == ("2024-25", "2025-26")
    assert keys["enhet"].labels == ("Trøndelag", "Trondheim")

    def cell(**key):
        (at,) = table.find({"enhet": "5001", "nivå": "3", **key})
        return table.values[at], table.mark_texts[table.marks[at]]

    assert cell(kolonne1="2024-25", kolonne2="Elever") == (22539.0, "")
    assert cell(kolonne1="2024-25", kolonne2="Skoler") == (0.0, "")
    assert cell(kolonne1="2025-26", kolonne2="Skoler") == (61.0, "Foreløpige tall")
    value, mark = cell(kolonne1="2025-26", kolonne2="Elever")
    assert (math.isnan(value), mark) == (True, "*")


def test_a_report_may_be_named_by_its_own_path(declare, client, office):
    udir.fetch(declare(page=None, report="Statistikk/GSK/GSI/1/8"), client)
    assert len(office.asked) == 1


def test_udirs_own_words_are_given(declare, client):
    with pytest.raises(BadSource, match="«Rapporten finnes ikke»"):
        udir.fetch(declare(page=None, report="Statistikk/GSK/GSI/1/7"), client)


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://169.254.169.254/data",
        "rest/v1/../../admin/data",
        "//x.no/Statistikk/A/B/1/1/data",
        7,
    ],
)
def test_an_endpoint_that_is_no_report_is_not_followed(declare, client, office, endpoint):
    office.says_first(page(endpoint))
    with pytest.raises(BadSource, match="--from-file"):
        udir.fetch(declare(), client)
    assert len(office.asked) == 1


BROKEN = {
    "no rows": {**DATA, "rows": None},
    "no cells": {**DATA, "rows": []},
    "no columns": {**DATA, "metadata": {}},
    "short row": {**DATA, "rows": [{**DATA["rows"][0], "data": ["1"]}]},
    "uneven levels": {**DATA, "metadata": {"columns": [[{"name": "a", "columnCount": 3}],
                                                       [{"name": "b", "columnCount": 4}]]}},
    "words for numbers": {**DATA, "rows": [{**DATA["rows"][0], "data": ["a", "b", "c", "d"]}]},
    "something else": {"rader": []},
}  # fmt: skip


@pytest.mark.parametrize("kind", BROKEN)
def test_an_answer_in_another_shape_is_refused_when_it_is_fetched(declare, client, office, kind):
    office.says_first(Said.json(BROKEN[kind]), to="/data")
    with pytest.raises(BadSource):
        udir.fetch(declare(), client)


@pytest.mark.parametrize(
    "query",
    [
        {"filter": FILTER},
        {"filter": FILTER, "page": "A", "report": "Statistikk/GSK/GSI/1/8"},
        {"filter": FILTER, "report": "Statistikk/../../1/8"},
        {"filter": FILTER, "page": "A", "rows": "1&x=2"},
    ],
)
def test_a_declaration_that_names_no_one_report_is_refused(query):
    with pytest.raises(BadSource, match=r"kilde\.toml, query"):
        declared("udir", query, "kilde.toml")
