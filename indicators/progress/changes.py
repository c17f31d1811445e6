"""Why a verdict is another than the last one: what differs between what the two rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Said = str | float | None


class Cause(StrEnum):
    """What changed; ``time`` is when nothing did but the day, so that what is known grew older."""

    new_period = "new_period"
    revised = "revised"
    withdrawn = "withdrawn"
    target = "target"
    baseline = "baseline"
    series_break = "series_break"
    definition = "definition"
    method = "method"
    time = "time"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed: ``what`` is the period, the target's year, or the name of a field.

    ``old`` and ``new`` are the numbers (or words) before and after, None where there was none.
    """

    cause: Cause
    what: str
    old: Said = None
    new: Said = None


_NUMBERS = ("value", "low", "high", "tolerance", "reference_year")
_DEFINING = ("direction", "frequency", "limits", "counting")


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], methods: tuple[str, str]
) -> tuple[Change, ...]:
    """Return what is different between the kept inputs of two verdicts; of values the latest first.

    ``methods`` are the method of the former and of the latter.
    """
    found = [
        *_values(before, after),
        *_targets(before, after),
        *_baseline(before, after),
        *_breaks(before, after),
        *_definition(before, after),
    ]
    if methods[0] != methods[1]:
        found.append(Change(Cause.method, "method", *methods))
    if not found and before["today"] != after["today"]:
        found.append(Change(Cause.time, "today", before["today"], after["today"]))
    return tuple(found)


def _values(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old = {code: rest for code, *rest in before["points"]}
    new = {code: rest for code, *rest in after["points"]}
    for code, (_, value, *marked) in reversed(new.items()):
        if code not in old:
            yield Change(Cause.new_period, code, None, value)
        elif [value, *marked] != old[code][1:]:
            yield Change(Cause.revised, code, old[code][1], value)
    for code, (_, value, *_marked) in old.items():
        if code not in new:
            yield Change(Cause.withdrawn, code, value, None)


def _targets(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old, new = _by_name(before), _by_name(after)
    for name, spec in new.items():
        if name not in old:
            yield Change(Cause.target, _what(spec), None, _said(spec))
        else:
            for field in _NUMBERS:
                was, now = old[name].get(field), spec.get(field)
                if was != now:
                    yield Change(Cause.target, _what(spec), was, now)
    for name, spec in old.items():
        if name not in new:
            yield Change(Cause.target, _what(spec), _said(spec), None)


def _by_name(inputs: Mapping[str, Any]) -> dict[tuple[str, Any, int], dict[str, Any]]:
    """Return the targets by rule and year; a number tells those apart that share both."""
    found: dict[tuple[str, Any, int], dict[str, Any]] = {}
    for spec in inputs["targets"]:
        place = sum(
            1 for rule, year, _ in found if (rule, year) == (spec["rule"], spec.get("year"))
        )
        found[spec["rule"], spec.get("year"), place] = spec
    return found


def _what(spec: Mapping[str, Any]) -> str:
    return str(spec["year"]) if spec.get("year") is not None else str(spec["rule"])


def _said(spec: Mapping[str, Any]) -> Said:
    """Return the first number that a target states, else its rule."""
    for field in _NUMBERS[:3]:
        if (number := spec.get(field)) is not None:
            return float(number)
    return str(spec["rule"])


def _baseline(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    old, new = before["baseline"] or {}, after["baseline"] or {}
    for field in ("year", "value"):
        if old.get(field) != new.get(field):
            yield Change(Cause.baseline, field, old.get(field), new.get(field))


def _breaks(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for time in sorted(set(after["breaks"]) ^ set(before["breaks"])):
        was = time in before["breaks"]
        yield Change(
            Cause.series_break, f"{time:.1f}", time if was else None, None if was else time
        )


def _definition(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for field in _DEFINING:
        was, now = before.get(field), after.get(field)
        if was != now:
            yield Change(
                Cause.definition,
                field,
                None if was is None else str(was),
                None if now is None else str(now),
            )
