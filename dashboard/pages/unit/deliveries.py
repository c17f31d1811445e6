"""What a unit has handed in: which file, when, and how it is known again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.activity_status import period_words, plan_state_tag
from dashboard.components.navigation import section
from dashboard.components.notices import empty_state, example_mark
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from dashboard.context import View
    from dashboard.pages.unit.facts import UnitYear
    from indicators.queries.units import DeliveryRow

_HASH_SHOWN = 12


def deliveries_part(view: View, shown: UnitYear) -> Node:
    """Return every plan and report as it came in, the newest first."""
    text = view.text
    title = text("Leveranser")
    if not shown.deliveries:
        return section(title, empty_state(text("Ingenting er levert ennå.")), id="leveranser")
    columns = [
        Column(text("Hva"), class_="c-name"),
        Column(text("Mottatt")),
        Column(text("Fil"), class_="wide c-file"),
        Column(text("Kontrollsum")),
    ]
    return section(
        title,
        data_table(
            text("Filer som {unit} har levert", unit=shown.unit.title),
            columns,
            [_row(view, row) for row in shown.deliveries],
            class_="t-deliveries",
        ),
        id="leveranser",
        lead=text("Alle filer tas vare på. Den nyeste versjonen gjelder."),
    )


def _row(view: View, row: DeliveryRow) -> list[Child]:
    text = view.text
    what = (
        text("Årsplan {year}", year=row.year)
        if row.period is None
        else text("Rapport for {period}", period=period_words(view, row.period, row.year))
    )
    return [
        [
            what,
            [" ", example_mark(view)] if row.is_example else None,
            h("span", text("Versjon {version}", version=row.version), class_="below"),
        ],
        [
            view.formats.clock(row.received_at),
            h("span", plan_state_tag(view, row.state), class_="below") if row.state else None,
        ],
        h("span", row.file_name, class_="file-name"),
        h("code", row.sha256[:_HASH_SHOWN]),
    ]
