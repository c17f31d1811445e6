"""The large numbers of an indicator: latest, start, change, target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.facts import Fact, facts
from dashboard.components.marks import mark_word

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.markup import Node
    from indicators.queries.indicator import IndicatorRow


def indicator_facts(view: View, row: IndicatorRow) -> Node | None:
    """Return the facts that are known, or None before anything was measured."""
    if row.latest_value is None:
        return None
    found = [_latest(view, row), _baseline(view, row), _since(view, row), _target(view, row)]
    return facts([fact for fact in found if fact is not None])


def _latest(view: View, row: IndicatorRow) -> Fact:
    text = view.text
    period = view.formats.period(row.latest_period_id)
    notes = [_change(view, row), mark_word(view, row.latest_mark)]
    return Fact(
        text("Siste måling ({period})", period=period),
        view.formats.number(row.latest_value, row.decimals),
        view.formats.unit(row.unit_of_measure),
        ", ".join(note for note in notes if note),
    )


def _change(view: View, row: IndicatorRow) -> str:
    if row.latest_value is None or row.previous_value is None:
        return ""
    size = view.formats.number(abs(row.latest_value - row.previous_value), row.decimals)
    since = view.formats.period(row.previous_period_id)
    if size == view.formats.number(0, row.decimals):
        return view.text("uendret fra {since}", since=since)
    if row.latest_value > row.previous_value:
        return view.text("opp {size} fra {since}", size=size, since=since)
    return view.text("ned {size} fra {since}", size=size, since=since)


def _baseline(view: View, row: IndicatorRow) -> Fact | None:
    if row.baseline_value is None:
        return None
    return Fact(
        view.text("Utgangspunkt ({year})", year=row.baseline_year),
        view.formats.number(row.baseline_value, row.decimals),
        view.formats.unit(row.unit_of_measure),
    )


def _since(view: View, row: IndicatorRow) -> Fact | None:
    """Return the change since the start: in per cent, but shares change by percentage points."""
    if row.baseline_value is None or row.latest_value is None:
        return None
    label = view.text("Endring siden {year}", year=row.baseline_year)
    change = row.latest_value - row.baseline_value
    if view.formats.unit(row.unit_of_measure) == "%":
        value = view.formats.signed(change, row.decimals)
        return Fact(label, value, view.text("prosentpoeng"))
    if row.baseline_value == 0:
        return Fact(label, view.formats.signed(change, row.decimals), row.unit_of_measure)
    share = 100 * change / abs(row.baseline_value)
    note = view.formats.quantity(change, row.decimals, row.unit_of_measure)
    return Fact(label, view.formats.signed(share), "%", note)


def _target(view: View, row: IndicatorRow) -> Fact | None:
    if row.target_value is None or row.latest_value is None:
        return None
    text = view.text
    label = text("Mål {year}", year=row.target_year) if row.target_year else text("Mål")
    left = view.formats.number(abs(row.target_value - row.latest_value), row.decimals)
    note = "" if row.status == "reached" else text("{number} gjenstår", number=left)
    return Fact(
        label,
        view.formats.number(row.target_value, row.decimals),
        view.formats.unit(row.unit_of_measure),
        note,
    )
