"""Makes a test client one of somebody who is signed in, past the form and its slow password."""

import hashlib
import re
import secrets
from datetime import UTC, datetime

from sqlalchemy import select

from indicators.access import operator
from indicators.commands.people import NewPerson, add_person, give_role
from indicators.commands.sign_ins import start_sign_in
from indicators.models.people import Person

OPERATOR = operator("prøve")


def person(database, key, *roles, name="Kari Eksempel"):
    """Make a person with roles, if there is none of that user name."""
    with database.writing() as session:
        if session.scalar(select(Person.id).where(Person.key == key)) is None:
            add_person(session, NewPerson(key, name), by=OPERATOR)
        for role in roles:
            give_role(session, key, role, by=OPERATOR)
        return session.scalar(select(Person.id).where(Person.key == key))


def sign_in(client, database, *roles, key="kari", name="Kari Eksempel", at=None):
    """Return the client, signed in as a person with these roles, and sending the form token."""
    person_id = person(database, key, *roles, name=name)
    visit = secrets.token_urlsafe(32)
    moment = at or datetime.now(UTC).replace(tzinfo=None)
    with database.writing() as session:
        start_sign_in(session, person_id, hashlib.sha256(visit.encode()).hexdigest(), at=moment)
    with client.session_transaction() as kept:
        kept["visit"], kept["signed_in"] = visit, True
    token = token_of(client.get("/logg-inn"))
    client.environ_base["HTTP_X_CSRFTOKEN"] = token
    return client


def token_of(response):
    """Return the form token of a page."""
    return re.search(r'name="csrf_token" value="([0-9a-f]{64})"', response.text)[1]


def visitor(client):
    """Return the client, not signed in, and sending the form token of its visit."""
    client.environ_base["HTTP_X_CSRFTOKEN"] = token_of(client.get("/logg-inn"))
    return client
