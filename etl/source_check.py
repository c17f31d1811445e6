"""Looks through a municipality's declarations without asking anybody or storing anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from etl.corrections import corrected
from etl.plans.files import read_indicators
from etl.plans.municipality_file import read_municipality_file
from etl.providers import file
from etl.reading import tables_of
from etl.registry import check_indicators
from etl.transform import observations
from indicators.errors import BadSource

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from etl.klass_file import Municipalities
    from etl.registry import Registry, Source


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a source; ``problem`` is "" where nothing is wrong."""

    key: str
    told: str
    problem: str = ""


def checked_sources(registry: Registry) -> Iterator[Checked]:
    """Check every source: its indicators are defined, and its shipped file is what it says.

    Raises:
        BadPlan: If the municipality's own files cannot be read.
    """
    municipality = read_municipality_file(registry.folder / "municipality.toml")
    indicators = read_indicators(registry.folder / municipality.indicators)
    known = {one.key for one in indicators.indicators}
    for source in registry.sources:
        yield _checked(source, known)
    for source in registry.drafts:
        missing = ", ".join(sorted(set(source.indicators) - known))
        told = f"ikke prøvd: {source.declared.unverified}"
        if missing:
            told += f" Indikatorer som ikke er definert ennå: {missing}."
        yield Checked(source.key, told)


def _checked(source: Source, known: Set[str]) -> Checked:
    try:
        check_indicators([source], known)
        if source.declared.is_online:
            return Checked(source.key, "erklæringen er i orden; svaret prøves med run --dry-run")
        found = corrected(source, observations(source, tables_of(source, file.fetch(source))))
    except BadSource as error:
        return Checked(source.key, "", str(error))
    return Checked(source.key, f"i orden: {len(found.cells)} verdier")


def region_warnings(registry: Registry, klass: Municipalities) -> Iterator[str]:
    """Give what KLASS says of the municipalities in regions.toml that are no longer there."""
    for region in registry.regions:
        if region.kind != "municipality" or region.code in klass.names:
            continue
        steps = klass.became(region.code)
        told = ", ".join(f"{one.new_code} {one.new_name} ({one.occurred})" for one in steps)
        yield (
            f"regions.toml: {region.code} {region.nb} er ingen kommune per {klass.day}"
            + (f"; ble {told}." if told else ".")
        )
