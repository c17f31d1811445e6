"""Whether what is said of doubt holds: forecasts' intervals, and red verdicts on few people.

Run it with ``python -m benchmarks.doubt_simulation [DRAWS]``; the draws are the same in every run.

* A straight line with normal noise of 5, 10 and 20 percent of the way: how often next year's own
  value lies in the forecast's interval, which says 90 percent.
* A share that is 80 percent all the time, held against *minst 80 prosent*: how often chance gives a
  red verdict, with and without the number of people known.
"""

from __future__ import annotations

import random
import sys
from datetime import date

from benchmarks.status_simulation import FIRST, NOISES, POINTS, judged, series
from indicators.models.measurement import Counting, Mark
from indicators.progress.ambition import Rule
from indicators.progress.assess import assess
from indicators.progress.forecasting import predictions
from indicators.progress.values import NO_LIMITS, CountSpec, Point, Status, TargetSpec

TRUE_SHARE, AIM = 0.8, TargetSpec(Rule.at_least, 80.0)
PEOPLE = (5, 20, 100, 1000)
RED = (Status.behind, Status.wrong_way)


def forecast_coverage(n, deviation, draws):
    chance = random.Random(f"forecast {n} {deviation}")  # noqa: S311 - repeatable, no secret
    held = 0
    for _ in range(draws):
        *values, came = series("on path", n + 1, deviation, chance)
        following = predictions(judged(values), NO_LIMITS)[0]
        held += following.low <= came <= following.high
    return held / draws


def red_share(people, draws, *, known):
    chance = random.Random(f"people {people}")  # noqa: S311 - repeatable, no secret
    counting = CountSpec(Counting.share, 100.0) if known else None
    red = 0
    for _ in range(draws):
        points = [
            Point(
                FIRST + i + 0.5,
                100 * sum(chance.random() < TRUE_SHARE for _ in range(people)) / people,
                Mark.none,
                str(FIRST + i),
                float(people),
            )
            for i in range(8)
        ]
        verdict = assess(
            points,
            baseline=None,
            targets=[AIM],
            direction="up",
            today=date(FIRST + 8, 6, 1),
            counting=counting,
        )
        red += verdict.status in RED
    return red / draws


def main(draws):
    print(f"{draws} draws of each.\n")
    print("| points | next year's value in the interval (5, 10, 20 % noise) |")
    print("|--:|---|")
    for n in POINTS:
        shares = ", ".join(f"{forecast_coverage(n, noise, draws):.0%}" for noise in NOISES)
        print(f"| {n} | {shares} |")
    print("\n| people | red, number of people not known | known |")
    print("|--:|--:|--:|")
    for people in PEOPLE:
        shares = [red_share(people, draws, known=known) for known in (False, True)]
        print(f"| {people} | {shares[0]:.0%} | {shares[1]:.0%} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
