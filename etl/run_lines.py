"""What is printed of a run: the lines of each source, and the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from indicators.models.measurement import Mark
from indicators.models.running import RunOutcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from etl.report import SourceReport, ValueChange

_OUTCOMES = {
    RunOutcome.loaded: "lest inn",
    RunOutcome.unchanged: "uendret",
    RunOutcome.failed: "FEILET",
}
STATUSES = {
    "reached": "nådd",
    "on_track": "i rute",
    "slightly_behind": "litt bak",
    "behind": "bak",
    "wrong_way": "feil vei",
    "no_target": "uten mål",
    "not_measured": "ikke målt",
    "uncertain": "usikker",
}
MARKS = {
    Mark.none: "",
    Mark.not_applicable: "ikke aktuell",
    Mark.not_available: "mangler",
    Mark.suppressed: "skjult",
    Mark.provisional: "foreløpig",
    Mark.estimated: "anslått",
    Mark.empty: "tom",
    Mark.partial: "del av perioden",
    Mark.rounded: "avrundet",
    Mark.other: "annet tegn",
}


def report_lines(report: SourceReport) -> Iterator[Text]:
    """Give the line of a source, and those of what someone should look at."""
    yield Text(_line(report), style="red" if report.message else "")
    for reason, many in report.refused.items():
        yield Text(f"    avvist {many}: {reason}")
    if report.corrected:
        yield Text(f"    rettet {report.corrected} slik kilden erklærer")
    for warning in report.warnings:
        yield Text(f"    OBS: {warning}", style="yellow")
    for one in report.statuses:
        yield Text(
            f"    status for «{one.indicator}»: {STATUSES.get(one.old, one.old)} → "
            f"{STATUSES.get(one.new, one.new)}",
            style="yellow",
        )


def sum_lines(reports: Sequence[SourceReport], *, dry_run: bool) -> Iterator[str]:
    """Give the sums of a run."""
    failed = sum(report.outcome is RunOutcome.failed for report in reports)
    loaded = sum(report.outcome is RunOutcome.loaded for report in reports)
    yield (
        f"{len(reports)} kilder: {loaded} lest inn, {len(reports) - loaded - failed} uendret, "
        f"{failed} feilet. Nye verdier: {sum(report.new for report in reports)}, "
        f"endret: {sum(report.changed for report in reports)}."
    )
    if dry_run:
        yield "Prøvekjøring: ingenting er lagret."
    elif not any(report.new or report.changed for report in reports) and not failed:
        yield "Ingenting er endret."


def change_line(change: ValueChange) -> str:
    """Return a changed value as one line."""
    where = f"{change.indicator} {change.region} {change.period}"
    if change.breakdown != "total":
        where += f" ({change.breakdown})"
    new = value_text(change.value, change.mark)
    if change.is_new:
        return f"{where}: ny {new}"
    return f"{where}: {value_text(change.old_value, change.old_mark)} → {new}"


def value_text(value: float | None, mark: int) -> str:
    """Return a stored value with its mark, as text with decimal comma."""
    number = "uten tall" if value is None else f"{value:.12g}".replace(".", ",")
    told = MARKS[Mark(mark)]
    return f"{number} ({told})" if told else number


def _line(report: SourceReport) -> str:
    if report.outcome is RunOutcome.failed:
        return f"{report.key}: FEILET – {report.message}"
    return (
        f"{report.key}: {_OUTCOMES[report.outcome]} – lest {report.read}, nye {report.new}, "
        f"endret {report.changed}, uendret {report.unchanged}, "
        f"avvist {sum(report.refused.values())}"
    )
