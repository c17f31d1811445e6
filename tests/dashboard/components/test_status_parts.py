"""What pages show of how a status was found, what changed, and what people judged."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from dashboard.components.assessment import assessment_part
from dashboard.components.status_changes import changed_lately, changes_of_one
from dashboard.components.status_explained import confidence_grounds, methods_part, steps_part
from dashboard.markup import to_html
from indicators.models.measurement import Mark
from indicators.progress.ambition import Rule
from indicators.progress.changes import Cause, Change
from indicators.progress.methods import judged
from indicators.progress.results import as_result
from indicators.progress.values import BaselineSpec, Point, TargetSpec
from indicators.queries.assessments import AssessmentRow
from indicators.queries.status_changes import FromRun, StatusChange, Why
from tests.dashboard.reader import texts_of
from tests.dashboard.views import bokmaal

VIEW = bokmaal()
AT = datetime(2026, 3, 1, 12)  # noqa: DTZ001 - kept in UTC without saying so
FALLING = [14.5, 14.1, 13.3, 12.9, 12.0, 11.8, 11.2, 10.9, 10.4]


def kept(values=FALLING, target=7.25, direction="down"):
    arguments = {
        "points": [
            Point(2015.5 + i, value, Mark.none, str(2015 + i)) for i, value in enumerate(values)
        ],
        "baseline": BaselineSpec(2015),
        "targets": [TargetSpec(Rule.from_to, target, year=2030)],
        "direction": direction,
        "today": date(2024, 6, 1),
    }
    return json.loads(json.dumps(as_result(*judged(arguments))))


def words(node):
    return to_html(node).replace("\u00a0", " ")


def test_steps_are_shown_with_formula_and_number():
    rows = [text for _, text in texts_of(to_html(steps_part(VIEW, kept())), "tr")]
    assert "Der den rette veien er nåE = y0 + (yT − y0)·(t − t0)/(tT − t0)10,6333" in rows
    assert "Målinger i trendenn9" in rows
    assert "Tidspunktet for målettT2030,5" in rows


def test_methods_that_disagree_are_said_to_and_stand_open():
    shown = words(methods_part(VIEW, kept()))
    assert "Metodene er uenige om retningen." in shown
    assert shown.startswith("<details") or " open" in shown.split(">")[0]
    rows = [text for _, text in texts_of(shown, "tr")]
    assert "Rett linje (Rød tråds egen)i ruteraskt nok" in rows
    assert "Open SDGmoderat framgangikke raskt nok" in rows


def test_methods_that_agree_are_said_to():
    shown = words(methods_part(VIEW, kept([14.5, 14.6, 14.9, 15.2, 15.3, 15.6])))
    assert "er enige om retningen" in shown
    assert "uenige" not in shown


def test_nothing_is_shown_of_methods_where_there_is_nothing():
    empty = kept([])
    assert methods_part(VIEW, empty) is None
    assert steps_part(VIEW, empty) is None
    assert methods_part(VIEW, {"result": {}}) is None


def test_why_the_confidence_is_low_is_said():
    few = json.dumps(kept([14.5, 14.1, 13.3, 12.9]))
    assert "Trenden bygger på bare 4 målinger." in words(confidence_grounds(VIEW, few))
    none = json.dumps({"result": {"reasons": []}})
    assert confidence_grounds(VIEW, none) is None


def change(why, **more):
    facts = {
        "key": "i",
        "title": "Elever & <trivsel>",
        "unit_of_measure": "prosent",
        "decimals": 1,
        "is_example": False,
        "at": AT,
        "old_status": "on_track",
        "new_status": "behind",
        "old_confidence": "A",
        "new_confidence": "B",
    }
    return StatusChange(why=tuple(why), **{**facts, **more})


def test_a_change_is_told_with_its_cause_and_run():
    revised = Why(Change(Cause.revised, "2023", 35.0, 19.0), FromRun("ssb", AT))
    shown = words(changes_of_one(VIEW, [change([revised])]))
    assert "I rute" in shown
    assert "Bak" in shown
    assert (
        "Tallet for 2023 er endret av kilden fra 35,0 % til 19,0 % (ssb, lest inn 1. mars 2026)"
        in shown
    )


def test_many_causes_are_counted_after_the_first():
    many = [Why(Change(Cause.new_period, str(year), None, 1.0)) for year in range(2023, 2010, -1)]
    shown = words(changes_of_one(VIEW, [change(many)]))
    assert "Nytt tall for 2023" in shown
    assert "og 8 ting til" in shown


def test_no_change_is_said_for_one_and_nothing_on_the_front_page():
    assert "har ikke endret seg" in words(changes_of_one(VIEW, []))
    assert changed_lately(VIEW, []) is None


def test_the_front_page_links_to_what_changed_and_escapes_it():
    shown = words(changed_lately(VIEW, [change([], is_example=True)]))
    assert 'href="/indikator/i"' in shown
    assert "Elever &amp; &lt;trivsel&gt;" in shown
    assert "eksempeldata" in shown


def judgement(status, **more):
    facts = {
        "text": "Vi venter <b>virkning</b>.",
        "author": "Kari Nordmann",
        "at": AT,
        "computed_status": "behind",
        "is_example": False,
    }
    return AssessmentRow(status, **{**facts, **more})


def test_a_judgement_stands_beside_the_computed_status():
    shown = words(assessment_part(VIEW, "behind", [judgement("on_track"), judgement("reached")]))
    for said in ("Beregnet", "Vurdert", "I rute", "Bak", "Kari Nordmann, 1. mars 2026"):
        assert said in shown
    assert "Vurderingen er en annen enn beregningen." in shown
    assert "&lt;b&gt;virkning" in shown
    assert "Tidligere vurderinger" in shown


@pytest.mark.parametrize("status", ["behind"])
def test_a_judgement_that_agrees_is_not_said_to_differ(status):
    shown = words(assessment_part(VIEW, status, [judgement(status)]))
    assert "en annen enn" not in shown
    assert "Tidligere" not in shown


def test_without_a_judgement_there_is_no_part():
    assert assessment_part(VIEW, "behind", []) is None
