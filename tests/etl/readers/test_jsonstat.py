"""Real answers of statistics offices must give the facts that are known of them."""

from pathlib import Path

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.readers import jsonstat
from indicators.errors import BadSource

DATA = Path(__file__).parents[2] / "data" / "statistics"


def read(name):
    return jsonstat.read((DATA / name).read_bytes(), name)


def only(name):
    (table,) = read(name)
    return table


def cell(table, **key):
    (found,) = table.find(key)
    return table.values[found], table.mark_texts[table.marks[found]]


@pytest.mark.parametrize(
    ("name", "counts", "bounds", "total", "marks"),
    [
        ("ssb_v2_12134_kostra_2024.json", (3, 3), (62853, 81240), 210698, {}),
        ("ssb_v2_11585_kvartal.json", (192, 187), (-29.2, 111.7), 4478.0, {"..": 5}),
        ("ssb_v1_05300_data.json", (432, 404), (0, 51), 6667, {".": 20, "..": 8}),
        ("ssb_v1bundle_29843_maaned.json", (37440, 30240), (1.2, 475.5), 2901152.0, {".": 7200}),
        ("scb_v2_TAB6471_data.json", (2772, 2772), (4, 390924), 84837753, {}),
        ("fhi_befolkningsvekst.json", (4, 4), (2817, 16846), 34398, {}),
        ("eurostat_nama_10_gdp_dict.json", (64, 64), (-3.9, 2915196.7), 32778266.714, {"d": 2}),
        ("jsonstat_galicia.json", (3960, 3956), (0, 2772928), 87493659, {}),
    ],
)
def test_a_real_answer_gives_its_known_sums(name, counts, bounds, total, marks):
    table = only(name)
    values = table.values[~np.isnan(table.values)]
    counted = {
        text: int((table.marks == place).sum())
        for place, text in enumerate(table.mark_texts)
        if text
    }
    assert (len(table), len(values)) == counts
    assert (values.min(), values.max()) == bounds
    assert values.sum() == pytest.approx(total)
    assert counted == marks


def test_cells_are_found_by_their_codes():
    kostra = only("ssb_v2_12134_kostra_2024.json")
    assert cell(kostra, KOKkommuneregion0000="5001") == (62853, "")
    assert kostra.updated == "2026-03-16T07:00:00Z"
    assert len(kostra.notes) == 5
    quarters = only("ssb_v2_11585_kvartal.json")
    value, mark = cell(quarters, ContentsCode="EndringKvartal", Tid="2009K2")
    assert np.isnan(value)
    assert mark == ".."
    assert cell(quarters, ContentsCode="Kostnadsindeks", Tid="2009K2") == (30.4, "")
    assert cell(quarters, ContentsCode="EndringAr", Tid="2025K1") == (4.66, "")
    uneven = only("ssb_v1_05300_data.json")
    assert cell(uneven, Avstand1="01", Kulturtilbud="01", Tid="1991") == (16, "")
    assert cell(uneven, Avstand1="01", Kulturtilbud="08", Tid="2021")[1] == "."
    months = only("ssb_v1bundle_29843_maaned.json")
    assert 5.8 in {
        value for value in months.values[months.find({"Tid": "2015M12"})] if not np.isnan(value)
    }
    swedish = only("scb_v2_TAB6471_data.json")
    assert swedish.values[-1] == 54
    assert swedish.values[0] == 245284
    assert swedish.dimensions[1].codes[-1] == "100+10"


def test_a_mark_may_sit_on_a_number():
    table = only("eurostat_nama_10_gdp_dict.json")
    provisional = table.values[table.marks == table.mark_texts.index("d")]
    assert 2.5 in provisional
    assert not np.isnan(provisional).any()


def test_an_answer_without_values_describes_a_table_and_holds_no_cells():
    table = only("scb_v2_TAB6471_metadata.json")
    assert table.is_metadata
    assert len(table) == 0
    assert table.sizes == (312, 134, 3, 1, 16)


def test_a_collection_of_links_holds_nothing_and_no_link_is_followed():
    assert read("jsonstat_collection_links.json") == []


@pytest.mark.parametrize(
    "name",
    [
        "klass_131_codesAt_2026-01-01.json",
        "scb_v2_codelist_alder10.json",
        "scb_v2_config.json",
        "scb_v2_tables_page1.json",
        "ssb_v1_05300_metadata.json",
        "ssb_v2_feilsvar.json",
    ],
)
def test_json_that_is_no_dataset_is_refused_by_name(name):
    with pytest.raises(BadSource, match=name):
        read(name)


def answer(**changes):
    dataset = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Region", "Tid"],
        "size": [2, 3],
        "dimension": {
            "Region": {"category": {"index": {"5001": 1, "0301": 0}}},
            "Tid": {"category": {"index": ["2022", "2023", "2024"]}},
        },
        "value": [1, 2, 3, 4, None, 6],
    }
    return dataset | changes


def decode(dataset):
    (table,) = jsonstat.read(orjson.dumps(dataset), "svar.json")
    return table


def test_order_comes_from_the_index_and_not_from_how_it_is_written():
    table = decode(answer())
    assert table.dimensions[0].codes == ("0301", "5001")
    assert cell(table, Region="5001", Tid="2022") == (4, "")


