"""Settings of an installation, read once at the edge from the environment."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "RODTRAD_"


@dataclass(frozen=True, slots=True)
class Settings:
    """What an installation may set; every field is ``RODTRAD_`` and its name in capitals."""

    database_url: str = "sqlite:///var/rodtrad.db"
    """Where the data are: an SQLite file, or ``postgresql://user:password@host/name``."""

    snapshots: Path = Path("var/snapshots")
    """Folder where the raw answers of statistics sources are kept, untouched."""

    max_upload_mb: int = 10
    """The largest workbook that may be uploaded, in megabytes."""

    accessibility_url: str = ""
    """Address of the municipality's accessibility statement; the footer links to it when set."""

    open_upload: bool = False
    """Whether anyone who reaches the site may deliver plans and reports there; 1 or 0. For a demo."""

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings from a mapping such as ``os.environ``.

        Raises:
            BadSettings: If a value cannot be read, or a ``RODTRAD_`` name is none of ours.
        """
        given = {
            name.removeprefix(PREFIX).lower(): value
            for name, value in environment.items()
            if name.startswith(PREFIX)
        }
        known = {field.name for field in fields(cls)}
        if unknown := sorted(given.keys() - known):
            names = ", ".join(f"{PREFIX}{name.upper()}" for name in unknown)
            raise BadSettings(f"Unknown setting {names}. The README lists the settings.")
        settings = cls()
        return cls(
            database_url=given.get("database_url", settings.database_url),
            snapshots=Path(given.get("snapshots", settings.snapshots)),
            max_upload_mb=_whole_number("max_upload_mb", given, settings.max_upload_mb),
            accessibility_url=given.get("accessibility_url", settings.accessibility_url),
            open_upload=_yes_or_no("open_upload", given, default=settings.open_upload),
        )


def _whole_number(name: str, given: Mapping[str, str], default: int) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not text.isdecimal() or int(text) == 0:
        raise BadSettings(f"{PREFIX}{name.upper()} is «{text}»; it must be a whole number above 0.")
    return int(text)


def _yes_or_no(name: str, given: Mapping[str, str], *, default: bool) -> bool:
    text = given.get(name)
    if text is None:
        return default
    if text not in {"0", "1"}:
        raise BadSettings(f"{PREFIX}{name.upper()} is «{text}»; it must be 1 (yes) or 0 (no).")
    return text == "1"
