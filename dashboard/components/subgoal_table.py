"""The table of subgoals: title, status, development, latest value, target, coverage, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.components.amounts import coverage
from dashboard.components.icons import icon
from dashboard.components.navigation import link
from dashboard.components.notices import example_mark, gaps, nothing, provisional_mark
from dashboard.components.sparkline import sparkline
from dashboard.components.status import status_tag
from dashboard.components.tables import Column, data_table
from dashboard.markup import Child, Node, h
from dashboard.standing import line_points
from indicators.models.measurement import LinkRole
from indicators.models.plan import TitleStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.context import View
    from indicators.progress.values import Status
    from indicators.queries.statuses import IndicatorStatus


@dataclass(frozen=True, slots=True)
class SubgoalLine:
    """What is shown of a subgoal; ``indicator`` is the one that decides, None if it has none."""

    key: str
    number: str
    title: str
    title_status: TitleStatus
    status: Status
    indicator: IndicatorStatus | None
    with_data: int
    indicators: int
    missing: tuple[str, ...]


def subgoal_table(view: View, caption: str, lines: Sequence[SubgoalLine]) -> Node:
    """Return the table; on a phone every subgoal is a card."""
    text = view.text
    columns = [
        Column(text("Delmål"), class_="s-title"),
        Column(text("Status"), class_="s-status", label=""),
        Column(text("Utvikling"), class_="s-line", label=""),
        Column(text("Siste verdi"), class_="s-latest", label=""),
        Column(text("Mål"), is_number=True, class_="s-target", label=""),
        Column(text("Datadekning"), class_="s-coverage", label=""),
    ]
    return data_table(caption, columns, [_cells(view, one) for one in lines], class_="subgoals")


def _cells(view: View, one: SubgoalLine) -> list[Child]:
    return [
        _title(view, one),
        status_tag(view, one.status),
        _line(view, one.indicator),
        _latest(view, one.indicator),
        _target(view, one.indicator),
        coverage(view, one.with_data, one.indicators),
    ]


def _title(view: View, one: SubgoalLine) -> Node:
    is_missing = one.title_status is TitleStatus.missing
    marks: list[Child] = []
    if one.title_status is TitleStatus.provisional:
        marks.append(provisional_mark(view))
    if one.indicator is not None and one.indicator.is_example:
        marks.append(example_mark(view))
    return h(
        "div",
        h("span", one.number, class_="s-number"),
        h(
            "div",
            link(one.title, f"/delmal/{one.key}", class_="unknown-title" if is_missing else ""),
            _below(view, one, marks),
            gaps(view, one.missing),
            class_="s-words",
        ),
        class_="s-cell",
    )


def _below(view: View, one: SubgoalLine, marks: list[Child]) -> Node | None:
    name = None
    if one.indicator is not None:
        is_key = one.indicator.role == LinkRole.key
        role = None if is_key else f" {view.text('(støttende)')}"
        name = h("span", one.indicator.title, role, class_="s-indicator")
    return h("span", name, marks, class_="s-below") if name or marks else None


def _line(view: View, row: IndicatorStatus | None) -> Node:
    if row is None:
        return nothing(view.text("Ingen indikator"))
    points = line_points(row.sparkline)
    if not points:
        return nothing(view.text("Ingen målinger ennå"))
    number = view.formats.number
    said = view.text(
        "Fra {first} i {start} til {last} i {end}",
        first=number(points[0][1], row.decimals),
        start=int(points[0][0]),
        last=number(points[-1][1], row.decimals),
        end=int(points[-1][0]),
    )
    if row.target_value is not None:
        said += view.text(", mål {target}", target=number(row.target_value, row.decimals))
    return sparkline(points, label=said, target=row.target_value)


def _latest(view: View, row: IndicatorStatus | None) -> Node:
    if row is None or row.latest_value is None:
        return h("span", "–", h("span", view.text("ikke målt"), class_="ds-sr-only"))
    return h(
        "div",
        h(
            "span",
            h("strong", view.formats.number(row.latest_value, row.decimals)),
            "\u00a0",
            view.formats.unit(row.unit_of_measure),
            class_="s-value",
        ),
        change(view, row),
    )


def change(view: View, row: IndicatorStatus) -> Node:
    """Return how the latest value differs from the one before, in words with an arrow."""
    text = view.text
    period = view.formats.period(row.latest_period_id)
    if row.latest_value is None or row.previous_value is None:
        return h("span", period, class_="s-change")
    size = view.formats.number(abs(row.latest_value - row.previous_value), row.decimals)
    since = view.formats.period(row.previous_period_id)
    if size == view.formats.number(0, row.decimals):
        said, arrow = text("uendret fra {since}", since=since), "TrendFlat"
    elif row.latest_value > row.previous_value:
        said, arrow = text("opp {size} fra {since}", size=size, since=since), "TrendUp"
    else:
        said, arrow = text("ned {size} fra {since}", size=size, since=since), "TrendDown"
    return h(
        "span",
        icon(arrow),
        h("span", text("{period}:", period=period), " ", said),
        class_="s-change",
    )


def _target(view: View, row: IndicatorStatus | None) -> Node:
    if row is None or row.target_value is None:
        return h("span", "–", h("span", view.text("ikke satt"), class_="ds-sr-only"))
    number = view.formats.number(row.target_value, row.decimals)
    unit = view.formats.unit(row.unit_of_measure)
    return h(
        "div",
        h("span", view.text("Mål"), " ", class_="on-phone"),
        f"{number}\u00a0%" if unit == "%" else number,
        h("span", str(row.target_year), class_="s-year") if row.target_year else None,
    )
