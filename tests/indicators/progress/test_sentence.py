"""The plain sentence in three languages, from real verdicts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

import pytest

from indicators import periods
from indicators.languages import Language
from indicators.models.measurement import Mark
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.results import as_result
from indicators.progress.sentence import plain
from indicators.progress.values import BaselineSpec, Point, TargetSpec


@dataclass(frozen=True)
class Row:
    title: str
    unit_of_measure: str
    latest_period_id: int | None
    latest_value: float | None
    latest_mark: int | None
    previous_period_id: int | None
    previous_value: float | None
    status: str
    confidence: str | None
    inputs: str


def number(value, decimals=1, comma=","):
    rounded = f"{value:.{decimals}f}".replace(".", comma)
    return rounded.replace("-", "−")


def said(values, target=None, **more):
    codes = more.get("codes") or [str(2018 + i) for i in range(len(values))]
    points = [
        Point(periods.parse(code).midpoint, value, more.get("mark", Mark.none), code)
        for code, value in zip(codes, values, strict=True)
    ]
    verdict = assess(
        points,
        baseline=BaselineSpec(2018),
        targets=[target] if target else [],
        direction=more.get("direction", "down"),
        breaks=more.get("breaks", []),
        today=date(2025, 6, 1),
    )
    ids = [periods.parse(point.code).id for point in points]
    row = Row(
        title=more.get("title", "Andel elever"),
        unit_of_measure=more.get("unit", "prosent"),
        latest_period_id=ids[-1] if ids else None,
        latest_value=points[-1].value if points else None,
        latest_mark=int(points[-1].mark) if points else None,
        previous_period_id=ids[-2] if len(ids) > 1 else None,
        previous_value=points[-2].value if len(ids) > 1 else None,
        status=verdict.status.value,
        confidence=verdict.confidence.value if verdict.confidence else None,
        inputs=json.dumps(as_result(verdict)),
    )
    language = more.get("language", Language.nb)
    decimals = more.get("decimals", 1)
    comma = "." if language is Language.en else ","
    return plain(row, language, lambda value: number(value, decimals, comma))


FALLING = [10.0, 9.8, 9.6, 9.4, 9.2, 9.0, 8.8]
BY_2030 = TargetSpec(Rule.from_to, 7.5, year=2030)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        (
            Language.nb,
            "Andelen var 8,8 prosent i 2024, ned 0,2 prosentpoeng fra året før. "
            "Målet er 7,5 prosent i 2030; utviklingen peker mot 7,6. Utviklingen er i rute.",
        ),
        (
            Language.nn,
            "Andelen var 8,8 prosent i 2024, ned 0,2 prosentpoeng frå året før. "
            "Målet er 7,5 prosent i 2030; utviklinga peikar mot 7,6. Utviklinga er i rute.",
        ),
        (
            Language.en,
            "The value was 8.8 per cent in 2024, down 0.2 percentage points from the year before. "
            "The target is 7.5 per cent in 2030; the trend points to 7.6. The trend is on track.",
        ),
    ],
)
def test_the_whole_sentence_in_each_language(language, sentence):
    assert said(FALLING, BY_2030, language=language) == sentence


def test_doubt_is_said_with_its_interval():
    sentence = said([10, 9.1, 10.2, 9.0, 9.6, 9.9, 9.2], BY_2030)
    assert "(mellom " in sentence
    assert sentence.endswith("Tallene svinger for mye til å si hvilken vei utviklingen går.")


def test_few_points_promise_nothing():
    sentence = said([10, 9.8], BY_2030)
    assert "peker mot" not in sentence
    assert sentence.endswith("Det er for få målinger til å si om målet nås.")


def test_a_reached_target_says_no_forecast():
    assert said([10, 9, 8, 7.2], BY_2030, unit="%").endswith(
        "Målet er 7,5 prosent i 2030. Målet er nådd. Tallgrunnlaget er svakt."
    )


@pytest.mark.parametrize(
    ("more", "start"),
    [
        ({"title": "Antall tilsyn", "unit": "antall", "decimals": 0}, "Antallet var 9 i 2019, "),
        ({"title": "Antall", "unit": "tilsyn", "decimals": 0}, "Antallet var 9 tilsyn i 2019, "),
        ({"title": "Utslipp", "unit": "tonn CO2"}, "Verdien var 9,0 tonn CO2 i 2019, ned 1,0 fra"),
        ({"title": "Årsmiddel NO2", "unit": "µg/m³"}, "Verdien var 9,0 µg/m³ i 2019, ned 1,0 fra"),
        ({"title": "Trivsel", "unit": "indeks"}, "Verdien var 9,0 (indeks) i 2019, "),
        ({"title": "Utgift", "unit": "1 000 kroner"}, "Verdien var 9,0 (1 000 kroner) i 2019, ned"),
        ({"title": "X", "unit": "andel av salg (0–1)"}, "Verdien var 9,0 (andel av salg, 0–1) i"),
        (
            {"unit": "prosent av elevene"},
            "Andelen var 9,0 prosent av elevene i 2019, ned 1,0 prosentp",
        ),
        ({"title": "Andelseiere", "unit": "personer"}, "Verdien var 9,0 personer"),
        ({"mark": Mark.provisional}, "Andelen var 9,0 prosent i 2019 (foreløpig tall), ned"),
        (
            {"codes": ["2015", "2019"]},
            "Andelen var 9,0 prosent i 2019, ned 1,0 prosentpoeng fra 2015.",
        ),
        ({"breaks": [2019.5]}, "Andelen var 9,0 prosent i 2019. "),
        (
            {"codes": ["2015-2017", "2016-2018"]},
            "Andelen var 9,0 prosent i årene 2016–2018, ned 1,0 prosentpoeng fra årene 2015–2017.",
        ),
        (
            {"codes": ["2022/23", "2023/24"]},
            "Andelen var 9,0 prosent skoleåret 2023/24, ned 1,0 prosentpoeng fra skoleåret før.",
        ),
        (
            {"codes": ["2024K1", "2024K2"]},
            "Andelen var 9,0 prosent i 2. kvartal 2024, ned 1,0 prosentpoeng fra 1. kvartal 2024.",
        ),
        (
            {"codes": ["2024M02", "2024M03"]},
            "Andelen var 9,0 prosent i mars 2024, ned 1,0 prosentpoeng fra februar 2024.",
        ),
        (
            {"codes": ["2024T1", "2024T2"]},
            "Andelen var 9,0 prosent i 2. tertial 2024, ned 1,0 prosentpoeng fra 1. tertial 2024.",
        ),
    ],
)
def test_value_and_change_read_well_for_any_unit_and_period(more, start):
    assert said([10.0, 9.0], BY_2030, **more).startswith(start)


def test_one_of_something_is_not_inflected():
    sentence = said([2.0, 1.0], None, title="Antall", unit="klimabudsjetter", decimals=0)
    assert sentence.startswith("Antallet var 1 (klimabudsjetter) i 2019, ned 1 fra året før.")
    assert said([2.0, 1.0], None, unit="kroner", decimals=0).startswith("Andelen var 1 kroner")


def test_no_change_and_nearly_none_are_told_apart():
    assert "uendret fra året før" in said([9.0, 9.0])
    assert "uendret fra året før" in said([9.01, 9.04])
    assert "omtrent uendret fra året før" in said([9.04, 9.06])
    assert "opp 0,1 prosentpoeng" in said([9.0, 9.1])


@pytest.mark.parametrize(
    ("target", "direction", "words"),
    [
        (TargetSpec(Rule.at_least, 12.0), "up", "Målet er minst 12,0 prosent."),
        (TargetSpec(Rule.below, 8.8, year=2030), "down", "Målet er under 8,8 prosent i 2030"),
        (TargetSpec(Rule.increase), "up", "Målet er over 10,0 prosent."),
        (TargetSpec(Rule.decrease, year=2030), "down", "Målet er under 10,0 prosent fram til 2030"),
        (TargetSpec(Rule.not_increase), "down", "Målet er høyst 10,0 prosent."),
        (TargetSpec(Rule.maintain), "up", "Målet er å opprettholde nivået på 10,0 prosent."),
        (TargetSpec(Rule.maintain), "keep", "Målet er å opprettholde nivået på 10,0 prosent."),
        (
            TargetSpec(Rule.no_worse_than_3_year_mean),
            "down",
            "Målet er høyst 9,6 prosent, ut fra snittet av de tre foregående årene.",
        ),
        (
            TargetSpec(Rule.from_to, low=6.0, high=7.0, year=2030),
            "down",
            "Målet er mellom 6,0 og 7,0 prosent i 2030",
        ),
        (TargetSpec(Rule.from_to, 9.0, year=2030), "keep", "Målet er 9,0 prosent i 2030"),
        (TargetSpec(Rule.equal_other_group), "down", "Målet er at det ikke er noen forskjell."),
    ],
)
def test_every_rule_is_put_in_words(target, direction, words):
    assert words in said([10, 9.8, 9.6, 9.4, 9.2], target, direction=direction)


def test_what_is_done_every_year_is_done_or_not():
    yearly = TargetSpec(Rule.done_yearly)
    assert said([1, 1, 1, 1, 1, 1, 1], yearly, direction="up", unit="ja/nei") == (
        "Dette ble utført i 2024. Målet er at dette utføres hvert år. Målet er nådd."
    )
    assert said([1, 0], yearly, direction="up").startswith("Dette ble ikke utført i 2019.")


def test_without_target_or_value_it_says_so_and_no_more():
    assert said([9.0, 9.1]).endswith("Det er ikke satt noe mål.")
    assert said([]) == "Det finnes ikke noe tall ennå."
    assert said([], BY_2030) == "Målet er 7,5 prosent i 2030. Det finnes ikke noe tall ennå."


def test_a_level_on_the_path_with_too_slow_a_trend_says_both():
    values = [10, 40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 60]
    target = TargetSpec(Rule.from_to, 80.0, year=2035)
    sentence = said(values, target, direction="up")
    assert "utviklingen peker mot 72,0. " in sentence
    assert sentence.endswith(
        "Nivået er i rute, men utviklingen er for langsom til å nå målet i tide."
    )


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([1.0, 4, 9, 14], "Målet er ikke nådd, men utviklingen går riktig vei."),
        ([21.0, 20, 22, 19], "Målet er ikke nådd denne gangen."),
        ([18.0, 19, 17, 18], "Målet er ikke nådd."),
        ([19.0, 17, 15, 13], "Utviklingen går feil vei."),
    ],
)
def test_a_level_that_does_not_hold_is_told_as_such(values, words):
    sentence = said(values, TargetSpec(Rule.at_least, 20.0), direction="up")
    assert words in sentence


def test_a_missed_year_is_told():
    assert "Målet ble ikke nådd." in said([10, 9, 8.5, 8.2], TargetSpec(Rule.from_to, 7, year=2021))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("rule", list(Rule))
@pytest.mark.parametrize(
    "values", [[5.0], [5.0, 6.0], [5, 6, 4, 6, 5, 6, 7], [9, 8, 7, 6, 5, 4, 3]]
)
def test_nothing_is_left_unfilled_for_any_rule_and_language(language, rule, values):
    sentence = said(values, TargetSpec(rule, year=2030), language=language)
    assert sentence.endswith(".")
    assert not set("{}…") & set(sentence)
    assert "None" not in sentence
    assert ".." not in sentence
