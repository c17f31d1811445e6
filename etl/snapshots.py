"""Raw answers, kept untouched and under the hash of their bytes."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path, PurePosixPath


def keep(folder: Path, source_key: str, content: bytes, name: str) -> str:
    """Keep an answer, unless it is kept already, and return its path inside the folder.

    A snapshot is whole or not there: it is written beside and then given its name.
    """
    ending = PurePosixPath(name).suffix
    kept = PurePosixPath(source_key, hashlib.sha256(content).hexdigest() + ending)
    path = folder / kept
    if path.exists():
        return str(kept)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    return str(kept)
