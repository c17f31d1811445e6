from __future__ import annotations

import json
from dataclasses import replace

import pytest

from etl.providers import pxweb_v2
from etl.providers.answers import Answer, Unchanged
from etl.providers.pxweb_v2 import PxWebV2
from etl.readers import jsonstat
from indicators.errors import BadSource
from tests.etl.providers.offices import Said

SELECT = {
    "KOKkommuneregion0000": ["5001", "0301"],
    "ContentsCode": "KOSandel0000",
    "Tid": ["top(3)"],
}


@pytest.fixture
def declare(office, pxweb):  # noqa: ARG001 - it answers
    def declared(**changed):
        query = {"base": f"{office.address}/pxweb", "table": "12134", "select": SELECT}
        return PxWebV2.model_validate({**query, **changed})

    return declared


def cells(content):
    """Every cell by its codes, over all datasets of the answer."""
    found = {}
    for table in jsonstat.read(content, "answer"):
        for at, value in enumerate(table.values):
            key = tuple(
                dimension.codes[column[at]]
                for dimension, column in zip(table.dimensions, table.columns, strict=True)
            )
            assert key not in found
            found[key] = value
    return found


def test_the_answer_is_untouched_and_says_where_when_and_what(declare, client, office, cube):
    declared = declare()
    answer = pxweb_v2.fetch(declared, client)
    assert isinstance(answer, Answer)
    chosen = {
        "KOKkommuneregion0000": ["0301", "5001"],
        "ContentsCode": ["KOSandel0000"],
        "Tid": ["2023", "2024", "2025"],
    }
    assert json.loads(answer.content) == cube.jsonstat(chosen)
    assert (answer.media_type, answer.charset) == ("application/json", "utf-8")
    assert answer.updated == cube.updated
    assert answer.address.startswith(f"{office.address}/pxweb/tables/12134/data?")
    assert json.loads(answer.asked)["query"]["select"]["Tid"] == ["top(3)"]
    assert answer.fetched_at.utcoffset() is not None


def test_a_short_query_is_a_get_and_metadata_and_limits_come_first(declare, client, office):
    pxweb_v2.fetch(declare(), client)
    assert [one.method for one in office.asked] == ["GET"] * 3
    assert [path.rpartition("/")[2] for path in office.paths()] == ["metadata", "config", "data"]


def test_limits_are_asked_for_once_a_run(declare, client, office):
    pxweb_v2.fetch(declare(), client)
    pxweb_v2.fetch(declare(), client)
    assert office.paths().count("/pxweb/config") == 1


def test_a_long_query_is_a_post(declare, client, office, cube):
    codes = [f"{number:04d}" for number in range(400)]
    cube.variables["KOKkommuneregion0000"] = codes
    answer = pxweb_v2.fetch(declare(select={**SELECT, "KOKkommuneregion0000": codes}), client)
    assert [one.method for one in office.asked] == ["GET", "GET", "POST"]
    assert len(cells(answer.content)) == 1200


def test_no_address_reaches_the_length_that_the_office_refuses(declare, client, office, cube):
    for count in range(300, 400, 7):
        codes = [f"{number:04d}" for number in range(count)]
        cube.variables["KOKkommuneregion0000"] = codes
        pxweb_v2.fetch(declare(select={**SELECT, "KOKkommuneregion0000": codes}), client)
    assert max(one.address_length for one in office.asked) < 2000
    assert {one.method for one in office.asked} == {"GET", "POST"}


@pytest.mark.parametrize("limit", [4, 10, 25, 95])
def test_a_query_over_the_limit_is_split_and_gives_every_cell_once(
    declare, make_client, office, pxweb, limit
):
    everything = {name: ["*"] for name in ("KOKkommuneregion0000", "Kjonn", "ContentsCode", "Tid")}
    pxweb.max_cells = 384
    whole = cells(pxweb_v2.fetch(declare(select=everything), make_client()).content)
    asked = len(office.asked)
    pxweb.max_cells = limit
    answer = pxweb_v2.fetch(declare(select=everything), make_client())
    assert len(office.asked) - asked > 3
    assert cells(answer.content) == whole
    assert len(whole) == 384


def test_a_query_of_a_hundred_calls_and_more_is_refused(declare, client, office, pxweb):
    pxweb.max_cells = 3
    everything = {name: ["*"] for name in ("KOKkommuneregion0000", "Kjonn", "ContentsCode", "Tid")}
    with pytest.raises(BadSource, match=r"384 celler.*3 om gangen"):
        pxweb_v2.fetch(declare(select=everything), client)
    assert not any(path.endswith("/data") for path in office.paths())


