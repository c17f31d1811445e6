from __future__ import annotations

import json
import math
from datetime import UTC, datetime

import pytest

from etl.providers import kolada
from etl.providers.answers import Unchanged
from etl.providers.online import PROVIDERS, declared
from etl.readers import jsonstat
from indicators.errors import BadSource
from tests.etl.providers.offices import Kolada as Office
from tests.etl.providers.offices import Said


def row(municipality, period, value, status="", kpi="N00945", gender="T", **more):
    values = [{"gender": gender, "count": 1, "status": status, "value": value, **more}]
    return {"kpi": kpi, "municipality": municipality, "period": period, "values": values}


@pytest.fixture
def swedish(office):
    rows = [
        row("0180", 2023, 10.5),
        row("0180", 2024, None, "Missing"),
        row("0000", 2023, 9),
        row("0000", 2024, 8, "Prel"),
        row("1480", 2024, 1, is_deleted=True),
    ]
    office.answers["kolada"] = Office(office.address, rows)
    return office.answers["kolada"]


@pytest.fixture
def declaration(office, swedish):  # noqa: ARG001 - it answers
    query = {"kpi": ["N00945"], "municipality": ["0180", "0000", "1480"]}
    return declared("kolada", {"base": f"{office.address}/kolada/v3", **query}, "kilde.toml")


def test_pages_are_followed_to_the_end_and_stored_untouched(declaration, client, office):
    answer = kolada.fetch(declaration, client)
    pages = json.loads(answer.content)["pages"]
    assert [len(page["values"]) for page in pages] == [2, 2, 1]
    assert office.paths() == ["/kolada/v3/data/kpi/N00945/municipality/0180,0000,1480"] * 3
    assert answer.updated == datetime.now(UTC).date().isoformat()


def test_the_pages_read_as_one_dataset_with_marks_and_without_what_is_deleted(declaration, client):
    answer = kolada.fetch(declaration, client)
    content = PROVIDERS["kolada"].as_jsonstat(answer.content, "answer")
    (table,) = jsonstat.read(content, "answer")
    assert [dimension.key for dimension in table.dimensions if dimension.is_time] == ["period"]
    assert table.dimensions[1].codes == ("0000", "0180")
    (missing,) = table.find({"municipality": "0180", "period": "2024"})
    (preliminary,) = table.find({"municipality": "0000", "period": "2024"})
    assert math.isnan(table.values[missing])
    assert table.mark_texts[table.marks[missing]] == "Missing"
    assert table.values[preliminary] == 8
    assert table.mark_texts[table.marks[preliminary]] == "Prel"


def test_nothing_changed_since_the_day_asks_for_nothing(declaration, client, office, swedish):
    outcome = kolada.fetch(declaration, client, known_updated="2026-10-01")
    assert isinstance(outcome, Unchanged)
    assert office.asked[0].query["from_date"] == "2026-10-01"
    assert len(office.asked) == 1
    swedish.changed = [row("0180", 2024, 11)]
    answer = kolada.fetch(declaration, client, known_updated="2026-10-01")
    assert len(json.loads(answer.content)["pages"]) == 3


@pytest.mark.parametrize("where", ["http://169.254.169.254", "https://api.kolada.se.example"])
def test_a_next_page_somewhere_else_is_not_fetched(declaration, client, office, swedish, where):
    swedish.next_host = where
    with pytest.raises(BadSource, match=r"ligger et annet sted.*hentes ikke"):
        kolada.fetch(declaration, client)
    assert len(office.asked) == 1


def test_pages_in_a_circle_are_refused(declaration, client, office):
    path = "/kolada/v3/data/kpi/N00945/municipality/0180,0000,1480?per_page=5000"
    page = Said.json({"values": [row("0180", 2023, 1)], "next_url": office.address + path})
    office.says_first(*[page] * 5)
    with pytest.raises(BadSource, match="i ring"):
        kolada.fetch(declaration, client)
    assert len(office.asked) == 1


def test_long_lists_are_several_calls(office, swedish, client):
    swedish.page_size = 5000
    ids = [f"{number:04d}" for number in range(290)]
    query = {"base": f"{office.address}/kolada/v3", "kpi": ["N00945"], "municipality": ids}
    kolada.fetch(declared("kolada", query, "kilde.toml"), client)
    assert len(office.asked) == 3
    assert max(one.address_length for one in office.asked) < 2000


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"pages":[{"values":[{"kpi":"N1"}]}]}', b'{"pages":[1]}',
     b'{"pages":[{"values":[{"kpi":"N1","municipality":"1","period":1,'
     b'"values":[{"gender":"T","value":"12"}]}]}]}'],
)  # fmt: skip
def test_other_content_is_refused(content):
    with pytest.raises(BadSource):
        kolada.as_jsonstat(content, "answer")


def test_a_cell_that_contradicts_itself_is_refused():
    rows = [row("0180", 2023, 1), row("0180", 2023, 2)]
    content = json.dumps({"pages": [{"values": rows}]}).encode()
    with pytest.raises(BadSource, match="to ulike verdier"):
        kolada.as_jsonstat(content, "answer")
