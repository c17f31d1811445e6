"""What a language has to say for the plain sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.periods import PeriodKind
    from indicators.progress.ambition import Rule
    from indicators.progress.values import Status


@dataclass(frozen=True, slots=True)
class Phrases:
    """The fixed grammar of one language; ``{}`` and names in braces are filled in."""

    subjects: Mapping[str, str]
    subject: str
    value: str
    provisional: str
    done: str
    not_done: str
    changes: Mapping[int, str]
    unchanged: str
    about_unchanged: str
    before: Mapping[PeriodKind, str]
    since: str
    percent: str
    percentage_points: str
    in_period: Mapping[PeriodKind, str]
    months: tuple[str, ...]
    target: str
    bands: Mapping[str, str]
    no_difference: str
    rules: Mapping[Rule, str]
    own_mean: str
    by_year: str
    until_year: str
    points_to: str
    interval: str
    statuses: Mapping[Status, str]
    doubts: Mapping[str, str]
    shortfalls: Mapping[str, str]
    too_slow: str
    missed: str
    worsening: str
    grounds: Mapping[str, str]
    weak: str
    not_measured: str
