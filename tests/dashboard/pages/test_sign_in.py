import pytest

from dashboard.pages.sign_in import local_address


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("/hop?ar=2026", "/hop?ar=2026"),
        ("/delmal/1.1#tiltak", "/delmal/1.1#tiltak"),
        ("//ond.example", "/"),
        ("///ond.example", "/"),
        ("/\\ond.example", "/"),
        ("https://ond.example", "/"),
        ("javascript:alert(1)", "/"),
        ("ond.example", "/"),
        ("/\t/ond.example", "/"),
        ("/x\r\nSet-Cookie: a=b", "/"),
        ("/logg-inn?neste=/logg-inn", "/"),
        ("/logg-ut", "/"),
        ("/%2f%2fond.example", "/%2f%2fond.example"),
        ("", "/"),
        (None, "/"),
    ],
)
def test_one_is_led_only_to_pages_of_ours(given, expected):
    assert local_address(given) == expected
