import pytest

from indicators.errors import BadAccount
from indicators.passwords import (
    LEAST_SIGNS,
    MOST_SIGNS,
    NOBODYS_HASH,
    hashed,
    hashed_anew,
    is_outdated,
    is_right,
)

GOOD = "blå hest på fire hjul"


def test_a_password_is_right_by_its_hash_only():
    kept = hashed(GOOD, user_name="kari")
    assert GOOD not in kept
    assert kept.startswith("$argon2id$")
    assert is_right(kept, GOOD)
    assert not is_right(kept, GOOD + " ")
    assert not is_right(kept, "")


def test_the_same_password_is_never_hashed_alike():
    assert hashed_anew(GOOD) != hashed_anew(GOOD)


def test_letters_with_rings_are_the_same_however_they_are_typed():
    assert is_right(hashed("bla\u030a hest pa\u030a fire", user_name="kari"), "blå hest på fire")


def test_nobody_s_password_is_never_right():
    assert not is_right(None, GOOD)
    assert not is_right(None, "")


def test_checking_nobody_s_password_costs_as_much_as_any_other():
    assert not is_outdated(NOBODYS_HASH)
    assert NOBODYS_HASH.split("$")[:4] == hashed_anew(GOOD).split("$")[:4]
    assert len(NOBODYS_HASH) == len(hashed_anew(GOOD))


def test_a_cheap_hash_is_outdated():
    assert is_outdated("$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$5Zt8xEYMkGK0i9Xh4FkD7w")


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "0 tegn"),
        ("x" * (LEAST_SIGNS - 1), f"{LEAST_SIGNS - 1} tegn"),
        ("ab cd ef gh " * 20, "tegn"),
        ("Kari er best i verden", "brukernavnet"),
        ("aaaaaaaaaaaaaaaa", "gjentar"),
    ],
)
def test_a_bad_password_is_refused_and_not_repeated(password, said):
    with pytest.raises(BadAccount, match=said) as refused:
        hashed(password, user_name="kari")
    assert not password or password not in str(refused.value)


def test_a_longer_password_than_can_be_set_is_wrong_not_cut():
    longest = "abcdefghij" * (MOST_SIGNS // 10)
    kept = hashed(longest, user_name="kari")
    assert is_right(kept, longest)
    assert not is_right(kept, longest + "x")
    assert not is_right(kept, longest * 1000)
