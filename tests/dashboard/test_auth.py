"""Signing in, staying in, signing out; and that nobody sees the page of somebody else."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from dashboard import auth
from dashboard.app import create_app
from indicators.commands.people import NewPerson, RoleAt, add_person, set_active, set_password
from indicators.models.people import Person, Role, SignIn, SignInAttempt
from indicators.passwords import hashed_anew
from indicators.settings import Settings
from tests.dashboard.example_data import add_example
from tests.dashboard.signing_in import OPERATOR, person, sign_in, token_of
from tests.signing import SIGNED_WITH

PASSWORD = "fire helt vanlige ord"  # noqa: S105 - of nobody
READING = ["/", "/indikatorer", "/om", "/hop", "/enheter", "/indikator/utslipp", "/finnes-ikke"]


@pytest.fixture(scope="module")
def password_hash():
    return hashed_anew(PASSWORD)


@pytest.fixture
def filled(sqlite_database, password_hash):
    with sqlite_database.writing() as session:
        add_example(session)
        add_person(session, NewPerson("kari", "Kari Eksempel"), by=OPERATOR)
        session.execute(update(Person).values(password_hash=password_hash))
    return sqlite_database


@pytest.fixture
def server(filled, settings):
    return create_app(settings, filled).server


@pytest.fixture
def client(server):
    return server.test_client()


def send(client, name="kari", password=PASSWORD, **more):
    token = token_of(client.get("/logg-inn"))
    data = {"brukernavn": name, "passord": password, "csrf_token": token, **more}
    return client.post("/logg-inn", data=data)


def rows(database, model):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model))


def age(database, **back):
    """Let some time have passed for all who are signed in."""
    then = datetime.now(UTC).replace(tzinfo=None) - timedelta(**back)
    with database.writing() as session:
        session.connection().execute(update(SignIn).values(seen_at=then))


def test_somebody_signs_in_and_is_led_back_and_named(client):
    assert "Logg inn" in client.get("/").text
    answer = send(client, neste="/hop?ar=2026")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/hop?ar=2026")
    shown = client.get("/hop").text
    assert "Kari Eksempel" in shown
    assert "Logg ut" in shown
    assert "Du er logget inn som Kari Eksempel." in client.get("/logg-inn").text


def test_the_user_name_is_taken_as_people_type_it(client):
    assert send(client, " Kari ").status_code == 303


def test_a_wrong_password_a_wrong_name_and_a_closed_account_are_told_alike(filled, server):
    with filled.writing() as session:
        add_person(session, NewPerson("ola", "Ola"), by=OPERATOR)
        add_person(session, NewPerson("sperret", "Sperret"), by=OPERATOR)
        set_password(session, "sperret", PASSWORD, by=OPERATOR)
        set_active(session, "sperret", is_active=False, by=OPERATOR)
    answers = set()
    for name, password in (("kari", "feil"), ("tull", "x"), ("ola", ""), ("sperret", PASSWORD)):
        client = server.test_client()
        answer = send(client, name, password)
        assert answer.status_code == 422
        text = re.sub(r"[0-9a-f]{64}", "", answer.text).replace(f'value="{name}"', "")
        answers.add(text)
        assert "Kari Eksempel" not in client.get("/").text
    assert len(answers) == 1
    assert "Brukernavnet eller passordet er feil." in answers.pop()
    assert rows(filled, SignIn) == 0


def test_what_was_typed_is_shown_as_text_and_the_password_never(client):
    answer = send(client, '"><script>alert(1)</script>', "hemmelighet")
    assert "<script>alert" not in answer.text
    assert "hemmelighet" not in answer.text


def test_wrong_passwords_are_stopped_by_name_whoever_tries(filled, server, monkeypatch):
    monkeypatch.setattr(auth, "MOST_FOR_NAME", 3)
    for number in range(3):
        assert send(server.test_client(), password=f"feil {number}").status_code == 422
    for password in ("feil", PASSWORD):
        stopped = send(server.test_client(), password=password)
        assert stopped.status_code == 429
        assert stopped.headers["Retry-After"] == "900"
        assert "for mange forsøk" in stopped.text
    # The name that nobody has is stopped alike, and the others are not.
    for _ in range(3):
        send(server.test_client(), "tull", "x")
    assert send(server.test_client(), "tull", "x").status_code == 429
    person(filled, "ola")
    assert send(server.test_client(), "ola", "x").status_code == 422


def test_wrong_passwords_are_stopped_by_address_whatever_the_name(server, monkeypatch):
    monkeypatch.setattr(auth, "MOST_FOR_ADDRESS", 2)
    for number in range(2):
        assert send(server.test_client(), f"navn{number}", "x").status_code == 422
    assert send(server.test_client()).status_code == 429
    other = server.test_client()
    other.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    assert send(other).status_code == 303


def test_being_stopped_ends_and_a_right_password_clears_the_name(filled, server, monkeypatch):
    monkeypatch.setattr(auth, "MOST_FOR_NAME", 2)
    for _ in range(2):
        send(server.test_client(), password="feil")  # noqa: S106
    assert send(server.test_client()).status_code == 429
    with filled.writing() as session:
        session.execute(update(SignInAttempt).values(at=datetime(2020, 1, 1)))  # noqa: DTZ001
    assert send(server.test_client()).status_code == 303
    assert rows(filled, SignInAttempt) == 0


def test_the_table_of_attempts_tells_no_name_and_no_address(filled, client):
    send(client, "hemmelighet i feil felt", "x")
    with filled.reading() as session:
        kept = session.scalars(select(SignInAttempt.subject)).all()
    assert len(kept) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", subject) for subject in kept)


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(server):
    client = server.test_client()
    answer = send(client)
    cookies = answer.headers.getlist("Set-Cookie")
    (own,) = [cookie for cookie in cookies if cookie.startswith("rodtrad=")]
    assert "HttpOnly" in own
    assert "SameSite=Lax" in own
    assert "Path=/" in own
    assert "Secure" not in own


def test_over_https_all_cookies_are_sent_over_https_only(server):
    client = server.test_client()
    shown = client.get("/logg-inn", base_url="https://localhost")
    cookies = shown.headers.getlist("Set-Cookie")
    assert cookies
    assert all("Secure" in cookie for cookie in cookies)


@pytest.mark.parametrize(("proxies", "is_secure"), [(0, False), (1, True)])
def test_a_proxy_is_believed_only_if_it_is_ours(filled, settings, proxies, is_secure):
    own = Settings(database_url=settings.database_url, secret_key=SIGNED_WITH, proxies=proxies)
    client = create_app(own, filled).server.test_client()
    shown = client.get("/logg-inn", headers={"X-Forwarded-Proto": "https"})
    assert ("Secure" in shown.headers["Set-Cookie"]) is is_secure


def test_the_session_of_before_is_not_the_one_of_after(client):
    client.get("/logg-inn")
    before = client.get_cookie("rodtrad").value
    send(client)
    with client.session_transaction() as kept:
        visit = kept["visit"]
    assert client.get_cookie("rodtrad").value != before
    client.set_cookie("rodtrad", before)
    assert "Kari Eksempel" not in client.get("/").text
    assert visit not in before


def test_the_database_has_no_token_that_would_let_anybody_in(filled, client):
    send(client)
    with client.session_transaction() as kept:
        visit = kept["visit"]
    with filled.reading() as session:
        assert session.scalar(select(SignIn.token_hash)) != visit


def test_a_changed_cookie_is_nobody_s(client):
    send(client)
    value = client.get_cookie("rodtrad").value
    client.set_cookie("rodtrad", ("a" if value[0] != "a" else "b") + value[1:])
    assert "Kari Eksempel" not in client.get("/").text


def test_signing_out_ends_it_also_for_who_kept_the_cookie(filled, client):
    send(client)
    kept = client.get_cookie("rodtrad").value
    token = token_of(client.get("/"))
    answer = client.post("/logg-ut", data={"csrf_token": token})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/logg-inn?ut=1")
    assert "Du er logget ut." in client.get("/logg-inn?ut=1").text
    client.set_cookie("rodtrad", kept)
    assert "Kari Eksempel" not in client.get("/").text
    assert rows(filled, SignIn) == 0


def test_signing_out_is_no_link(client):
    send(client)
    assert client.get("/logg-ut").status_code in {404, 405}
    assert "Kari Eksempel" in client.get("/").text


def test_who_asks_for_nothing_for_a_while_is_signed_out_and_told(filled, client):
    send(client)
    age(filled, minutes=59)
    assert "Kari Eksempel" in client.get("/").text
    age(filled, minutes=61)
    assert "Kari Eksempel" not in client.get("/").text
    assert "fordi det er en stund siden sist" in client.get("/logg-inn").text


def test_who_asks_stays_signed_in(filled, client):
    send(client)
    age(filled, minutes=40)
    client.get("/")
    with filled.reading() as session:
        seen = session.scalar(select(SignIn.seen_at))
    assert datetime.now(UTC).replace(tzinfo=None) - seen < timedelta(minutes=1)


@pytest.mark.parametrize(
    "do",
    [
        lambda session: set_active(session, "kari", is_active=False, by=OPERATOR),
        lambda session: set_password(session, "kari", "et helt nytt passord", by=OPERATOR),
    ],
    ids=["closed", "new password"],
)
def test_a_closed_account_and_a_new_password_end_it_at_once(filled, client, do):
    send(client)
    with filled.writing() as session:
        do(session)
    assert "Kari Eksempel" not in client.get("/").text


def test_a_page_of_one_person_is_never_shown_to_another(filled, server):
    kari = sign_in(server.test_client(), filled, key="kari", name="Kari Eksempel")
    ola = sign_in(server.test_client(), filled, key="ola", name="Ola Prøve")
    nobody = server.test_client()
    for path in READING:
        for _ in range(2):
            shown = {name: c.get(path) for name, c in (("k", kari), ("o", ola), ("", nobody))}
            assert "Kari Eksempel" in shown["k"].text
            assert "Ola Prøve" in shown["o"].text
            for other in ("o", ""):
                assert "Kari Eksempel" not in shown[other].text
            for other in ("k", ""):
                assert "Ola Prøve" not in shown[other].text
            assert 'name="csrf_token"' not in shown[""].text
            tokens = {token_of(shown["k"]), token_of(shown["o"])}
            assert len(tokens) == 2
            for answer in shown.values():
                assert "Cookie" in answer.headers.get("Vary", "")
                assert "public" not in answer.headers.get("Cache-Control", "")


def test_a_page_that_was_kept_is_not_taken_for_another_person_s(filled, server):
    nobody = server.test_client()
    tag = nobody.get("/").headers["ETag"]
    kari = sign_in(server.test_client(), filled, key="kari")
    hers = kari.get("/", headers={"If-None-Match": tag})
    assert hers.status_code == 200
    own_tag = hers.headers["ETag"]
    assert kari.get("/", headers={"If-None-Match": own_tag}).status_code == 304
    assert nobody.get("/", headers={"If-None-Match": own_tag}).status_code == 200
    age(filled, minutes=61)
    ended = kari.get("/", headers={"If-None-Match": own_tag})
    assert ended.status_code == 200
    assert "Kari Eksempel" not in ended.text


def test_a_page_for_nobody_asks_nothing_about_people(server, filled, query_counter):
    with query_counter(filled) as statements:
        server.test_client().get("/")
    assert not [one for one in statements if "person" in one or "sign_in" in one]


def test_an_address_elsewhere_is_not_followed_after_signing_in(client):
    assert send(client, neste="//ond.example").headers["Location"] == "/"


def test_the_accounts_of_a_demo_let_nobody_in_where_there_is_no_demo(filled, server, settings):
    with filled.writing() as session:
        session.execute(update(Person).values(is_example=True))
    assert send(server.test_client()).status_code == 422
    client = sign_in(server.test_client(), filled, RoleAt(Role.administrator), key="kari")
    assert "Kari Eksempel" not in client.get("/").text
    own = Settings(database_url=settings.database_url, secret_key=SIGNED_WITH, demo=True)
    assert send(create_app(own, filled).server.test_client()).status_code == 303


def test_a_cheap_hash_is_made_anew_at_sign_in(filled, client):
    from argon2 import PasswordHasher

    cheap = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with filled.writing() as session:
        session.execute(update(Person).values(password_hash=cheap))
    assert send(client).status_code == 303
    with filled.reading() as session:
        kept = session.scalar(select(Person.password_hash))
    assert kept != cheap
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")


def test_signing_in_works_on_both_engines(database, password_hash):
    with database.writing() as session:
        add_person(session, NewPerson("kari", "Kari Eksempel"), by=OPERATOR)
        session.execute(update(Person).values(password_hash=password_hash))
    client = create_app(Settings(secret_key=SIGNED_WITH), database).server.test_client()
    assert send(client, password="feil").status_code == 422  # noqa: S106
    assert send(client).status_code == 303
    assert "Kari Eksempel" in client.get("/").text
    token = token_of(client.get("/"))
    client.post("/logg-ut", data={"csrf_token": token})
    assert rows(database, SignIn) == 0
