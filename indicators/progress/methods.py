"""All methods behind one interface: what each of them says of a series, and whether they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from indicators.progress import formulas, linear
from indicators.progress.assess import assess
from indicators.progress.other_methods import (
    by_dns_weather,
    by_open_sdg,
    by_share_of_way,
    by_un_progress_chart,
)
from indicators.progress.question import question_of
from indicators.progress.steps import steps_of
from indicators.progress.values import NO_LIMITS, Status
from indicators.progress.verdicts import NOT_AVAILABLE, Course, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from indicators.progress.question import Question
    from indicators.progress.values import Assessment

_COURSES = {
    Status.reached: Course.enough,
    Status.on_track: Course.enough,
    Status.slightly_behind: Course.short,
    Status.behind: Course.short,
    Status.wrong_way: Course.away,
}


@dataclass(frozen=True, slots=True)
class Method:
    """A published way to judge: ``key`` is what is kept with a status; ``judge`` takes a question.

    ``judge`` is None for the default method, which gives the statuses themselves.
    """

    id: str
    version: str
    source: str
    formulas: Mapping[str, str]
    judge: Callable[[Question, str], Verdict] | None = None

    @property
    def key(self) -> str:
        """The id with the version."""
        return f"{self.id}-{self.version}"


_ID, _VERSION = linear.METHOD.split("-")
DEFAULT = Method(_ID, _VERSION, "docs/method.md", formulas.LINEAR)
METHODS: Mapping[str, Method] = {
    method.id: method
    for method in (
        DEFAULT,
        Method(
            "open_sdg",
            "2.4",
            "Statistics Canada / Open SDG 2.4 (2025)",
            formulas.OPEN_SDG,
            by_open_sdg,
        ),
        Method(
            "un_progress_chart",
            "2023",
            "United Nations: The Sustainable Development Goals Progress Chart 2023",
            formulas.UN_PROGRESS_CHART,
            by_un_progress_chart,
        ),
        Method(
            "dns_weather",
            "1",
            "Deutsche Nachhaltigkeitsstrategie (Statistisches Bundesamt)",
            formulas.DNS_WEATHER,
            by_dns_weather,
        ),
        Method(
            "share_of_way",
            "1",
            "okr-tracker, Oslo kommune",
            formulas.SHARE_OF_WAY,
            by_share_of_way,
        ),
    )
}


def verdicts_of(found: Assessment, arguments: Mapping[str, Any]) -> tuple[Verdict, ...]:
    """Return what every method says, the default first.

    ``arguments`` are those of ``assess`` that gave ``found``; the others are asked about the same
    target and the same start.
    """
    first = Verdict(
        DEFAULT.key, found.status.value, _COURSES.get(found.status), None, steps_of(found)
    )
    asked = question_of(
        found,
        arguments["direction"],
        arguments.get("limits", NO_LIMITS),
        arguments.get("counting"),
    )
    others = [
        Verdict(method.key, NOT_AVAILABLE, None)
        if asked is None
        else method.judge(asked, method.key)
        for method in METHODS.values()
        if method.judge is not None
    ]
    return (first, *others)


def judged(arguments: Mapping[str, Any]) -> tuple[Assessment, tuple[Verdict, ...]]:
    """Return the default method's assessment and what every method says of a series."""
    found = assess(**arguments)
    return found, verdicts_of(found, arguments)