def test_the_parts_stand_byte_for_byte_in_the_collection(declare, client, pxweb):
    pxweb.max_cells = 2
    answer = pxweb_v2.fetch(declare(), client)
    document = json.loads(answer.content)
    assert document["class"] == "collection"
    items = document["link"]["item"]
    assert len(items) == 3
    assert all(json.dumps(item).encode() in answer.content for item in items)
    assert "?" not in answer.address


def test_nothing_new_asks_for_no_data(declare, client, office, cube):
    known = cube.updated.replace("Z", "+00:00")
    outcome = pxweb_v2.fetch(declare(), client, known_updated=known)
    assert isinstance(outcome, Unchanged)
    assert office.paths() == ["/pxweb/tables/12134/metadata"]


def test_something_new_is_asked_for(declare, client, cube):
    cube.updated = "2026-09-15T06:00:00Z"
    outcome = pxweb_v2.fetch(declare(), client, known_updated="2026-06-15T06:00:00Z")
    assert outcome.updated == "2026-09-15T06:00:00Z"


def test_a_table_updated_between_the_calls_is_refused(declare, client, office, pxweb, cube):
    pxweb.max_cells = 2
    later = replace(cube, updated="2026-06-15T06:00:07Z")
    half = {"KOKkommuneregion0000": ["0301", "5001"], "ContentsCode": ["KOSandel0000"]}
    office.says_first(Said.json(later.jsonstat({**half, "Tid": ["2023"]})), to="/data")
    with pytest.raises(BadSource, match="oppdatert mens vi spurte"):
        pxweb_v2.fetch(declare(), client)


def test_a_code_list_goes_with_metadata_and_data(declare, client, office, cube):
    cube.variables["Region"] = cube.variables.pop("KOKkommuneregion0000")
    cube.grouped["agg_KommSummer"] = ["K-0301", "K-5001"]
    select = {"Region": "K-5001", "ContentsCode": "*", "Tid": "from(2024)"}
    declared = declare(select=select, code_lists={"Region": "agg_KommSummer"})
    answer = pxweb_v2.fetch(declared, client)
    lists = [one.query.get("codelist[Region]") for one in office.asked]
    assert lists == ["agg_KommSummer", None, "agg_KommSummer"]
    assert all("K-5001" in key for key in cells(answer.content))
    assert "agg_KommSummer" in answer.asked


def test_a_code_list_goes_with_a_post_too(declare, client, office, cube):
    cube.variables["Region"] = cube.variables.pop("KOKkommuneregion0000")
    cube.grouped["agg_KommSummer"] = [f"K-{number:04d}" for number in range(300)]
    select = {"Region": cube.grouped["agg_KommSummer"], "ContentsCode": "*", "Tid": "top(1)"}
    answer = pxweb_v2.fetch(declare(select=select, code_lists={"Region": "agg_KommSummer"}), client)
    assert office.asked[-1].method == "POST"
    assert len(cells(answer.content)) == 600


def test_the_same_code_twice_is_asked_for_once(declare, client, office):
    twice = ["5001", "5001", "0301", "5001"]
    answer = pxweb_v2.fetch(declare(select={**SELECT, "KOKkommuneregion0000": twice}), client)
    assert office.asked[-1].query["valueCodes[KOKkommuneregion0000]"] == "5001,0301"
    assert len(cells(answer.content)) == 6


def test_an_expression_with_a_comma_is_put_in_brackets(declare, client, office):
    pxweb_v2.fetch(declare(select={**SELECT, "Tid": "range(2020,2022)"}), client)
    assert office.asked[-1].query["valueCodes[Tid]"] == "[range(2020,2022)]"


def test_a_code_with_signs_of_expressions_goes_in_a_body(declare, client, office, cube):
    cube.variables["ContentsCode"] = ["a,b", "100+10"]
    pxweb_v2.fetch(declare(select={**SELECT, "ContentsCode": "100+10"}), client)
    assert office.asked[-1].query["valueCodes[ContentsCode]"] == "100+10"
    pxweb_v2.fetch(declare(select={**SELECT, "ContentsCode": "a,b"}), client)
    assert office.asked[-1].method == "POST"


def test_a_variable_that_must_be_there_is_named_before_data_are_asked_for(declare, client, office):
    with pytest.raises(BadSource, match="«ContentsCode» må være med"):
        pxweb_v2.fetch(declare(select={"KOKkommuneregion0000": "5001", "Tid": "*"}), client)
    assert not any(path.endswith("/data") for path in office.paths())


def test_a_variable_that_is_not_there_is_named_with_those_that_are(declare, client):
    with pytest.raises(BadSource, match="ingen variabel «Region»; den har KOKkommune"):
        pxweb_v2.fetch(declare(select={**SELECT, "Region": "5001"}), client)


