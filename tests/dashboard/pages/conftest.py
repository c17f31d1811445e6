"""A filled database, clients of the real server on it, and a view without a request."""

from __future__ import annotations

import shutil
from datetime import date
from types import SimpleNamespace

import pytest

from dashboard.app import create_app
from dashboard.context import View
from dashboard.i18n.formats import Formats
from dashboard.i18n.texts import load_texts
from indicators import schema
from indicators.commands.people import RoleAt
from indicators.database import Database
from indicators.languages import Language
from indicators.models.people import Role
from indicators.settings import Settings
from tests.conftest import alone_in
from tests.dashboard.pages.made_up import UNIT, add_everything
from tests.dashboard.signing_in import sign_in
from tests.signing import SIGNED_WITH


@pytest.fixture(scope="session")
def _filled_file(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made-up")
    path = folder / "made-up.db"
    with alone_in(folder):
        database = Database(f"sqlite:///{path}")
        schema.upgrade(database)
        with database.writing() as session:
            add_everything(session)
        with database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
    return path


@pytest.fixture
def filled(_filled_file, tmp_path):
    """A database with the made-up municipality, of this test's own."""
    path = tmp_path / "filled.db"
    shutil.copyfile(_filled_file, path)
    database = Database(f"sqlite:///{path}")
    try:
        yield database
    finally:
        database.close()


def client_of(database, **settings):
    url = database.url.render_as_string(hide_password=False)
    own = Settings(database_url=url, secret_key=SIGNED_WITH, **settings)
    return create_app(own, database).server.test_client()


@pytest.fixture(scope="session")
def client(_filled_file):
    """A client of somebody who is not signed in."""
    database = Database(f"sqlite:///{_filled_file}")
    yield client_of(database)
    database.close()


@pytest.fixture
def open_client(filled):
    """A client of the leader of the unit that delivers."""
    return sign_in(client_of(filled), filled, RoleAt(Role.unit_leader, UNIT))


@pytest.fixture
def empty_client(sqlite_database):
    """A client of a site without any data."""
    return client_of(sqlite_database)


@pytest.fixture
def page(client):
    """Fetch a page of the filled site; the answer has ``status`` and ``html``."""

    def fetch(address, **headers):
        response = client.get(address, headers=headers)
        return SimpleNamespace(
            status=response.status_code, html=response.get_data(as_text=True), response=response
        )

    return fetch


@pytest.fixture
def view():
    """Make a view without a request; keywords change it."""

    def make(path="/", query=None, **changes):
        base = {
            "text": load_texts()[Language.nb],
            "formats": Formats(Language.nb),
            "municipality": "Prøve",
            "notice": None,
            "is_example": True,
            "data_version": 1,
            "changed_at": None,
            "today": date(2026, 3, 1),
        }
        return View(path=path, query=query or {}, **(base | changes))

    return make
