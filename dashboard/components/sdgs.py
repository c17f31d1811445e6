"""The UN's sustainable development goals by number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.markup import Node, h

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View

_NAMES = (
    "Utrydde fattigdom",
    "Utrydde sult",
    "God helse og livskvalitet",
    "God utdanning",
    "Likestilling mellom kjønnene",
    "Rent vann og gode sanitærforhold",
    "Ren energi til alle",
    "Anstendig arbeid og økonomisk vekst",
    "Industri, innovasjon og infrastruktur",
    "Mindre ulikhet",
    "Bærekraftige byer og lokalsamfunn",
    "Ansvarlig forbruk og produksjon",
    "Stoppe klimaendringene",
    "Livet i havet",
    "Livet på land",
    "Fred, rettferdighet og velfungerende institusjoner",
    "Samarbeid for å nå målene",
)


def sdg_list(view: View, numbers: Sequence[int]) -> Node:
    """Return the goals with number and name."""
    return h(
        "ul",
        [
            h(
                "li",
                h("span", str(number), class_="sdg-number"),
                view.text(_NAMES[number - 1]),
            )
            for number in numbers
        ],
        class_="sdgs",
    )
