import email
import email.policy
import socketserver
import threading

import pytest
from click.testing import CliRunner

from etl.annual_plan.cli import annual_plan_group
from etl.annual_plan.reminders import Reminder, as_email
from indicators.access import operator
from indicators.commands.people import NewPerson, RoleAt, add_person, give_role
from indicators.models.people import Role
from indicators.queries.deliveries import Leader
from tests.small_municipality import OTHER_UNIT, UNIT, YEAR


@pytest.fixture
def run(municipality, monkeypatch, tmp_path):
    url = municipality.url.render_as_string(hide_password=False)
    monkeypatch.setenv("RODTRAD_DATABASE_URL", url)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(annual_plan_group, [str(one) for one in arguments])


@pytest.fixture
def delivered(run, filled, tmp_path):
    path = tmp_path / "plan.xlsx"
    path.write_bytes(filled)
    assert run("submit", path).exit_code == 0


@pytest.fixture
def leaders(municipality):
    with municipality.writing() as session:
        for key, unit in (("kari", UNIT), ("ola", OTHER_UNIT)):
            person = NewPerson(key, f"{key.title()} Eksempel", email=f"{key}@example.org")
            add_person(session, person, by=operator("prøve"))
            give_role(session, key, RoleAt(Role.unit_leader, unit_key=unit), by=operator("prøve"))


@pytest.mark.usefixtures("delivered")
def test_a_plan_is_returned_approved_and_reopened(run):
    of = ("--unit", UNIT, "--year", YEAR)
    assert "er sendt tilbake" in run("return", *of, "--comment", "Mangler frist").output
    assert "er godkjent og låst" in run("approve", *of).output
    again = run("approve", *of)
    assert (again.exit_code, "er godkjent, og kan ikke godkjennes" in again.stderr) == (2, True)
    assert "er åpnet igjen" in run("reopen", *of, "--reason", "Nytt budsjett").output
    assert run("approve", *of, "--version", 7).exit_code == 2
    assert run("approve", "--unit", "borte", "--year", YEAR).exit_code == 2


def test_deadlines_are_set_shown_and_taken_away(run):
    given = run("deadlines", "--year", YEAR, "--plan", "31.01.2026", "--t1", "15. mai 2026")
    assert given.output.splitlines() == [
        "plan 2026: 31.01.2026",
        "T1 2026: 15.05.2026",
        "T2 2026: ingen frist",
        "year 2026: ingen frist",
    ]
    assert "T1 2026: ingen frist" in run("deadlines", "--year", YEAR, "--t1", "ingen").output
    assert run("deadlines", "--year", YEAR, "--t1", "5/31/2026").exit_code == 2


def _due(run):
    run("deadlines", "--year", YEAR, "--plan", "31.01.2026", "--t1", "15.05.2026")


@pytest.mark.usefixtures("delivered", "leaders")
def test_reminders_are_written_one_for_each_unit_with_what_is_missing(run, tmp_path):
    _due(run)
    told = run("remind", "--year", YEAR, "--out", tmp_path / "ut", "--on", "10.05.2026")
    assert told.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == [
        f"2026-{UNIT}.eml",
        f"2026-{OTHER_UNIT}.eml",
    ]
    own, other = (_read(tmp_path / "ut" / f"2026-{key}.eml") for key in (UNIT, OTHER_UNIT))
    # The plan of one is delivered; the report is not yet due, but soon.
    assert "Rapporten for 1. tertial (T1) er ikke levert. Fristen er 15.05.2026." in own.text
    assert "Årsplanen" not in own.text
    assert "Årsplanen er ikke levert. Fristen var 31.01.2026." in other.text
    assert own["To"] == "Kari Eksempel <kari@example.org>"
    assert "EKSEMPELDATA" in own.text


