"""Who is signed in, and who tried in vain.

These rows change nothing that a page shows, so they are written past the session: the data version
stays, and the pages that were made stay with it. Nobody has rights to ask for here; this is what
happens before it is known who asks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update

from indicators.models.people import Person, SignIn, SignInAttempt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


def start_sign_in(session: Session, person_id: int, token_hash: str, *, at: datetime) -> None:
    """Note that a person is signed in."""
    session.connection().execute(
        insert(SignIn).values(token_hash=token_hash, person_id=person_id, started_at=at, seen_at=at)
    )


def see_again(session: Session, token_hash: str, *, at: datetime) -> None:
    """Note that somebody who is signed in is still there."""
    session.connection().execute(
        update(SignIn).where(SignIn.token_hash == token_hash).values(seen_at=at)
    )


def end_sign_in(session: Session, token_hash: str) -> None:
    """Note that somebody is no longer signed in: from now on the token is nobody's."""
    session.connection().execute(delete(SignIn).where(SignIn.token_hash == token_hash))


def forget_ended(session: Session, *, seen_before: datetime, started_before: datetime) -> None:
    """Forget those whose time is over."""
    session.connection().execute(
        delete(SignIn).where(
            (SignIn.seen_at <= seen_before) | (SignIn.started_at <= started_before)
        )
    )


def note_attempts(session: Session, subjects: Sequence[str], *, at: datetime) -> list[int]:
    """Note a try to sign in, once for each subject, and return the ids of the notes."""
    return [
        session.connection()
        .execute(insert(SignInAttempt).values(subject=subject, at=at).returning(SignInAttempt.id))
        .scalar_one()
        for subject in subjects
    ]


def take_back_attempts(session: Session, ids: Sequence[int]) -> None:
    """Forget tries that do not count: one that was right, and one that was turned away."""
    session.connection().execute(delete(SignInAttempt).where(SignInAttempt.id.in_(ids)))


def forget_attempts(session: Session, *, before: datetime) -> None:
    """Forget tries that are too old to count."""
    session.connection().execute(delete(SignInAttempt).where(SignInAttempt.at <= before))


def forget_attempts_of(session: Session, subject: str) -> None:
    """Forget the tries of a subject that has succeeded."""
    session.connection().execute(delete(SignInAttempt).where(SignInAttempt.subject == subject))


def renew_hash(session: Session, person_id: int, password_hash: str) -> None:
    """Keep the same password under a costlier hash."""
    session.connection().execute(
        update(Person).where(Person.id == person_id).values(password_hash=password_hash)
    )
