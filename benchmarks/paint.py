"""First paint and layout shift in real Chromium, beside a plain Flask page with the same content.

Run: ``python -m benchmarks.paint``. The processor is slowed down four times; every round loads
every page once, in shuffled order and without a cache, and ratios are taken per round. The plain
page is the front page's own HTML and style sheet, sent by a bare Flask without anything else.
"""

from __future__ import annotations

import logging
import random
import statistics
import tempfile
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

from flask import Flask, Response
from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from dashboard.app import create_app
from etl.demo.loading import load_demo
from indicators.database import Database
from indicators.settings import Settings
from scripts.find_chromium import find_chromium

ROUNDS, SLOWER = 7, 4
WATCH = """
window.shift = 0; window.largest = 0;
new PerformanceObserver(list => { for (const one of list.getEntries())
  if (!one.hadRecentInput) window.shift += one.value; }).observe(
  {type: 'layout-shift', buffered: true});
new PerformanceObserver(list => { for (const one of list.getEntries())
  window.largest = one.startTime; }).observe({type: 'largest-contentful-paint', buffered: true});
"""
READ = """() => [performance.getEntriesByName('first-contentful-paint')[0].startTime,
  window.largest, window.shift]"""


@contextmanager
def _served(app):
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def _plain(server: Flask) -> Flask:
    """A Flask that knows nothing and sends the same bytes: the limit."""
    client = server.test_client()
    asks = {"Accept-Encoding": "br"}
    kept = {"/": client.get("/", headers=asks)}
    for line in client.get("/").text.split('"'):
        if line.startswith("/static/"):
            kept[line.partition("?")[0]] = client.get(line, headers=asks)
    plain = Flask("plain", static_folder=None)

    @plain.get("/", defaults={"path": ""})
    @plain.get("/<path:path>")
    def answer(path):
        found = kept.get(f"/{path}")
        if found is None:
            return Response(status=404)
        response = Response(found.get_data(), content_type=found.content_type)
        if "Content-Encoding" in found.headers:
            response.headers["Content-Encoding"] = found.headers["Content-Encoding"]
        return response

    return plain


def _load(browser, address: str) -> list[float]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(address, wait_until="load")
    page.wait_for_timeout(800)
    measured = page.evaluate(READ)
    context.close()
    return measured


def main() -> None:
    """Load the example municipality and time its pages."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        url = f"sqlite:///{Path(folder) / 'b.db'}"
        settings = Settings(database_url=url, snapshots=Path(folder) / "snapshots", demo=True)
        database = Database(url)
        load_demo(database, "eksempel", settings=settings, progress=lambda *_: None)
        server = create_app(settings, database).server
        plain = stack.enter_context(_served(_plain(server)))
        ours = stack.enter_context(_served(server))
        cases = {
            "plain Flask, the same content": f"{plain}/",
            "front page": f"{ours}/",
            "indicator, with live chart": f"{ours}/indikator/ghg-total",
        }
        _measure(stack, cases)
        database.close()


def _measure(stack: ExitStack, cases: dict[str, str]) -> None:
    browser = stack.enter_context(sync_playwright()).chromium.launch(
        executable_path=str(find_chromium()), args=["--no-sandbox", "--disable-gpu"]
    )
    taken: dict[str, list[list[float]]] = {name: [] for name in cases}
    for turn in range(-1, ROUNDS):
        order = list(cases)
        random.Random(turn).shuffle(order)  # noqa: S311 - an order, not a secret
        for name in order:
            found = _load(browser, cases[name])
            if turn >= 0:
                taken[name].append(found)
    browser.close()
    limit = next(iter(cases))
    print(f"\nPaint at {SLOWER} x slower processor ({ROUNDS} rounds, limit: {limit})")
    print(f"  {'page':<34}{'FCP ms':>9}{'x':>7}{'LCP ms':>9}{'x':>7}{'CLS':>9}")
    for name, rows in taken.items():
        fcp, lcp, shift = (statistics.median(column) for column in zip(*rows, strict=True))
        pairs = list(zip(rows, taken[limit], strict=True))
        first = statistics.median(own[0] / other[0] for own, other in pairs)
        largest = statistics.median(own[1] / other[1] for own, other in pairs)
        print(f"  {name:<34}{fcp:>9.0f}{first:>7.2f}{lcp:>9.0f}{largest:>7.2f}{shift:>9.4f}")


if __name__ == "__main__":
    main()
