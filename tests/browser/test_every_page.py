"""Every page that can be reached by links, whatever pages there come to be."""

import re
import urllib.request
from urllib.parse import urljoin, urlsplit

import pytest

MOST_PAGES = 400
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')


def _answer(address):
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own server
        return answer.headers.get_content_type(), answer.read().decode("utf-8", "replace")


def _crawled(site):
    """Return the paths of all pages and files that links lead to from the first page."""
    found, waiting = {}, ["/"]
    while waiting and len(found) < MOST_PAGES:
        path = waiting.pop(0)
        kind, text = found[path] = _answer(site + path)
        if kind != "text/html":
            continue
        for link in LINK.findall(text):
            target = urlsplit(urljoin(site + path, link.replace("&amp;", "&")))
            there = target.path + (f"?{target.query}" if target.query else "")
            own = f"{target.scheme}://{target.netloc}" == site
            if own and there not in found and there not in waiting:
                waiting.append(there)
    return found


@pytest.fixture(scope="session")
def crawled(site):
    return _crawled(site)


@pytest.fixture(scope="session")
def pages(crawled):
    """One path of each kind of page: the first with that first part of the path."""
    kinds = {}
    for path, (kind, _text) in crawled.items():
        if kind == "text/html" and "?" not in path:
            kinds.setdefault(path.split("/")[1], path)
    return list(kinds.values())


def test_every_link_leads_somewhere(crawled):
    # An address that is not there raises; what is left to ask is that the crawl saw the site.
    firsts = {path.split("/")[1].split("?")[0] for path in crawled}
    assert {"", "delmal", "indikator", "hop", "enhet", "arsplan", "om"} <= firsts


def test_every_page_has_one_heading_a_title_and_a_language(crawled):
    pages = {path: text for path, (kind, text) in crawled.items() if kind == "text/html"}
    lacking = {
        path
        for path, text in pages.items()
        if len(re.findall(r"<h1\b", text)) != 1
        or not re.search(r"<title>[^<]+</title>", text)
        or not re.search(r'<html[^>]* lang="(nb|nn|en)"', text)
    }
    assert lacking == set()


def test_every_kind_of_page_runs_clean_and_fits_a_phone(page, site, pages):
    page.set_viewport_size({"width": 390, "height": 844})
    too_wide = []
    for path in pages:
        page.goto(site + path, wait_until="networkidle")
        if page.evaluate("document.documentElement.scrollWidth") > 390:
            too_wide.append(path)
    assert too_wide == []


# Every kind of page, and every two of language, colours and width together.
@pytest.mark.parametrize(
    ("language", "width", "scheme"),
    [
        ("nb", 1440, "light"),
        ("nb", 390, "dark"),
        ("en", 1440, "dark"),
        ("en", 390, "light"),
    ],
)
def test_axe_finds_nothing_on_any_kind_of_page(
    axe_violations_of_all, site, pages, language, width, scheme
):
    addresses = [f"{site}{path}?lang={language}" for path in pages]
    size = {"width": width, "height": 900}
    assert axe_violations_of_all(addresses, viewport=size, color_scheme=scheme) == {}


def test_nothing_is_wider_than_the_narrowest_screen(new_context, site, pages):
    # 320 pixels is also what is left of 1280 at 400 percent.
    page = new_context(viewport={"width": 320, "height": 256}, java_script_enabled=False).new_page()
    too_wide = []
    for path in pages:
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            too_wide.append(path)
    assert too_wide == []
