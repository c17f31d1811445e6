"""Who gets, checks and hands in what on the upload page."""

import pytest
from sqlalchemy import select

from indicators.commands.people import RoleAt
from indicators.models.people import Role
from indicators.models.running import AuditEvent
from tests.dashboard.pages.conftest import client_of
from tests.dashboard.pages.handing_in import PATH, fields, send, versions, workbook
from tests.dashboard.pages.made_up import SILENT, UNIT, YEAR
from tests.dashboard.pages.reading import text_of
from tests.dashboard.signing_in import sign_in, visitor

LEADER = RoleAt(Role.unit_leader, UNIT)


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def test_somebody_who_is_not_signed_in_is_led_to_where_they_can_be(client):
    shown = text_of(client.get(PATH).text)
    assert "Logg inn for å levere" in shown
    assert "Prøveskolen" not in shown
    for address in (f"/arsplan/mal/{UNIT}/{YEAR}.xlsx",):
        sent_on = client.get(address)
        assert sent_on.status_code == 303
        assert sent_on.headers["Location"].startswith("/logg-inn?neste=%2Farsplan%2Fmal%2F")


def test_somebody_who_is_not_signed_in_can_send_nothing(filled, client):
    visitor(client)
    assert send(client, workbook(filled)).status_code == 403
    checked = fields(send(sign_in(client_of(filled), filled, LEADER), workbook(filled)))
    assert client.post("/arsplan/lever", data=checked).status_code == 403
    assert versions(filled) == 1


@pytest.mark.parametrize("role", [RoleAt(role) for role in (Role.reader, Role.director)])
def test_somebody_who_leads_no_unit_is_told_so(filled, role):
    other = sign_in(client_of(filled), filled, role)
    shown = text_of(other.get(PATH).text)
    assert "Du er ikke leder for noen enhet" in shown
    assert "Prøveskolen" not in shown


def test_the_leader_of_another_unit_gets_and_delivers_nothing_of_this_one(filled, open_client):
    content = workbook(filled)
    file = fields(send(open_client, content))["fil"]
    other = sign_in(client_of(filled), filled, RoleAt(Role.unit_leader, SILENT), key="ola")
    assert UNIT not in other.get(PATH).text
    assert other.get(f"/arsplan/mal/{UNIT}/{YEAR}.xlsx").status_code == 403
    assert other.get(f"/arsplan/merket/{file}.xlsx").status_code == 403
    refused = send(other, content)
    assert refused.status_code == 403
    assert "har ikke rett til å levere for" in text_of(refused.text)
    delivered = other.post("/arsplan/lever", data={"fil": file, "navn": "plan.xlsx"})
    assert delivered.status_code == 403
    assert versions(filled) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://ond.example"},
        {"Origin": "null"},
    ],
)
def test_a_post_from_another_site_is_refused(filled, open_client, headers):
    assert send(open_client, b"hei", **headers).status_code == 403
    checked = fields(send(open_client, workbook(filled)))
    refused = open_client.post("/arsplan/lever", data=checked, headers=headers)
    assert refused.status_code == 403
    assert versions(filled) == 1


def test_a_delivery_without_the_token_of_the_visit_is_refused(filled, open_client):
    checked = fields(send(open_client, workbook(filled)))
    token = open_client.environ_base["HTTP_X_CSRFTOKEN"]
    for wrong in ("", "x", token[:-1], "å"):
        headers = {"X-CSRFToken": wrong}
        assert open_client.post("/arsplan/lever", data=checked, headers=headers).status_code == 403
    assert versions(filled) == 1
    headers = {"X-CSRFToken": ""}
    sent = open_client.post("/arsplan/lever", data=checked | {"csrf_token": token}, headers=headers)
    assert sent.status_code == 303
    assert versions(filled) == 2


def test_who_delivered_is_in_the_audit_log_and_not_on_the_page(filled, open_client):
    open_client.post("/arsplan/lever", data=fields(send(open_client, workbook(filled))))
    with filled.reading() as session:
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc())).first()
        assert (last.who, last.what) == ("kari", "submit_annual_plan")
    assert "kari" not in open_client.get(f"/enhet/{UNIT}").text
