"""What a verdict was computed from, as JSON-able values and back, so that it can be done again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from indicators.models.measurement import Mark
from indicators.progress.ambition import Rule
from indicators.progress.values import BaselineSpec, Point, TargetSpec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def as_inputs(
    points: Sequence[Point],
    *,
    baseline: BaselineSpec | None,
    targets: Sequence[TargetSpec],
    **rest: Any,  # noqa: ANN401 - direction, breaks, frequency, today as ``assess`` takes them
) -> dict[str, Any]:
    """Return the arguments of ``assess`` as JSON-able values."""
    return {
        "points": [[p.code, p.time, p.value, int(p.mark)] for p in points],
        "baseline": None if baseline is None else {"year": baseline.year, "value": baseline.value},
        "targets": [_target(spec) for spec in targets],
        "direction": str(rest["direction"]),
        "breaks": list(rest["breaks"]),
        "frequency": str(rest["frequency"]),
        "today": rest["today"].isoformat(),
    }


def as_arguments(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of ``assess`` again: ``assess(**as_arguments(stored))``.

    Raises:
        KeyError: If something is missing.
    """
    baseline = inputs["baseline"]
    return {
        "points": [
            Point(time, value, Mark(mark), code) for code, time, value, mark in inputs["points"]
        ],
        "baseline": None if baseline is None else BaselineSpec(**baseline),
        "targets": [
            TargetSpec(**{**spec, "rule": Rule(spec["rule"])}) for spec in inputs["targets"]
        ],
        "direction": inputs["direction"],
        "breaks": inputs["breaks"],
        "frequency": inputs["frequency"],
        "today": date.fromisoformat(inputs["today"]),
    }


def _target(spec: TargetSpec) -> dict[str, Any]:
    return {name: value for name, value in asdict(spec).items() if value is not None}
