"""Declared sources: read strictly, checked against each other, refused by file and line."""

from pathlib import Path

import pytest
import yaml

from etl.registry import MUNICIPALITIES, check_indicators, folder_of, load_registry
from etl.source_file import parse_source
from etl.toml_places import line_of
from indicators.errors import BadSource, NotFound

SOURCE = """\
title = "Folkemengde"
provider = "file"
path = "folk.csv"
reader = "csv"
producer = "SSB"
table = "07459"
licence = "CC BY 4.0"
citation = "SSB, tabell 07459"
geography = "Kommunen"
retrieved = 2026-11-24
region = "region"
period = "year"

[layout]
keys = { region = "region", year = "year" }
value = "value"

[regions]
"5001" = "5001"

[[series]]
indicator = "population-total"
"""
REGIONS = '[[regions]]\ncode = "5001"\nkind = "municipality"\nnb = "Trondheim"\n'


@pytest.fixture
def folder(tmp_path):
    """A municipality's folder with one source."""
    (tmp_path / "sources").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "regions.toml").write_text(REGIONS)
    (tmp_path / "sources" / "folk.toml").write_text(SOURCE)
    return tmp_path


def test_a_source_is_read_with_what_it_says_of_itself(folder):
    (source,) = load_registry(folder).sources
    assert source.key == "folk"
    assert source.indicators == ("population-total",)
    assert source.declared.licence == "CC BY 4.0"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('title = "Folkemengde"', 'titel = "Folkemengde"', r"linje 1, titel: er en ukjent nøkkel"),
        ('title = "Folkemengde"\n', "", "title: mangler"),
        ('reader = "csv"', 'reader = "pdf"', "linje 4, reader"),
        ('path = "folk.csv"', 'path = "../folk.csv"', "linje 3, path"),
        ("retrieved = 2026-11-24", 'retrieved = "i fjor"', "linje 10, retrieved"),
        ('value = "value"', 'value = "value"\nvalues = "x"', "linje 14, layout"),
        ('indicator = "population-total"', 'indicator = "Population"', r"linje 22, series\.1"),
        ("[[series]]", "[[series]]\ntimes = -1", r"series\.1\.times"),
        ("[layout]", "[layout", "gyldig TOML"),
        ('"5001" = "5001"', '"5001" = { region = "5001", to = "snart" }', "regions"),
        ('[regions]\n"5001" = "5001"', '[regions]\n[marks]\n"x" = "rart"', "marks"),
    ],
)
def test_a_mistake_is_refused_with_its_line_and_key(folder, old, new, says):
    assert old in SOURCE
    (folder / "sources" / "folk.toml").write_text(SOURCE.replace(old, new))
    with pytest.raises(BadSource, match=says) as refused:
        load_registry(folder)
    assert refused.value.file == "folk.toml"


def test_all_mistakes_are_told_at_once():
    with pytest.raises(BadSource) as refused:
        parse_source(SOURCE.replace("title", "titel").replace('"csv"', '"pdf"'), "folk.toml")
    assert "titel" in str(refused.value)
    assert "reader" in str(refused.value)


def test_the_line_of_a_key_in_the_second_of_two_tables_is_found():
    text = 'a = 1\n[[series]]\nindicator = "x"\n[[series]]\nindicator = "y"\n'
    assert line_of(text, ("series", 1, "indicator")) == 5
    assert line_of(text, ("series", 1, "where")) == 4
    assert line_of(text, ("mangler",)) is None


def test_an_unknown_region_is_refused(folder):
    (folder / "sources" / "folk.toml").write_text(SOURCE.replace('= "5001"', '= "9999"'))
    with pytest.raises(BadSource, match="linje 19, 5001: regionen «9999»"):
        load_registry(folder)


def test_a_region_given_twice_is_refused(folder):
    (folder / "regions.toml").write_text(REGIONS + REGIONS)
    with pytest.raises(BadSource, match=r"regions\.toml: regionen 5001 står to ganger"):
        load_registry(folder)


def test_sources_without_a_region_file_are_refused(folder):
    (folder / "regions.toml").unlink()
    with pytest.raises(BadSource, match=r"regions\.toml: filen mangler"):
        load_registry(folder)


def test_two_sources_for_the_same_indicator_region_and_period_are_refused(folder):
    (folder / "sources" / "igjen.toml").write_text(SOURCE)
    with pytest.raises(BadSource, match=r"igjen\.toml: «population-total» .* folk\.toml"):
        load_registry(folder)


def test_two_sources_may_share_an_indicator_when_their_periods_do_not_meet(folder):
    early = SOURCE + 'periods = { to = "2021" }\n'
    late = SOURCE + 'periods = { from = "2022" }\n'
    (folder / "sources" / "folk.toml").write_text(early)
    (folder / "sources" / "igjen.toml").write_text(late)
    assert [source.key for source in load_registry(folder).sources] == ["folk", "igjen"]


def test_an_unknown_indicator_is_refused_by_file_and_line(folder):
    sources = load_registry(folder).sources
    check_indicators(sources, {"population-total"})
    with pytest.raises(BadSource, match=r"folk\.toml, linje 22, series\.1\.indicator"):
        check_indicators(sources, {"another"})


def test_a_source_that_is_not_there_is_not_found(folder):
    registry = load_registry(folder)
    assert [source.key for source in registry.chosen(["folk", "folk"])] == ["folk"]
    with pytest.raises(NotFound, match="Kildene er: folk"):
        registry.chosen(["fisk"])


def test_the_hash_changes_with_bytes_declaration_and_nothing_else(folder):
    registry = load_registry(folder)
    (source,) = registry.sources
    same = load_registry(folder)
    assert registry.content_hash(source, b"1") == same.content_hash(same.sources[0], b"1")
    assert registry.content_hash(source, b"1") != registry.content_hash(source, b"2")
    (folder / "sources" / "folk.toml").write_text(SOURCE + "times = 2\n")
    other = load_registry(folder)
    assert registry.content_hash(source, b"1") != other.content_hash(other.sources[0], b"1")


@pytest.mark.parametrize("name", ["ukjent", "..", "", "tr/../x"])
def test_a_municipality_that_is_not_there_is_not_found(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    if name in ("", ".."):
        name = "trondheim/nei"
    with pytest.raises(NotFound, match="trondheim"):
        folder_of(name)


@pytest.mark.parametrize(
    "municipality",
    [path.parent.name for path in sorted(MUNICIPALITIES.glob("*/sources")) if any(path.iterdir())],
)
def test_shipped_sources_are_whole_and_name_only_defined_indicators(municipality):
    registry = load_registry(folder_of(municipality))
    defined = yaml.safe_load(Path(registry.folder, "indicators.yaml").read_text("utf-8"))
    check_indicators(registry.sources, {one["key"] for one in defined["indicators"]})
    for source in registry.sources:
        assert source.asks or (source.data_folder / source.declared.path).is_file(), source.key
        assert source.declared.licence
        assert source.declared.citation
