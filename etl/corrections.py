"""Declared corrections: a wrong value of the publisher's is replaced, for a stated reason.

The answer itself is kept untouched. A correction that does not find the wrong value it was written
for stops the source: the publisher has put it right, or something else is going on.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from etl.toml_places import line_of
from indicators import periods
from indicators.models.measurement import Mark

if TYPE_CHECKING:
    from etl.registry import Source
    from etl.source_parts import CorrectionDeclared
    from etl.transform import Observations

_CLOSE = 1e-9


def corrected(source: Source, found: Observations) -> Observations:
    """Return the observations with the source's corrections made.

    Raises:
        BadSource: If a corrected cell is not there, or its value is not the one expected.
    """
    if not source.declared.corrections:
        return found
    value, mark = found.value.copy(), found.mark.copy()
    for number, one in enumerate(source.declared.corrections):
        row = _row(found, one)
        if row is None:
            raise _refusal(source, number, "verdien som skal rettes, finnes ikke i svaret")
        given = float(value[row])
        if not math.isclose(given, one.expected, rel_tol=_CLOSE, abs_tol=_CLOSE):
            said = "ingen verdi" if math.isnan(given) else f"{given:.12g}"
            raise _refusal(
                source,
                number,
                f"kilden sier nå {said}, ikke {one.expected:.12g}; rettelsen trengs ikke lenger, "
                "eller må skrives på nytt",
            )
        value[row] = math.nan if one.value is None else one.value
        if one.mark is not None:
            mark[row] = Mark[one.mark]
    return replace(found, value=value, mark=mark)


def _row(found: Observations, one: CorrectionDeclared) -> int | None:
    codes = [breakdown.code for breakdown in found.breakdowns]
    if one.region not in found.regions or one.breakdown not in codes:
        return None
    rows = np.flatnonzero(
        (found.indicator == found.indicators.index(one.indicator))
        & (found.region == found.regions.index(one.region))
        & (found.breakdown == codes.index(one.breakdown))
        & (found.period_id == periods.parse(one.period).id)
    )
    return int(rows[0]) if len(rows) else None


def _refusal(source: Source, number: int, problem: str) -> Exception:
    line = line_of(source.text, ("corrections", number))
    return source.refusal(f"{problem}.", f"linje {line}, corrections.{number + 1}")
