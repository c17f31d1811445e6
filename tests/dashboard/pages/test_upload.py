from __future__ import annotations

import io
import os
import re
import time
import zipfile

import openpyxl
import pytest
from sqlalchemy import func, select

from dashboard.pages.upload.pending import KEPT_SECONDS, PendingFiles
from dashboard.pages.upload.routes import plain_name
from indicators.errors import Conflict
from indicators.models.reporting import AnnualPlan, AnnualReport, Submission
from indicators.queries.plan_context import plan_context
from tests.dashboard.pages.handing_in import PATH, fields, send, versions, workbook
from tests.dashboard.pages.made_up import (
    UNIT,
    YEAR,
    report_workbook,
    unit_plan,
)
from tests.dashboard.pages.reading import text_of


@pytest.fixture(autouse=True)
def _own_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))


def damaged(content):
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book["Tiltak"].iter_rows():
        for cell in row:
            if cell.value == "Ny aktivitet":
                book["Tiltak"].cell(cell.row, cell.column + 4).value = "i fjor <b>"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def counted(database):
    with database.reading() as session:
        tables = (AnnualPlan, AnnualReport, Submission)
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_the_page_offers_units_years_and_reports(open_client):
    shown = open_client.get(f"{PATH}?enhet={UNIT}&rapport=T1")
    assert shown.status_code == 200
    assert f'<option value="{UNIT}" selected>Prøveskolen (Skole)</option>' in shown.text
    assert '<option value="T1" selected>' in shown.text
    assert "Nedlagtenheten" not in shown.text
    assert 'type="file"' in shown.text


@pytest.mark.parametrize("query", ["enhet=x", "ar=1", "rapport=T9", "rapport="])
def test_a_bad_choice_is_the_default_view(open_client, query):
    shown = open_client.get(f"{PATH}?{query}").text
    assert text_of(shown) == text_of(open_client.get(PATH).text)


def test_the_template_is_a_workbook_for_the_unit_and_year(open_client):
    response = open_client.get(
        f"/arsplan/mal?enhet={UNIT}&ar={YEAR}&rapport=T1", follow_redirects=True
    )
    assert response.request.path == f"/arsplan/mal/{UNIT}/{YEAR}.xlsx"
    assert f"rapport-T1-{UNIT}-{YEAR}.xlsx" in response.headers["Content-Disposition"]
    sheets = openpyxl.load_workbook(io.BytesIO(response.data)).sheetnames
    assert "Rapport" in sheets


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/arsplan/mal/finnes-ikke/2026.xlsx", "Enheten «finnes-ikke» finnes ikke."),
        (f"/arsplan/mal/{UNIT}/1999.xlsx", "Ingen vedtatt kommuneplan gjelder for 1999"),
        (f"/arsplan/mal/{UNIT}/2025.xlsx?rapport=T1", "ingen årsplan for 2025 å rapportere på"),
        ("/arsplan/mal/%3Cb%3E/2026.xlsx", "Enheten «<b>» finnes ikke."),
    ],
)
def test_a_template_that_cannot_be_made_is_a_404_that_says_why(open_client, address, said):
    response = open_client.get(address)
    assert response.status_code == 404
    assert said in text_of(response.get_data(as_text=True))


@pytest.mark.parametrize("query", ["", "?enhet=x", "?enhet=x&ar=to", "?ar=2026"])
def test_half_a_choice_leads_back_to_the_page(client, query):
    response = client.get(f"/arsplan/mal{query}")
    assert response.status_code == 302
    assert response.headers["Location"].endswith(PATH)


def test_a_good_file_shows_what_it_would_change_and_is_not_saved(filled, open_client):
    before = counted(filled)
    response = send(open_client, workbook(filled))
    text = text_of(response.get_data(as_text=True))
    assert response.status_code == 200
    assert "Årsplan 2026 for Prøveskolen" in text
    assert "Fila har ingen feil og kan leveres." in text
    assert "3 Ny aktivitet Ny Delmål: 1.1 Prøvebyen er klimanøytral · Frist: 5. mai 2026" in text
    assert "Navn: før Kjøpe elektrisk buss → nå Kjøpe to busser" in text
    assert "Frist: før 1. desember 2026 → nå 1. november 2026" in text
    assert "Fjernet" in text
    assert response.headers["Cache-Control"] == "no-store"
    assert counted(filled) == before


