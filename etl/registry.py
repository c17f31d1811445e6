"""The declared sources of a municipality, read from its folder and checked against each other."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from etl.region_file import RegionDeclared, read_regions
from etl.source_file import SourceFile, line_of, parse_source
from indicators.errors import BadSource, NotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

# Raise it when readers or transforms come to understand the same bytes differently: all sources
# are then read again, and what is unchanged stays as it is.
READING = 1

MUNICIPALITIES = Path(__file__).parent / "municipalities"


@dataclass(frozen=True, slots=True)
class Source:
    """One declared source: its key (the file's name), its content, and where its bytes are."""

    key: str
    file: str
    text: str
    declared: SourceFile
    data_folder: Path

    @property
    def indicators(self) -> tuple[str, ...]:
        """The keys of the indicators that it gives values, each once, in the file's order."""
        return tuple(dict.fromkeys(series.indicator for series in self.declared.series))

    def refusal(self, problem: str, place: str = "") -> BadSource:
        """Return the error that says what is wrong with this source."""
        return BadSource(self.file, problem, place)


@dataclass(frozen=True, slots=True)
class Registry:
    """All sources of a municipality, in the order of their names, and the regions they use."""

    folder: Path
    regions: tuple[RegionDeclared, ...]
    sources: tuple[Source, ...]

    def chosen(self, keys: Sequence[str]) -> tuple[Source, ...]:
        """Return the sources named, or all of them when none is named.

        Raises:
            NotFound: If there is no such source.
        """
        known = {source.key: source for source in self.sources}
        for key in keys:
            if key not in known:
                raise NotFound(f"Ingen kilde heter «{key}». Kildene er: {', '.join(known)}.")
        return tuple(known[key] for key in dict.fromkeys(keys)) if keys else self.sources

    def content_hash(self, source: Source, content: bytes) -> str:
        """Return what changes when the bytes, the declaration, or the way of reading changes."""
        parts = hashlib.sha256(f"{READING}\0".encode())
        for part in (source.text.encode(), repr(self.regions).encode(), content):
            parts.update(hashlib.sha256(part).digest())
        return parts.hexdigest()


def folder_of(municipality: str) -> Path:
    """Return a municipality's folder, given its key or the folder itself.

    Raises:
        NotFound: If there is no such municipality.
    """
    given = Path(municipality)
    if given.is_dir():
        return given
    if municipality.replace("-", "").isalnum() and (MUNICIPALITIES / municipality).is_dir():
        return MUNICIPALITIES / municipality
    known = sorted(path.name for path in MUNICIPALITIES.iterdir() if path.is_dir())
    raise NotFound(
        f"Ingen kommune heter «{municipality}», og det er ingen mappe. Kjent: {', '.join(known)}."
    )


def load_registry(folder: Path) -> Registry:
    """Read every source file in ``sources/`` of a municipality's folder.

    A folder without sources is a municipality without statistics, and no error.

    Raises:
        BadSource: If a file is not understood, names an unknown region, or repeats another.
    """
    files = sorted((folder / "sources").glob("*.toml"))
    if not files:
        return Registry(folder, (), ())
    regions = read_regions(folder / "regions.toml")
    sources = tuple(_source(path, folder / "data") for path in files)
    known = {region.code for region in regions}
    for source in sources:
        _check_regions(source, known)
    _check_overlaps(sources)
    return Registry(folder, regions, sources)


def check_indicators(sources: Sequence[Source], known: Collection[str]) -> None:
    """Refuse sources that give values to an indicator that nobody has defined.

    Raises:
        BadSource: Naming the file, the line and the indicator.
    """
    for source in sources:
        for number, series in enumerate(source.declared.series):
            if series.indicator not in known:
                line = line_of(source.text, ("series", number, "indicator"))
                raise source.refusal(
                    f"indikatoren «{series.indicator}» er ikke definert. "
                    "Ta den med i kommunens indikatorfil, eller rett nøkkelen.",
                    f"linje {line}, series.{number + 1}.indicator",
                )


def _source(path: Path, data_folder: Path) -> Source:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadSource(path.name, "filen er ikke UTF-8.") from None
    return Source(path.stem, path.name, text, parse_source(text, path.name), data_folder)


def _check_regions(source: Source, known: set[str]) -> None:
    declared = source.declared
    named = [(code, use.region) for code in declared.regions for use in declared.uses(code)]
    named += [("breaks", region) for one in declared.breaks for region in one.regions]
    named += [("series", s.headline_region) for s in declared.series if s.headline_region]
    for place, region in named:
        if region not in known:
            line = line_of(source.text, ("regions", place)) or line_of(source.text, (place,))
            raise source.refusal(
                f"regionen «{region}» står ikke i regions.toml.", f"linje {line}, {place}"
            )


def _check_overlaps(sources: Sequence[Source]) -> None:
    """Refuse two sources that give the same indicator for the same region in the same period."""
    given: dict[tuple[str, str], list[tuple[date, date, Source]]] = defaultdict(list)
    for source in sources:
        regions = {
            use.region for code in source.declared.regions for use in source.declared.uses(code)
        }
        for series in source.declared.series:
            first, last = series.periods.bounds()
            for region in regions:
                for other_first, other_last, other in given[series.indicator, region]:
                    if other is not source and first < other_last and other_first < last:
                        raise source.refusal(
                            f"«{series.indicator}» for {region} gis også av {other.file} "
                            "for de samme periodene; avgrens med «periods».",
                        )
                given[series.indicator, region].append((first, last, source))
