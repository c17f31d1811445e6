from dataclasses import fields
from pathlib import Path

import pytest

from indicators.errors import BadSettings
from indicators.settings import PREFIX, Settings

SECRET = "made-up-" + "0123456789" * 3


def test_an_installation_needs_no_settings():
    assert Settings.from_env({"PATH": "/bin", "HOME": "/root"}) == Settings()


def test_every_field_is_read_from_its_name_in_capitals():
    given = {
        "database_url": "postgresql://rodtrad@db/rodtrad",
        "snapshots": "/srv/snapshots",
        "max_upload_mb": "25",
        "accessibility_url": "https://uustatus.no/nb/erklaringer/publisert/1",
        "secret_key": SECRET,
        "demo": "1",
        "idle_minutes": "15",
        "proxies": "2",
        "smtp_host": "smtp.example.org",
        "smtp_port": "465",
        "smtp_security": "tls",
        "smtp_user": "rodtrad",
        "smtp_password": "hemmelig",
        "smtp_from": "rodtrad@example.org",
    }
    assert set(given) == {field.name for field in fields(Settings)}
    settings = Settings.from_env({PREFIX + name.upper(): text for name, text in given.items()})
    assert settings == Settings(
        database_url="postgresql://rodtrad@db/rodtrad",
        snapshots=Path("/srv/snapshots"),
        max_upload_mb=25,
        accessibility_url="https://uustatus.no/nb/erklaringer/publisert/1",
        secret_key=SECRET,
        demo=True,
        idle_minutes=15,
        proxies=2,
        smtp_host="smtp.example.org",
        smtp_port=465,
        smtp_security="tls",
        smtp_user="rodtrad",
        smtp_password="hemmelig",  # noqa: S106 - made up
        smtp_from="rodtrad@example.org",
    )
    assert "hemmelig" not in repr(settings)


def test_a_setting_that_is_none_of_ours_is_refused_by_name():
    with pytest.raises(BadSettings, match=r"RODTRAD_DATABSE_URL.*README"):
        Settings.from_env({"RODTRAD_DATABSE_URL": "sqlite:///x.db"})


@pytest.mark.parametrize("text", ["", "0", "-1", "ti", "1.5", "10 MB"])
def test_a_size_that_is_no_whole_number_is_refused_with_what_was_given(text):
    with pytest.raises(BadSettings, match="RODTRAD_MAX_UPLOAD_MB") as refused:
        Settings.from_env({"RODTRAD_MAX_UPLOAD_MB": text})
    assert f"«{text}»" in str(refused.value)


@pytest.mark.parametrize("text", ["", "2", "ja", "true"])
def test_a_yes_or_no_that_is_neither_is_refused_with_what_was_given(text):
    with pytest.raises(BadSettings, match="RODTRAD_DEMO") as refused:
        Settings.from_env({"RODTRAD_DEMO": text})
    assert f"«{text}»" in str(refused.value)


def test_an_encryption_that_is_not_known_is_refused_with_what_was_given():
    with pytest.raises(BadSettings, match=r"RODTRAD_SMTP_SECURITY.*«ssl».*starttls, tls, none"):
        Settings.from_env({"RODTRAD_SMTP_SECURITY": "ssl"})


def test_a_short_secret_is_refused_and_not_told():
    with pytest.raises(BadSettings, match="RODTRAD_SECRET_KEY") as refused:
        Settings.from_env({"RODTRAD_SECRET_KEY": "hemmelig"})
    assert "hemmelig" not in str(refused.value)


def test_a_secret_is_not_shown_with_the_settings():
    assert SECRET not in repr(Settings(secret_key=SECRET))


def test_a_secret_that_is_short_is_refused_and_not_repeated():
    with pytest.raises(BadSettings, match="RODTRAD_SECRET_KEY has 7 signs") as refused:
        Settings.from_env({"RODTRAD_SECRET_KEY": "hemmeli"})
    assert "hemmeli" not in str(refused.value)


def test_the_secret_is_not_written_where_settings_are():
    settings = Settings.from_env({"RODTRAD_SECRET_KEY": "s" * 32})
    assert "sss" not in repr(settings)


def test_no_proxy_is_trusted_unless_told():
    assert Settings().proxies == 0
    assert Settings.from_env({"RODTRAD_PROXIES": "0"}).proxies == 0