def test_a_checked_file_is_delivered_by_the_second_form(filled, open_client):
    checked = send(open_client, workbook(filled), "../../min plan.xlsx")
    assert fields(checked)["navn"] == "min plan.xlsx"
    delivered = open_client.post("/arsplan/lever", data=fields(checked))
    assert delivered.status_code == 303
    assert delivered.headers["Location"].endswith(f"/enhet/{UNIT}?ar=2026&levert=plan-2")
    text = text_of(open_client.get(delivered.headers["Location"]).get_data(as_text=True))
    assert "Årsplanen for 2026 er levert. Versjon 2 gjelder nå." in text
    assert "Kjøpe to busser" in text
    assert "min plan.xlsx" in text
    assert versions(filled) == 2


def test_the_same_file_delivered_twice_changes_nothing(filled, open_client):
    checked = send(open_client, workbook(filled))
    open_client.post("/arsplan/lever", data=fields(checked))
    after_one = counted(filled)
    again = open_client.post("/arsplan/lever", data=fields(checked))
    assert counted(filled) == after_one
    text = text_of(open_client.get(again.headers["Location"]).get_data(as_text=True))
    assert "var levert fra før. Ingenting er endret." in text


def test_a_file_like_the_plan_in_force_has_nothing_to_deliver(filled, open_client):
    response = send(open_client, workbook(filled, unit_plan()))
    assert "Fila er lik planen som gjelder." in text_of(response.get_data(as_text=True))
    assert fields(response) == {}


def test_a_report_shows_its_results_and_is_delivered(filled, open_client):
    with filled.reading() as session:
        content = report_workbook(session)
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book["Rapport"].iter_rows():
        for cell in row:
            if cell.value == "40 trær":
                cell.value = "50 trær"
    stream = io.BytesIO()
    book.save(stream)
    checked = send(open_client, stream.getvalue(), "rapport.xlsx")
    text = text_of(checked.get_data(as_text=True))
    assert "Rapport for 1. tertial 2026: Prøveskolen" in text
    assert "50 trær" in text
    delivered = open_client.post("/arsplan/lever", data=fields(checked))
    assert delivered.headers["Location"].endswith("levert=T1-2")


def test_a_bad_file_lists_every_error_at_its_cell_and_cannot_be_delivered(filled, open_client):
    response = send(open_client, damaged(workbook(filled)))
    html = response.get_data(as_text=True)
    text = text_of(html)
    assert response.status_code == 422
    assert "Fila har én feil som må rettes" in text
    assert re.search(r"Tiltak!F\d+ Feil i fjor <b> «i fjor <b>» er ikke en dato", text)
    assert "<b>" not in html
    assert fields(response) == {}


def test_the_marked_copy_has_the_findings_at_their_cells(filled, open_client):
    response = send(open_client, damaged(workbook(filled)))
    address = re.search(r'href="(/arsplan/merket/[0-9a-f]{64}\.xlsx)"', response.text)[1]
    marked = open_client.get(address)
    assert marked.status_code == 200
    sheet = openpyxl.load_workbook(io.BytesIO(marked.data))["Tiltak"]
    comments = [cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment]
    assert any("er ikke en dato" in comment for comment in comments)


@pytest.mark.parametrize("name", ["0" * 64, "x", "..%2f..%2fetc%2fpasswd", "0" * 63])
def test_a_marked_copy_of_a_file_that_was_never_sent_is_a_404(client, name):
    assert client.get(f"/arsplan/merket/{name}.xlsx").status_code == 404


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", b"0" * 400_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"hei", b"PK\x03\x04 nesten", b"\xd0\xcf\x11\xe0" + b"0" * 600, bomb()],
    ids=["text", "broken zip", "old excel", "bomb"],
)
def test_a_file_that_is_no_workbook_is_refused_with_one_message(filled, open_client, content):
    before = counted(filled)
    response = send(open_client, content, "<i>fil</i>.xlsx")
    assert response.status_code == 422
    assert "Det gikk ikke" in text_of(response.text)
    assert "<i>" not in response.text
    assert counted(filled) == before


