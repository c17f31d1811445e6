"""Take the pictures of the documentation: eight pages of the made-up municipality.

Run: ``python scripts/take_screenshots.py``. Needs the assets and a Chromium
(``python scripts/find_chromium.py --install``). The pictures show example data only.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from dashboard.app import create_app
from etl.demo.loading import load_demo
from indicators.database import Database
from indicators.queries.indicator import all_indicators
from indicators.queries.overview import overview
from indicators.settings import Settings

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from scripts.find_chromium import find_chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDE, PHONE = 1440, 390
_TALLEST = {WIDE: 1000, PHONE: 844}
_FLAGS = ["--no-sandbox", "--disable-gpu", "--hide-scrollbars"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as it is taken; ``scheme`` is light or dark."""

    name: str
    path: str
    width: int = WIDE
    scheme: Literal["light", "dark"] = "light"
    language: str = "nb"


def pictures(subgoal: str, indicator: str) -> list[Picture]:
    """Return the eight pictures, with the subgoal and the indicator that they show."""
    return [
        Picture("oversikt", "/"),
        Picture("oversikt-mork", "/", scheme="dark"),
        Picture("oversikt-mobil", "/", width=PHONE),
        Picture("delmal", f"/delmal/{subgoal}"),
        Picture("indikator", f"/indikator/{indicator}"),
        Picture("indikator-mobil-mork", f"/indikator/{indicator}", width=PHONE, scheme="dark"),
        Picture("tiltak-og-penger", "/hop"),
        Picture("sok-engelsk", "/sok?q=school", language="en"),
    ]


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, Database]]:
    settings = Settings(f"sqlite:///{folder / 'p.db'}", folder / "snapshots", demo=True)
    database = Database(settings.database_url)
    load_demo(database, "eksempel", settings=settings, progress=lambda *_: None)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = make_server("127.0.0.1", 0, create_app(settings, database).server, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", database
    finally:
        server.shutdown()
        thread.join()
        database.close()


def _shown(database: Database) -> tuple[str, str]:
    """Return a subgoal and an indicator that have a target and many measurements."""
    with database.reading() as session:
        found = overview(session, "nb")
        known = {row.key for row in all_indicators(session, "nb")}
    assert found is not None, "the demo has a plan"  # noqa: S101 - what the demo promises
    for goal in found.goals:
        for one in goal.subgoals:
            for row in one.indicators:
                if row.target_value is not None and row.key in known and one.actions:
                    return one.subgoal.key, row.key
    raise SystemExit("No indicator of the demo has a target")


def _take(browser: Browser, address: str, picture: Picture) -> int:
    context = browser.new_context(
        viewport={"width": picture.width, "height": _TALLEST[picture.width]},
        color_scheme=picture.scheme,
    )
    page = context.new_page()
    mark = "&" if "?" in picture.path else "?"
    page.goto(f"{address}{picture.path}{mark}lang={picture.language}", wait_until="networkidle")
    page.wait_for_timeout(500)
    target = FOLDER / f"{picture.name}.png"
    page.screenshot(path=target)
    context.close()
    return target.stat().st_size


def main() -> None:
    """Take all pictures."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit("No Chromium; run: python scripts/find_chromium.py --install")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as (address, database):
        chosen = pictures(*_shown(database))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(chromium), args=_FLAGS)
            for picture in chosen:
                size = _take(browser, address, picture)
                print(f"{picture.name}.png {size // 1000} kB")
            browser.close()


if __name__ == "__main__":
    main()
