import pytest

from dashboard.app import create_app
from indicators.errors import BadSettings
from indicators.settings import Settings


def test_the_site_does_not_start_without_a_secret_key(sqlite_database):
    with pytest.raises(BadSettings, match="RODTRAD_SECRET_KEY"):
        create_app(Settings(), sqlite_database)


def test_a_demo_makes_a_key_once_and_keeps_it_to_itself(sqlite_database, tmp_path):
    own = Settings(snapshots=tmp_path / "var" / "snapshots", demo=True)
    keys = {create_app(own, sqlite_database).server.secret_key for _ in range(2)}
    assert len(keys) == 1
    assert len(keys.pop()) >= 32
    kept = tmp_path / "var" / "demo-secret-key"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["demo-secret-key"]