def test_no_file_is_told(open_client):
    for data in ({}, {"fil": (io.BytesIO(b""), "")}, {"fil": "tekst"}):
        response = open_client.post(PATH, data=data, content_type="multipart/form-data")
        assert response.status_code == 422
        assert "Velg en fil først." in response.text


def test_a_file_above_the_limit_is_refused(open_client):
    body = b"0" * (10 * 1024 * 1024 + 1)
    kind = "multipart/form-data; boundary=x"
    assert open_client.post(PATH, data=body, content_type=kind).status_code == 413


def test_a_file_that_is_gone_must_be_checked_again(filled, open_client):
    checked = fields(send(open_client, workbook(filled)))
    response = open_client.post("/arsplan/lever", data=checked | {"fil": "0" * 64})
    assert response.status_code == 409
    assert "Fila er ikke lenger på serveren." in response.text


def test_a_plan_that_was_locked_meanwhile_is_refused_with_the_reason(filled, open_client):
    checked = fields(send(open_client, workbook(filled)))
    with filled.writing() as session:
        session.scalars(select(AnnualPlan)).one().state = "approved"
    response = open_client.post("/arsplan/lever", data=checked)
    assert response.status_code == 422
    assert "er godkjent og låst" in text_of(response.text)
    assert fields(response) == {}
    assert versions(filled) == 1


def test_a_unit_that_disappears_after_the_check_is_told(filled, open_client):
    content = workbook(filled)
    checked = fields(send(open_client, content))
    with filled.reading() as session:
        assert plan_context(session, UNIT, YEAR).unit_key == UNIT
    with filled.writing() as session:
        session.connection().exec_driver_sql(
            "UPDATE unit SET valid_to = '2020-01-01' WHERE key = ?", (UNIT,)
        )
    response = open_client.post("/arsplan/lever", data=checked)
    assert response.status_code == 422
    assert "fantes ikke i 2026" in text_of(response.text)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("plan.xlsx", "plan.xlsx"),
        ("C:\\Users\\kari\\Min plan.xlsx", "Min plan.xlsx"),
        ("../../etc/passwd", "passwd"),
        ('a"b<c>\r\nd.xlsx', "abcd.xlsx"),
        ("", "arsplan.xlsx"),
        (None, "arsplan.xlsx"),
        ("..", "arsplan.xlsx"),
        ("å" * 400 + ".xlsx", "å" * 145 + ".xlsx"),
    ],
)
def test_names_of_files_are_made_plain(given, expected):
    assert plain_name(given) == expected


def test_pending_files_are_known_by_what_is_in_them(tmp_path):
    one, other = PendingFiles(tmp_path / "p"), PendingFiles(tmp_path / "p")
    name = one.keep(b"innhold")
    assert one.keep(b"innhold") == name
    assert other.get(name) == b"innhold"
    assert other.get("0" * 64) is None
    assert other.get("../p/" + name) is None
    (tmp_path / "p" / name).write_bytes(b"endret")
    assert other.get(name) is None


def test_pending_files_are_forgotten_after_a_while(tmp_path):
    files = PendingFiles(tmp_path / "p")
    old = files.keep(b"gammel")
    past = time.time() - KEPT_SECONDS - 1
    os.utime(tmp_path / "p" / old, (past, past))
    new = files.keep(b"ny")
    assert files.get(old) is None
    assert files.get(new) == b"ny"


def test_a_folder_that_others_may_read_is_not_used(tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p").chmod(0o777)
    with pytest.raises(Conflict):
        PendingFiles(tmp_path / "p").keep(b"x")


def test_a_link_in_place_of_the_folder_is_not_followed(tmp_path):
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "p").symlink_to(tmp_path / "real")
    with pytest.raises(Conflict):
        PendingFiles(tmp_path / "p").keep(b"x")
