"""Cells become observations as declared: regions by period, ratios, sums, breakdowns, marks."""

import math
from pathlib import Path

import orjson
import pytest

from etl.providers import file
from etl.reading import tables_of
from etl.registry import Source, folder_of, load_registry
from etl.source_file import parse_source
from etl.transform import observations
from indicators import periods
from indicators.errors import BadSource
from indicators.models.measurement import Mark

HEAD = """\
title = "Prøve"
provider = "file"
path = "prove.csv"
producer = "SSB"
table = "1"
licence = "CC BY 4.0"
citation = "SSB"
geography = "Kommunen"
retrieved = 2026-11-24
region = "region"
period = "year"
"""
CSV = HEAD + 'reader = "csv"\n'
LAYOUT = """
[layout]
keys = { region = "region", year = "year", what = "what" }
value = "value"
mark = "mark"
"""
REGIONS = '[regions]\n"5001" = "5001"\n'


def source(text):
    return Source("prove", "prove.toml", text, parse_source(text, "prove.toml"), Path())


def observed(text, content):
    declared = source(text)
    return observations(declared, tables_of(declared, content.encode()))


def rows(found):
    """Return (indicator, region, breakdown, period, value, mark); None for no value."""
    return [
        (
            found.indicators[found.indicator[i]],
            found.regions[found.region[i]],
            found.breakdowns[found.breakdown[i]].code,
            periods.of_id(int(found.period_id[i])).code,
            None if math.isnan(found.value[i]) else float(found.value[i]),
            Mark(found.mark[i]),
        )
        for i in range(len(found.value))
    ]


def table(*lines):
    return "\n".join(("region,year,what,value,mark", *lines)) + "\n"


def series(text=""):
    return "\n[[series]]\n" + text


ONE = series('indicator = "a"\nwhere = { what = "x" }\n')


def test_chosen_cells_become_observations_and_marks_keep_their_meaning():
    found = observed(
        CSV + LAYOUT + REGIONS + ONE,
        table("5001,2022,x,1.5,", "5001,2023,x,,:", "5001,2024,x,,..", "5001,2024,y,9,"),
    )
    assert rows(found) == [
        ("a", "5001", "total", "2022", 1.5, Mark.none),
        ("a", "5001", "total", "2023", None, Mark.suppressed),
        ("a", "5001", "total", "2024", None, Mark.not_available),
    ]
    assert found.read == 3


def test_a_declared_mark_may_sit_on_a_number():
    text = CSV + LAYOUT + REGIONS + '[marks]\n"partial_year" = "partial"\n' + ONE
    found = observed(text, table("5001,2023,x,476,partial_year"))
    assert rows(found) == [("a", "5001", "total", "2023", 476, Mark.partial)]


CODES = """[regions]
"1601" = { region = "5001", to = "2017" }
"5001" = { region = "5001", from = "2018" }
"""


def test_a_code_counts_only_in_the_periods_when_it_was_in_use():
    zeros = table("1601,2017,x,190464,", "5001,2017,x,0,", "1601,2018,x,0,", "5001,2018,x,193501,")
    found = observed(CSV + LAYOUT + CODES + ONE, zeros)
    assert [row[3:5] for row in rows(found)] == [("2017", 190464), ("2018", 193501)]
    assert found.refused == {"koden gjelder ikke i perioden": 2}
    assert found.read == 4


def test_two_codes_for_the_same_region_and_period_are_refused_never_added():
    both = '[regions]\n"1601" = "5001"\n"5001" = "5001"\n'
    twice = table("1601,2016-17,x,42,", "5001,2016-17,x,42,")
    with pytest.raises(BadSource, match=r"linje 2, kolonne D .* i 2016/17 står to ganger"):
        observed(CSV + LAYOUT + both + ONE, twice)


