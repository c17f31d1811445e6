"""What tables say of an indicator: its line, its latest value, its target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from dashboard.components.notices import nothing
from dashboard.components.sparkline import sparkline
from dashboard.markup import Child, Node, h
from dashboard.standing import line_points

if TYPE_CHECKING:
    from dashboard.context import View


class Measured(Protocol):
    """A row that holds the latest value of an indicator."""

    @property
    def title(self) -> str:
        """The title."""

    @property
    def unit_of_measure(self) -> str:
        """The unit of measure."""

    @property
    def decimals(self) -> int:
        """How many decimals its values are shown with."""

    @property
    def latest_period_id(self) -> int | None:
        """The period of the latest value."""

    @property
    def latest_value(self) -> float | None:
        """The latest value."""


class Aimed(Measured, Protocol):
    """A row that also holds target and line."""

    @property
    def target_year(self) -> int | None:
        """The year of the target."""

    @property
    def target_value(self) -> float | None:
        """The target."""

    @property
    def sparkline(self) -> str:
        """The line as JSON: [decimal year, value] pairs."""


def latest_cell(view: View, row: Measured) -> Node:
    """Return the latest value with its period below it."""
    if row.latest_value is None:
        return nothing(view.text("Ikke målt"))
    formats = view.formats
    return h(
        "span",
        h("span", formats.quantity(row.latest_value, row.decimals, row.unit_of_measure)),
        h("span", formats.period(row.latest_period_id), class_="below"),
    )


def target_cell(view: View, row: Aimed) -> Node:
    """Return the target with its year below it; says so where there is none."""
    if row.target_value is None:
        return nothing(view.text("Uten måltall"))
    return h(
        "span",
        h("span", view.formats.quantity(row.target_value, row.decimals, row.unit_of_measure)),
        h("span", str(row.target_year), class_="below") if row.target_year else None,
    )


def line_cell(view: View, row: Aimed) -> Child:
    """Return the line of an indicator with its target; says so where nothing is measured."""
    points = line_points(row.sparkline)
    if not points:
        return nothing(view.text("Ingen målinger"))
    formats = view.formats
    words = view.text(
        "{title}: fra {first} i {start} til {last} i {end}",
        title=row.title,
        first=formats.quantity(points[0][1], row.decimals, row.unit_of_measure),
        start=int(points[0][0]),
        last=formats.quantity(points[-1][1], row.decimals, row.unit_of_measure),
        end=int(points[-1][0]),
    )
    return sparkline(points, label=words, target=row.target_value)