@pytest.mark.parametrize(
    ("status", "marks"),
    [
        (None, [""] * 6),
        ("", [""] * 6),
        ("p", ["p"] * 6),
        (["p"], ["p"] * 6),
        ({"4": ":"}, ["", "", "", "", ":", ""]),
        ([None, "", "a", None, ":", None], ["", "", "a", "", ":", ""]),
        ({"value": [None, None, None, None, "c", None]}, ["", "", "", "", "c", ""]),
    ],
    ids=["none", "empty", "text", "one", "object", "list", "old Eurostat"],
)
def test_every_shape_of_status_is_read(status, marks):
    table = decode(answer(status=status))
    assert [table.mark_texts[mark] for mark in table.marks] == marks


def test_sparse_values_and_sizes_as_text_and_null_roles_are_read():
    table = decode(
        answer(value={"0": 1.5, "5": 6}, size=["2", "3"], role={"time": None, "geo": None})
    )
    assert np.isnan(table.values[1:5]).all()
    assert (table.values[0], table.values[5]) == (1.5, 6)
    assert [dimension.is_time for dimension in table.dimensions] == [False, True]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"value": [1, 2, 3]}, "6 celler, men 3 verdier"),
        ({"value": [1, 2, 3, 4, "5", 6]}, r"value\[4\]"),
        ({"value": [1, 2, 3, 4, True, 6]}, "ikke et tall"),
        ({"value": {"6": 1}}, "utenfor"),
        ({"value": {"x": 1}}, "ikke en celles nummer"),
        ({"value": "1"}, "verken liste eller objekt"),
        ({"size": [2, 4]}, "dimension.Tid"),
        ({"size": [2]}, "like lange"),
        ({"size": [2, -3]}, "ikke et helt tall"),
        ({"id": ["Tid", "Tid"], "size": [3, 3]}, "to ganger"),
        ({"id": ["Region", "Alder"]}, "dimension.Alder"),
        ({"status": ["a", "b"]}, "status"),
        ({"status": {"99": "a"}}, "utenfor"),
        ({"status": [[1], [2], [3], [4], [5], [6]]}, "status"),
    ],
)
def test_an_answer_that_contradicts_itself_is_refused_with_the_place(changes, says):
    with pytest.raises(BadSource, match=says):
        decode(answer(**changes))


def test_text_that_is_not_json_or_holds_nan_is_refused():
    for content in (b"<html>", b"{", b'{"value": NaN}', b"[" * 5000, b""):
        with pytest.raises(BadSource, match=r"svar\.json"):
            jsonstat.read(content, "svar.json")


def test_sizes_too_large_to_be_true_are_refused_before_anything_is_made():
    codes = [str(number) for number in range(3000)]
    huge = answer(
        id=["A", "B"],
        size=[3000, 3000],
        dimension={key: {"category": {"index": codes}} for key in "AB"},
        value={"0": 1},
    )
    with pytest.raises(BadSource, match="9000000 celler"):
        decode(huge)


def test_a_flood_of_empty_lists_is_refused_before_it_is_parsed():
    with pytest.raises(BadSource, match="flere verdier"):
        jsonstat.read(b'{"value":[' + b"[]," * 600_000 + b"[]]}", "svar.json")


@st.composite
def cubes(draw):
    """A cube and one of the ways that an office may write it."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=4))
    names = [f"D{number}" for number in range(len(sizes))]
    cells = int(np.prod(sizes))
    values = draw(
        st.lists(
            st.none() | st.integers(-(10**9), 10**9) | st.floats(-1e9, 1e9),
            min_size=cells,
            max_size=cells,
        )
    )
    marks = draw(st.lists(st.sampled_from(["", ".", ":"]), min_size=cells, max_size=cells))
    dimension = {}
    for name, size in zip(names, sizes, strict=True):
        codes = [f"{name}-{number}" for number in range(size)]
        index = {code: place for place, code in reversed(list(enumerate(codes)))}
        shape = draw(st.sampled_from(["list", "object"]))
        category = {"index": codes if shape == "list" else index}
        if size == 1 and draw(st.booleans()):
            category = {"label": {codes[0]: "alle"}}
        dimension[name] = {"category": category}
    sparse = draw(st.booleans())
    value = {str(i): v for i, v in enumerate(values) if v is not None} if sparse else values
    status = draw(st.sampled_from([marks, {str(i): mark for i, mark in enumerate(marks) if mark}]))
    size = [str(s) for s in sizes] if draw(st.booleans()) else sizes
    dataset = {"version": "2.0", "class": "dataset", "value": value, "status": status}
    if draw(st.booleans()):
        dataset |= {"id": names, "size": size, "dimension": dimension}
    else:
        dataset |= {"dimension": dimension | {"id": names, "size": size}}
    wrapped = draw(st.sampled_from(["plain", "bundle", "collection"]))
    if wrapped == "bundle":
        dataset = {"dataset": dataset}
    elif wrapped == "collection":
        dataset = {"class": "collection", "link": {"item": [dataset]}}
    return sizes, values, marks, dataset


@given(cubes())
def test_any_cube_reads_back_equal(cube):
    sizes, values, marks, dataset = cube
    table = decode(dataset)
    if table.is_metadata:
        assert all(value is None for value in values)
        return
    assert table.sizes == tuple(sizes)
    assert [None if np.isnan(value) else value for value in table.values] == values
    assert [table.mark_texts[mark] for mark in table.marks] == marks
    places = np.ravel_multi_index(tuple(table.columns), tuple(sizes))
    assert (places == np.arange(len(values))).all()