def test_a_declared_sum_adds_codes_and_is_missing_where_a_part_is_missing():
    both = '[regions]\n"5001" = "5001"\n"5030" = "5001"\n'
    text = CSV + LAYOUT + both + ONE + 'combine = "sum"\n'
    found = observed(
        text,
        table("5001,2018,x,186,", "5030,2018,x,,:", "5001,2019,x,196159,", "5030,2019,x,6076,"),
    )
    assert [row[3:] for row in rows(found)] == [
        ("2018", None, Mark.suppressed),
        ("2019", 202235, Mark.none),
    ]


def test_a_rate_is_a_ratio_of_two_cells_times_a_number():
    text = CSV + LAYOUT + REGIONS + ONE + 'divide_by = { what = "n" }\ntimes = 1000\n'
    found = observed(
        text,
        table("5001,2022,x,5,", "5001,2022,n,200,", "5001,2023,x,5,", "5001,2024,x,5,",
              "5001,2024,n,0,"),
    )  # fmt: skip
    assert rows(found) == [("a", "5001", "total", "2022", 25.0, Mark.none)]
    assert found.refused == {"nevneren mangler eller er null": 2}


def test_excluded_cells_are_counted_with_their_reason():
    text = (
        CSV + LAYOUT + REGIONS
        + '[[exclude]]\nmark = "zero"\nreason = "koden var ikke i bruk"\n' + ONE
    )  # fmt: skip
    found = observed(text, table("5001,2017,x,0,zero", "5001,2018,x,7,"))
    assert [row[3:5] for row in rows(found)] == [("2018", 7)]
    assert found.refused == {"koden var ikke i bruk": 1}


CUBE = orjson.dumps(
    {
        "version": "2.0",
        "class": "dataset",
        "id": ["region", "kjonn", "alder", "year"],
        "size": [1, 3, 2, 1],
        "dimension": {
            "region": {"category": {"index": ["5001"]}},
            "kjonn": {
                "category": {
                    "index": ["0", "1", "2"],
                    "label": {"0": "Begge kjønn", "1": "Menn", "2": "Kvinner"},
                }
            },
            "alder": {
                "category": {
                    "index": ["999", "80+"],
                    "label": {"999": "Alle", "80+": "80 år og eldre"},
                }
            },
            "year": {"category": {"index": ["2024"]}},
        },
        "value": [10, 1, 4, 0.4, 6, 0.6],
    }
).decode()
JSONSTAT = HEAD + 'reader = "jsonstat"\n' + REGIONS + series('indicator = "a"\n')


def test_breakdowns_are_named_by_their_codes_and_totals_are_no_breakdown():
    found = observed(JSONSTAT + 'breakdown = { kjonn = "0", alder = "999" }\n', CUBE)
    assert [(row[2], row[4]) for row in rows(found)] == [
        ("total", 10),
        ("alder=80+", 1),
        ("kjonn=1", 4),
        ("kjonn=1;alder=80+", 0.4),
        ("kjonn=2", 6),
        ("kjonn=2;alder=80+", 0.6),
    ]
    assert [one.label for one in found.breakdowns] == [
        None,
        "80 år og eldre",
        "Menn",
        "Menn, 80 år og eldre",
        "Kvinner",
        "Kvinner, 80 år og eldre",
    ]


def test_a_dimension_that_is_neither_chosen_nor_broken_down_by_is_refused():
    with pytest.raises(BadSource, match="dimensjonen «kjonn» har flere koder"):
        observed(JSONSTAT, CUBE)


