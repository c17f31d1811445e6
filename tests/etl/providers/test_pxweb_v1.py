from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from etl.providers import pxweb_v1
from etl.providers.answers import Unchanged
from etl.providers.pxweb_v1 import PxWebV1
from etl.readers import jsonstat
from indicators.errors import BadSource
from tests.etl.providers.offices import PxWeb1, Said

SELECT = {"KOKkommuneregion0000": "5001", "ContentsCode": "KOS*", "Tid": "top(2)"}


@pytest.fixture
def old_pxweb(office, cube):
    office.answers["v1"] = PxWeb1(cube)
    return office.answers["v1"]


@pytest.fixture
def declare(office, old_pxweb):  # noqa: ARG001 - it answers
    def declared(**changed):
        query = {"address": f"{office.address}/v1/no/table/05300", "select": SELECT}
        return PxWebV1.model_validate({**query, **changed})

    return declared


def test_a_table_is_described_by_get_and_asked_by_post(declare, client, office, cube):
    answer = pxweb_v1.fetch(declare(), client)
    assert [one.method for one in office.asked] == ["GET", "POST"]
    query = {one["code"]: one["selection"] for one in office.asked[1].body["query"]}
    assert query["Tid"] == {"filter": "item", "values": ["2024", "2025"]}
    assert office.asked[1].body["response"] == {"format": "json-stat2"}
    (table,) = jsonstat.read(answer.content, "answer")
    assert table.sizes == (1, 2, 2)
    assert answer.updated == cube.updated


def test_nothing_new_costs_one_cell(declare, client, office, cube):
    outcome = pxweb_v1.fetch(declare(), client, known_updated=cube.updated)
    assert isinstance(outcome, Unchanged)
    (probe,) = [one.body for one in office.asked if one.body]
    assert all(len(one["selection"]["values"]) == 1 for one in probe["query"])


def test_something_new_is_asked_for(declare, client, cube):
    answer = pxweb_v1.fetch(declare(), client, known_updated="2025-06-15T06:00:00Z")
    assert answer.updated == cube.updated


def test_a_declared_limit_splits_the_query(declare, client, office, old_pxweb):
    old_pxweb.max_cells = 10
    select = dict.fromkeys(old_pxweb.cube.variables, "*")
    answer = pxweb_v1.fetch(declare(select=select, max_cells=10), client)
    tables = jsonstat.read(answer.content, "answer")
    assert sum(map(len, tables)) == 384
    assert len(tables) == len(office.asked) - 1


def test_too_many_values_is_the_offices_own_word(declare, client, old_pxweb):
    old_pxweb.max_cells = 3
    with pytest.raises(BadSource, match="HTTP 403: «Too many values selected»"):
        pxweb_v1.fetch(declare(), client)


def test_a_code_list_takes_codes_that_the_description_does_not_know(declare, client, office, cube):
    cube.grouped["KommSummer"] = ["K-5001"]
    lists = {"KOKkommuneregion0000": "agg:KommSummer"}
    select = {**SELECT, "KOKkommuneregion0000": "K-5001"}
    answer = pxweb_v1.fetch(declare(select=select, code_lists=lists), client)
    first = office.asked[-1].body["query"][0]["selection"]
    assert first == {"filter": "agg:KommSummer", "values": ["K-5001"]}
    assert json.loads(answer.asked)["query"]["code_lists"] == lists


@pytest.mark.parametrize(
    ("lists", "region"), [({"A": "agg_KommSummer"}, "K-1"), ({"A": "agg:KommSummer"}, "*")]
)
def test_a_code_list_that_version_1_refuses_is_refused_in_the_declaration(lists, region):
    with pytest.raises(ValidationError):
        PxWebV1.model_validate(
            {"address": "https://x.no/a", "select": {"A": region}, "code_lists": lists}
        )


def test_px_json_is_refused(declare, client, office):
    pxjson = Said.json({"columns": [{"code": "Tid"}], "data": [{"key": ["2025"], "values": ["1"]}]})
    office.first.extend([("/v1", _described(office)), ("/v1", pxjson)])
    with pytest.raises(BadSource, match="PX-JSON"):
        pxweb_v1.fetch(declare(), client)


def _described(office):
    class Get:
        method = "GET"

    return office.answers["v1"](Get, "")


@pytest.mark.parametrize("document", [{}, {"variables": []}, {"variables": [{"code": 1}]}])
def test_a_description_of_nothing_is_refused(declare, client, office, document):
    office.says_first(Said.json(document))
    with pytest.raises(BadSource, match="svaret beskriver"):
        pxweb_v1.fetch(declare(), client)
