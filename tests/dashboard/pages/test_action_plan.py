from __future__ import annotations

from html import unescape

import pytest

from dashboard.components.millions import Amount
from dashboard.pages.action_plan.content import content
from dashboard.pages.action_plan.facts import edition_of, parts_of
from dashboard.pages.action_plan.totals import totals
from indicators.queries.actions import ActionRow, AmountRow, ShareRow
from indicators.queries.plans import GoalRow, PlanRow, SubgoalRow
from tests.dashboard.pages.made_up import BROKEN, HOSTILE, WHOLE
from tests.dashboard.pages.reading import read_csv, text_of

PLAN = PlanRow(
    1,
    "hop",
    "2026-2027",
    "action_economy_plan",
    "adopted",
    "HØP",
    None,
    2026,
    2027,
    None,
    None,
    None,
    None,
    None,
    is_example=False,
)
GOAL = GoalRow(1, "p.v.1", "1", "Mål", None, "confirmed", None)
SUBGOALS = [
    SubgoalRow(n, 1, f"p.v.1.{n}", f"1.{n}", f"Delmål {n}", None, "confirmed", None, None)
    for n in (1, 2, 3)
]


def action(id, amounts, shares):
    return ActionRow(
        id=id,
        key=f"hop.2026-2027.{id}",
        number=str(id),
        title=f"Tiltak {id}",
        description=None,
        kind="measure",
        is_new_money=True,
        service_area_key="skole",
        service_area="Skole",
        continues_key=None,
        continues_plan=None,
        is_example=False,
        amounts=tuple(AmountRow(*row) for row in amounts),
        subgoals=tuple(
            ShareRow(f"p.v.{number}", number, "", "1", share, is_primary=False)
            for number, share in shares
        ),
    )


ACTIONS = [
    action(1, [(2026, 100, None), (2027, 1, 10)], [("1.1", 1 / 3), ("1.2", 1 / 3), ("1.3", 1 / 3)]),
    action(2, [(2026, 7, 8)], [("1.1", 0.3)]),
    action(3, [(2027, 999, None)], []),
    action(4, [], [("1.2", 1)]),
]


def test_parts_of_an_action_are_the_whole_to_the_krone():
    for one in ACTIONS:
        for row in one.amounts:
            parts = [part.by_year.get(row.year, Amount()) for part in parts_of(one)]
            assert sum(p.operating_nok or 0 for p in parts) == (row.operating_nok or 0)
            assert sum(p.investment_nok or 0 for p in parts) == (row.investment_nok or 0)


def test_what_is_not_stated_is_not_zero():
    assert parts_of(ACTIONS[3])[0].amount([2026]).total_nok is None
    assert parts_of(ACTIONS[0])[0].amount([2026]).investment_nok is None


def test_the_lines_of_the_totals_sum_to_the_whole_plan(view):
    shown = edition_of(view("/hop"), PLAN, [GOAL], SUBGOALS, ACTIONS)
    lines = totals(view("/hop"), shown)
    whole = 100 + 1 + 10 + 7 + 8 + 999
    assert sum(line.amount.total_nok or 0 for line in lines if not line.is_goal) == whole
    goal, *_, without = lines
    assert without.title == "Uten delmål"
    assert (goal.amount.total_nok or 0) + (without.amount.total_nok or 0) == whole


def test_subgoals_of_other_plans_have_a_line_of_their_own(view):
    odd = action(9, [(2026, 50, None)], [("9.9", 1)])
    lines = totals(view("/hop"), edition_of(view("/hop"), PLAN, [GOAL], SUBGOALS, [odd]))
    assert [(line.title, line.amount.total_nok) for line in lines[-2:]] == [
        ("Delmål i andre planer", 50),
        ("Uten delmål", None),
    ]


def test_a_plan_without_price_level_says_so(view):
    from dashboard.markup import to_html

    shown = edition_of(view("/hop"), PLAN, [GOAL], SUBGOALS, ACTIONS)
    html = to_html(content(view("/hop"), shown).body)
    assert "Prisnivået er ikke oppgitt." in html
    assert "eksempeldata" not in html


def test_the_page_shows_goals_actions_and_the_example_mark(page):
    shown = page("/hop")
    text = text_of(shown.html)
    assert shown.status == 200
    assert "Prisnivå: faste 2026-priser." in text
    # All four actions: 14 + 305 + 20,2 million.
    assert "Sum 4 9,2 330,0 339,2" in text
    assert "Uten delmål" in text
    assert "Mangler: tiltak" in text
    assert "eksempeldata" in text


def test_a_subgoal_shows_its_share_only(page):
    text = text_of(page(f"/hop?delmal={WHOLE}").html)
    actions = text[text.index("Tiltakene") :]
    assert "Tiltak for delmål 1.1, med delmålets andel" in actions
    assert "Sum 6,5 inv. 2,5 5,0 5,0 inv. 5,0 – 16,6 inv. 7,5" in actions
    assert "Ny skole" not in actions


def test_a_year_and_a_service_area_narrow_the_page(page):
    text = text_of(page("/hop?ar=2027&tjeneste=skole").html)
    assert "Sum 1 0,0 300,0 300,0" in text
    assert "Fossilfrie" not in text


def test_a_choice_without_actions_says_so(page):
    assert "Ingen tiltak passer" in text_of(page(f"/hop?delmal={BROKEN}").html)


@pytest.mark.parametrize("query", ["delmal=x", "tjeneste=%27--", "ar=1900", "ar=", "ukjent=1"])
def test_a_bad_choice_is_the_default_view(page, query):
    assert text_of(page(f"/hop?{query}").html) == text_of(page("/hop").html)


def test_the_file_is_in_whole_kroner_and_sums_to_the_plan(page):
    response = page("/hop.csv").response
    rows = read_csv(response)
    assert response.mimetype == "text/csv"
    assert sum(int(row["drift_kr"] or 0) for row in rows) == 9_200_000
    assert sum(int(row["investering_kr"] or 0) for row in rows) == 330_000_001
    assert {row["eksempeldata"] for row in rows} == {"ja"}
    assert {row["prisniva"] for row in rows} == {"faste 2026-priser"}
    assert [row["ar"] for row in rows if row["tiltak"] == "K-3"] == [""]


def test_the_file_follows_the_choice(page):
    rows = read_csv(page(f"/hop.csv?delmal={WHOLE}&ar=2026").response)
    assert {row["delmal"] for row in rows} == {WHOLE}
    assert {row["ar"] for row in rows} == {"2026", ""}


def test_hostile_titles_are_text(page):
    html = page("/hop").html
    assert "<script>alert" not in html
    assert HOSTILE in unescape(html)


def test_without_a_plan_the_page_says_how_to_load_one(empty_client):
    response = empty_client.get("/hop")
    assert response.status_code == 200
    assert "rodtrad plan load-actions" in response.get_data(as_text=True)
    assert empty_client.get("/hop.csv").status_code == 200
