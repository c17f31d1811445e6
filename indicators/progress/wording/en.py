"""The plain sentence in English."""

from __future__ import annotations

from indicators.periods import PeriodKind
from indicators.progress.ambition import Rule
from indicators.progress.values import Status
from indicators.progress.wording.phrases import Phrases

EN = Phrases(
    subjects={
        "share": "The share",
        "proportion": "The proportion",
        "percentage": "The percentage",
        "number": "The number",
        "average": "The average",
    },
    subject="The value",
    value="{subject} was {quantity} {period}",
    provisional=" (provisional figure)",
    done="This was done {period}",
    not_done="This was not done {period}",
    changes={1: "up {}", -1: "down {}"},
    unchanged="unchanged",
    about_unchanged="about unchanged",
    before={
        PeriodKind.year: "from the year before",
        PeriodKind.school_year: "from the school year before",
    },
    since="from {}",
    percent="per cent",
    percentage_points="percentage points",
    in_period={
        PeriodKind.year: "in {year}",
        PeriodKind.rolling: "in the years {year}–{last}",
        PeriodKind.school_year: "in the school year {code}",
        PeriodKind.half_year: "in half-year {part} of {year}",
        PeriodKind.tertial: "in tertial {part} of {year}",
        PeriodKind.quarter: "in quarter {part} of {year}",
        PeriodKind.month: "in {month} {year}",
        PeriodKind.week: "in week {part} of {year}",
        PeriodKind.day: "on {day} {month} {year}",
    },
    months=(
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
    target="The target is {}",
    bands={
        "level": "{low}",
        "low": "at least {low}",
        "high": "at most {high}",
        "over": "above {low}",
        "under": "below {high}",
        "kept": "to keep the level of {low}",
        "between": "between {low_number} and {high}",
    },
    no_difference="no difference",
    rules={
        Rule.increase: "an increase",
        Rule.decrease: "a reduction",
        Rule.maintain: "to keep the level",
        Rule.not_increase: "no increase",
        Rule.done_yearly: "that this is done every year",
        Rule.no_worse_than_3_year_mean: (
            "a level equal to or better than the mean of the three years before"
        ),
        Rule.equal_other_group: "no difference",
    },
    own_mean=", from the mean of the three years before",
    by_year=" in {}",
    until_year=" until {}",
    points_to="; the trend points to {}",
    interval=" (between {low} and {high})",
    statuses={
        Status.reached: "The target is reached.",
        Status.on_track: "The trend is on track.",
        Status.slightly_behind: "The trend is slightly behind.",
        Status.behind: "The trend is behind.",
        Status.wrong_way: "The trend goes the wrong way.",
        Status.no_target: "No target is set.",
        Status.uncertain: "It is uncertain whether the target will be reached.",
    },
    doubts={
        "few_people": "So few people are behind the figure that it may be due to chance.",
        "few_points": "There are too few measurements to say whether the target will be reached.",
        "not_told_from_flat": "The figures vary too much to say which way the trend goes.",
        "away": "The level is on track, but the trend goes the wrong way.",
        "latest_off_trend": (
            "The latest figure stands out, so it is uncertain whether the trend is on track."
        ),
        "nothing_after_reference": "Nothing is measured after the year to compare with.",
        "reference_missing": "A figure to compare with is missing.",
        "earlier_years_missing": "One or more of the three years before lack figures.",
        "target_without_number": "The target has no number.",
        "target_without_year": (
            "The target has no year, so it cannot be said whether it will be reached in time."
        ),
        "year_not_reported": "Nothing is reported for the last years.",
    },
    shortfalls={
        "toward": "The target is not met, but the trend goes the right way.",
        "first_miss": "The target is not met this time.",
        "level_broken": "The target is not met.",
        "not_told_from_flat": "The target is not met.",
        "years_not_done": "One or more years are not done or not reported.",
    },
    too_slow="The level is on track, but the trend is too slow to reach the target in time.",
    missed="The target was not reached.",
    worsening="The target is reached, but the trend goes the wrong way.",
    grounds={
        "small_group": "Few people are behind the figure, so chance plays a large part.",
        "points": "The trend rests on only {} measurements.",
        "one_point": "There is only one measurement.",
        "stale": "The latest figure is {} years old.",
        "noise": "The figures vary much from time to time.",
        "marked": "Some of the figures are provisional, estimated or incomplete.",
        "gaps": "Figures are missing for several periods.",
        "break": "There is a break in the series; older figures were measured in another way.",
        "baseline_assumed": "The baseline year has no figure; the first one after it is used.",
    },
    weak="The figures are a weak basis.",
    not_measured="There is no figure yet.",
)
