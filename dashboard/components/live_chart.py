"""The one way to a live chart: plotly in Dash, without its toolbar and without sharing."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from dash import dcc

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG: Mapping[str, Any] = MappingProxyType(
    {
        "displayModeBar": False,
        # plotly.js 4 can upload a chart's data to a cloud service, and by default offers to.
        "showSendToCloud": False,
        "displaylogo": False,
        "scrollZoom": False,
        "doubleClick": False,
    }
)


def live_chart(id: str) -> dcc.Graph:
    """Return an empty graph that a callback fills."""
    config: Any = dict(CONFIG)
    return dcc.Graph(id=id, responsive=True, config=config)


def chart_data(id: str, figure: Mapping[str, Any] | None) -> dcc.Store:
    """Return the figure as data; colours in it are names of the theme, resolved in the browser."""
    return dcc.Store(id=id, data=None if figure is None else dict(figure))
