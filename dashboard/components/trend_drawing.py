"""The trend chart as SVG: for the first paint, for paper, and where scripts do not run."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dashboard.components.scales import Axis, spread_out, year_ticks
from dashboard.components.trend import DOUBTFUL, MANY, Measured, Trend, unbroken
from dashboard.markup import Child, Node, h

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.context import View

_CHARACTER = 7.4
_LINE = 17.0
_DIAMOND = 5


@dataclass(frozen=True, slots=True)
class _EndLabel:
    """A text at the right end of a line, and the point that it belongs to."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Frame:
    """The size of the drawing, its margins, and the scales inside."""

    width: int
    height: int
    left: float
    right: float
    bottom: float
    first: float
    last: float
    axis: Axis
    is_narrow: bool
    top: float = 22.0

    def x(self, time: float) -> float:
        inside = self.width - self.left - self.right
        return self.left + (time - self.first) / ((self.last - self.first) or 1.0) * inside

    def y(self, value: float) -> float:
        inside = self.height - self.top - self.bottom
        return self.top + (1 - self.axis.share(value)) * inside

    @property
    def end(self) -> float:
        return self.width - self.right

    @property
    def floor(self) -> float:
        return self.height - self.bottom


def trend_drawing(view: View, trend: Trend, description: str, *, is_narrow: bool = False) -> Node:
    """Return the chart; ``description`` says in words what can be seen.

    Lines are labelled at their ends. Labels keep their distance and the margin is as wide as the
    longest, so that none is cut off.
    """
    texts = [text for text, _, _ in _end_points(view, trend, is_narrow=is_narrow)]
    frame = _frame(view, trend, texts, is_narrow=is_narrow)
    ends = [
        _EndLabel(text, frame.x(time), frame.y(value))
        for text, time, value in _end_points(view, trend, is_narrow=is_narrow)
    ]
    return h(
        "svg",
        _grid(view, frame),
        _breaks(frame, trend),
        _baseline(frame, trend),
        _projection(frame, trend),
        _others(frame, trend),
        _levels(frame, trend),
        _path(frame, trend),
        _measured(view, frame, trend),
        _labels(frame, ends),
        viewBox=f"0 0 {frame.width} {frame.height}",
        role="img",
        aria_label=description,
        class_="trend trend-narrow" if is_narrow else "trend trend-wide",
    )


def _frame(view: View, trend: Trend, labels: list[str], *, is_narrow: bool) -> _Frame:
    axis = trend.value_axis()
    ticks = [view.formats.number(tick, axis.decimals) for tick in axis.ticks]
    longest = max((len(label) for label in labels), default=0)
    first, last = min(trend.times), max(trend.times)
    if first == last:
        first, last = first - 1, last + 1
    air = (last - first) * 0.015
    return _Frame(
        width=360 if is_narrow else 860,
        height=300 if is_narrow else 400,
        left=12 + max(len(tick) for tick in ticks) * _CHARACTER,
        right=max(18.0, 16 + longest * _CHARACTER),
        bottom=34,
        first=first - air,
        last=last + air,
        axis=axis,
        is_narrow=is_narrow,
    )


def _end_points(view: View, trend: Trend, *, is_narrow: bool) -> Iterator[tuple[str, float, float]]:
    """Give the texts at the ends of the lines, with the time and value where each line ends."""

    def with_number(word: str, value: float) -> str:
        number = view.formats.number(value, trend.decimals)
        return number if is_narrow else f"{word} {number}"

    last = max(trend.times)
    if trend.baseline:
        value = trend.baseline.value
        yield with_number(view.text("Utgangspunkt"), value), last, value
    if trend.projection:
        end = trend.projection.end
        yield with_number(view.text("Framskriving"), end.value), end.time, end.value
    for level in trend.levels:
        yield with_number(view.text("Mål"), level), last, level
    if trend.path:
        end = trend.path[-1]
        yield with_number(view.text("Mål"), end.value), end.time, end.value
    for line in trend.others:
        latest = next((p for p in reversed(line.points) if p.value is not None), None)
        if latest is not None and latest.value is not None:
            yield (line.name[:12] if is_narrow else line.name), latest.time, latest.value


def _grid(view: View, frame: _Frame) -> Child:
    lines = []
    for tick in frame.axis.ticks:
        y = f"{frame.y(tick):.1f}"
        text = view.formats.number(tick, frame.axis.decimals)
        lines.append(h("line", x1=_n(frame.left), x2=_n(frame.end), y1=y, y2=y, class_="c-grid"))
        lines.append(
            h("text", text, x=_n(frame.left - 8), y=_n(frame.y(tick) + 4.5), text_anchor="end")
        )
    years = year_ticks(frame.first, frame.last, 4 if frame.is_narrow else 7)
    # A year stands in the middle of itself, where its measurement is.
    marks = [
        h("text", year, x=_n(frame.x(year + 0.5)), y=_n(frame.height - 10), text_anchor="middle")
        for year in years
        if frame.first <= year + 0.5 <= frame.last
    ]
    return [lines, marks]


