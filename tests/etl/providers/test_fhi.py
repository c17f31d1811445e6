from __future__ import annotations

import json

import pytest

from etl.providers import fhi
from etl.providers.answers import Unchanged
from etl.providers.online import declared
from etl.readers import jsonstat
from indicators.errors import BadSource
from tests.etl.providers.offices import Cube, Said
from tests.etl.providers.offices import Fhi as Office

SELECT = {
    "GEO": ["5001", "0"],
    "AAR": "last(2)",
    "ALDER": "*",
    "MEASURE_TYPE": ["RATE"],
}


@pytest.fixture
def health(office):
    cube = Cube(
        {
            "GEO": ["0", "50", "5001"],
            "AAR": ["1990_1990", "2023_2023", "2024_2024"],
            "ALDER": ["16_120", "16_24"],
            "MEASURE_TYPE": ["TELLER", "RATE"],
        },
        time="AAR",
    )
    office.answers["fhi"] = Office(cube)
    return office.answers["fhi"]


@pytest.fixture
def declare(office, health):  # noqa: ARG001 - it answers
    def declaration(**changed):
        query = {"base": f"{office.address}/fhi/v1", "table": 187, "select": SELECT}
        return declared("fhi", {**query, **changed}, "kilde.toml")

    return declaration


def test_every_dimension_is_posted_with_codes_and_the_mark_of_utf8_is_kept(
    declare, client, office, health
):
    answer = fhi.fetch(declare(), client)
    asked = office.asked[-1]
    assert (asked.method, asked.path) == ("POST", "/fhi/v1/nokkel/Table/187/data")
    assert {one["code"]: one["values"] for one in asked.body["dimensions"]} == {
        "GEO": ["0", "5001"],
        "AAR": ["2023_2023", "2024_2024"],
        "ALDER": ["16_120", "16_24"],
        "MEASURE_TYPE": ["RATE"],
    }
    assert {one["filter"] for one in asked.body["dimensions"]} == {"item"}
    assert answer.content.startswith(b"\xef\xbb\xbf")
    (table,) = jsonstat.read(answer.content, "answer")
    assert table.sizes == (2, 2, 2, 1)
    assert answer.updated == health.modified


def test_the_moment_of_change_and_not_of_publication_decides(declare, client, office, health):
    outcome = fhi.fetch(declare(), client, known_updated=health.modified)
    assert isinstance(outcome, Unchanged)
    assert not any(one.method == "POST" for one in office.asked)
    health.modified = "2026-09-02T00:00:00+02:00"
    assert fhi.fetch(declare(), client, known_updated=outcome.updated).updated == health.modified


@pytest.mark.parametrize("trap", ["top(5)", "bottom(5)"])
def test_top_and_bottom_are_refused_with_what_they_would_mean(declare, trap):
    with pytest.raises(BadSource, match=r"select\.AAR.*de eldste hos FHI.*last\(5\)"):
        declare(select={**SELECT, "AAR": trap})


def test_a_forgotten_dimension_is_named_before_anything_is_posted(declare, client, office):
    with pytest.raises(BadSource, match="«ALDER» må være med"):
        fhi.fetch(declare(select={k: v for k, v in SELECT.items() if k != "ALDER"}), client)
    assert not any(one.method == "POST" for one in office.asked)


def test_fifty_thousand_rows_are_split(declare, client, office, health):
    health.cube.variables["GEO"] = [f"{number:06d}" for number in range(14_000)]
    health.cube.variables["GEO"][0] = "5001"
    everything = dict.fromkeys(health.cube.variables, "*")
    answer = fhi.fetch(declare(select=everything), client)
    assert [one.method for one in office.asked].count("POST") == 4
    assert sum(map(len, jsonstat.read(answer.content, "answer"))) == 168_000
    assert json.loads(answer.content)["class"] == "collection"


def _answered(health, **changed):
    chosen = {"GEO": ["0", "5001"], "AAR": ["2023_2023", "2024_2024"], "ALDER": ["16_120"]}
    return Said.json(health.cube.jsonstat({**chosen, "MEASURE_TYPE": ["RATE"], **changed}))


def test_categories_without_figures_may_be_left_out_of_the_answer(declare, client, office, health):
    office.says_first(_answered(health), to="/data")
    (table,) = jsonstat.read(fhi.fetch(declare(), client).content, "answer")
    assert table.sizes == (2, 2, 1, 1)


def test_a_named_category_may_not(declare, client, office, health):
    office.says_first(_answered(health, GEO=["0"]), to="/data")
    with pytest.raises(BadSource, match=r"mangler 1 koder \(5001\)"):
        fhi.fetch(declare(), client)


def test_the_oldest_year_instead_of_the_newest_is_refused(declare, client, office, health):
    office.says_first(_answered(health, AAR=["1990_1990"]), to="/data")
    with pytest.raises(BadSource, match=r"ikke ble spurt om \(1990_1990\)"):
        fhi.fetch(declare(), client)


def test_a_refusal_carries_fhis_own_words(declare, client, office):
    office.says_first(Said.json({"title": "Not Found", "detail": "Tabellen finnes ikke"}, 404))
    with pytest.raises(BadSource, match="«Not Found Tabellen finnes ikke»"):
        fhi.fetch(declare(), client)
