"""How often each method is wrong on series whose truth is known.

A path from 100 in 2018 to 40 in 2033 (fifteen years); series of 5, 8 and 12 yearly values:

* flat: the truth never moves; ``on track`` is false, and so is ``wrong way``.
* on the path: the truth follows the path; ``behind`` and ``wrong way`` are false.
* half the pace, and away at half the pace: behind, and the wrong way, is true.

Noise is a normal deviation of 5, 10 and 20 percent of the way (60). The draws are the same in every
run. Run it with ``python -m benchmarks.status_simulation [DRAWS]``; it prints a Markdown table.

The verdicts of each method are put in words of ours; the UN chart knows no wrong way (1 is behind).
"""

from __future__ import annotations

import random
import sys
from datetime import date

from indicators.models.measurement import Mark
from indicators.progress import dns_weather, open_sdg, un_progress_chart
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.values import BaselineSpec, Point, TargetSpec

START, FIRST, GOAL, BY = 100.0, 2018, 40.0, 2033
WAY = START - GOAL
TRUTHS = {"flat": 0.0, "on path": 1.0, "half pace": 0.5, "away": -0.5}
TARGETS = [TargetSpec(Rule.from_to, GOAL, year=BY)]
GOOD, SLIGHT, BAD, WRONG, UNSURE = VERDICTS = (
    "on track",
    "slightly behind",
    "behind",
    "wrong way",
    "uncertain",
)
POINTS, NOISES = (5, 8, 12), (0.05, 0.10, 0.20)

LINEAR = {
    "reached": GOOD,
    "on_track": GOOD,
    "slightly_behind": SLIGHT,
    "behind": BAD,
    "wrong_way": WRONG,
    "uncertain": UNSURE,
}
OPEN = {
    "achieved": GOOD,
    "substantial": GOOD,
    "moderate": SLIGHT,
    "limited": BAD,
    "deterioration": WRONG,
    "not_available": UNSURE,
}
CHART = {3: GOOD, 2: SLIGHT, 1: BAD, None: UNSURE}
WEATHER = {"sun": GOOD, "sun_cloud": SLIGHT, "cloud": BAD, "thunderstorm": WRONG}


def series(truth, n, deviation, chance):
    pace = TRUTHS[truth] * (GOAL - START) / (BY - FIRST)
    return [START + pace * i + chance.gauss(0, deviation * WAY) for i in range(n)]


def linear(values):
    found = judged(values)
    return LINEAR[found.status.value]


def judged(values):
    points = [Point(FIRST + i + 0.5, v, Mark.none, str(FIRST + i)) for i, v in enumerate(values)]
    return assess(
        points,
        baseline=BaselineSpec(FIRST),
        targets=TARGETS,
        direction="down",
        today=date(FIRST + len(values), 6, 1),
    )


def two_points(values):
    return {
        "baseline": values[0],
        "baseline_year": FIRST,
        "latest": values[-1],
        "latest_year": FIRST + len(values) - 1,
        "target": GOAL,
        "target_year": BY,
        "direction": -1,
    }


def open_method(values):
    return OPEN[open_sdg.assess(**two_points(values)).status]


def chart(values):
    return CHART[un_progress_chart.assess(**two_points(values)).score]


def weather(values):
    years = range(FIRST, FIRST + len(values))
    found = dns_weather.assess(
        list(zip(years, values, strict=True)), target=GOAL, target_year=BY, direction=-1
    )
    return WEATHER[found.status]


METHODS = {"linear": linear, "open_sdg": open_method, "un_chart": chart, "dns_weather": weather}


def shares(truth, n, deviation, draws):
    """Return how often each method gave each verdict, and how often the interval held the truth."""
    chance = random.Random(f"{truth} {n} {deviation}")  # noqa: S311 - repeatable, no secret
    counts = {name: dict.fromkeys(VERDICTS, 0) for name in METHODS}
    covered = 0
    end = START + TRUTHS[truth] * (GOAL - START)
    for _ in range(draws):
        values = series(truth, n, deviation, chance)
        for name, method in METHODS.items():
            counts[name][method(values)] += 1
        found = judged(values)
        covered += found.target.projected_low is not None and (
            found.target.projected_low <= end <= found.target.projected_high
        )
    return counts, covered / draws


def main(draws):
    print(f"{draws} draws of each; means over noise of 5, 10 and 20 percent of the way.\n")
    print(f"| truth | points | method | {' | '.join(VERDICTS)} | interval holds the truth |")
    print("|---|--:|---|--:|--:|--:|--:|--:|--:|")
    for truth in TRUTHS:
        for n in POINTS:
            drawn = [shares(truth, n, deviation, draws) for deviation in NOISES]
            for name in METHODS:
                means = (
                    sum(counts[name][verdict] for counts, _ in drawn) / (len(drawn) * draws)
                    for verdict in VERDICTS
                )
                row = " | ".join(f"{mean:.0%}" for mean in means)
                kept = sum(share for _, share in drawn) / len(drawn)
                held = f"{kept:.0%}" if name == "linear" else ""
                print(f"| {truth} | {n} | {name} | {row} | {held} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
