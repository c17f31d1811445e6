"""Files that were checked and may be delivered, kept for a while outside of the database.

Every worker on the machine sees the same folder. A file is known by the hash of what is in it, so
that the same file twice is one, and nobody gets a file that they could not send themselves.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.errors import Conflict

if TYPE_CHECKING:
    from indicators.settings import Settings

KEPT_SECONDS = 2 * 3600
_MOST_FILES = 300
_HASH = re.compile(r"[0-9a-f]{64}")


class PendingFiles:
    """The files of one installation; made on first use, readable by this user only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, content: bytes) -> str:
        """Keep a file and return its hash; the oldest make room.

        Raises:
            Conflict: If the folder belongs to somebody else.
        """
        self._make_folder()
        self._tidy()
        name = hashlib.sha256(content).hexdigest()
        # Written aside and moved into place: another worker never reads half a file.
        handle, aside = tempfile.mkstemp(dir=self._folder, prefix="new-")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(aside).replace(self._folder / name)
        return name

    def get(self, name: str) -> bytes | None:
        """Return a file by its hash, or None where it is gone, changed or never was."""
        if not _HASH.fullmatch(name):
            return None
        try:
            self._make_folder()
            content = (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        return content if hashlib.sha256(content).hexdigest() == name else None

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = self._folder.lstat()
        is_ours = stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid()
        if not is_ours or stat.S_IMODE(found.st_mode) & 0o077:
            raise Conflict(f"{self._folder} er ikke denne serverens egen mappe.")

    def _tidy(self) -> None:
        by_age = sorted(
            (modified, path) for path in self._folder.iterdir() if (modified := _modified(path))
        )
        too_many = len(by_age) - _MOST_FILES + 1
        for place, (modified, path) in enumerate(by_age):
            if place < too_many or modified < time.time() - KEPT_SECONDS:
                path.unlink(missing_ok=True)


def _modified(path: Path) -> float | None:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        # Another worker was tidying too.
        return None


def pending_files(settings: Settings) -> PendingFiles:
    """Return the pending files of an installation: one folder for each user and database."""
    of_installation = hashlib.sha256(settings.database_url.encode()).hexdigest()[:16]
    name = f"rodtrad-{os.getuid()}-{of_installation}"
    return PendingFiles(Path(tempfile.gettempdir()) / name)
