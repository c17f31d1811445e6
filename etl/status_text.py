"""A status explained as text, so that a person can compute it again by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.languages import Language
from indicators.models.measurement import Mark
from indicators.progress.methods import DEFAULT, METHODS
from indicators.progress.verdicts import Course, disagree
from indicators.progress.wording import terms_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from indicators.progress.wording import Terms
    from indicators.queries.status_explained import Explained


def explained_lines(told: Explained, method: str) -> Iterator[str]:
    """Give the lines that explain a status: inputs, steps and verdict of a method, then the others.

    ``method`` is the id of one of ``METHODS``.
    """
    terms = terms_of(Language.nb)
    inputs, result = told.kept["inputs"], told.kept["result"]
    yield f"{told.title} ({told.key}), {told.unit_of_measure}"
    yield (
        f"Status: {terms.statuses[told.status]} · sikkerhet {told.confidence or '–'}"
        f" · metode {told.method} · per {inputs['today']}"
    )
    if told.as_known_at is not None:
        yield f"Slik det var kjent {told.as_known_at:%Y-%m-%d}."
        if told.plan_is_of_today:
            yield "Mål og utgangspunkt er de som gjelder nå: eldre er ikke tatt vare på."
    yield ""
    yield from _inputs(inputs)
    yield ""
    verdicts = {key.rpartition("-")[0]: rest for key, *rest in result["methods"]}
    if method in verdicts:
        yield from _steps(terms, method, verdicts[method])
    if method == DEFAULT.id:
        yield from _reasons(terms, result["reasons"])
        if (final := result["final"]) is not None:
            yield f"  Siste mål, {final['year']}: {terms.statuses[final['status']]}"
    yield ""
    yield from _side_by_side(terms, verdicts)


def decimal(value: float | None) -> str:
    """Return a number with all its digits and a decimal comma."""
    return "–" if value is None else f"{value:.12g}".replace(".", ",")


def _inputs(inputs: Mapping[str, Any]) -> Iterator[str]:
    yield "Inndata"
    yield f"  retning {inputs['direction']}, hyppighet {inputs['frequency']}"
    baseline = inputs["baseline"]
    if baseline is not None:
        value = "verdien målt det året" if baseline["value"] is None else decimal(baseline["value"])
        yield f"  utgangspunkt {baseline['year']}: {value}"
    for spec in inputs["targets"]:
        numbers = ", ".join(
            f"{name} {number if name in ('year', 'reference_year') else decimal(number)}"
            for name, number in spec.items()
            if name != "rule"
        )
        yield f"  mål {spec['rule']}: {numbers}" if numbers else f"  mål {spec['rule']}"
    if inputs["breaks"]:
        yield f"  brudd ved {', '.join(decimal(time) for time in inputs['breaks'])}"
    if "limits" in inputs:
        yield f"  gulv {decimal(inputs['limits'][0])}, tak {decimal(inputs['limits'][1])}"
    if "counting" in inputs:
        yield f"  telling {inputs['counting'][0]} per {decimal(inputs['counting'][1])}"
    for code, time, value, mark, *people in inputs["points"]:
        marked = f"  ({Mark(mark).name})" if mark else ""
        behind = f"  av {decimal(people[0])} personer" if people else ""
        yield f"  {code:>10}  t {decimal(round(time, 6)):>12}  y {decimal(value)}{behind}{marked}"


def _steps(terms: Terms, method: str, verdict: Sequence[Any]) -> Iterator[str]:
    status, course, _, steps = verdict
    formulas = METHODS[method].formulas
    yield f"Steg ({terms.methods[method]})"
    for symbol in [name for name in formulas if name in steps]:
        formula = f" = {formulas[symbol]}" if formulas[symbol] else ""
        yield f"  {symbol}{formula} = {decimal(steps[symbol])}  {terms.steps[symbol]}"
    yield f"Vurdering: {terms.statuses[status]} ({_course(terms, course)})"


def _reasons(terms: Terms, reasons: Sequence[Sequence[Any]]) -> Iterator[str]:
    for code, number in reasons:
        size = "" if number is None else f": {decimal(number)}"
        yield f"  {terms.reasons.get(code, code)}{size}"


def _side_by_side(terms: Terms, verdicts: Mapping[str, Sequence[Any]]) -> Iterator[str]:
    yield "Metodene side om side"
    for method, (status, course, value, _) in verdicts.items():
        number = "" if value is None else f", {decimal(value)}"
        said = terms.statuses[status]
        yield f"  {terms.methods[method]}: {said}{number} ({_course(terms, course)})"
    courses = [Course(course) for _, course, *_ in verdicts.values() if course is not None]
    if courses:
        yield f"  {terms.disagree if disagree(courses) else terms.agree}"


def _course(terms: Terms, course: str | None) -> str:
    return terms.courses[None if course is None else Course(course)]
