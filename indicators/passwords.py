"""Passwords: what is good enough, and hashes (argon2id) that tell whether one is right."""

from __future__ import annotations

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from indicators.errors import BadAccount

LEAST_SIGNS = 12
MOST_SIGNS = 200

NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$"
    "3Q3vu6yVErCQowjHkiKMcA$c/S28FDNOcsU2DlKrWP2DDhpcYKsv0YjYHlHrimqNMo"
)
"""The hash of a password that nobody has: checking against it takes as long as any other."""


def hashed(password: str, *, user_name: str) -> str:
    """Return the hash to keep of a new password.

    Raises:
        BadAccount: If it is too short, too long, or too easy to guess.
    """
    normal = _normal(password)
    if not LEAST_SIGNS <= len(normal) <= MOST_SIGNS:
        raise BadAccount(
            f"Passordet har {len(normal)} tegn. Velg et med {LEAST_SIGNS} til {MOST_SIGNS} tegn,"
            " for eksempel fire tilfeldige ord."
        )
    if user_name.casefold() in normal.casefold():
        raise BadAccount("Passordet inneholder brukernavnet. Velg et annet.")
    if len(set(normal)) < LEAST_SIGNS // 2:
        raise BadAccount("Passordet gjentar de samme få tegnene. Velg et annet.")
    return PasswordHasher().hash(normal)


def hashed_anew(password: str) -> str:
    """Return a new hash of a password that is in use, however good it is."""
    return PasswordHasher().hash(_normal(password))


def is_right(kept_hash: str | None, password: str) -> bool:
    """Tell whether a password is the one of a hash; takes equally long where there is no hash."""
    # Longer ones than can be set are cut: the answer is no, and it costs no more than any other.
    tried = _normal(password[: MOST_SIGNS * 4])[: MOST_SIGNS + 1]
    try:
        PasswordHasher().verify(kept_hash or NOBODYS_HASH, tried)
    except VerifyMismatchError:
        return False
    return kept_hash is not None


def is_outdated(kept_hash: str) -> bool:
    """Tell whether a hash was made more cheaply than they are made now."""
    return PasswordHasher().check_needs_rehash(kept_hash)


def _normal(password: str) -> str:
    # An å can be one sign or two, by keyboard; both are the same password.
    return unicodedata.normalize("NFKC", password)
