"""What a verdict was computed from, as JSON-able values and back, so that it can be done again."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from indicators.models.measurement import Counting, Mark
from indicators.progress.ambition import Rule
from indicators.progress.values import BaselineSpec, CountSpec, Limits, Point, TargetSpec

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def as_inputs(
    points: Sequence[Point],
    *,
    baseline: BaselineSpec | None,
    targets: Sequence[TargetSpec],
    **rest: Any,  # noqa: ANN401 - the rest as ``assess`` takes it
) -> dict[str, Any]:
    """Return the arguments of ``assess`` as JSON-able values; what is not set is left out."""
    inputs: dict[str, Any] = {
        "points": [_point(point) for point in points],
        "baseline": None if baseline is None else {"year": baseline.year, "value": baseline.value},
        "targets": [_target(spec) for spec in targets],
        "direction": str(rest["direction"]),
        "breaks": list(rest["breaks"]),
        "frequency": str(rest["frequency"]),
        "today": rest["today"].isoformat(),
    }
    limits, counting = rest["limits"], rest["counting"]
    if limits.floor is not None or limits.ceiling is not None:
        inputs["limits"] = [limits.floor, limits.ceiling]
    if counting is not None:
        inputs["counting"] = [counting.kind.value, counting.per]
    return inputs


def _point(point: Point) -> list[Any]:
    kept: list[Any] = [point.code, point.time, point.value, int(point.mark)]
    return kept if point.population is None else [*kept, point.population]


def as_arguments(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the arguments of ``assess`` again: ``assess(**as_arguments(stored))``.

    Raises:
        KeyError: If something is missing.
    """
    baseline = inputs["baseline"]
    return {
        "points": [
            Point(time, value, Mark(mark), code, *population)
            for code, time, value, mark, *population in inputs["points"]
        ],
        "baseline": None if baseline is None else BaselineSpec(**baseline),
        "targets": [
            TargetSpec(**{**spec, "rule": Rule(spec["rule"])}) for spec in inputs["targets"]
        ],
        "direction": inputs["direction"],
        "breaks": inputs["breaks"],
        "frequency": inputs["frequency"],
        "today": date.fromisoformat(inputs["today"]),
        "limits": Limits(*inputs.get("limits", ())),
        "counting": _counting(inputs.get("counting")),
    }


def _counting(kept: Sequence[Any] | None) -> CountSpec | None:
    if kept is None:
        return None
    kind, per = kept
    return CountSpec(Counting(kind), per)


def _target(spec: TargetSpec) -> dict[str, Any]:
    return {name: value for name, value in asdict(spec).items() if value is not None}
