import re
from dataclasses import replace
from itertools import pairwise

import pytest

from dashboard.components.legend import legend
from dashboard.components.trend import Break, Dated, Line, Measured, Projection, Trend, unbroken
from dashboard.components.trend_drawing import trend_drawing
from dashboard.components.trend_figure import trend_figure
from dashboard.markup import to_html
from indicators.models.measurement import Mark
from tests.dashboard.reader import attributes_of, texts_of
from tests.dashboard.views import bokmaal

VIEW = bokmaal()


def years(first, values, mark=Mark.none):
    return tuple(
        Measured(first + number + 0.5, value, str(first + number), mark)
        for number, value in enumerate(values)
    )


TREND = Trend(
    title="Utslipp",
    unit="tonn",
    decimals=0,
    measured=years(2015, [460, 450, None, 430, 420]),
    baseline=Dated(2015.5, 460),
    path=(Dated(2015.5, 460), Dated(2030.5, 92)),
    projection=Projection(Dated(2019.5, 420), Dated(2030.5, 100), 80, 130),
    breaks=(Break(2019.0, "Brudd 2019"),),
    others=(Line("Bergen kommune med et langt navn", years(2015, [99, 98, 97])),),
)


def drawing(trend=TREND, **settings):
    return to_html(trend_drawing(VIEW, trend, "Utslippene går ned.", **settings))


def test_a_line_stops_where_a_number_is_missing_and_where_the_series_breaks():
    runs = unbroken(TREND.measured, TREND.breaks)
    assert [[point.label for point in run] for run in runs] == [
        ["2015", "2016"],
        ["2018"],
        ["2019"],
    ]


def test_a_line_stops_where_a_period_is_missing():
    points = years(2015, [1, 2, 3]) + years(2020, [4, 5])
    assert [len(run) for run in unbroken(points)] == [3, 2]


def test_the_drawing_says_in_words_what_it_shows():
    assert 'role="img" aria-label="Utslippene går ned."' in drawing()


def test_a_number_that_is_kept_back_is_marked_and_not_zero():
    markup = drawing()
    assert markup.count('class="c-hidden"') == 1
    assert "2017: ikke offentliggjort" in markup
    assert len(attributes_of(markup, "circle")) == 4


def test_a_provisional_number_is_drawn_hollow():
    doubtful = replace(TREND, measured=years(2015, [460, 450], Mark.provisional))
    assert drawing(doubtful).count("c-point-doubtful") == 2


@pytest.mark.parametrize("is_narrow", [False, True])
def test_labels_at_the_ends_of_lines_keep_their_distance_and_are_not_cut_off(is_narrow):
    markup = drawing(is_narrow=is_narrow)
    width = 360 if is_narrow else 860
    labels = [
        (float(text["x"]), float(text["y"]), words)
        for text, words in texts_of(markup, "text")
        if text.get("class") == "c-label"
    ]
    assert len(labels) == 4
    heights = sorted(y for _, y, _ in labels)
    assert all(later - earlier >= 16.9 for earlier, later in pairwise(heights))
    for x, _, words in labels:
        assert x + 7 * len(words) <= width


def test_nothing_is_drawn_outside_the_picture():
    for number in re.findall(r' (?:x|x1|x2|cx)="([^"]+)"', drawing()):
        assert 0 <= float(number) <= 860
    for number in re.findall(r' (?:y|y1|y2|cy)="([^"]+)"', drawing()):
        assert 0 <= float(number) <= 400


def test_a_single_measurement_can_be_drawn():
    alone = Trend("Utslipp", "tonn", 0, years(2020, [5]))
    assert attributes_of(drawing(alone), "circle")
    assert trend_figure(VIEW, alone)["data"]


def test_a_level_that_should_always_hold_is_a_line_across():
    assert "Mål 30" in drawing(replace(TREND, path=(), levels=(30.0,)))


def test_names_are_text_in_the_drawing():
    named = replace(TREND, others=(Line("<b>", years(2015, [9])),))
    assert "<b>" not in drawing(named)


def test_the_legend_names_what_is_there_and_nothing_else():
    everything = to_html(legend(VIEW, TREND))
    for word in ("Målt", "Målbane", "Framskriving", "Utgangspunkt 2015", "Brudd", "Bergen"):
        assert word in everything
    bare = to_html(legend(VIEW, Trend("x", "tonn", 0, years(2020, [5, 6]))))
    assert [words for _, words in texts_of(bare, "li")] == ["Målt"]


def test_the_live_figure_has_the_numbers_of_the_drawing_and_no_line_over_a_gap():
    figure = trend_figure(VIEW, TREND)
    (measured,) = [trace for trace in figure["data"] if trace["name"] == "Målt"]
    assert [value for value in measured["y"] if value is not None] == [460, 450, 430, 420]
    assert measured["y"] == [460, 450, None, 430, None, 420, None]
    assert measured["connectgaps"] is False


def test_colours_of_the_live_figure_are_names_of_the_theme():
    colours = re.findall(
        r"'(?:color|bgcolor|fillcolor|gridcolor)': '([^']+)'", str(trend_figure(VIEW, TREND))
    )
    assert colours
    assert all(colour.startswith("var(--ds-color-") for colour in colours)


def test_labels_of_the_live_figure_do_not_lie_on_each_other():
    close = replace(TREND, path=(Dated(2015.5, 460), Dated(2030.5, 101)))
    labels = [each["y"] for each in trend_figure(VIEW, close)["layout"]["annotations"][:3]]
    assert all(later - earlier >= 20 for earlier, later in pairwise(sorted(labels)))
