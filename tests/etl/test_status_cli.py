"""The commands of ``rodtrad status``."""

from __future__ import annotations

import orjson
import pytest
from click.testing import CliRunner
from sqlalchemy import update

from etl.status_cli import status_group
from indicators.commands.summaries import refresh_all_summaries
from indicators.models.measurement import Summary
from indicators.progress.assess import assess
from indicators.progress.inputs import as_arguments
from tests.measured import add_plan, add_run, at, measure, measured


@pytest.fixture
def installed(database, monkeypatch):
    url = database.url.render_as_string(hide_password=False)
    monkeypatch.setenv("RODTRAD_DATABASE_URL", url)
    with database.writing() as session:
        indicator = measured(
            session, "i", [10.0, 15, 20, 25, 30, 35], run=add_run(session, at(2024)), target=70
        )
        add_plan(session, {"1.1": [(indicator, "key")]})
        refresh_all_summaries(session, at=at(2024, 1, 2))
        late = add_run(session, at(2024, 6), "late")
        for year, value in ((2021, 17.0), (2022, 18.0), (2023, 19.0)):
            measure(session, indicator, year, value, late)
        refresh_all_summaries(session, at=at(2024, 6, 2))
    return database


def run(*arguments):
    return CliRunner().invoke(status_group, arguments)


def said(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.usefixtures("installed")
def test_explain_shows_inputs_steps_and_verdict():
    text = said("explain", "i")
    for words in (
        "Status: bak · sikkerhet",
        "metode linear-1",
        "utgangspunkt 2018: verdien målt det året",
        "mål from_to: value 70, year 2030",
        "      2023  t       2023,5  y 19",
        "E = y0 + (yT − y0)·(t − t0)/(tT − t0) = 35",
        "W = |yT − y0| = 60",
        "Vurdering: bak",
        "Metodene side om side",
        "Open SDG:",
    ):
        assert words in text


@pytest.mark.usefixtures("installed")
def test_explain_shows_the_steps_of_another_method():
    text = said("explain", "i", "--method", "dns_weather")
    assert "Steg (Tysklands «vær»)" in text
    assert "m = (yi − y[i−5])/(ti − t[i−5]) = 1,8" in text
    assert "E = " not in text


@pytest.mark.usefixtures("installed")
def test_explain_as_known_on_a_day_shows_what_was_known_at_its_end():
    before = said("explain", "i", "--as-known-on", "2024-05-31")
    assert "Status: i rute" in before
    assert "Slik det var kjent 2024-05-31." in before
    assert "      2023  t       2023,5  y 35" in before
    assert "Status: bak" in said("explain", "i", "--as-known-on", "2024-06-30")
    never = said("explain", "i", "--as-known-on", "2020-01-01")
    assert "Status: ikke målt" in never
    assert "Mål og utgangspunkt er de som gjelder nå" in never


@pytest.mark.usefixtures("installed")
def test_explained_json_gives_the_verdict_again():
    told = orjson.loads(said("explain", "i", "--json"))
    verdict = assess(**as_arguments(told["kept"]["inputs"]))
    assert verdict.status == told["status"] == "behind"
    assert told["shown_method"] == "linear-1"


def test_recompute_finds_nothing_and_then_what_was_changed(installed):
    assert "1 statuser og 2 tidligere" in said("recompute")
    with installed.writing() as session:
        session.execute(update(Summary).values(status="reached"))
    result = run("recompute")
    assert result.exit_code == 1
    assert "i: status: lagret 'reached', regnet 'behind'" in result.output
    assert "1 avvik." in result.output


def test_refresh_computes_for_today_and_tells_what_changed(installed):
    with installed.writing() as session:
        session.execute(update(Summary).values(status="reached"))
    assert "1 statuser er regnet ut." in said("refresh")
    assert "Ingen avvik." in said("recompute")


@pytest.mark.usefixtures("installed")
def test_history_tells_why():
    text = said("history", "i")
    assert "2024-06-02 i: i rute → bak" in text
    assert "Tallet for 2021 er endret av kilden fra 25 til 17 (late, lest inn 2024-06-01)" in text


@pytest.mark.usefixtures("installed")
def test_forecasts_are_shown_and_scored():
    text = said("forecasts", "i")
    assert "ikke kommet" in text
    assert "linear-1: 4 framskrivinger, 0 kan holdes mot det som kom" in text
    assert said("forecasts") == text.splitlines()[-1] + "\n"
    assert "Ingen framskrivinger" in said("forecasts", "nothing")


@pytest.mark.usefixtures("installed")
def test_an_assessment_is_written_by_number_and_counted():
    assert "Ingen vurderinger" in said("assessments")
    arguments = ("--status", "on_track", "--text", "Det går bra.", "--author", "Kari Nordmann")
    said("assess", "1.1", *arguments)
    said("assess", "plan.1.1", "--of", "goal", *arguments)
    said("assess", "i", "--of", "indicator", *arguments)
    assert ": 3 vurderinger, 3 ulike beregningen" in said("assessments")


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "nothing"),
        ("history", "nothing"),
        ("assess", "9.9", "--status", "behind", "--text", "x", "--author", "y"),
        ("assess", "1.1", "--status", "behind", "--text", " ", "--author", "y"),
    ],
)
@pytest.mark.usefixtures("installed")
def test_what_cannot_be_done_ends_in_one_message_and_code_2(arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1
