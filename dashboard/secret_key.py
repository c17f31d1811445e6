"""The key that cookies are signed with: set by the installation, or made anew for a demo."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.errors import BadSettings
from indicators.settings import SHORTEST_SECRET

if TYPE_CHECKING:
    from indicators.settings import Settings

_FILE = "demo-secret-key"
_BYTES = 32


def secret_key(settings: Settings) -> bytes:
    """Return the key of an installation.

    A demo without one makes one, and keeps it beside its snapshots so that all workers have the
    same, and nobody is signed out when it starts again.

    Raises:
        BadSettings: If there is none, and this is no demo.
    """
    if settings.secret_key:
        if len(settings.secret_key) < SHORTEST_SECRET:
            raise BadSettings(f"RODTRAD_SECRET_KEY must have {SHORTEST_SECRET} signs or more.")
        return settings.secret_key.encode()
    if not settings.demo:
        raise BadSettings(
            "RODTRAD_SECRET_KEY is not set. Set it to a random text that only your servers know"
            " (openssl rand -hex 32 makes one), or RODTRAD_DEMO to 1 if this is a demo."
        )
    return kept_secret(settings.snapshots.parent / _FILE).encode()


def kept_secret(path: Path, *, length: int = _BYTES) -> str:
    """Return the secret that a file keeps, made at the first call; only its owner may read it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(secrets.token_urlsafe(length))
        try:
            # Unlike a move, a link fails if another process was first: then its secret is kept.
            os.link(aside, path)
        except FileExistsError:
            pass
        finally:
            Path(aside).unlink()
    return path.read_text("utf-8").strip()
