"""One made-up municipality and one app for all tests that only read."""

import pytest

from dashboard.app import create_app
from indicators.database import Database
from indicators.schema import upgrade
from indicators.settings import Settings
from tests.dashboard.example_data import add_example
from tests.signing import SIGNED_WITH


@pytest.fixture(scope="session")
def example_database(tmp_path_factory):
    database = Database(f"sqlite:///{tmp_path_factory.mktemp('site') / 'example.db'}")
    upgrade(database)
    with database.writing() as session:
        add_example(session)
    yield database
    database.close()


@pytest.fixture(scope="session")
def app(example_database):
    return create_app(Settings(secret_key=SIGNED_WITH), example_database)


@pytest.fixture
def example_client(app):
    return app.server.test_client()


@pytest.fixture
def client(example_client):
    return example_client
