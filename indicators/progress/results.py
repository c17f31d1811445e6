"""A verdict as JSON-able values: what it was computed from, the steps, and what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.progress.values import Assessment, TargetUse
    from indicators.progress.verdicts import Verdict


def as_result(verdict: Assessment, methods: Sequence[Verdict] = ()) -> dict[str, Any]:
    """Return a verdict as it is kept; ``inputs`` gives the verdict again by ``as_arguments``.

    ``methods`` is what every method says of the same, with the steps of each.
    """
    return {
        "method": verdict.method,
        "inputs": dict(verdict.inputs),
        "result": {
            "status": verdict.status.value,
            "confidence": verdict.confidence.value if verdict.confidence else None,
            "reasons": _reasons(verdict.reasons),
            "baseline": [verdict.baseline_year, verdict.baseline_value],
            "start": list(verdict.start) if verdict.start else None,
            "interval": list(verdict.interval) if verdict.interval else None,
            "trend": {
                "points": verdict.trend_points,
                "slope": verdict.slope,
                "low": verdict.slope_low,
                "high": verdict.slope_high,
                "noise": verdict.noise,
            },
            "target": _target(verdict.target),
            "final": _target(verdict.final),
            "methods": [
                [one.method, one.status, one.course, one.value, dict(one.steps)] for one in methods
            ],
        },
    }


def _reasons(reasons: tuple[Any, ...]) -> list[list[Any]]:
    return [[reason.code, reason.number] for reason in reasons]


def _target(use: TargetUse | None) -> dict[str, Any] | None:
    if use is None:
        return None
    return {
        "rule": use.spec.rule.value,
        "year": use.spec.year,
        "status": use.status.value,
        "reasons": _reasons(use.reasons),
        "band": [use.band.low, use.band.high, use.band.strict] if use.band else None,
        "goal": use.goal,
        "time": use.time,
        "expected": use.expected,
        "projected": use.projected,
        "projected_low": use.projected_low,
        "projected_high": use.projected_high,
        "chance": use.chance,
    }
