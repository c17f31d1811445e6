import re
from datetime import date

import pytest
from sqlalchemy import select

from dashboard.app import create_app
from indicators.access import operator
from indicators.commands.deadlines import set_deadline
from indicators.commands.people import RoleAt
from indicators.models.people import Role
from indicators.models.reporting import AnnualPlan, DeliveryKind
from indicators.settings import Settings
from tests.dashboard.pages.handing_in import fields, send, workbook
from tests.dashboard.pages.made_up import UNIT, YEAR
from tests.dashboard.pages.reading import text_of
from tests.dashboard.signing_in import sign_in
from tests.signing import SIGNED_WITH

PAGE = f"/enhet/{UNIT}?ar={YEAR}"
DECIDE = f"/enhet/{UNIT}/{YEAR}/vedtak"
AREA = "skole"


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


@pytest.fixture
def app_of_filled(filled):
    url = filled.url.render_as_string(hide_password=False)
    return create_app(Settings(database_url=url, secret_key=SIGNED_WITH), filled)


@pytest.fixture
def director(filled, app_of_filled):
    client = app_of_filled.server.test_client()
    role = RoleAt(Role.area_director, service_area_key=AREA)
    return sign_in(client, filled, role, key="per", name="Per Direktør")


@pytest.fixture
def leader(filled, app_of_filled):
    client = app_of_filled.server.test_client()
    return sign_in(client, filled, RoleAt(Role.unit_leader, unit_key=UNIT), key="eva")


def state(database):
    with database.reading() as session:
        wanted = select(AnnualPlan.state).where(AnnualPlan.is_in_force, AnnualPlan.year == YEAR)
        return session.scalars(wanted).one()


def decide(client, decision, version=1, comment=""):
    data = {"vedtak": decision, "versjon": version, "kommentar": comment}
    return client.post(DECIDE, data=data)


def test_a_director_sends_back_with_a_comment_that_the_leader_reads(filled, director, leader):
    shown = director.get(PAGE).text
    assert "Godkjenn planen" in shown
    assert "Send planen tilbake" in shown
    assert "Åpne planen igjen" not in shown
    done = decide(director, "returned", comment="Mangler <b>frist</b>")
    assert done.status_code == 303
    assert done.headers["Location"].endswith(f"/enhet/{UNIT}?ar={YEAR}#behandling")
    assert state(filled) == "returned"
    read = leader.get(PAGE).text
    assert "Mangler &lt;b&gt;frist&lt;/b&gt;" in read
    assert "Per Direktør" in read
    assert "Planen er sendt tilbake. Rett den, og lever den på nytt." in read
    assert "/vedtak" not in read


def test_what_was_said_is_not_shown_to_those_who_are_not_signed_in(director, app_of_filled):
    decide(director, "returned", comment="Mellom oss")
    read = app_of_filled.server.test_client().get(PAGE).text
    assert "Mellom oss" not in read
    assert "Behandling" not in read


def test_an_approved_plan_is_locked_until_it_is_opened_again(filled, director, leader):
    decide(director, "approved")
    assert state(filled) == "approved"
    checked = send(leader, workbook(filled))
    assert "godkjent og låst" in text_of(checked.text)
    assert fields(checked) == {}
    decide(director, "reopened", comment="Nytt budsjett")
    assert fields(send(leader, workbook(filled)))


@pytest.mark.parametrize(
    ("decision", "version", "comment", "said"),
    [
        ("reopened", 1, "x", "og kan ikke åpnes igjen"),
        ("returned", 1, " ", "Skriv hva enheten må rette"),
        ("approved", 7, "", "versjon 1 gjelder nå"),
        ("approved", "x", "", "versjon 1 gjelder nå"),
    ],
)
def test_what_cannot_be_decided_is_told_on_the_page(
    filled, director, decision, version, comment, said
):
    answer = decide(director, decision, version, comment)
    assert answer.status_code == 409
    assert said in text_of(answer.text)
    assert state(filled) == "submitted"


def test_nobody_else_decides(filled, leader, app_of_filled):
    assert decide(leader, "approved").status_code == 403
    stranger = app_of_filled.server.test_client()
    assert stranger.post(DECIDE, data={"vedtak": "approved"}).status_code in {400, 403}
    assert state(filled) == "submitted"


def test_what_is_no_decision_is_refused(filled, director):
    assert decide(director, "draft").status_code == 400
    assert (
        director.post(f"/enhet/borte/{YEAR}/vedtak", data={"vedtak": "approved"}).status_code == 404
    )
    assert state(filled) == "submitted"


def test_a_plan_that_changed_after_the_preview_is_shown_anew(filled, leader, director):
    checked = fields(send(leader, workbook(filled)))
    assert re.fullmatch("[0-9a-f]{64}", checked["sett"])
    other = fields(send(director_as_administrator(filled, director), workbook(filled)))
    assert director.post("/arsplan/lever", data=other).status_code == 303
    with filled.writing() as session:
        # As if somebody else had delivered something else in between.
        session.scalars(select(AnnualPlan).where(AnnualPlan.is_in_force)).one().content_hash = "x"
        session.connection().exec_driver_sql("UPDATE submission SET sha256 = 'y'")
    told = leader.post("/arsplan/lever", data=checked)
    assert told.status_code == 422
    assert "er endret etter at du så hva som blir endret" in text_of(told.text)
    again = fields(told)
    assert again == {} or again["sett"] != checked["sett"]


def director_as_administrator(database, client):
    return sign_in(client, database, RoleAt(Role.administrator), key="adm")


def test_a_form_that_does_not_say_what_was_seen_delivers_nothing(filled, leader):
    checked = fields(send(leader, workbook(filled)))
    del checked["sett"]
    assert leader.post("/arsplan/lever", data=checked).status_code == 422


def test_deliveries_show_who_has_delivered_late_and_not(filled, director):
    with filled.writing() as session:
        for kind, day in (
            (DeliveryKind.plan, date(YEAR, 1, 31)),
            (DeliveryKind.t2, date(2020, 1, 1)),
        ):
            set_deadline(session, YEAR, kind, day, by=operator("prøve"))
    decide(director, "approved")
    text = text_of(director.get(f"/leveranser?ar={YEAR}").text)
    assert "Frist: Årsplan 31. januar 2026" in text
    assert "Fristen er ute" in text
    assert "Levert for sent" in text
    assert "Prøveskolen" in text
    assert "Godkjent" in text


def test_deliveries_are_for_those_who_follow_them_up(leader, app_of_filled):
    assert "Prøveskolen" in leader.get(f"/leveranser?ar={YEAR}").text
    assert "Stilleenheten" not in leader.get(f"/leveranser?ar={YEAR}").text
    answer = app_of_filled.server.test_client().get("/leveranser")
    assert answer.status_code == 303
    assert "/logg-inn" in answer.headers["Location"]