@pytest.mark.usefixtures("delivered")
def test_what_is_not_due_soon_is_not_reminded_of_but_a_returned_plan_is(run, tmp_path):
    run("deadlines", "--year", YEAR, "--t2", "15.09.2026")
    assert "Ingen enhet mangler noe" in run("remind", "--year", YEAR, "--on", "10.05.2026").output
    run("return", "--unit", UNIT, "--year", YEAR, "--comment", "Rett den")
    told = run("remind", "--year", YEAR, "--on", "10.05.2026")
    assert "Årsplanen er sendt tilbake. Rett den, og lever den på nytt." in told.output
    assert (tmp_path / "paminnelser-2026" / f"2026-{UNIT}.eml").exists()


def test_there_must_be_deadlines(run):
    told = run("remind", "--year", YEAR)
    assert (told.exit_code, "Ingen frister er satt for 2026" in told.stderr) == (2, True)


class _Post(socketserver.StreamRequestHandler):
    """A real server of SMTP, as small as it can be; refuses letters to ola."""

    def handle(self):
        self.say("220 prøve")
        for line in self.rfile:
            word = line.split(maxsplit=1)[0].upper()
            if word == b"DATA":
                self.say("354 kom")
                self.take()
            elif word == b"RCPT" and b"ola@" in line:
                self.say("550 ukjent")
            elif word == b"QUIT":
                self.say("221 farvel")
                return
            else:
                self.say("250 ja")

    def take(self):
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        self.server.letters.append(b"".join(lines))
        self.say("250 tatt imot")

    def say(self, text):
        self.wfile.write(text.encode("ascii", "replace") + b"\r\n")


@pytest.fixture
def post(monkeypatch):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Post) as server:
        server.daemon_threads = True
        server.letters = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        monkeypatch.setenv("RODTRAD_SMTP_HOST", "127.0.0.1")
        monkeypatch.setenv("RODTRAD_SMTP_PORT", str(server.server_address[1]))
        monkeypatch.setenv("RODTRAD_SMTP_SECURITY", "none")
        monkeypatch.setenv("RODTRAD_SMTP_FROM", "rodtrad@example.org")
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.usefixtures("leaders")
def test_reminders_are_sent_by_a_real_server_and_a_refused_one_is_told(run, post):
    _due(run)
    told = run("remind", "--year", YEAR, "--on", "10.02.2026")
    assert told.exit_code == 2
    assert f"{OTHER_UNIT}: ikke sendt" in told.stderr
    assert "1 påminnelser er sendt, 1 er ikke sendt." in told.output
    (letter,) = post.letters
    read = _parsed(letter)
    assert read["To"] == "Kari Eksempel <kari@example.org>"
    assert read["Subject"].startswith("Påminnelse: ")
    assert "Årsplanen er ikke levert. Fristen var 31.01.2026." in read.text


def test_a_unit_without_an_address_is_told(run, post):
    _due(run)
    told = run("remind", "--year", YEAR, "--on", "10.02.2026")
    assert (told.exit_code, post.letters) == (2, [])
    assert "ingen leder med e-postadresse" in told.stderr


@pytest.mark.usefixtures("leaders")
def test_a_server_that_does_not_answer_is_one_message(run, post, monkeypatch):
    _due(run)
    monkeypatch.setenv("RODTRAD_SMTP_SECURITY", "starttls")
    told = run("remind", "--year", YEAR, "--on", "10.02.2026")
    assert (told.exit_code, post.letters) == (2, [])
    assert "svarer ikke som den skal" in told.stderr


def test_a_name_cannot_add_a_header():
    hostile = "Enhet\r\nBcc: alle@example.org"
    leader = Leader("Kari\nBcc: alle@example.org", "kari@example.org")
    message = as_email(
        Reminder("enhet", hostile, YEAR, ("x",), (leader,), is_example=False), "a@example.org"
    )
    assert email.message_from_bytes(message.as_bytes())["Bcc"] is None


class _Letter:
    def __init__(self, message):
        self.message = message
        self.text = message.get_content()

    def __getitem__(self, name):
        return str(self.message[name])


def _parsed(content):
    return _Letter(email.message_from_bytes(content, policy=email.policy.default))


def _read(path):
    return _parsed(path.read_bytes())