def test_a_code_that_is_not_there_is_named(declare, client):
    with pytest.raises(BadSource, match="KOKkommuneregion0000: «1601»: koden finnes ikke"):
        pxweb_v2.fetch(declare(select={**SELECT, "KOKkommuneregion0000": "1601"}), client)


def test_an_unknown_table_gives_the_offices_own_words(declare, client):
    with pytest.raises(BadSource, match="Non-existent table"):
        pxweb_v2.fetch(declare(table="99999"), client)


ODD = {
    "page": (Said.html(200), "nettside.*404 - File"),
    "empty": (Said(200), "svaret er tomt"),
    "blank": (Said(200, b"\xef\xbb\xbf  \n"), "svaret er tomt"),
    "px-json": (Said.json({"columns": [], "comments": [], "data": []}), "PX-JSON"),
    "cut": (Said(200, b'{"version":"2.0","class":"dataset","id":["Tid"'), "ikke hel"),
    "words": (Said.json({"title": "Too many cells selected"}), "Too many cells selected"),
    "list": (Said(200, b"[1]"), "ikke et objekt"),
    "deep": (Said(200, b"[" * 200_000), "ikke hel"),
    "brackets": (Said(200, b'{"a":[' + b"[]," * 1_100_000 + b"0]}"), "flere lister"),
}


@pytest.mark.parametrize("kind", ODD)
def test_an_odd_answer_with_200_is_refused(declare, client, office, kind):
    said, problem = ODD[kind]
    office.says_first(said, to="/data")
    with pytest.raises(BadSource, match=problem):
        pxweb_v2.fetch(declare(), client)


def test_a_dataset_without_values_is_refused(declare, client, office, cube):
    chosen = {"KOKkommuneregion0000": ["0301", "5001"], "ContentsCode": ["KOSandel0000"]}
    empty = cube.jsonstat({**chosen, "Tid": ["2023", "2024", "2025"]}, values=False)
    office.says_first(Said.json(empty), to="/data")
    with pytest.raises(BadSource, match="ingen verdier"):
        pxweb_v2.fetch(declare(), client)


def test_the_offices_own_selection_instead_of_ours_is_refused(declare, client, office, cube):
    default = {name: codes[-1:] for name, codes in cube.variables.items()}
    office.says_first(Said.json(cube.jsonstat(default)), to="/data")
    with pytest.raises(BadSource, match=r"svaret har variablene.*Kjonn"):
        pxweb_v2.fetch(declare(), client)


def test_other_periods_than_those_asked_for_are_refused(declare, client, office, cube):
    chosen = {"KOKkommuneregion0000": ["0301", "5001"], "ContentsCode": ["KOSandel0000"]}
    office.says_first(Said.json(cube.jsonstat({**chosen, "Tid": ["2010", "2025"]})), to="/data")
    with pytest.raises(
        BadSource, match=r"mangler 2 koder \(2023, 2024\).*ikke ble spurt om \(2010"
    ):
        pxweb_v2.fetch(declare(), client)


def test_the_limit_on_calls_in_the_configuration_is_kept(declare, client, pxweb, time):
    pxweb.config = {"maxCallsPerTimeWindow": 3, "timeWindow": 10}
    pxweb_v2.fetch(declare(), client)
    pxweb_v2.fetch(declare(), client)
    assert time.waited == [10.0]


def test_a_table_describes_itself(declare, client):
    described = pxweb_v2.describe(declare(), client)
    assert [one.code for one in described.variables if one.is_time] == ["Tid"]
    assert [one.code for one in described.variables if one.may_be_left_out] == ["Kjonn"]
    assert described.variables[0].labels[0] == "Navn 0301"


@pytest.mark.network
def test_the_real_office_gives_kostra_for_trondheim():
    from etl.providers.http import Client

    select = {"KOKkommuneregion0000": "5001", "ContentsCode": "*", "Tid": "top(1)"}
    declared = PxWebV2.model_validate({"table": "12134", "select": {**select, **_others()}})
    with Client() as client:
        answer = pxweb_v2.fetch(declared, client)
        assert isinstance(pxweb_v2.fetch(declared, client, known_updated=answer.updated), Unchanged)
    assert jsonstat.read(answer.content, answer.address)


def _others():
    """The variables of table 12134 besides region, measure and time, all of them."""
    from etl.providers.http import Client

    declared = PxWebV2.model_validate({"table": "12134", "select": {"Tid": "*"}})
    with Client() as client:
        described = pxweb_v2.describe(declared, client)
    named = {"KOKkommuneregion0000", "ContentsCode", "Tid"}
    return {one.code: "top(1)" for one in described.variables if one.code not in named}
