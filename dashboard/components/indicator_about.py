"""What an indicator is, how its status was found, and which subgoals it tells of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from dashboard.components.facts import definitions
from dashboard.components.indicator_tables import revisions_table
from dashboard.components.marks import confidence_words, direction_words, frequency_words
from dashboard.components.navigation import details, link, section
from dashboard.components.notices import nothing
from dashboard.components.sources import source_name
from dashboard.components.status import look_of
from dashboard.components.status_changes import changes_of_one
from dashboard.components.status_explained import confidence_grounds, methods_part, steps_part
from dashboard.markup import Child, Node, h
from indicators.models.measurement import LinkRole

if TYPE_CHECKING:
    from dashboard.components.indicator_trend import IndicatorFacts
    from dashboard.context import View
    from indicators.queries.indicator import IndicatorRow


def about(view: View, facts: IndicatorFacts) -> Node:
    """Return the definition and the source."""
    text, row = view.text, facts.row
    loaded = facts.runs[0] if facts.runs else None
    released = row.next_release_on
    items: list[tuple[str, object]] = [
        (text("Definisjon"), row.definition or nothing(text("Ikke beskrevet"))),
        (text("Hvorfor"), row.purpose),
        (text("Forbehold"), row.caution),
        (text("Formel"), row.formula),
        (text("Retning"), direction_words(view, row.direction)),
        (text("Kilde"), source_name(row.producer, row.source_table, row.source_url)),
        (text("Lisens"), row.licence),
        (text("Siteres som"), row.citation),
        (text("Ansvarlig"), row.service_area),
        (text("Oppdateres"), frequency_words(view, row.frequency)),
        (text("Neste tall"), view.formats.date(released) if released else None),
        (text("Hentet"), view.formats.moment(loaded.finished_at) if loaded else None),
    ]
    return _column(text("Om indikatoren"), definitions(items))


def how_computed(view: View, facts: IndicatorFacts) -> Node:
    """Return the numbers that the status rests on, and everything that they were computed from."""
    text, row = view.text, facts.row
    look = look_of(row.status)
    kept: dict[str, Any] = json.loads(row.inputs)
    status = h("p", text(look.meaning), class_="ds-paragraph")
    raw = h("pre", h("code", json.dumps(kept, ensure_ascii=False, indent=1)), tabindex="0")
    parts: list[Child] = [
        details(
            text("Status «{word}»", word=text(look.word)),
            status,
            _numbers(view, row, kept),
            confidence_grounds(view, row.inputs),
        ),
        steps_part(view, kept),
        methods_part(view, kept),
        details(text("Når og hvorfor statusen endret seg"), changes_of_one(view, facts.changes)),
        details(
            text("Alt som inngår i beregningen"),
            h("p", text("Med disse tallene kan hvem som helst regne det ut på nytt.")),
            raw,
        ),
    ]
    if facts.revisions:
        parts.append(
            details(
                text("Tall som er endret av kilden"), revisions_table(view, row, facts.revisions)
            )
        )
    return _column(text("Slik er dette regnet"), parts)


def _numbers(view: View, row: IndicatorRow, kept: dict[str, Any]) -> Node:
    text = view.text
    trend: dict[str, Any] = kept.get("result", {}).get("trend", {})

    def quantity(value: float | None) -> str | None:
        if value is None:
            return None
        return view.formats.quantity(value, row.decimals, row.unit_of_measure)

    slope = trend.get("slope")
    yearly = view.formats.signed(slope, row.decimals + 1) if slope is not None else None
    chance = None if row.chance is None else f"{view.formats.number(100 * row.chance)}\u00a0%"
    items: list[tuple[str, object]] = [
        (text("Siste måling"), quantity(row.latest_value)),
        (text("Burde vært nå"), quantity(row.expected_value)),
        (text("Endring per år"), yearly),
        (text("Målinger i trenden"), str(trend["points"]) if trend.get("points") else None),
        (text("Framskrevet"), quantity(row.projected_value)),
        (text("Sjanse for å nå målet"), chance),
        (text("Sikkerhet"), confidence_words(view, row.confidence)),
        (text("Metode"), h("code", row.method)),
    ]
    return definitions(items)


def _column(title: str, *parts: Child) -> Node:
    return h("section", h("h2", title, class_="ds-heading", data_size="xs"), parts)


def where_it_counts(view: View, facts: IndicatorFacts) -> Node:
    """Return the subgoals that the indicator informs, and why it was put there."""
    text = view.text
    title = text("Delmål som indikatoren sier noe om")
    if not facts.links:
        empty = text("Indikatoren er ikke koblet til noe delmål.")
        return section(title, h("p", empty, class_="muted"))
    items = [
        h(
            "li",
            link(f"{one.number} {one.title}", f"/delmal/{one.subgoal_key}"),
            " ",
            h("span", f"({one.plan_title})", class_="muted"),
            h("br"),
            h("span", one.reason),
            h("span", " ", text("(støttende)"), class_="muted")
            if one.role == LinkRole.supporting
            else None,
        )
        for one in facts.links
    ]
    return section(title, h("ul", items, class_="links"))
