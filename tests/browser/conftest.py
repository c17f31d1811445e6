"""A real Chromium against the real server on the demo data.

Every test here is marked ``browser``. Whatever a page says on the console as an error, and every
request to another host, fails the test that caused it; a test that means it empties the list.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from etl.demo.accounts import add_demo_accounts
from indicators.database import Database
from indicators.settings import Settings
from scripts.find_chromium import find_chromium

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
START_SECONDS = 60
PAGE_MILLISECONDS = 15_000
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    chromium = find_chromium()
    assert chromium, "No Chromium; run: python scripts/find_chromium.py --install"
    return {**browser_type_launch_args, "executable_path": str(chromium), "args": list(FLAGS)}


@pytest.fixture(scope="session")
def base_url():
    """None: tests name whole addresses. The plugin's own fixture of that name warns in pytest 9."""


@dataclass
class Seen:
    """What the browser complained of, and the foreign addresses it asked."""

    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)


@pytest.fixture
def seen():
    """What the pages of this test did wrong; must be empty at the end."""
    record = Seen()
    yield record
    assert record.errors == [], "errors on the console"
    assert record.foreign == [], "requests to other hosts"


@pytest.fixture
def new_context(new_context, seen):
    """Make browser contexts that are listened to."""

    def make(**settings):
        context = new_context(**settings)
        context.set_default_timeout(PAGE_MILLISECONDS)
        context.on("console", lambda said: _note_error(seen, said))
        context.on("weberror", lambda thrown: seen.errors.append(str(thrown.error)))
        context.on("request", lambda asked: _note_foreign(seen, asked.url))
        return context

    return make


def _note_error(seen, message):
    if message.type == "error":
        seen.errors.append(f"{message.text} ({message.location.get('url', '')})")


def _note_foreign(seen, address):
    if not address.startswith(("http://127.0.0.1:", "file:", "data:", "blob:", "about:")):
        seen.foreign.append(address)


@pytest.fixture
def axe_violations(new_context):
    """Open an address and return what axe finds wrong there, one line for each element.

    Further arguments go to the browser context: ``viewport``, ``color_scheme`` and so on.
    """
    from axe_playwright_python.sync_playwright import Axe

    def violations(address, **settings):
        # axe is put into the page, which the page's own content security policy forbids.
        page = new_context(bypass_csp=True, **settings).new_page()
        page.goto(address, wait_until="load")
        found = Axe().run(page).response["violations"]
        page.context.close()
        return [
            f"{violation['id']}: {violation['help']}: {node['target']}"
            for violation in found
            for node in violation["nodes"]
        ]

    return violations


@pytest.fixture
def axe_violations_of_all(new_context):
    """As ``axe_violations`` for many addresses in one browser context: address to violations."""
    from axe_playwright_python.sync_playwright import Axe

    def violations(addresses, **settings):
        page = new_context(bypass_csp=True, **settings).new_page()
        found = {}
        for address in addresses:
            page.goto(address, wait_until="load")
            wrong = Axe().run(page).response["violations"]
            if wrong:
                found[address] = [
                    f"{one['id']}: {node['target']}" for one in wrong for node in one["nodes"]
                ]
        page.context.close()
        return found

    return violations


def _environment(folder):
    ours = {name: value for name, value in os.environ.items() if not name.startswith("RODTRAD_")}
    return ours | {
        "RODTRAD_DATABASE_URL": f"sqlite:///{folder / 'rodtrad.db'}",
        "RODTRAD_SNAPSHOTS": str(folder / "snapshots"),
        "RODTRAD_DEMO": "1",
    }


@contextmanager
def _served(environment, log):
    # The server is given a socket that listens already: no port can be taken in between.
    with socket.socket() as listening, log.open("w") as output:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        gunicorn = [sys.executable, "-m", "gunicorn", "--workers=1", "--threads=4"]
        bind = f"--bind=fd://{listening.fileno()}"
        process = subprocess.Popen(
            [*gunicorn, "--no-control-socket", bind, "dashboard.wsgi:server"],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            pass_fds=[listening.fileno()],
        )
        try:
            _await_answer(address, process, log)
            yield address
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _await_answer(address, process, log):
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310 - our own server
                return
        except urllib.error.HTTPError as error:
            error.close()
            break
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"The server did not answer:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def accounts_of():
    """The made-up accounts of every site of this run, by its address."""
    return {}


@contextmanager
def _demo_site(loaded, folder, accounts_of):
    # A copy of its own, so that what one worker's tests hand in does not show in another's.
    shutil.copyfile(loaded, folder / "rodtrad.db")
    accounts = _add_accounts(folder)
    with _served(_environment(folder), folder / "server.log") as address:
        accounts_of[address] = accounts
        yield address


def _add_accounts(folder):
    own = Settings(f"sqlite:///{folder / 'rodtrad.db'}", folder / "snapshots", demo=True)
    database = Database(own.database_url)
    try:
        return add_demo_accounts(database, own)
    finally:
        database.close()


@pytest.fixture(scope="session")
def site(demo_file, tmp_path_factory, accounts_of):
    """The address of a server with Trondheim's demo."""
    folder = tmp_path_factory.mktemp("trondheim")
    with _demo_site(demo_file("trondheim"), folder, accounts_of) as address:
        yield address


@pytest.fixture(scope="session")
def example_site(demo_file, tmp_path_factory, accounts_of):
    """The address of a server with the made-up municipality, Eksempel kommune."""
    folder = tmp_path_factory.mktemp("eksempel")
    with _demo_site(demo_file("eksempel"), folder, accounts_of) as address:
        yield address
