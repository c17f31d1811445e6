"""What a person did wrong in a workbook, as data: all of it at once, each at its cell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from etl.workbooks.messages import MESSAGES
from indicators.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_VALUE = 200


class Severity(StrEnum):
    """An error stops the workbook; a warning is only told."""

    error = "error"
    warning = "warning"


_WORDS = {Severity.error: "feil", Severity.warning: "merk"}
_EVERYWHERE = "hele arbeidsboken"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where it is, what stands there, and what is allowed.

    ``cell`` is empty for what concerns a whole sheet, ``sheet`` too for the whole workbook.
    """

    sheet: str
    cell: str
    code: str
    severity: Severity
    value: str
    params: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> str:
        """The place as people write it: ``Tiltak!B7``, ``Tiltak``, or nothing."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    @property
    def message(self) -> str:
        """What is wrong, in bokmål."""
        return self.message_in(Language.nb)

    def message_in(self, language: Language) -> str:
        """What is wrong and what is allowed, in a language."""
        params = dict(self.params)
        suggested = f"{self.code}:suggestion"
        key = suggested if "suggestion" in params and suggested in MESSAGES else self.code
        return MESSAGES[key][language].format_map({"value": self.value, **params})


def finding(
    sheet: str,
    cell: str,
    code: str,
    value: str = "",
    *,
    severity: Severity = Severity.error,
    **params: str,
) -> Finding:
    """Return a finding; a long value is cut."""
    if len(value) > _LONGEST_VALUE:
        value = value[: _LONGEST_VALUE - 1] + "…"
    return Finding(sheet, cell, code, severity, value, tuple(params.items()))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings stops the workbook."""
    return any(found.severity is Severity.error for found in findings)


def as_lines(findings: Iterable[Finding]) -> list[str]:
    """Return one line for every finding: where, how bad, what."""
    return [
        f"{found.place or _EVERYWHERE}: {_WORDS[found.severity]}: {found.message}"
        for found in findings
    ]
