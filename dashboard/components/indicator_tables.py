"""The tables of an indicator: what was measured, where it should be, other places, revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.marks import mark_word
from dashboard.components.tables import Column, data_table, scrolling

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.components.indicator_trend import Judged
    from dashboard.context import View
    from dashboard.markup import Child, Node
    from indicators.queries.indicator import (
        IndicatorRow,
        ObservationRow,
        RevisionRow,
        SeriesRow,
        TargetRow,
    )


def measured_table(
    view: View, row: IndicatorRow, headline: SeriesRow, others: Sequence[SeriesRow]
) -> Node:
    """Return every measurement, the newest first, other places beside ours, and what is said."""
    text = view.text
    shown = (headline, *others)
    columns = [
        Column(text("Periode")),
        *[Column(series.region, is_number=True) for series in shown],
        Column(text("Merknad")),
    ]
    values = [{one.period_id: one for one in series.observations} for series in shown]
    periods = sorted({period for places in values for period in places}, reverse=True)
    rows: list[list[Child]] = [
        [
            view.formats.period(period),
            *[value_cell(view, row, places.get(period)) for places in values],
            _mark(view, values[0].get(period)),
        ]
        for period in periods
    ]
    caption = text("Målt verdi ({unit})", unit=view.formats.unit(row.unit_of_measure))
    table = data_table(caption, columns, rows, shows_caption=True, becomes_cards=False)
    return scrolling(table, caption)


def _mark(view: View, one: ObservationRow | None) -> Child:
    return mark_word(view, one.mark if one else None)


def value_cell(view: View, row: IndicatorRow, one: ObservationRow | None) -> Child:
    """Return a measured number; a dash where there is none."""
    return view.formats.number(one.value if one else None, row.decimals)


def targets_table(
    view: View, row: IndicatorRow, targets: Sequence[TargetRow], judged: Sequence[Judged]
) -> Node | None:
    """Return every target with where the trend leads; None where no target is set."""
    if not targets:
        return None
    text = view.text
    by_year = {use.year: use for use in judged}
    columns = [
        Column(text("År")),
        Column(text("Mål")),
        Column(text("Verdi"), is_number=True),
        Column(text("Framskriving"), is_number=True),
        Column(text("Usikkerhet (90 %)"), is_number=True),
        Column(text("Satt i"), class_="wide"),
    ]
    rows = [_target(view, row, target, by_year.get(target.year)) for target in targets]
    return data_table(text("Måltall og framskriving"), columns, rows, shows_caption=True)


def _target(view: View, row: IndicatorRow, target: TargetRow, use: Judged | None) -> list[Child]:
    number = view.formats.number
    value = target.value if target.value is not None or use is None else use.goal
    interval = "–"
    if use and use.low is not None and use.high is not None:
        interval = f"{number(use.low, row.decimals)}–{number(use.high, row.decimals)}"
    return [
        str(target.year) if target.year else view.text("alle år"),
        target.text or "–",
        number(value, row.decimals),
        number(use.projected if use else None, row.decimals),
        interval,
        target.source or target.plan or "–",
    ]


def revisions_table(view: View, row: IndicatorRow, revisions: Sequence[RevisionRow]) -> Node:
    """Return the values that a source has changed after they were loaded."""
    text = view.text
    number = view.formats.number
    columns = [
        Column(text("Periode")),
        Column(text("Var"), is_number=True),
        Column(text("Er nå"), is_number=True),
        Column(text("Endret")),
    ]
    rows: list[list[Child]] = [
        [
            view.formats.period(one.period_id),
            number(one.old_value, row.decimals),
            number(one.new_value, row.decimals),
            view.formats.moment(one.replaced_at),
        ]
        for one in revisions
    ]
    return data_table(text("Tall som er endret av kilden"), columns, rows)
