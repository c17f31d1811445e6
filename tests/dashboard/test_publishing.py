import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from dashboard.archive_page import archive_page
from dashboard.publishing import CannotPublish, publish
from indicators.settings import Settings

ADDRESS = re.compile(r'\b(?:href|src)="([^"]+)"')


@pytest.fixture(scope="module")
def archive(example_database, tmp_path_factory):
    folder = tmp_path_factory.mktemp("archive") / "site"
    told = []
    number = publish(Settings(), example_database, folder, lambda *step: told.append(step))
    assert told[-1] == (number, number)
    return folder


def pages(folder):
    return {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.html"))}


def test_every_language_is_there_with_all_pages(archive):
    for start in ("", "nn/", "en/"):
        for name in ("index.html", "om/index.html", "indikator/utslipp/index.html"):
            assert (archive / start / name).is_file()
    assert '<html lang="en"' in (archive / "en/index.html").read_text(encoding="utf-8")


def test_every_link_of_every_page_leads_to_a_file(archive):
    broken = {
        (str(page.relative_to(archive)), link)
        for page, html in pages(archive).items()
        for link in ADDRESS.findall(html)
        if not urlsplit(link).scheme
        and not link.startswith("#")
        and not (page.parent / unquote(urlsplit(link).path)).is_file()
    }
    assert broken == set()


def test_nothing_is_left_that_needs_a_server(archive):
    for html in pages(archive).values():
        for word in ("<form", "/logg-inn", "_dash", 'rel="canonical"', 'href="/', 'src="/'):
            assert word not in html
        assert re.search(r"Arkivkopi fr|Archived copy", html)


def test_the_downloads_are_there(archive):
    for kind in ("csv", "xlsx", "json", "svg"):
        assert (archive / f"data/indikator/utslipp.{kind}").stat().st_size > 100


def test_the_style_sheet_finds_its_font(archive):
    sheet = (archive / "static/site.css").read_text(encoding="utf-8")
    for address in re.findall(r'url\("([^"]+)"\)', sheet):
        if not address.startswith("data:"):
            assert (archive / "static" / address).is_file()


def test_a_folder_that_holds_something_is_left_alone(example_database, tmp_path):
    Path(tmp_path, "mine.txt").write_text("mine")
    with pytest.raises(CannotPublish, match="ikke tom"):
        publish(Settings(), example_database, tmp_path, lambda *_: None)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_text_stays_text_in_the_archive():
    text = '<p title="&lt;b&gt;">a &amp; b &#8211; <b>c</b></p>'
    html = f'{text}<ul><li><a href="/logg-inn">x</a></li></ul>'
    kept = archive_page(html, lambda link: None if "logg" in link else link, "note")
    assert kept == f"<!doctype html>\n{text}<ul></ul>"
