"""What a check says to programs and on the command line."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from etl.workbooks.findings import Severity

if TYPE_CHECKING:
    from etl.annual_plan.checks import CheckedPlan
    from etl.workbooks.findings import Finding


def as_json(checked: CheckedPlan) -> dict[str, object]:
    """Return the answer to ``--json``: plain values only, dates as ISO text."""
    content = checked.plan or checked.report
    return {
        "accepted": checked.accepted,
        "kind": "report" if checked.is_report else "plan",
        "unit": checked.unit_key,
        "year": checked.year,
        "findings": [_finding(found) for found in checked.findings],
        "rows": None if content is None else asdict(content),
    }


def summary(checked: CheckedPlan) -> str:
    """Return what the workbook is and whether it can be delivered, in a sentence."""
    what = "Rapporten" if checked.is_report else "Årsplanen"
    errors = sum(found.severity is Severity.error for found in checked.findings)
    warnings = len(checked.findings) - errors
    of = f"{checked.unit_key or 'ukjent enhet'} {checked.year or ''}".strip()
    if errors:
        return f"{what} for {of} kan ikke leveres: {_count(errors, 'feil', 'feil')}."
    noted = f", med {_count(warnings, 'merknad', 'merknader')}" if warnings else ""
    return f"{what} for {of} kan leveres{noted}."


def _count(number: int, one: str, several: str) -> str:
    return f"{number} {one if number == 1 else several}"


def _finding(found: Finding) -> dict[str, str]:
    return {
        "sheet": found.sheet,
        "cell": found.cell,
        "code": found.code,
        "severity": found.severity.value,
        "value": found.value,
        "message": found.message,
    }
