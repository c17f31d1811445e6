import csv
import io

import pytest

from tests.dashboard.reader import attributes_of, texts_of

PAGE = "/indikator/utslipp"


def rows_of(example_client, key, **headers):
    answer = example_client.get(f"/data/indikator/{key}.csv", headers=headers)
    assert answer.status_code == 200
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))


def test_the_page_says_first_in_plain_words_how_it_goes(example_client):
    text = texts_of(example_client.get(PAGE).text, "main")[0][1]
    assert text.index("Verdien var 308 kilotonn") < text.index("Siste måling (2025)")


def test_facts_tell_latest_baseline_change_and_target(example_client):
    found = texts_of(example_client.get(PAGE).text, "dl")[0][1]
    for words in (
        "Siste måling (2025)308 kilotonn",
        "Utgangspunkt (2009)460",
        "−33 %",
        "Mål 2028240",
    ):
        assert words in found
    assert "foreløpig tall" in found


def test_breaks_are_explained(example_client):
    text = example_client.get(PAGE).text
    assert "Brudd 2018" in text
    assert "Kommunen ble slått sammen med naboen." in text


def test_the_table_behind_the_chart_has_every_value_and_says_what_is_kept_back(example_client):
    rows = [text for _, text in texts_of(example_client.get(PAGE).text, "tr")]
    assert "2025308foreløpig tall" in rows
    assert "2013–ikke offentliggjort" in rows


def test_other_places_are_shown_when_asked_for(example_client):
    assert "Nabobyen" not in str(texts_of(example_client.get(PAGE).text, "table"))
    answer = example_client.get(f"{PAGE}?by-9998=1&by-0000=1")
    assert "Nabobyen" in str(texts_of(answer.text, "table"))
    (box,) = [one for one in attributes_of(answer.text, "input") if one["name"] == "by-9998"]
    assert "checked" in box


def test_source_table_licence_and_date_are_named(example_client):
    text = example_client.get(PAGE).text
    for words in ("Eksempelbyrået, tabell 1", "CC BY 4.0", "Hentet 24.\u00a0november 2026"):
        assert words in text
    assert 'href="https://example.org/tabell"' in text


def test_a_source_address_that_runs_code_is_no_link(example_client):
    text = example_client.get("/indikator/gange").text
    assert "javascript:" not in text
    assert "Eksempelbyrået, tabell 1" in text


def test_everything_the_status_rests_on_is_shown(example_client):
    text = example_client.get(PAGE).text
    for words in ("Slik er dette regnet", "Sikkerhet", "Burde vært nå", "linear-1"):
        assert words in text
    assert "&quot;points&quot;" in text


def test_an_indicator_without_numbers_says_so_and_has_no_island(example_client):
    text = example_client.get("/indikator/uten-tall").text
    assert "Det finnes ingen målinger å vise ennå." in text
    assert "Ikke målt" in text
    assert "react-entry-point" not in text
    assert "_dash" not in text


def test_made_up_figures_are_marked_and_real_ones_are_not(example_client):
    assert "laget for eksempelet" in example_client.get(PAGE).text
    real = texts_of(example_client.get("/indikator/gange").text, "main")[0][1]
    assert "Tallene på denne siden er laget" not in real
    assert "måltallet er laget for eksempelet" in real


def test_text_from_the_database_is_text(example_client):
    text = example_client.get(PAGE).text
    assert "<ikke>" not in text
    assert "&lt;ikke&gt;" in text


def test_the_file_has_every_value_with_source_and_mark(example_client):
    rows = rows_of(example_client, "utslipp")
    assert len(rows) == 17 + 16
    ours = {row["periode"]: row for row in rows if row["kommunenummer"] == "9999"}
    assert ours["2025"]["verdi"] == "308"
    assert ours["2025"]["merknad"] == "foreløpig tall"
    assert ours["2025"]["til og med"] == "2025-12-31"
    assert ours["2013"]["verdi"] == ""
    assert {row["eksempeldata"] for row in rows} == {"eksempeldata"}
    assert {row["lisens"] for row in rows} == {"CC BY 4.0"}


def test_the_file_of_real_figures_has_decimal_commas_and_no_mark(example_client):
    rows = rows_of(example_client, "gange")
    assert {row["eksempeldata"] for row in rows} == {""}
    assert rows[0]["verdi"] == "20,4"


def test_the_file_of_an_unknown_indicator_is_not_there(example_client):
    assert example_client.get("/data/indikator/tull.csv").status_code == 404


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_page_is_there_in_every_language(example_client, language):
    answer = example_client.get(f"{PAGE}?lang={language}")
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
