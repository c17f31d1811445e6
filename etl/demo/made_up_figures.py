"""Makes the figures of the example municipality: the same every time, from one line per indicator.

``python -m etl.demo.made_up_figures`` writes the files under ``data/`` anew. They are kept in the
repository, so that the figures travel the same way as real ones.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[1] / "municipalities" / "eksempel"
FIRST_YEAR, LAST_YEAR = 2012, 2025
HEADER = ("indikator", "region", "periode", "verdi", "merke")
_REGIONS = {"9999": 0.0, "9998": 0.35, "9900": -0.2}
"""Each region's code, and how far from the municipality it lies, as a share of its own change."""

_PARTS = {"quarter": ("K", 4), "tertial": ("T", 3)}
_ELECTION_EVERY, _FIRST_ELECTION = 4, 2015
_CARRIED = 0.5
"""How much of last period's chance is still there in this one."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """A line of ``series.csv``: where a series starts and ends, its noise, and its oddities."""

    indicator: str
    subgoal: str
    frequency: str
    decimals: int
    first: float
    last: float
    noise: float
    special: str

    @property
    def oddity(self) -> tuple[str, list[str]]:
        """The name of what is odd and its numbers: ``break:2019:3`` is a shift of 3 from 2019."""
        name, *numbers = self.special.split(":")
        return name, numbers

    def years(self, name: str) -> list[int]:
        """Return the years of an oddity, if the series has that one."""
        found, numbers = self.oddity
        return [int(year) for year in numbers[0].split()] if found == name else []


def read_recipes(folder: Path = FOLDER) -> list[Recipe]:
    """Return what is to be made, in the order of the file."""
    with (folder / "series.csv").open(encoding="utf-8", newline="") as file:
        return [
            Recipe(
                row["indicator"],
                row["subgoal"],
                row["frequency"],
                int(row["decimals"]),
                float(row["first"]),
                float(row["last"]),
                float(row["noise"]),
                row["special"],
            )
            for row in csv.DictReader(file)
        ]


def files(folder: Path = FOLDER) -> dict[str, str]:
    """Return the content of every file of figures by its name: one for each main goal."""
    goals: dict[str, list[Recipe]] = {}
    for recipe in read_recipes(folder):
        goals.setdefault(recipe.subgoal.partition(".")[0], []).append(recipe)
    return {f"figures-goal-{goal}.csv": _as_csv(recipes) for goal, recipes in goals.items()}


def _as_csv(recipes: list[Recipe]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(HEADER)
    for recipe in recipes:
        if recipe.oddity[0] != "missing":
            for region in _REGIONS:
                writer.writerows(_rows(recipe, region))
    return out.getvalue()


def _rows(recipe: Recipe, region: str) -> Iterator[tuple[str, str, str, str, str]]:
    random = Random(f"{recipe.indicator} {region}")  # noqa: S311 - made-up figures, no secrets
    drift = 0.0
    for code, year, time in _periods(recipe):
        drift = _CARRIED * drift + random.gauss(0, recipe.noise)
        value = _value(recipe, region, year, time) + drift
        mark = _mark(recipe, year)
        shown = "" if mark == ":" else f"{_kept(recipe, value):.{recipe.decimals}f}"
        yield recipe.indicator, region, code, shown.replace(".", ","), mark


def _periods(recipe: Recipe) -> Iterator[tuple[str, int, float]]:
    """Give each period's code, its last year, and its time as a share of the whole."""
    started = recipe.years("from")
    for year in range(started[0] if started else FIRST_YEAR, LAST_YEAR + 1):
        share = (year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR)
        if recipe.frequency in _PARTS:
            letter, parts = _PARTS[recipe.frequency]
            for part in range(1, parts + 1):
                step = (part - 1) / parts / (LAST_YEAR - FIRST_YEAR)
                yield f"{year}{letter}{part}", year, share + step
        elif code := _whole(recipe.frequency, year):
            yield code, year, share


def _whole(frequency: str, year: int) -> str:
    """Return the code of a period of a year or more, or nothing where the year has none."""
    match frequency:
        case "school_year":
            # The last school year with results is the one that ended in the last year.
            return f"{year - 1}-{year % 100:02d}"
        case "rolling":
            return f"{year - 2}-{year}"
        case "biennial":
            return "" if year % 2 else f"{year}"
        case "election":
            return "" if (year - _FIRST_ELECTION) % _ELECTION_EVERY else f"{year}"
        case _:
            return f"{year}"


def _value(recipe: Recipe, region: str, year: int, time: float) -> float:
    name, numbers = recipe.oddity
    if name == "steps":
        return recipe.last if year >= int(numbers[0]) else recipe.first
    if name == "skip":
        return 0.0 if year in recipe.years("skip") else recipe.last
    shift = float(numbers[1]) if name == "break" else 0.0
    change = recipe.last - recipe.first
    value = recipe.first + (change - shift) * time - change * _REGIONS[region]
    if name == "break" and year >= int(numbers[0]):
        value += shift
    if year in recipe.years("dip"):
        value += float(numbers[1])
    return value


def _kept(recipe: Recipe, value: float) -> float:
    """Return a value that can be: never below zero, but for a result that may be a loss."""
    if recipe.indicator == "operating-result":
        return value
    top = 100.0 if recipe.first <= 100.0 and recipe.last <= 100.0 else float("inf")  # noqa: PLR2004
    return min(max(value, 0.0), top)


def _mark(recipe: Recipe, year: int) -> str:
    for name, mark in (
        ("suppressed", ":"),
        ("provisional", "p"),
        ("estimated", "e"),
        ("partial", "d"),
    ):
        if year in recipe.years(name):
            return mark
    return ""


def write(folder: Path = FOLDER) -> None:
    """Write the files of figures into the municipality's folder."""
    for name, content in files(folder).items():
        (folder / "data" / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    write()
