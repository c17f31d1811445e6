from tests.dashboard.reader import attributes_of, texts_of


def test_the_field_is_in_the_header_of_every_page_and_works_without_script(page):
    html = page("/om").html
    forms = [one for one in attributes_of(html, "form") if one.get("role") == "search"]
    assert [(one["method"], one["action"]) for one in forms] == [("get", "/sok")]
    assert "søk" in texts_of(html, "label")[0][1].lower()


def test_what_is_found_stands_in_groups_with_the_count_in_title_and_heading(client, page):
    title = texts_of(page("/indikatorer").html, "h1")[0][1]
    assert title
    first = texts_of(page("/").html, "a")
    subgoal = next(link for link in first if link[0].get("href", "").startswith("/delmal/"))
    answer = client.get("/sok", query_string={"q": subgoal[1]}).text
    assert "treff for «" in texts_of(answer, "title")[0][1]
    assert "treff for «" in texts_of(answer, "h1")[0][1]
    assert any(heading.startswith("Delmål i planen") for _, heading in texts_of(answer, "h2"))
    assert subgoal[0]["href"] in [one["href"] for one in attributes_of(answer, "a")]


def test_every_result_leads_to_a_page(client):
    for question in ("enhet", "eksempel", "skole", "prøve", "tiltak"):
        html = client.get("/sok", query_string={"q": question}).text
        main = html[html.index("<main") : html.index("</main>")]
        for link in attributes_of(main, "a"):
            assert client.get(link["href"].partition("#")[0]).status_code == 200


def test_the_question_is_text_and_stands_in_the_field(client):
    answer = client.get("/sok", query_string={"q": '"><b>x</b>'})
    assert answer.status_code == 200
    assert "<b>x" not in answer.text
    field = next(one for one in attributes_of(answer.text, "input") if one.get("name") == "q")
    assert field["value"] == '"><b>x</b>'


def test_nothing_found_is_said_in_words(client):
    assert "Ingenting passer" in client.get("/sok?q=xyzzy").text


def test_without_a_question_the_page_tells_where_to_write(client):
    assert "søkefeltet" in client.get("/sok").text


def test_an_empty_site_can_be_searched(empty_client):
    assert empty_client.get("/sok?q=skole").status_code == 200
