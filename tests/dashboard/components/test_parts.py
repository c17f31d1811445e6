import pytest

from dashboard.components.amounts import coverage, money
from dashboard.components.facts import Fact, facts
from dashboard.components.forms import filter_form, select_field
from dashboard.components.icons import icon
from dashboard.components.navigation import breadcrumbs
from dashboard.components.notices import gaps
from dashboard.components.sources import source_line
from dashboard.components.sparkline import sparkline
from dashboard.components.status import LOOKS, status_tag
from dashboard.components.status_groups import GROUPS, summary
from dashboard.components.tables import Column, data_table
from dashboard.markup import to_html
from indicators.progress.values import Status
from tests.dashboard.reader import attributes_of, texts_of
from tests.dashboard.views import bokmaal

VIEW = bokmaal()


def test_every_status_has_word_icon_and_colour_of_its_own():
    assert set(LOOKS) == set(Status)
    assert len({look.word for look in LOOKS.values()}) == len(Status)
    assert len({look.icon for look in LOOKS.values()}) == len(Status)
    for status in Status:
        markup = to_html(status_tag(VIEW, status))
        assert LOOKS[status].word in markup
        assert "<svg" in markup
        assert f'data-color="{LOOKS[status].colour}"' in markup


def test_every_status_is_counted_in_one_group():
    counted = [status for group in GROUPS for status in group.statuses]
    assert sorted(counted) == sorted(Status)


def test_the_summary_counts_every_subgoal_once():
    statuses = [Status.reached, Status.on_track, Status.wrong_way, Status.not_measured]
    markup = to_html(summary(VIEW, statuses))
    numbers = [
        words for found, words in texts_of(markup, "span") if found.get("class") == "count-number"
    ]
    assert numbers == ["2", "0", "1", "0", "1"]
    assert len([one for one in attributes_of(markup, "rect") if one["class"] == "share"]) == 3
    to_html(summary(VIEW, []))


def test_a_sparkline_of_nothing_is_its_label():
    assert (
        to_html(sparkline([], label="Ingen målinger"))
        == '<span class="muted">Ingen målinger</span>'
    )


@pytest.mark.parametrize("points", [[(2020, 1)], [(2020, 1), (2021, 1)], [(2020, 1), (2024, 9)]])
@pytest.mark.parametrize("target", [None, 5, 1])
def test_a_sparkline_stays_in_its_frame(points, target):
    markup = to_html(sparkline(points, label="x", target=target))
    (dot,) = attributes_of(markup, "circle")
    assert 0 <= float(dot["cx"]) <= 132
    assert 0 <= float(dot["cy"]) <= 36
    for line in attributes_of(markup, "line"):
        assert 0 <= float(line["y1"]) <= 36


def test_a_table_keeps_its_roles_and_labels_where_it_is_laid_out_as_cards():
    columns = [Column("Navn"), Column("Antall", is_number=True), Column("Status", label="")]
    markup = to_html(data_table("Tabell", columns, [["a", "1", "b"]], footer=["sum", "1", ""]))
    assert [one["role"] for one in attributes_of(markup, "td")] == ["cell"] * 4
    assert [one.get("data-label") for one in attributes_of(markup, "td")][:2] == ["Antall", None]
    assert {one["role"] for one in attributes_of(markup, "th")} == {"columnheader", "rowheader"}
    assert texts_of(markup, "caption")[0][1] == "Tabell"


def test_a_row_with_a_cell_too_few_is_a_mistake():
    with pytest.raises(ValueError, match="shorter"):
        data_table("Tabell", [Column("a"), Column("b")], [["1"]])


def test_money_is_in_millions_with_the_amount_in_full():
    markup = to_html(money(VIEW, 12_345_678))
    assert "12,3\u00a0mill.\u00a0kr" in markup
    assert 'title="12\u00a0345\u00a0678\u00a0kr"' in markup
    assert to_html(money(VIEW, None)) == '<span class="muted">–</span>'


def test_coverage_of_nothing_is_an_empty_bar():
    assert "0 av 0" in to_html(coverage(VIEW, 0, 0))
    assert "coverage-part" not in to_html(coverage(VIEW, 0, 3))
    assert 'width="64.0"' in to_html(coverage(VIEW, 3, 3))


def test_a_whole_thread_has_no_gaps():
    assert gaps(VIEW, []) is None
    assert "tiltak, enheter" in to_html(gaps(VIEW, ["tiltak", "enheter"]))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JAVASCRIPT://x", "ftp://x", "//x", None, ""]
)
def test_a_source_is_linked_only_where_the_address_is_on_the_web(address):
    markup = to_html(source_line(VIEW, "SSB", table="07984", address=address))
    assert "SSB, 07984" in markup
    assert "<a" not in markup


def test_a_source_line_names_licence_and_day():
    markup = to_html(
        source_line(
            VIEW, "SSB", address="https://ssb.no", licence="CC BY", loaded_at=VIEW.changed_at
        )
    )
    assert 'href="https://ssb.no"' in markup
    assert "Lisens: CC BY. Hentet 24.\u00a0november 2026." in markup


def test_fields_have_labels_and_the_chosen_value_is_chosen():
    field = select_field("status", "Status", [("", "Alle"), ("bak", "Bak")], chosen="bak")
    markup = to_html(filter_form("/", "Avgrens", "Vis", field))
    (label,) = attributes_of(markup, "label")
    (select,) = attributes_of(markup, "select")
    assert label["for"] == select["id"]
    assert [("selected" in one) for one in attributes_of(markup, "option")] == [False, True]


def test_facts_without_unit_and_note_have_none():
    markup = to_html(facts([Fact("Mål", "92")]))
    assert "fact-unit" not in markup
    assert "fact-note" not in markup


def test_the_last_breadcrumb_is_the_page_itself():
    markup = to_html(breadcrumbs(bokmaal("/x"), [("Målstatus", "/")], "Her"))
    assert [(one["href"], one.get("aria-current")) for one in attributes_of(markup, "a")] == [
        ("/", None),
        ("/x", "page"),
    ]


def test_icons_are_hidden_from_those_who_listen():
    assert 'aria-hidden="true"' in to_html(icon("Moon"))
    with pytest.raises(FileNotFoundError):
        icon("FinnesIkke")
