"""Why the confidence in a status is not the highest, in plain words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from indicators.progress.wording import phrases_of

if TYPE_CHECKING:
    from indicators.languages import Language

_COUNTED = ("points", "stale")


def grounds(inputs: str, language: Language) -> tuple[str, ...]:
    """Return what lowered the confidence, a sentence for each; nothing when all is well.

    ``inputs`` is what ``summary.inputs`` holds. An age is given in whole years.
    """
    phrases = phrases_of(language).grounds
    found = []
    for code, number in json.loads(inputs)["result"]["reasons"]:
        if code not in phrases:
            continue
        count = round(number) if code in _COUNTED else 0
        is_one = code == "points" and count == 1
        found.append(phrases["one_point" if is_one else code].format(count))
    return tuple(found)
