from tests.dashboard.reader import texts_of


def test_subgoals_show_status_latest_value_target_and_coverage(example_client):
    answer = example_client.get("/")
    row = next(text for _, text in texts_of(answer.text, "tr") if "Eksempeldelmål 1.1" in text)
    for word in ("Litt bak", "308", "kilotonn", "ned 14 fra 2024", "240", "2028", "1 av 1"):
        assert word in row


def test_what_is_missing_is_said_and_is_not_zero(example_client):
    answer = example_client.get("/")
    row = next(text for _, text in texts_of(answer.text, "tr") if "Delmål 1.3" in text)
    assert "Mangler: indikator" in row
    assert "tiltak i HØP" in row
    assert "Ikke målt" in row
    assert "Ingen indikator" in row
    assert "0,0" not in row


def test_titles_that_are_not_the_adopted_ones_say_so(example_client):
    answer = example_client.get("/")
    row = next(text for _, text in texts_of(answer.text, "tr") if "Eksempeldelmål 1.2" in text)
    assert "foreløpig tittel" in row
    row = next(text for _, text in texts_of(answer.text, "tr") if "Eksempeldelmål 1.1" in text)
    assert "foreløpig tittel" not in row


def test_made_up_figures_carry_the_mark_and_real_ones_do_not(example_client):
    answer = example_client.get("/")
    marked = [text for _, text in texts_of(answer.text, "tr") if "eksempeldata" in text]
    assert any("1.1" in text for text in marked)
    assert not any("Eksempeldelmål 1.2" in text for text in marked)


def test_the_filter_shows_only_subgoals_of_the_status(example_client):
    answer = example_client.get("/?status=litt-bak")
    assert answer.text.count('class="s-cell"') == 1
    assert "Eksempeldelmål 1.1" in answer.text
    assert 'value="litt-bak" selected' in answer.text


def test_a_filter_that_fits_nothing_says_so(example_client):
    assert "Ingen delmål passer" in example_client.get("/?status=bak").text


def test_boxes_lead_to_the_subgoals_they_count(example_client):
    answer = example_client.get("/?lang=nb")
    for key in ("i-rute", "litt-bak", "bak", "usikker", "mangler"):
        assert f'href="/?status={key}"' in answer.text


def test_the_page_asks_a_fixed_number_of_questions(example_client, example_database, query_counter):
    with query_counter(example_database) as statements:
        example_client.get("/?fresh=1")
    assert len(statements) <= 14
