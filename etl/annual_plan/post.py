"""Sends e-mail by SMTP, as the settings say."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING

from indicators.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from indicators.settings import Settings

_PATIENCE = 30


@contextmanager
def post_office(settings: Settings) -> Iterator[smtplib.SMTP]:
    """Give a connection to the server that sends e-mail, encrypted and signed in as set.

    Raises:
        BadSettings: If the server cannot be reached, or does not let us in.
    """
    place = f"{settings.smtp_host}:{settings.smtp_port}"
    if not settings.smtp_from:
        raise BadSettings("RODTRAD_SMTP_FROM mangler; e-post må ha en avsender.")
    try:
        server = _connected(settings)
    except (OSError, smtplib.SMTPException) as error:
        raise BadSettings(f"E-postserveren {place} svarer ikke som den skal: {error}") from error
    try:
        yield server
    finally:
        try:
            server.quit()
        except smtplib.SMTPException:
            server.close()


def _connected(settings: Settings) -> smtplib.SMTP:
    host, port = settings.smtp_host, settings.smtp_port
    context = ssl.create_default_context()
    server: smtplib.SMTP
    if settings.smtp_security == "tls":
        server = smtplib.SMTP_SSL(host, port, timeout=_PATIENCE, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=_PATIENCE)
    try:
        if settings.smtp_security == "starttls":
            server.starttls(context=context)
        if settings.smtp_user:
            server.login(settings.smtp_user, settings.smtp_password)
    except (OSError, smtplib.SMTPException):
        server.close()
        raise
    return server