def _breaks(frame: _Frame, trend: Trend) -> Child:
    return [
        [
            h(
                "line",
                x1=_n(frame.x(one.time)),
                x2=_n(frame.x(one.time)),
                y1=_n(frame.top - 6),
                y2=_n(frame.floor),
                class_="c-break",
            ),
            h(
                "text",
                one.label,
                x=_n(frame.x(one.time) + (-5 if frame.x(one.time) > frame.width / 2 else 5)),
                y=_n(frame.top - 8),
                text_anchor="end" if frame.x(one.time) > frame.width / 2 else "start",
            ),
        ]
        for one in trend.breaks
        if frame.first < one.time < frame.last
    ]


def _baseline(frame: _Frame, trend: Trend) -> Child:
    if trend.baseline is None:
        return None
    y = _n(frame.y(trend.baseline.value))
    start = _n(frame.x(trend.baseline.time))
    return h("line", x1=start, x2=_n(frame.end), y1=y, y2=y, class_="c-baseline")


def _projection(frame: _Frame, trend: Trend) -> Child:
    projection = trend.projection
    if projection is None:
        return None
    start = (frame.x(projection.start.time), frame.y(projection.start.value))
    end_x = frame.x(projection.end.time)
    band = None
    if projection.low is not None and projection.high is not None:
        corners = [start, (end_x, frame.y(projection.high)), (end_x, frame.y(projection.low))]
        band = h("polygon", points=_points(corners), class_="c-band")
    line = _points([start, (end_x, frame.y(projection.end.value))])
    return [band, h("polyline", points=line, class_="c-projection")]


def _path(frame: _Frame, trend: Trend) -> Child:
    if not trend.path:
        return None
    corners = [(frame.x(point.time), frame.y(point.value)) for point in trend.path]
    # The first point of a path from the baseline is the baseline, which has its own line.
    targets = corners[1:] if trend.baseline and len(corners) > 1 else corners
    marks = [h("path", d=_diamond(x, y), class_="c-target-mark") for x, y in targets]
    return [h("polyline", points=_points(corners), class_="c-target"), marks]


def _levels(frame: _Frame, trend: Trend) -> Child:
    return [
        h(
            "line",
            x1=_n(frame.left),
            x2=_n(frame.end),
            y1=_n(frame.y(level)),
            y2=_n(frame.y(level)),
            class_="c-target",
        )
        for level in trend.levels
    ]


def _others(frame: _Frame, trend: Trend) -> Child:
    return [
        [
            h("polyline", points=_run(frame, run), class_=f"c-other c-other-{number % 4 + 1}")
            for run in unbroken(line.points)
        ]
        for number, line in enumerate(trend.others)
    ]


def _measured(view: View, frame: _Frame, trend: Trend) -> Child:
    lines = [
        h("polyline", points=_run(frame, run), class_="c-measured")
        for run in unbroken(trend.measured, trend.breaks)
        if len(run) > 1
    ]
    return [lines, [_point(view, frame, trend, point) for point in trend.measured]]


def _point(view: View, frame: _Frame, trend: Trend, point: Measured) -> Node:
    x = frame.x(point.time)
    if point.value is None:
        y = frame.floor - 7
        cross = f"M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8"
        said = view.text("{period}: ikke offentliggjort", period=point.label)
        return h("path", h("title", said), d=cross, class_="c-hidden")
    doubtful = point.mark in DOUBTFUL
    number = view.formats.quantity(point.value, trend.decimals, trend.unit)
    return h(
        "circle",
        h("title", f"{point.label}: {number}"),
        cx=_n(x),
        cy=_n(frame.y(point.value)),
        r=2 if len(trend.measured) > MANY else 4 if doubtful else 3.5,
        class_="c-point-doubtful" if doubtful else "c-point",
    )


def _labels(frame: _Frame, ends: list[_EndLabel]) -> Child:
    placed = spread_out([end.y for end in ends], gap=_LINE, low=frame.top, high=frame.floor)
    return [_label(frame, end, y) for end, y in zip(ends, placed, strict=True)]


def _label(frame: _Frame, end: _EndLabel, y: float) -> Child:
    is_away = abs(y - end.y) > 3 or frame.end - end.x > 20  # noqa: PLR2004 - in pixels
    leader = (
        h(
            "polyline",
            points=_points([(end.x + 4, end.y), (frame.end + 8, y)]),
            class_="c-leader",
        )
        if is_away
        else None
    )
    return [leader, h("text", end.text, x=_n(frame.end + 11), y=_n(y + 4.5), class_="c-label")]


def _n(number: float) -> str:
    return f"{number:.1f}"


def _points(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _run(frame: _Frame, run: list[Measured]) -> str:
    return _points([(frame.x(p.time), frame.y(p.value)) for p in run if p.value is not None])


def _diamond(x: float, y: float) -> str:
    return f"M{x:.1f} {y - _DIAMOND:.1f}l5 5-5 5-5-5z"
