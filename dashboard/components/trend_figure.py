"""The trend chart as a plotly figure: a plain dict, since plotly's own classes cost 16 ms a figure.

Colours are names of the theme (``var(--...)``); the browser puts in what they are at the moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.components.scales import spread_out, year_ticks
from dashboard.components.trend import DOUBTFUL, MANY, Trend, unbroken

if TYPE_CHECKING:
    from dashboard.context import View

_MEASURED = "var(--ds-color-accent-base-default)"
_PROJECTED = "var(--ds-color-accent-border-default)"
_BAND = "var(--ds-color-accent-surface-hover)"
_TARGET = "var(--ds-color-rav-border-default)"
_LINES = "var(--ds-color-neutral-border-subtle)"
_BASE = "var(--ds-color-neutral-border-default)"
_STRONG = "var(--ds-color-neutral-border-strong)"
_TEXT = "var(--ds-color-neutral-text-default)"
_SUBTLE = "var(--ds-color-neutral-text-subtle)"
_CHARACTER = 8.0
_ENDS = {"t": 22, "b": 36}
_GROUND = "var(--ds-color-neutral-background-default)"
_OTHERS = (
    ("var(--ds-color-fjord-base-default)", "longdash"),
    ("var(--ds-color-neutral-text-subtle)", "dot"),
    ("var(--ds-color-info-border-default)", "dashdot"),
    ("var(--ds-color-danger-border-default)", "dash"),
)


def trend_figure(view: View, trend: Trend) -> dict[str, Any]:
    """Return the figure, with what differs on a narrow screen under ``narrow``."""
    traces = [*_projection(view, trend), *_guides(view, trend), *_others(view, trend)]
    traces += [_hidden(view, trend), _measured(view, trend)]
    return {"data": traces, "layout": _layout(view, trend), "narrow": _narrow(view, trend)}


def _hover(view: View, trend: Trend, name: str, value: float, when: str) -> str:
    return f"{when}: {name} {view.formats.quantity(value, trend.decimals, trend.unit)}"


def _line(name: str, x: list[float], y: list[float | None], **line: object) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": x,
        "y": y,
        "line": line,
        "hoverinfo": "skip",
    }


def _measured(view: View, trend: Trend) -> dict[str, Any]:
    x: list[float] = []
    y: list[float | None] = []
    said: list[str] = []
    open_points: list[bool] = []
    name = view.text("målt")
    for run in unbroken(trend.measured, trend.breaks):
        for point in run:
            value = point.value
            if value is None:
                continue
            x.append(point.time)
            y.append(value)
            said.append(_hover(view, trend, name, value, point.label))
            open_points.append(point.mark in DOUBTFUL)
        # An empty point keeps plotly from joining two runs.
        x.append(run[-1].time)
        y.append(None)
        said.append("")
        open_points.append(False)
    trace = _line(view.text("Målt"), x, y, color=_MEASURED, width=3)
    size = 8 if len(trend.measured) <= MANY else 4
    fill = [_GROUND if is_open else _MEASURED for is_open in open_points]
    trace |= {
        "mode": "lines+markers",
        "connectgaps": False,
        "cliponaxis": False,
        "marker": {"size": size, "color": fill, "line": {"color": _MEASURED, "width": 2}},
        "text": said,
        "hovertemplate": "%{text}<extra></extra>",
        "hoverinfo": "text",
    }
    return trace


def _hidden(view: View, trend: Trend) -> dict[str, Any]:
    """Return a cross at the bottom for every period whose number the source keeps back."""
    axis = trend.value_axis()
    points = [point for point in trend.measured if point.value is None]
    level = axis.low + 0.02 * (axis.high - axis.low)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": view.text("Ikke offentliggjort"),
        "x": [point.time for point in points],
        "y": [level for _ in points],
        "marker": {"symbol": "x-thin", "size": 9, "line": {"color": _STRONG, "width": 1.5}},
        "text": [
            view.text("{period}: ikke offentliggjort", period=point.label) for point in points
        ],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _projection(view: View, trend: Trend) -> list[dict[str, Any]]:
    projection = trend.projection
    if projection is None:
        return []
    start, end = projection.start, projection.end
    name = view.text("Framskriving")
    line = _line(
        name,
        [start.time, end.time],
        [start.value, end.value],
        color=_PROJECTED,
        width=2.5,
        dash="dash",
    )
    said = _hover(view, trend, view.text("framskriving"), end.value, str(int(end.time)))
    line |= {"text": ["", said], "hovertemplate": "%{text}<extra></extra>", "hoverinfo": "text"}
    if projection.low is None or projection.high is None:
        return [line]
    band = _line(
        view.text("Usikkerhet"),
        [start.time, end.time, end.time],
        [start.value, projection.high, projection.low],
        width=0,
    )
    band |= {"fill": "toself", "fillcolor": _BAND, "opacity": 0.7}
    return [band, line]


def _guides(view: View, trend: Trend) -> list[dict[str, Any]]:
    traces: list[dict[str, Any]] = []
    if trend.baseline:
        times = [trend.baseline.time, max(trend.times)]
        values: list[float | None] = [trend.baseline.value] * 2
        traces.append(
            _line(view.text("Utgangspunkt"), times, values, color=_BASE, width=1.5, dash="dot")
        )
    traces += [_level(view, trend, level) for level in trend.levels]
    if trend.path:
        name = view.text("Mål")
        path = _line(
            name,
            [point.time for point in trend.path],
            [point.value for point in trend.path],
            color=_TARGET,
            width=2,
        )
        path |= {
            "mode": "lines+markers",
            "marker": {"symbol": "diamond", "size": 9, "color": _TARGET},
            "cliponaxis": False,
            "text": [
                _hover(view, trend, view.text("målbane"), point.value, str(int(point.time)))
                for point in trend.path
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "hoverinfo": "text",
        }
        traces.append(path)
    return traces


def _level(view: View, trend: Trend, level: float) -> dict[str, Any]:
    times = [min(trend.times), max(trend.times)]
    return _line(view.text("Mål"), times, [level, level], color=_TARGET, width=2)


def _others(view: View, trend: Trend) -> list[dict[str, Any]]:
    traces = []
    for number, other in enumerate(trend.others):
        colour, dash = _OTHERS[number % len(_OTHERS)]
        points = [point for point in other.points if point.value is not None]
        trace = _line(
            other.name,
            [point.time for point in points],
            [point.value for point in points],
            color=colour,
            width=2,
            dash=dash,
        )
        trace |= {
            "text": [
                _hover(view, trend, other.name, point.value or 0.0, point.label) for point in points
            ],
            "hovertemplate": "%{text}<extra></extra>",
            "hoverinfo": "text",
        }
        traces.append(trace)
    return traces


def _layout(view: View, trend: Trend) -> dict[str, Any]:
    axis = trend.value_axis()
    first, last = min(trend.times), max(trend.times)
    labels = _end_labels(view, trend)
    ticks = [view.formats.number(tick, axis.decimals) for tick in axis.ticks]
    return {
        "margin": {"l": _room(ticks), "r": _room([each["text"] for each in labels]), **_ENDS},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": _GROUND, "bordercolor": _BASE, "font": {"color": _TEXT}},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Inter, system-ui, sans-serif", "size": 14, "color": _SUBTLE},
        "xaxis": {
            "range": [first - 0.4, last + 0.4],
            "ticklabelstandoff": 6,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            **_years(first, last, 7),
        },
        "yaxis": {
            "range": [axis.low, axis.high],
            "tickvals": list(axis.ticks),
            "ticktext": ticks,
            "gridcolor": _LINES,
            "zeroline": False,
            "fixedrange": True,
        },
        "shapes": [_break_line(one.time) for one in trend.breaks],
        "annotations": [*labels, *_break_labels(trend)],
    }


def _room(texts: list[str]) -> float:
    """Return how wide a margin must be for the longest of the texts, in pixels."""
    return 24 + _CHARACTER * max((len(text) for text in texts), default=0)


def _narrow(view: View, trend: Trend) -> dict[str, Any]:
    """Return what differs where there is little room: fewer years, numbers alone at line ends."""
    wide = _layout(view, trend)
    first, last = min(trend.times), max(trend.times)
    # Spaces inside a number do not break, so the last word is the number.
    labels = [
        {**each, "text": each["text"].rsplit(" ", 1)[-1]}
        for each in _end_labels(view, trend, line=0.085)
    ]
    margin = {**wide["margin"], "r": _room([each["text"] for each in labels])}
    return {
        "margin": margin,
        "xaxis": {**wide["xaxis"], **_years(first, last, 4)},
        "annotations": labels,
    }


def _years(first: float, last: float, parts: int) -> dict[str, Any]:
    years = year_ticks(first - 0.5, last, parts)
    return {"tickvals": [year + 0.5 for year in years], "ticktext": [str(year) for year in years]}


def _end_labels(view: View, trend: Trend, line: float = 0.05) -> list[dict[str, Any]]:
    number = view.formats.number
    ends: list[tuple[str, float]] = []
    if trend.baseline:
        ends.append((view.text("Utgangspunkt"), trend.baseline.value))
    if trend.projection:
        ends.append((view.text("Framskriving"), trend.projection.end.value))
    ends += [(view.text("Mål"), level) for level in trend.levels]
    if trend.path:
        ends.append((view.text("Mål"), trend.path[-1].value))
    # Labels at the edge keep their distance; ``line`` is a line of text as a share of the axis.
    axis = trend.value_axis()
    gap = line * (axis.high - axis.low)
    spread = spread_out([value for _, value in ends], gap=gap, low=axis.low, high=axis.high)
    at_edge = [
        _label(f"{word} {number(value, trend.decimals)}", y, x=1.0, xref="paper")
        for (word, value), y in zip(ends, spread, strict=True)
    ]
    return [*at_edge, *_place_labels(trend)]


def _place_labels(trend: Trend) -> list[dict[str, Any]]:
    labels = []
    for other in trend.others:
        latest = next((p for p in reversed(other.points) if p.value is not None), None)
        if latest is not None and latest.value is not None:
            labels.append(_label(other.name, latest.value, x=latest.time, xref="x"))
    return labels


def _label(text: str, y: float, **where: object) -> dict[str, Any]:
    return {
        "y": y,
        "text": text,
        "xanchor": "left",
        "xshift": 8,
        "showarrow": False,
        "font": {"size": 14, "color": _TEXT},
        **where,
    }


def _break_line(time: float) -> dict[str, Any]:
    return {
        "type": "line",
        "x0": time,
        "x1": time,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": _STRONG, "width": 1, "dash": "dash"},
    }


def _break_labels(trend: Trend) -> list[dict[str, Any]]:
    return [
        {
            "x": one.time,
            "y": 1,
            "yref": "paper",
            "yanchor": "bottom",
            "text": one.label,
            "showarrow": False,
            "font": {"size": 13, "color": _SUBTLE},
        }
        for one in trend.breaks
    ]