@pytest.mark.parametrize(
    ("text", "content", "says"),
    [
        (ONE, table("5001,2022,y,1,"), r"series\.1\.where: koden «x» finnes ikke i «what»"),
        (ONE.replace("what", "hva"), table("5001,2022,x,1,"), "dimensjonen «hva» mangler"),
        (ONE, table("0301,2022,x,1,"), "regionkoden «5001» finnes ikke"),
        (ONE, table("5001,2022,x,1,", "0301,2022,x,1,"), r"linje 3.*står ikke i \[regions\]"),
        (ONE, table("5001,i fjor,x,1,"), "linje 2.*perioden er ikke skrevet"),
        (ONE, table("5001,2022,x,,rart"), "tegnet «rart» er ukjent"),
        (ONE, table("5001,2022,x,1,", "5001,2022,x,2,"), "står to ganger, også i linje 3"),
        (ONE, "region,aar,what,value,mark\n5001,2022,x,1,\n", "kolonnen «year» mangler"),
    ],
)
def test_an_answer_that_is_not_the_declared_one_is_refused(text, content, says):
    with pytest.raises(BadSource, match=says) as refused:
        observed(CSV + LAYOUT + REGIONS + text, content)
    assert "prove" in refused.value.file


@pytest.fixture(scope="module")
def trondheim():
    """What the shipped sources of Trondheim give, by source."""
    registry = load_registry(folder_of("trondheim"))
    return {
        one.key: rows(observations(one, tables_of(one, file.fetch(one))))
        for one in registry.sources
    }


def of(rows, indicator, region="5001"):
    return {row[3]: row[4:] for row in rows if row[:2] == (indicator, region)}


def test_trondheims_refugees_are_one_series_over_two_codes_and_two_editions(trondheim):
    early = of(trondheim["imdi-bosetting-sep22"], "refugees-settled")
    late = of(trondheim["imdi-bosetting-2023"], "refugees-settled")
    assert early["1995"] == (None, Mark.not_applicable)
    assert early["2019"] == (159, Mark.none)
    assert early["2020"] == (86, Mark.none)
    assert max(early) == "2021"
    assert late == {"2022": (667, Mark.none), "2023": (476, Mark.partial)}


def test_trondheims_grunnskolepoeng_are_read_once_with_leading_zeros_given_back(trondheim):
    points = trondheim["udir-grunnskolepoeng"]
    own = [value for value, _ in of(points, "grunnskolepoeng").values()]
    assert own == [41.8, 42, 42.7, 42.3, 43.8, 43.9]
    assert of(points, "grunnskolepoeng", "0301")["2020/21"] == (44.9, Mark.none)
    assert of(points, "grunnskolepoeng", "0")["2019/20"] == (43.2, Mark.none)
    assert len(of(points, "grunnskolepoeng", "4204")) == 6


def test_trondheims_other_sources_give_the_values_of_the_files(trondheim):
    population = of(trondheim["ssb-07459-folkemengde"], "population-total")
    assert population["2005"] == (161440, Mark.none)
    assert population["2026"] == (218460, Mark.none)
    assert max(population) == "2026"
    beds = of(trondheim["ssb-11875-sykehjemsplasser"], "nursing-home-beds")
    assert beds == {
        "2015": (1458, Mark.none),
        "2016": (1458, Mark.none),
        "2017": (1517, Mark.none),
        "2018": (1498, Mark.none),
    }
    assert of(trondheim["ssb-12134-kostra"], "free-income-per-inhabitant") == {
        "2024": (62853, Mark.none)
    }
    shore = of(trondheim["ssb-arealprofil"], "accessible-shore-zone-share")
    assert shore["2000"] == (60.26095589278116, Mark.none)
    emissions = of(trondheim["klimakontrakten-2024"], "ghg-direct-total")
    assert emissions == {"2009": (605000, Mark.rounded), "2022": (485000, Mark.rounded)}
    cultivated = of(trondheim["ssb-arealprofil"], "cultivated-land-converted")
    assert (None, Mark.empty) in cultivated.values()
    measles = of(trondheim["fhi-vaksinasjon"], "vaccination-measles-age2")
    assert measles["2014-2018"] == (97.1, Mark.none)
    assert measles["2002-2006"] == (None, Mark.not_available)
    index = of(trondheim["sykepleierindeksen"], "nurse-housing-index")
    assert index["2017"] == (0.225, Mark.none)
