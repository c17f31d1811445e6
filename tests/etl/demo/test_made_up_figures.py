import csv
import io

from etl.demo.made_up_figures import FOLDER, files, read_recipes
from etl.plans.files import read_indicators, read_organisation, read_plan


def rows(content):
    return list(csv.DictReader(io.StringIO(content), delimiter=";"))


def test_the_kept_figures_are_the_ones_that_are_made():
    made = files()
    kept = {path.name: path.read_text(encoding="utf-8") for path in (FOLDER / "data").glob("*.csv")}
    assert kept == made


def test_every_indicator_has_a_recipe_and_only_the_missing_one_has_no_figures():
    indicators = {one.key for one in read_indicators(FOLDER / "indicators.yaml").indicators}
    assert {recipe.indicator for recipe in read_recipes()} == indicators
    measured = {row["indikator"] for content in files().values() for row in rows(content)}
    assert indicators - measured == {"adapted-work-places"}


def test_a_suppressed_figure_has_a_mark_and_no_number():
    found = [row for content in files().values() for row in rows(content)]
    suppressed = [row for row in found if row["merke"] == ":"]
    assert suppressed
    assert all(row["verdi"] == "" for row in suppressed)
    assert all(row["verdi"] != "" for row in found if row["merke"] != ":")
    assert {row["merke"] for row in found} == {"", ":", "p", "e", "d"}


def test_the_example_municipality_is_whole():
    plan = read_plan(FOLDER / "plans/kommuneplan.2024-2036.yaml")
    assert [len(goal.subgoals) for goal in plan.goals] == [5, 5, 5]
    subgoals = [subgoal for goal in plan.goals for subgoal in goal.subgoals]
    for subgoal in subgoals:
        assert subgoal.title.nn
        assert subgoal.title.en
        assert subgoal.sdgs
        assert {strategy.actor for strategy in subgoal.strategies} == {"municipality", "everyone"}
    assert any(subgoal.predecessors for subgoal in subgoals)

    organisation = read_organisation(FOLDER / "organisation.yaml")
    assert len(organisation.service_areas) == 8
    assert sum(1 for _ in organisation.walk()) == 40

    indicators = read_indicators(FOLDER / "indicators.yaml").indicators
    by_subgoal = [link.subgoal for indicator in indicators for link in indicator.links]
    assert all(by_subgoal.count(f"{plan.ref}.{subgoal.number}") == 4 for subgoal in subgoals)
    assert len({target.rule for one in indicators for target in one.targets}) == 10
    assert any(not one.targets for one in indicators)
