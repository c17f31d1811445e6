"""Print the path of a Chromium for the browser tests; ``--install`` gets one if there is none.

Looked for in this order: what ``CHROMIUM`` names, one on the machine, the one of Playwright.
Installed, if there is none: Playwright's, else Debian's package.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLAYWRIGHT_SECONDS = 240
PACKAGE_SECONDS = 300


def find_chromium() -> Path | None:
    """Return the first Chromium that starts, or None."""
    return next((path for path in _candidates() if _starts(path)), None)


def _candidates() -> Iterator[Path]:
    if named := os.environ.get("CHROMIUM"):
        yield Path(named)
    for name in NAMES:
        if found := shutil.which(name):
            yield Path(found)
    yield from _playwright_browsers()


def _playwright_browsers() -> Sequence[Path]:
    if named := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        folder = Path(named)
    elif sys.platform == "darwin":
        folder = Path.home() / "Library/Caches/ms-playwright"
    else:
        folder = Path.home() / ".cache/ms-playwright"
    found = [
        *folder.glob("chromium-*/chrome-linux*/chrome"),
        *folder.glob("chromium-*/chrome-mac*/*.app/Contents/MacOS/*"),
    ]
    return sorted(found, reverse=True)


def _starts(path: Path) -> bool:
    # A browser without its libraries is there but does not start.
    return _run([str(path), "--version"], seconds=30, quiet=True)


def install_chromium() -> Path | None:
    """Install a Chromium in the first way that works, and return its path, or None."""
    for what, command, seconds in _ways():
        print(f"Installing {what} ...", file=sys.stderr, flush=True)
        if _run(command, seconds=seconds) and (found := find_chromium()):
            return found
    return None


def _ways() -> Iterator[tuple[str, list[str], int]]:
    playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
    yield "Playwright's Chromium", playwright, PLAYWRIGHT_SECONDS
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        yield "Debian's list of packages", [*apt, "update"], PACKAGE_SECONDS
        package = [*apt, "install", "--yes", "--no-install-recommends", "chromium"]
        yield "Debian's package chromium", package, PACKAGE_SECONDS


def _run(command: Sequence[str], *, seconds: int, quiet: bool = False) -> bool:
    where = subprocess.DEVNULL if quiet else sys.stderr
    try:
        # A session of its own, so that a download that hangs is ended with its children.
        with subprocess.Popen(  # noqa: S603 - the commands are ours
            command,
            stdin=subprocess.DEVNULL,
            stdout=where,
            stderr=where,
            start_new_session=True,
        ) as process:
            try:
                return process.wait(seconds) == 0
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                print(f"Gave up after {seconds} seconds.", file=sys.stderr)
                return False
    except OSError as error:
        print(f"{command[0]}: {error}", file=sys.stderr)
        return False


def main() -> int:
    """Print the path; 1 if there is no Chromium."""
    found = find_chromium()
    if found is None and "--install" in sys.argv:
        found = install_chromium()
    if found is None:
        print(
            "No Chromium found. Install one (on Debian: apt-get install chromium), "
            "or name it: CHROMIUM=/path/to/chromium make test",
            file=sys.stderr,
        )
        return 1
    print(found)
    return 0


if __name__ == "__main__":
    sys.exit(main())
