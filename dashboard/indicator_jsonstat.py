"""The numbers of an indicator as JSON-stat 2.0, which statistics programs read as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from dashboard.components.marks import mark_word
from indicators.models.measurement import Mark
from indicators.periods import of_id

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dashboard.components.indicator_trend import IndicatorFacts
    from dashboard.context import View
    from indicators.queries.indicator import ObservationRow

_DIMENSIONS = ("sted", "inndeling", "periode", "indikator")


def indicator_jsonstat(view: View, facts: IndicatorFacts) -> bytes:
    """Return a dataset of all places, breakdowns and periods.

    A value that is missing is null, never zero. The mark of a value stands in ``status`` under its
    place, as its code; ``extension.status`` says in words what the codes mean.
    """
    row, text = facts.row, view.text
    cells = {
        (series.region_code, series.breakdown, one.period_id): one
        for series in facts.series
        for one in series.observations
    }
    categories = _categories(facts)
    places, parts, periods = categories
    ordered = [
        cells.get((place, part, period)) for place in places for part in parts for period in periods
    ]
    latest = facts.runs[0] if facts.runs else None
    notes = [note for note in (_example_note(view, facts), row.caution) if note]
    dataset: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": row.title,
        "source": f"{row.producer}, {row.source_table}" if row.source_table else row.producer,
        "updated": f"{latest.finished_at.isoformat(timespec='seconds')}Z" if latest else None,
        "note": notes or None,
        "id": list(_DIMENSIONS),
        "size": [len(places), len(parts), len(periods), 1],
        "role": {"geo": ["sted"], "time": ["periode"], "metric": ["indikator"]},
        "dimension": _dimensions(view, facts, categories),
        "value": [one.value if one else None for one in ordered],
        "status": _statuses(ordered) or None,
        "extension": {
            "status": _status_words(view, ordered) or None,
            "licence": row.licence,
            "source_url": row.source_url,
            "citation": row.citation,
            "is_example": row.is_example,
            "mark": text("eksempeldata") if row.is_example else None,
        },
    }
    return orjson.dumps(_without_nothing(dataset))


def _example_note(view: View, facts: IndicatorFacts) -> str | None:
    if not facts.row.is_example:
        return None
    return view.text("eksempeldata: tallene er laget for eksempelet og sier ikke noe sant")


def _categories(
    facts: IndicatorFacts,
) -> tuple[dict[str, str], dict[str, str], dict[int, str]]:
    """Return places, breakdowns and periods by what they are known by, with their names."""
    places = {series.region_code: series.region for series in facts.series}
    parts = {series.breakdown: series.label or series.breakdown for series in facts.series}
    ids = {one.period_id for series in facts.series for one in series.observations}
    return places, parts, {period: of_id(period).code for period in sorted(ids)}


def _dimensions(
    view: View,
    facts: IndicatorFacts,
    categories: tuple[Mapping[str, str], Mapping[str, str], Mapping[int, str]],
) -> dict[str, Any]:
    text, row = view.text, facts.row
    places, parts, periods = categories
    unit = {row.key: {"base": row.unit_of_measure, "decimals": row.decimals}}
    metric = {"index": [row.key], "label": {row.key: row.title}, "unit": unit}
    named = {code: view.formats.period(period) for period, code in periods.items()}
    return {
        "sted": {"label": text("sted"), "category": _category(places)},
        "inndeling": {"label": text("inndeling"), "category": _category(parts)},
        "periode": {"label": text("periode"), "category": _category(named)},
        "indikator": {"label": text("indikator"), "category": metric},
    }


def _category(names: Mapping[str, str]) -> dict[str, Any]:
    return {"index": list(names), "label": dict(names)}


def _statuses(ordered: Sequence[ObservationRow | None]) -> dict[str, str]:
    return {
        str(place): Mark(one.mark).name
        for place, one in enumerate(ordered)
        if one is not None and one.mark != Mark.none
    }


def _status_words(view: View, ordered: Sequence[ObservationRow | None]) -> dict[str, str]:
    marks = {one.mark for one in ordered if one is not None and one.mark != Mark.none}
    return {Mark(mark).name: mark_word(view, mark) for mark in sorted(marks)}


def _without_nothing(value: dict[str, Any]) -> dict[str, Any]:
    """Leave out members that say nothing; a null in ``value`` is a value that is missing."""
    return {
        key: _without_nothing(inner) if key == "extension" else inner
        for key, inner in value.items()
        if inner is not None
    }
