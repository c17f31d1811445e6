"""What is wrong in a file: every problem with its place, the first hundred of them told at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indicators.errors import BadPlan

if TYPE_CHECKING:
    from collections.abc import Sequence


_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file; ``place`` is such as «linje 7», or empty."""

    place: str
    text: str

    def __str__(self) -> str:
        """Return the problem as a line of a message."""
        return f"{self.place}: {self.text}" if self.place else self.text


def refuse(file: str, problems: Sequence[Problem]) -> None:
    """Raise all problems of a file as one error; does nothing when there are none.

    Raises:
        BadPlan: If there is any problem.
    """
    if not problems:
        return
    if len(problems) == 1:
        raise BadPlan(file, problems[0].text, problems[0].place)
    lines = [f"  {problem}" for problem in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(f"  … og {len(problems) - _SHOWN} til.")
    told = "\n".join(lines)
    raise BadPlan(file, f"{len(problems)} feil:\n{told}")
