"""The chart of a trend with its legend: drawn on the server, and live once Dash has taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.components.legend import legend
from dashboard.components.live_chart import chart_data, live_chart
from dashboard.components.trend_drawing import trend_drawing
from dashboard.components.trend_figure import trend_figure
from dashboard.markup import Child, Node, h, live

if TYPE_CHECKING:
    from dashboard.components.trend import Trend
    from dashboard.context import View


def trend_chart(view: View, trend: Trend, description: str) -> Node:
    """Return the chart as a figure, in one drawing for wide and one for narrow screens."""
    return _figure(view, trend, description, _drawings(view, trend, description))


def live_trend_chart(
    view: View, trend: Trend, description: str, *, chart_id: str, data_id: str
) -> Node:
    """Return the same figure with a live chart in the place of the drawing."""
    chart = live(live_chart(chart_id), _drawings(view, trend, description))
    data = live(chart_data(data_id, trend_figure(view, trend)), None)
    return _figure(view, trend, description, [h("div", chart, class_="live-chart"), data])


def _drawings(view: View, trend: Trend, description: str) -> Child:
    return [
        trend_drawing(view, trend, description),
        trend_drawing(view, trend, description, is_narrow=True),
    ]


def _figure(view: View, trend: Trend, description: str, chart: Child) -> Node:
    return h(
        "figure",
        chart,
        legend(view, trend),
        class_="chart",
        role="group",
        aria_label=f"{description} {view.text('Alle tall finnes i tabellen.')}",
    )
