"""The declared sources of a municipality, read from its folder and checked against each other."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from etl.providers.online import declared
from etl.region_file import RegionDeclared, read_regions
from etl.source_file import SourceFile, parse_source
from etl.toml_places import line_of
from indicators.errors import BadSource, NotFound

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from etl.providers.declaration import Declaration

# Raise it when readers or transforms come to understand the same bytes differently: all sources
# are then read again, and what is unchanged stays as it is.
READING = 1

MUNICIPALITIES = Path(__file__).parent / "municipalities"


@dataclass(frozen=True, slots=True)
class Source:
    """One declared source: its key (the file's name), its content, and where its bytes are.

    ``asks`` is what is asked of the provider, None where the bytes are a file in ``data_folder``.
    """

    key: str
    file: str
    text: str
    declared: SourceFile
    data_folder: Path
    asks: Declaration | None = None

    @property
    def indicators(self) -> tuple[str, ...]:
        """The keys of the indicators that it gives values, each once, in the file's order."""
        return tuple(dict.fromkeys(series.indicator for series in self.declared.series))

    def refusal(self, problem: str, place: str = "") -> BadSource:
        """Return the error that says what is wrong with this source."""
        return BadSource(self.file, problem, place)


@dataclass(frozen=True, slots=True)
class Registry:
    """All sources of a municipality, in the order of their names, and the regions they use.

    ``drafts`` are declared but unverified: they run only when they are named.
    """

    folder: Path
    regions: tuple[RegionDeclared, ...]
    sources: tuple[Source, ...]
    drafts: tuple[Source, ...] = ()

    def chosen(self, keys: Sequence[str]) -> tuple[Source, ...]:
        """Return the sources named, or all that are no drafts when none is named.

        Raises:
            NotFound: If there is no such source.
            BadSource: If a draft gives what another source gives too.
        """
        known = {source.key: source for source in (*self.sources, *self.drafts)}
        for key in keys:
            if key not in known:
                raise NotFound(f"Ingen kilde heter «{key}». Kildene er: {', '.join(known)}.")
        named = tuple(known[key] for key in dict.fromkeys(keys))
        check_overlaps((*self.sources, *(one for one in named if one in self.drafts)))
        return named if keys else self.sources

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
    found = tuple(_source(path, folder / "data") for path in files)
    known = {region.code for region in regions}
    for source in found:
        _check_regions(source, known)
    sources = tuple(source for source in found if source.declared.unverified is None)
    check_overlaps(sources)
    return Registry(folder, regions, sources, tuple(one for one in found if one not in sources))


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
    content = parse_source(text, path.name)
    asks = None
    if content.query is not None:
        asks = declared(
            content.provider,
            content.query,
            path.name,
            lambda place: line_of(text, ("query", *place)),
        )
    return Source(path.stem, path.name, text, content, data_folder, asks)


def _check_regions(source: Source, known: set[str]) -> None:
    given = source.declared
    named = [(code, use.region) for code in given.regions for use in given.uses(code)]
    named += [("breaks", region) for one in given.breaks for region in one.regions]
    named += [("corrections", one.region) for one in given.corrections]
    named += [("series", s.headline_region) for s in given.series if s.headline_region]
    for place, region in named:
        if region not in known:
            line = line_of(source.text, ("regions", place)) or line_of(source.text, (place,))
            raise source.refusal(
                f"regionen «{region}» står ikke i regions.toml.", f"linje {line}, {place}"
            )


def check_overlaps(sources: Sequence[Source]) -> None:
    """Refuse two sources that give the same indicator for the same region in the same period.

    Raises:
        BadSource: Naming both, and the indicator.
    """
    given: dict[tuple[str, str], list[tuple[date, date, Source]]] = defaultdict(list)
    for source in sources:
        regions = sorted(
            {use.region for code in source.declared.regions for use in source.declared.uses(code)}
        )
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
