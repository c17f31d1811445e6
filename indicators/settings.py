"""Settings of an installation, read once at the edge from the environment."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

PREFIX = "RODTRAD_"
SHORTEST_SECRET = 32
SMTP_SECURITY = ("starttls", "tls", "none")


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
    """Address of the municipality's own accessibility statement; its page links to it when set."""

    secret_key: str = field(default="", repr=False)
    """What cookies are signed with: 32 signs or more; the site does not start without it."""

    demo: bool = False
    """Whether this shows a demo: made-up accounts, and a secret key of its own making; 1 or 0."""

    idle_minutes: int = 60
    """How long somebody stays signed in without asking for anything, in minutes."""

    proxies: int = 0
    """How many proxies of your own stand before the server and tell it who asks; 0 trusts none."""

    smtp_host: str = ""
    """The server that sends e-mail; reminders are written to files when it is not set."""

    smtp_port: int = 587
    """The port of the server that sends e-mail."""

    smtp_security: str = "starttls"
    """How e-mail is encrypted on its way to the server: ``starttls``, ``tls`` or ``none``."""

    smtp_user: str = ""
    """The user name at the server that sends e-mail; empty when it asks for none."""

    smtp_password: str = field(default="", repr=False)
    """The password that belongs to it."""

    smtp_from: str = ""
    """The address that e-mail is sent from."""

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
        known = {one.name for one in fields(cls)}
        if unknown := sorted(given.keys() - known):
            names = ", ".join(f"{PREFIX}{name.upper()}" for name in unknown)
            raise BadSettings(f"Unknown setting {names}. The README lists the settings.")
        settings = cls()
        return cls(
            database_url=given.get("database_url", settings.database_url),
            snapshots=Path(given.get("snapshots", settings.snapshots)),
            max_upload_mb=_whole_number("max_upload_mb", given, settings.max_upload_mb),
            accessibility_url=given.get("accessibility_url", settings.accessibility_url),
            secret_key=_secret("secret_key", given),
            demo=_yes_or_no("demo", given, default=settings.demo),
            idle_minutes=_whole_number("idle_minutes", given, settings.idle_minutes),
            proxies=_whole_number("proxies", given, settings.proxies, least=0),
            smtp_host=given.get("smtp_host", settings.smtp_host),
            smtp_port=_whole_number("smtp_port", given, settings.smtp_port),
            smtp_security=_one_of("smtp_security", given, SMTP_SECURITY),
            smtp_user=given.get("smtp_user", settings.smtp_user),
            smtp_password=given.get("smtp_password", settings.smtp_password),
            smtp_from=given.get("smtp_from", settings.smtp_from),
        )


def _whole_number(name: str, given: Mapping[str, str], default: int, *, least: int = 1) -> int:
    text = given.get(name)
    if text is None:
        return default
    if not text.isdecimal() or int(text) < least:
        raise BadSettings(
            f"{PREFIX}{name.upper()} is «{text}»; it must be a whole number, {least} or more."
        )
    return int(text)


def _one_of(name: str, given: Mapping[str, str], allowed: tuple[str, ...]) -> str:
    """Return one of the allowed words; the first when none is given."""
    text = given.get(name, allowed[0])
    if text not in allowed:
        words = ", ".join(allowed)
        raise BadSettings(f"{PREFIX}{name.upper()} is «{text}»; it must be one of {words}.")
    return text


def _secret(name: str, given: Mapping[str, str]) -> str:
    text = given.get(name, "")
    if text and len(text) < SHORTEST_SECRET:
        # What was given is not told: a message may end in a log.
        raise BadSettings(
            f"{PREFIX}{name.upper()} has {len(text)} signs; it must have {SHORTEST_SECRET} or more,"
            " and be random. This makes one: openssl rand -hex 32"
        )
    return text


def _yes_or_no(name: str, given: Mapping[str, str], *, default: bool) -> bool:
    text = given.get(name)
    if text is None:
        return default
    if text not in {"0", "1"}:
        raise BadSettings(f"{PREFIX}{name.upper()} is «{text}»; it must be 1 (yes) or 0 (no).")
    return text == "1"
