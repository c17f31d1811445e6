"""Money of actions: running costs and investments together, split by share, in cells of a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dashboard.context import View

_MILLION = 1_000_000
# Shares come as decimals: three thirds may sum to a little less than one.
_NEARLY_ONE = 1 - 1e-6


@dataclass(frozen=True, slots=True)
class Amount:
    """Whole kroner; None is not stated, zero is stated as zero."""

    operating_nok: int | None = None
    investment_nok: int | None = None

    @property
    def total_nok(self) -> int | None:
        """Both together, None where neither is stated."""
        return _sum((self.operating_nok, self.investment_nok))


def sum_of(amounts: Iterable[Amount]) -> Amount:
    """Return amounts added up; what is stated nowhere stays not stated."""
    listed = list(amounts)
    return Amount(
        _sum(amount.operating_nok for amount in listed),
        _sum(amount.investment_nok for amount in listed),
    )


def split(amount: Amount, shares: Sequence[float]) -> tuple[list[Amount], Amount]:
    """Return the parts of an amount by share, and what belongs to none; together the whole.

    Where the shares sum to one, what rounding leaves goes to the first part.
    """
    operating, operating_rest = _split(amount.operating_nok, shares)
    investment, investment_rest = _split(amount.investment_nok, shares)
    parts = [Amount(*pair) for pair in zip(operating, investment, strict=True)]
    return parts, Amount(operating_rest, investment_rest)


def _split(nok: int | None, shares: Sequence[float]) -> tuple[list[int | None], int | None]:
    if nok is None:
        return [None] * len(shares), None
    parts = [round(share * nok) for share in shares]
    rest = nok - sum(parts)
    if sum(shares) >= _NEARLY_ONE:
        parts[0] += rest
        return [*parts], None
    return [*parts], rest


def _sum(values: Iterable[int | None]) -> int | None:
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None


def millions(view: View, nok: int | None) -> Node:
    """Return an amount as a bare number of millions; the heading says what it is."""
    if nok is None:
        return h("span", view.formats.number(None), class_="muted")
    return h(
        "data",
        view.formats.number(nok / _MILLION, 1),
        value=nok,
        title=view.formats.kroner(nok),
        class_="money",
    )


def millions_cell(view: View, amount: Amount) -> Node:
    """Return an amount in millions, and below it how much of it is investment."""
    return h(
        "span",
        millions(view, amount.total_nok),
        h(
            "span",
            view.text(
                "inv. {amount}", amount=view.formats.number(amount.investment_nok / _MILLION, 1)
            ),
            class_="below",
        )
        if amount.investment_nok
        else None,
    )
