"""Where in a TOML file something stands, so that a mistake is told with its line."""

from __future__ import annotations

import re
from typing import Any


def line_of(text: str, location: tuple[int | str, ...]) -> int | None:
    """Return the line of a TOML file that the nearest thing to a location stands on."""
    lines = text.splitlines()
    first, last, found = 0, len(lines), None
    steps: list[Any] = list(location)
    if len(steps) > 1 and isinstance(steps[1], int):
        heads = [i for i, line in enumerate(lines) if line.strip() == f"[[{steps[0]}]]"]
        if steps[1] < len(heads):
            first = heads[steps[1]]
            last = heads[steps[1] + 1] if steps[1] + 1 < len(heads) else len(lines)
            found = first
            steps = steps[2:]
    for step in steps:
        form = re.compile(rf'\s*(\[+[\w.]*\.?)?["\']?{re.escape(str(step))}["\']?\s*[=\].]')
        at = next((i for i in range(first, last) if form.match(lines[i])), None)
        if at is None:
            break
        first = found = at
    return None if found is None else found + 1
