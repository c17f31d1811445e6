"""Check that what is locked names versions and hashes, and no host to fetch them from.

Where packages come from is the business of the machine that installs them: a company's mirror
must be able to serve the same locks.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
_PINNED = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[^ ;]+( ; .+)? \\")
_NAMES_A_HOST = re.compile(r"://|^registry|^index|^find-links", re.MULTILINE)
_HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")


def problems(root: Path = ROOT) -> Iterator[str]:
    """Yield what is wrong with the locks of the project, in words."""
    for lock in sorted((root / "requirements").glob("*.txt")):
        yield from _of_requirements(lock)
    yield from _of_packages(root / "package.json")
    lock = root / "package-lock.json"
    if lock.is_file():
        yield from _of_package_lock(json.loads(lock.read_text("utf-8")))
    else:
        yield "package-lock.json is missing"
    for name in (".npmrc", "pip.conf", "uv.toml"):
        settings = root / name
        if settings.is_file() and _NAMES_A_HOST.search(settings.read_text("utf-8")):
            yield f"{name}: where packages come from is not the project's to say"


def _of_requirements(lock: Path) -> Iterator[str]:
    for number, line in enumerate(lock.read_text("utf-8").splitlines(), 1):
        if not (_PINNED.fullmatch(line) or _HASH.fullmatch(line)):
            yield f"{lock.name}:{number}: neither a pinned version nor a hash: {line}"


def _of_packages(package: Path) -> Iterator[str]:
    content = json.loads(package.read_text("utf-8"))
    for group in ("dependencies", "devDependencies"):
        for name, version in content.get(group, {}).items():
            if not re.fullmatch(r"\d+\.\d+\.\d+", version):
                yield f"package.json: {name} is {version}, not one exact version"


def _of_package_lock(lock: dict[str, Any]) -> Iterator[str]:
    for name, package in lock.get("packages", {}).items():
        if name and "integrity" not in package:
            yield f"package-lock.json: {name} has no hash"
        if "resolved" in package:
            yield f"package-lock.json: {name} names the host {package['resolved']}"


def main() -> int:
    """Print what is wrong; 1 if anything is."""
    found = list(problems())
    for problem in found:
        print(problem, file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
