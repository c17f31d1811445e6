"""How a status was found, step by step, and what other methods say of the same figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.components.navigation import details
from dashboard.components.notices import alert
from dashboard.components.tables import Column, data_table
from dashboard.markup import h
from indicators.progress.grounds import grounds
from indicators.progress.methods import DEFAULT, METHODS
from indicators.progress.verdicts import Course, disagree
from indicators.progress.wording import terms_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.context import View
    from dashboard.markup import Child, Node

_DIGITS = 4
_WHOLE = ("n", "N", "k")
_TIMES = ("t", "t0", "tT")


def confidence_grounds(view: View, inputs: str) -> Node | None:
    """Return why the confidence is not the highest; None where it is."""
    found = grounds(inputs, view.language)
    if not found:
        return None
    return h(
        "div",
        h("p", view.text("Sikkerheten er senket fordi:"), class_="ds-paragraph"),
        h("ul", [h("li", one) for one in found], class_="ds-list"),
    )


def steps_part(view: View, kept: Mapping[str, Any]) -> Node | None:
    """Return the steps of the default method, each with its formula; None where there are none."""
    text = view.text
    verdict = _verdicts(kept).get(DEFAULT.id)
    if verdict is None or not verdict[3]:
        return None
    return details(
        text("Steg for steg"),
        h(
            "p",
            text("Metode {method}. Formlene er forklart i metodebeskrivelsen.", method=DEFAULT.key),
            class_="ds-paragraph",
        ),
        _steps_table(view, DEFAULT.id, verdict[3]),
    )


def methods_part(view: View, kept: Mapping[str, Any]) -> Node | None:
    """Return what every method says, side by side, and whether they disagree."""
    text, terms = view.text, terms_of(view.language)
    verdicts = _verdicts(kept)
    others = [verdict for method, verdict in verdicts.items() if method != DEFAULT.id]
    if all(course is None for _, course, *_ in others):
        return None
    rows: list[Sequence[Child]] = [
        (terms.methods[method], terms.statuses[status], terms.courses[_course(course)])
        for method, (status, course, *_) in verdicts.items()
    ]
    differ = disagree(_course(course) for _, course, *_ in verdicts.values())
    said = terms.disagree if differ else terms.agree
    table = data_table(
        text("Hva ulike metoder sier om de samme tallene"),
        [Column(text("Metode")), Column(text("Sier")), Column(text("Retning"))],
        rows,
    )
    return details(
        text("Andre metoder på de samme tallene"),
        alert(h("p", said), colour="warning") if differ else h("p", said, class_="ds-paragraph"),
        table,
        [
            details(terms.methods[method], _steps_table(view, method, steps))
            for method, (_, _, _, steps) in verdicts.items()
            if steps and method != DEFAULT.id
        ],
        is_open=differ,
    )


def _steps_table(view: View, method: str, steps: Mapping[str, float]) -> Node:
    text, terms = view.text, terms_of(view.language)
    formulas = METHODS[method].formulas
    rows: list[Sequence[Child]] = [
        (_what(terms.steps[symbol], symbol, formulas[symbol]), _number(view, symbol, steps[symbol]))
        for symbol in formulas
        if symbol in steps
    ]
    columns = [Column(text("Steg")), Column(text("Tall"), is_number=True)]
    return data_table(
        text("Stegene i utregningen"), columns, rows, becomes_cards=False, class_="steps"
    )


def _what(label: str, symbol: str, formula: str) -> list[Child]:
    return [label, h("br"), h("code", f"{symbol} = {formula}" if formula else symbol)]


def _number(view: View, symbol: str, value: float) -> str:
    if symbol in _TIMES:
        # A year is written without a space after the thousands.
        return "".join(view.formats.number(value, 1).split())
    return view.formats.number(value, 0 if symbol in _WHOLE else _DIGITS)


def _verdicts(kept: Mapping[str, Any]) -> dict[str, Sequence[Any]]:
    """Return (status, course, value, steps) by the id of the method."""
    methods = kept.get("result", {}).get("methods", ())
    return {
        key.rpartition("-")[0]: rest for key, *rest in methods if key.rpartition("-")[0] in METHODS
    }


def _course(code: str | None) -> Course | None:
    return None if code is None else Course(code)
