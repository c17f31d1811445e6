"""Which of a variable's codes an expression means: ``*``, ``K-?``, ``top(5)`` or ``from(2015)``.

Worked out against the provider's own list of codes, before anything is asked: to count cells, to
split what is too large, and to know afterwards whether what came is what was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from etl.providers.own_words import one_line
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Collection

_CALL = re.compile(r"([A-Za-z]+)\(([^()]*)\)")
_EXAMPLES = 5


class _Unknown(Exception):  # noqa: N818 - turned into BadSource where the variable is known
    """A code that the variable does not have, or arguments that mean nothing."""


Chosen = Sequence[str]
_Pick = Callable[[Chosen, list[str], bool], Chosen]


def _first(codes: Chosen, arguments: list[str], _is_time: bool) -> Chosen:
    count, skipped = _count(arguments)
    return codes[skipped : skipped + count]


def _last(codes: Chosen, arguments: list[str], _is_time: bool) -> Chosen:
    count, skipped = _count(arguments)
    end = max(0, len(codes) - skipped)
    return codes[max(0, end - count) : end]


def _top(codes: Chosen, arguments: list[str], is_time: bool) -> Chosen:
    # In PxWeb the top of time is the newest, though time is listed from the oldest.
    return (_last if is_time else _first)(codes, arguments, is_time)


def _bottom(codes: Chosen, arguments: list[str], is_time: bool) -> Chosen:
    return (_first if is_time else _last)(codes, arguments, is_time)


def _from(codes: Chosen, arguments: list[str], _is_time: bool) -> Chosen:
    return codes[_position(codes, arguments, 0, of=1) :]


def _to(codes: Chosen, arguments: list[str], _is_time: bool) -> Chosen:
    return codes[: _position(codes, arguments, 0, of=1) + 1]


def _range(codes: Chosen, arguments: list[str], _is_time: bool) -> Chosen:
    return codes[_position(codes, arguments, 0, of=2) : _position(codes, arguments, 1, of=2) + 1]


_PICKS: Final[dict[str, _Pick]] = {
    "top": _top,
    "bottom": _bottom,
    "from": _from,
    "to": _to,
    "range": _range,
    "first": _first,
    "last": _last,
}


def _count(arguments: list[str]) -> tuple[int, int]:
    numbers = [int(given) for given in arguments if given.isascii() and given.isdigit()]
    match numbers:
        case [count] if len(arguments) == 1 and count > 0:
            return count, 0
        case [count, skipped] if len(arguments) == len(numbers) and count > 0:
            return count, skipped
    raise _Unknown("antallet må være et helt tall over null")


def _position(codes: Chosen, arguments: list[str], at: int, *, of: int) -> int:
    if len(arguments) != of:
        raise _Unknown("feil antall koder i parentesen")
    wanted = arguments[at].casefold()
    for position, code in enumerate(codes):
        if code.casefold() == wanted:
            return position
    raise _Unknown(f"koden «{arguments[at]}» finnes ikke")


def call_of(expression: str) -> tuple[str, list[str]] | None:
    """Return the name and arguments of ``name(a,b)``; None for anything else."""
    match = _CALL.fullmatch(expression)
    if match is None:
        return None
    return match[1].lower(), [part.strip() for part in match[2].split(",")]


def is_pattern(expression: str) -> bool:
    """Tell whether ``*`` or ``?`` stands for other signs in the expression."""
    return "*" in expression or "?" in expression


def is_plain(expression: str, known: Collection[str] = frozenset(_PICKS)) -> bool:
    """Tell whether the expression is a code, neither pattern nor call."""
    call = call_of(expression)
    return not is_pattern(expression) and (call is None or call[0] not in known)


def resolve(
    expressions: Sequence[str],
    codes: Sequence[str],
    *,
    is_time: bool,
    calls: Collection[str],
    place: str,
) -> tuple[str, ...]:
    """Return the codes that the expressions mean, each once, in the variable's own order.

    Upper and lower case are the same, as they are at PxWeb. ``calls`` are the names that the
    provider knows. ``place`` names file and variable for the message.

    Raises:
        BadSource: If an expression means no code, or is not one that the provider knows.
    """
    by_folded = {code.casefold(): code for code in codes}
    chosen: set[str] = set()
    for expression in expressions:
        found = by_folded.get(expression.casefold())
        if found is not None:
            chosen.add(found)
            continue
        try:
            meant = _meant(expression, codes, is_time=is_time, calls=calls)
        except _Unknown as unknown:
            raise _refusal(expression, str(unknown), codes, place) from None
        if not meant:
            raise _refusal(expression, "passer ikke på noen kode", codes, place)
        chosen.update(meant)
    return tuple(code for code in codes if code in chosen)


def _meant(
    expression: str, codes: Sequence[str], *, is_time: bool, calls: Collection[str]
) -> Sequence[str]:
    call = call_of(expression)
    if call is not None and call[0] in calls:
        return _PICKS[call[0]](codes, call[1], is_time)
    if is_pattern(expression):
        matches = _pattern(expression).fullmatch
        return [code for code in codes if matches(code)]
    raise _Unknown("koden finnes ikke")


def _pattern(expression: str) -> re.Pattern[str]:
    # Several stars in a row mean no more than one, and would make matching slow.
    signs = re.sub(r"\*+", "*", expression)
    wild = {"*": ".*", "?": "."}
    return re.compile("".join(wild.get(sign) or re.escape(sign) for sign in signs), re.IGNORECASE)


def _refusal(expression: str, problem: str, codes: Sequence[str], place: str) -> BadSource:
    some = ", ".join(codes[:_EXAMPLES]) + (" …" if len(codes) > _EXAMPLES else "")
    return BadSource(
        place,
        one_line(f"«{expression}»: {problem}. Leverandøren har {len(codes)} koder: {some}."),
    )
