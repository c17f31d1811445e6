import io
import json
import xml.etree.ElementTree as ET

import pytest
from openpyxl import load_workbook

from etl.readers import jsonstat

BASE = "/data/indikator"
SVG = "{http://www.w3.org/2000/svg}"


def fetched(client, name, **query):
    answer = client.get(f"{BASE}/{name}", query_string=query)
    assert answer.status_code == 200
    assert f'filename="{name}"' in answer.headers["Content-Disposition"]
    return answer.data


def test_the_workbook_has_the_numbers_as_numbers_and_says_what_they_are(example_client):
    book = load_workbook(io.BytesIO(fetched(example_client, "utslipp.xlsx")))
    heading, *rows = book["Tall"].iter_rows(values_only=True)
    found = [dict(zip(heading, row, strict=True)) for row in rows]
    ours = {row["periode"]: row for row in found if row["kommunenummer"] == "9999"}
    assert ours["2025"]["verdi"] == 308
    assert ours["2025"]["merknad"] == "foreløpig tall"
    assert ours["2013"]["verdi"] is None
    assert {row["eksempeldata"] for row in found} == {"eksempeldata"}
    about = dict(book["Om tallene"].iter_rows(min_row=2, values_only=True))
    assert about["Lisens"] == "CC BY 4.0"
    assert "laget for eksempelet" in about["Eksempeldata"]


def test_nothing_in_the_workbook_is_a_formula(example_client):
    book = load_workbook(io.BytesIO(fetched(example_client, "utslipp.xlsx")))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "s" in kinds
    assert "f" not in kinds


def test_the_json_stat_can_be_read_back_with_its_marks(example_client):
    body = fetched(example_client, "utslipp.json")
    (table,) = jsonstat.read(body, "utslipp.json")
    assert table is not None
    data = json.loads(body)
    assert data["class"] == "dataset"
    assert data["version"] == "2.0"
    assert data["role"]["time"] == ["periode"]
    places = data["dimension"]["sted"]["category"]["index"]
    periods = data["dimension"]["periode"]["category"]["index"]
    parts = data["dimension"]["inndeling"]["category"]["index"]
    at = (places.index("9999") * len(parts) + parts.index("total")) * len(periods)
    assert data["value"][at + periods.index("2025")] == 308
    assert data["value"][at + periods.index("2013")] is None
    assert data["status"][str(at + periods.index("2025"))] == "provisional"
    assert data["extension"]["status"]["provisional"] == "foreløpig tall"
    assert data["extension"]["licence"] == "CC BY 4.0"
    assert data["source"] == "Eksempelbyrået, tabell 1"
    assert any("eksempeldata" in note for note in data["note"])
    assert len(data["value"]) == len(places) * len(parts) * len(periods)


def test_real_figures_are_not_called_made_up(example_client):
    data = json.loads(fetched(example_client, "gange.json"))
    assert data["extension"]["is_example"] is False
    assert not any("eksempeldata" in note for note in data.get("note", []))


def test_the_drawing_stands_alone_in_light_colours(example_client):
    body = fetched(example_client, "utslipp.svg").decode()
    root = ET.fromstring(body)  # noqa: S314 - our own file
    assert root.tag == f"{SVG}svg"
    assert "var(" not in body
    assert "class=" not in body
    text = " ".join(root.itertext())
    for words in ("CC BY 4.0", "Eksempeldata", "Målt", "Eksempelbyrået"):
        assert words in text
    lines = root.findall(f".//{SVG}polyline")
    assert lines
    assert all(line.get("stroke", "").startswith("#") for line in lines if not line.get("opacity"))


def test_the_drawing_shows_the_places_that_were_asked_for(example_client):
    assert "Nabobyen" not in fetched(example_client, "utslipp.svg").decode()
    chosen = fetched(example_client, "utslipp.svg", **{"by-9998": "1"})
    assert "Nabobyen" in chosen.decode()


def test_the_page_offers_every_file(example_client):
    html = example_client.get("/indikator/utslipp?by-9998=1").text
    for kind in ("csv", "xlsx", "json", "svg?by-9998=1"):
        assert f'href="{BASE}/utslipp.{kind}"' in html


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json", "svg"])
def test_there_is_no_file_of_what_is_not_there(example_client, kind):
    assert example_client.get(f"{BASE}/finnes-ikke.{kind}").status_code == 404


def test_an_indicator_without_numbers_has_no_drawing(example_client):
    assert example_client.get(f"{BASE}/uten-tall.svg").status_code == 404
    assert "uten-tall.svg" not in example_client.get("/indikator/uten-tall").text
