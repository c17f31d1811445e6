import pytest

from etl.demo.made_up_years import Maker
from etl.demo.unit_ideas import ActivityIdea, AreaIdeas, TargetIdea, read_unit_ideas
from etl.plans.files import read_organisation, read_plan
from etl.plans.municipality_file import read_municipality_file
from etl.registry import MUNICIPALITIES
from indicators.models.measurement import Direction
from indicators.models.reporting import ActivityStatus, ReportPeriod
from indicators.queries.plan_context import ActionChoice, PlanContext, SubgoalChoice

ORDER = [
    ActivityStatus.not_started,
    ActivityStatus.delayed,
    ActivityStatus.on_track,
    ActivityStatus.done,
    ActivityStatus.stopped,
]
IDEAS = AreaIdeas(
    activities=tuple(
        ActivityIdea(title=f"Tiltak {n}", subgoal="1.1", result=f"Resultat {n}") for n in range(9)
    ),
    targets=(
        TargetIdea(
            title="Svar",
            subgoal="1.1",
            unit_of_measure="prosent",
            direction=Direction.up,
            baseline=80,
            target=100,
        ),
    ),
)


def context(unit="enhet-a", year=2026):
    return PlanContext(
        municipality="Eksempel",
        unit_key=unit,
        unit_title="Enhet",
        service_area="Skole",
        leader=None,
        year=year,
        is_example=True,
        subgoals=(SubgoalChoice("plan.v1.1.1", "1.1", "Delmål"),),
        actions=(ActionChoice("hop.v1.1", "1", "HØP", ("plan.v1.1.1",), applies=True),),
        indicators=(),
    )


def test_the_same_unit_and_year_is_made_the_same_every_time():
    maker = Maker(IDEAS)
    assert maker.plan(context()) == maker.plan(context())
    assert maker.plan(context()) != maker.plan(context(year=2025))


def test_a_plan_keeps_the_rules_of_the_workbook():
    for unit in range(30):
        plan = Maker(IDEAS).plan(context(f"enhet-{unit}"))
        titles = [row.title for row in plan.activities]
        assert 3 <= len(titles) == len(set(titles))
        assert all(row.deadline.year == 2026 for row in plan.activities)
        assert all(row.target >= row.baseline for row in plan.targets)
        assert [row.number for row in plan.activities] == [
            str(n) for n in range(1, len(titles) + 1)
        ]


def test_an_activity_never_goes_backwards_in_the_year_and_a_problem_is_explained():
    for unit in range(60):
        made_for = context(f"enhet-{unit}")
        plan = Maker(IDEAS).plan(made_for)
        reports = [
            Maker(IDEAS).report(made_for, plan, period)
            for period in (ReportPeriod.t1, ReportPeriod.t2, ReportPeriod.year)
        ]
        for rows in zip(*(report.activities for report in reports), strict=True):
            steps = [ORDER.index(row.status) for row in rows]
            assert steps == sorted(steps)
            for row in rows:
                explained = row.status in (ActivityStatus.delayed, ActivityStatus.stopped)
                assert bool(row.explanation) == explained


@pytest.mark.parametrize("key", ["trondheim", "eksempel"])
def test_every_units_area_has_ideas_for_subgoals_with_a_known_title(key):
    folder = MUNICIPALITIES / key
    municipality = read_municipality_file(folder / "municipality.toml")
    plan = read_plan(folder / municipality.plans[-1])
    titled = {
        subgoal.number
        for goal in plan.goals
        for subgoal in goal.subgoals
        if subgoal.title_status != "missing"
    }
    ideas = read_unit_ideas(folder / municipality.unit_ideas)
    areas = {area for *_, area in read_organisation(folder / "organisation.yaml").walk()}
    assert areas <= set(ideas.areas)
    for area in ideas.areas.values():
        assert {idea.subgoal for idea in (*area.activities, *area.targets)} <= titled
