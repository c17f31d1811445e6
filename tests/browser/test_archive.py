"""The published site, opened from disk without any server."""

import pytest

from dashboard.publishing import publish
from indicators.database import Database
from indicators.schema import upgrade
from indicators.settings import Settings
from tests.dashboard.example_data import add_example


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive")
    database = Database(f"sqlite:///{folder / 'example.db'}")
    upgrade(database)
    with database.writing() as session:
        add_example(session)
    publish(Settings(), database, folder / "site", lambda *_: None)
    database.close()
    return folder / "site"


def test_the_archive_is_read_from_disk_by_its_own_links(page, archive):
    page.goto((archive / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('.brand')).display") == "flex"
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Indikatorer").click()
    page.get_by_role("main").locator("table a").first.click()
    assert page.locator("h1").count() == 1
    assert page.url.startswith("file://")
    page.get_by_role("link", name="English").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    page.locator(".brand").click()
    assert page.url == (archive / "en/index.html").as_uri()


def test_every_page_of_the_archive_opens_without_an_error(page, archive):
    files = [path for path in sorted(archive.rglob("*.html")) if path.name == "index.html"]
    assert len(files) > 20
    for path in files[:: max(1, len(files) // 25)]:
        page.goto(path.as_uri())
        assert page.locator("h1").count() == 1
        assert page.locator("form").count() == 0
