"""The numbers on the way to a verdict of the default method, by their symbols in its formulas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.progress import ranks
from indicators.progress.aims import Kind
from indicators.progress.sight import expected, is_due, way
from indicators.progress.verdicts import known

if TYPE_CHECKING:
    from indicators.progress.sight import Sight
    from indicators.progress.values import Assessment


def steps_toward(sight: Sight) -> dict[str, float]:
    """Return what an aim was held against: the edge that counts, the path, and the shares behind.

    Shares are of the whole way, and above zero when behind.
    """
    steps = known(yT=sight.edge, tT=sight.aim.deadline)
    if sight.aim.kind is not Kind.path or sight.aim.path_from is None:
        return steps
    whole, path = way(sight), expected(sight)
    steps["t0"], steps["y0"] = sight.aim.path_from
    steps |= {"E": path, "W": whole, "q_y": sight.sign * (path - sight.latest.value) / whole}
    if sight.has_interval and not is_due(sight):
        steps |= {"L": sight.level, "q_L": sight.sign * (path - sight.level) / whole}
    return steps


def steps_of(verdict: Assessment) -> dict[str, float]:
    """Return all steps to a verdict; only those that were taken."""
    if verdict.latest is None:
        return {}
    use = verdict.target
    steps: dict[str, float] = {"t": verdict.latest.time, "y": verdict.latest.value}
    if use is not None:
        steps |= use.steps
    steps |= _trend(verdict)
    if verdict.interval is not None:
        steps["low"], steps["high"] = verdict.interval
    if use is not None:
        steps |= known(
            L_T=use.projected,
            L_T_low=use.projected_low,
            L_T_high=use.projected_high,
            P=use.chance,
        )
    return steps


def _trend(verdict: Assessment) -> dict[str, float]:
    line = verdict.trend
    if line is None:
        return {}
    points = len(line.times)
    steps: dict[str, float] = {"n": points, "N": ranks.pairs(points), "b": line.slope}
    left_out = ranks.left_out(points)
    if line.low is not None and line.high is not None and left_out is not None:
        steps |= {"k": left_out, "b_low": line.low, "b_high": line.high}
    if verdict.noise is not None:
        steps["s"] = verdict.noise
    return steps
