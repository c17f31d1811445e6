"""The server for a WSGI host: ``gunicorn dashboard.wsgi:server``; settings from the environment."""

from __future__ import annotations

import os

from dashboard.app import create_app
from indicators.database import Database
from indicators.settings import Settings

_settings = Settings.from_env(os.environ)
server = create_app(_settings, Database(_settings.database_url)).server
