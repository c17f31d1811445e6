"""Makes one answer of the replies that a query took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.providers.answers import Answer, joined, same_instant
from etl.providers.own_words import shown
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Sequence

    from etl.providers.declaration import Declaration
    from etl.providers.http import Reply


def one_moment(updated: Sequence[str | None], address: str) -> str | None:
    """Return when the table was updated, by the first who says it; None if nobody does.

    Raises:
        BadSource: If the table was updated between the calls: half of the old one and half of the
            new would look like one.
    """
    said = [moment for moment in updated if moment is not None]
    if any(not same_instant(said[0], moment) for moment in said[1:]):
        problem = "tabellen ble oppdatert mens vi spurte. Kjør på nytt om noen minutter."
        raise BadSource(shown(address), problem)
    return said[0] if said else None


def answer_of(
    declaration: Declaration,
    replies: Sequence[Reply],
    updated: str | None,
    *,
    content: bytes | None = None,
) -> Answer:
    """Return the replies as one answer; JSON-stat datasets become one collection.

    ``content`` is what they are together where they are something else than JSON-stat.

    Raises:
        BadSource: If they are too large together.
    """
    first, last = replies[0], replies[-1]
    alone = len(replies) == 1
    address = first.address if alone else first.address.partition("?")[0]
    if content is None:
        content = joined([reply.content for reply in replies], shown(address))
    return Answer(
        content,
        first.media_type,
        first.charset,
        address,
        declaration.asked(),
        updated,
        last.fetched_at,
    )
