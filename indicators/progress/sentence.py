"""One plain sentence or few per indicator: value, change, target, and how sure it is.

The grammar is fixed, so that it is right for any title and unit: the subject is a general word, and
nothing is inflected. It says no more than the verdict does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from indicators import periods
from indicators.models.measurement import Mark
from indicators.periods import PeriodKind
from indicators.progress.ambition import Rule
from indicators.progress.values import Status
from indicators.progress.wording import phrases_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from indicators.languages import Language
    from indicators.periods import Period
    from indicators.progress.wording import Phrases

_PERCENT = re.compile(r"(%|prosent|pro ?sent|per ?cent)(?=\W|$)", re.IGNORECASE)
_COUNTS = {"antall", "tal", "number", "count", "stk", "stk.", "ja/nei", "yes/no"}
_LABELS = {"indeks", "index", "rate", "score", "skår", "andel", "snitt", "gjennomsnitt", "karakter"}
_NOT_COUNTED = re.compile(
    r"(kr|kroner|dekar|tonn|poeng|per|pr\.?|kg|km|mill|mrd)(\W|$)|\W*$|.*[/²³]"
)
_STANDING = {"short_of_target", "years_not_done"}
_UNSURE = {Mark.provisional, Mark.estimated}
_MONTHS_IN = {PeriodKind.half_year: 6, PeriodKind.tertial: 4, PeriodKind.quarter: 3}


class Summarised(Protocol):
    """An indicator with its summary, as queries give it."""

    @property
    def title(self) -> str:
        """The title in the language of the sentence, else in bokmål."""

    @property
    def unit_of_measure(self) -> str:
        """The unit, as a word or a sign."""

    @property
    def latest_period_id(self) -> int | None:
        """The period of the latest number."""

    @property
    def latest_value(self) -> float | None:
        """The latest number."""

    @property
    def latest_mark(self) -> int | None:
        """The mark of the latest number."""

    @property
    def previous_period_id(self) -> int | None:
        """The period of the number before."""

    @property
    def previous_value(self) -> float | None:
        """The number before."""

    @property
    def status(self) -> str:
        """The verdict, a value of ``Status``."""

    @property
    def confidence(self) -> str | None:
        """The confidence, A to D."""

    @property
    def inputs(self) -> str:
        """The kept verdict, as JSON."""


@dataclass(frozen=True, slots=True)
class _Voice:
    words: Phrases
    number: Callable[[float], str]
    unit: str
    row: Summarised

    def quantity(self, value: float) -> str:
        """Return a number with its unit, so that it reads well whatever the unit is."""
        number = self.number(value)
        if _PERCENT.match(self.unit):
            return f"{number} {_PERCENT.sub(self.words.percent, self.unit, count=1)}"
        unit = self.unit.strip()
        if not unit or unit.lower() in _COUNTS:
            return number
        is_one = number.lstrip("-−") == "1" and not _NOT_COUNTED.match(unit.lower())
        if is_one or unit[0].isdigit() or re.split(r"\W", unit.lower())[0] in _LABELS:
            # Parentheses within parentheses read badly: what the unit has in them follows a comma.
            return f"{number} ({unit.replace(' (', ', ').replace(')', '')})"
        return f"{number} {unit}"

    def change(self, size: float) -> str:
        """Return the size of a change: shares change by percentage points."""
        number = self.number(size)
        return f"{number} {self.words.percentage_points}" if _PERCENT.match(self.unit) else number


def plain(row: Summarised, language: Language, number: Callable[[float], str]) -> str:
    """Return what an indicator's summary says, in plain words.

    ``number`` writes a number in the language with the indicator's decimals, without unit.

    Raises:
        ValueError: If the summary holds a status, rule or period that does not exist.
    """
    voice = _Voice(phrases_of(language), number, row.unit_of_measure, row)
    kept = json.loads(row.inputs)
    status = Status(row.status)
    target = kept["result"]["target"]
    parts = [_value(voice, kept), _target(voice, status, target)]
    if status is Status.not_measured:
        parts.append(voice.words.not_measured)
    else:
        parts.append(_verdict(voice, status, kept["result"]["reasons"]))
    is_weak = row.confidence == "D" and status not in (
        Status.uncertain,
        Status.no_target,
        Status.not_measured,
    )
    if is_weak:
        parts.append(voice.words.weak)
    return " ".join(part for part in parts if part)


def _value(voice: _Voice, kept: dict[str, Any]) -> str:
    row, words = voice.row, voice.words
    if row.latest_period_id is None or row.latest_value is None:
        return ""
    period = periods.of_id(row.latest_period_id)
    target = kept["result"]["target"]
    when = in_period(period, words)
    if target and target["rule"] == Rule.done_yearly:
        said = words.done if row.latest_value >= 1 else words.not_done
        return f"{said.format(period=when)}."
    said = words.value.format(
        subject=_subject(voice), quantity=voice.quantity(row.latest_value), period=when
    )
    if row.latest_mark is not None and Mark(row.latest_mark) in _UNSURE:
        said += words.provisional
    change = _change(voice, period, row.latest_value, kept["inputs"]["breaks"])
    return f"{said}, {change}." if change else f"{said}."


def _subject(voice: _Voice) -> str:
    first = re.split(r"\W", voice.row.title.strip().lower(), maxsplit=1)[0]
    return voice.words.subjects.get(first, voice.words.subject)


def _change(voice: _Voice, period: Period, value: float, breaks: Sequence[float]) -> str:
    """Return the change since the number before; nothing across a break, which is no change."""
    row, words = voice.row, voice.words
    if row.previous_period_id is None or row.previous_value is None:
        return ""
    before = periods.of_id(row.previous_period_id)
    if any(before.midpoint < at <= period.midpoint for at in breaks):
        return ""
    is_next = before.end == period.start and before.kind == period.kind
    since = words.before.get(period.kind) if is_next else None
    since = since or words.since.format(_named(before, words))
    size = voice.number(abs(value - row.previous_value))
    if value == row.previous_value or voice.number(value) == voice.number(row.previous_value):
        return f"{words.unchanged} {since}"
    if size == voice.number(0.0):
        return f"{words.about_unchanged} {since}"
    sign = 1 if value > row.previous_value else -1
    changed = words.changes[sign].format(voice.change(abs(value - row.previous_value)))
    return f"{changed} {since}"


def _target(voice: _Voice, status: Status, target: dict[str, Any] | None) -> str:
    if target is None:
        return ""
    words, rule = voice.words, Rule(target["rule"])
    aimed = _aimed(voice, rule, target)
    if not aimed:
        return ""
    said = words.target.format(aimed)
    if target["year"] is not None:
        dated = rule in (Rule.from_to, Rule.at_least, Rule.below, Rule.equal_other_group)
        said += (words.by_year if dated else words.until_year).format(target["year"])
    if target["projected"] is not None and status is not Status.reached:
        said += words.points_to.format(voice.number(target["projected"]))
        low, high = (voice.number(target[f"projected_{end}"]) for end in ("low", "high"))
        if low != high:
            said += words.interval.format(low=low, high=high)
    return f"{said}."


def _aimed(voice: _Voice, rule: Rule, target: dict[str, Any]) -> str:
    words, band = voice.words, target["band"]
    if rule is Rule.done_yearly or band is None:
        return words.rules.get(rule, "")
    low, high, is_strict = band
    if rule is Rule.equal_other_group and low is not None and low == -high:
        return words.no_difference
    shape = _shape(rule, low, high, is_strict=is_strict)
    level = low if low is not None else high
    if rule in (Rule.maintain, Rule.from_to) and target["goal"] not in (None, low, high):
        shape, level = "kept" if rule is Rule.maintain else "level", target["goal"]
    said = words.bands[shape].format(
        low=voice.quantity(level),
        low_number=voice.number(level),
        high=voice.quantity(level if high is None else high),
    )
    return said + words.own_mean if rule is Rule.no_worse_than_3_year_mean else said


def _shape(rule: Rule, low: float | None, high: float | None, *, is_strict: bool) -> str:
    if low is not None and high is not None:
        return "level" if low == high else "between"
    if rule is Rule.from_to:
        return "level"
    if low is not None:
        return "over" if is_strict else "low"
    return "under" if is_strict else "high"


def _verdict(voice: _Voice, status: Status, reasons: Sequence[Sequence[Any]]) -> str:
    words, codes = voice.words, [code for code, _number in reasons]
    if status is Status.uncertain:
        return next(
            (words.doubts[code] for code in codes if code in words.doubts), words.statuses[status]
        )
    if status is Status.reached and "worsening" in codes:
        return words.worsening
    if status is Status.on_track and "too_slow" in codes:
        return words.too_slow
    if "missed_target_year" in codes and status is not Status.wrong_way:
        return words.missed
    if status in (Status.slightly_behind, Status.behind) and _STANDING & set(codes):
        return next(words.shortfalls[code] for code in codes if code in words.shortfalls)
    return words.statuses[status]


def in_period(period: Period, words: Phrases) -> str:
    """Return a period as it stands in a sentence: *i 2024*, *skoleåret 2023/24*."""
    return words.in_period[period.kind].format(
        year=period.start.isocalendar().year
        if period.kind is PeriodKind.week
        else period.start.year,
        last=period.end.year - 1,
        code=period.code,
        part=_part(period),
        month=words.months[period.start.month - 1],
        day=period.start.day,
    )


def _part(period: Period) -> int:
    if period.kind is PeriodKind.week:
        return period.start.isocalendar().week
    return (period.start.month - 1) // _MONTHS_IN.get(period.kind, 12) + 1


def _named(period: Period, words: Phrases) -> str:
    """Return a period without its preposition, to stand after *fra*."""
    said = in_period(period, words)
    return re.sub(r"^(i|in|on) ", "", said)
