"""A small municipality's folder, and a database that knows its indicators."""

from __future__ import annotations

import pytest

from tests.etl.small_statistics import HEAD, KEYS, PLAIN, REGIONS, define, write


@pytest.fixture
def folder(tmp_path):
    """A municipality's folder with three sources."""
    home = tmp_path / "kommune"
    for name in ("sources", "data"):
        (home / name).mkdir(parents=True)
    (home / "regions.toml").write_text(REGIONS)
    for key in KEYS:
        (home / "sources" / f"{key}.toml").write_text(HEAD.format(key=key))
        write(home, key, PLAIN)
    return home


@pytest.fixture
def prepared(database):
    define(database, KEYS)
    return database
