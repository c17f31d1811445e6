"""The regions that a municipality compares itself with: ``regions.toml``."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from indicators.errors import BadSource

if TYPE_CHECKING:
    from pathlib import Path


class RegionDeclared(BaseModel):
    """A place with its present official code; codes of our own are for places that have none."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    code: str = Field(pattern=r"^[0-9A-Za-z-]{1,40}$")
    kind: Literal["municipality", "county", "country", "urban_area", "district", "group"]
    nb: str = Field(min_length=1, max_length=200)
    nn: str | None = None
    en: str | None = None


class _RegionFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    regions: tuple[RegionDeclared, ...] = Field(min_length=1, strict=False)


def read_regions(path: Path) -> tuple[RegionDeclared, ...]:
    """Return the regions of a file.

    Raises:
        BadSource: If the file is missing, is not understood, or gives a code twice.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        regions = _RegionFile.model_validate(data).regions
    except FileNotFoundError:
        raise BadSource(path.name, f"filen mangler i {path.parent}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSource(path.name, f"dette er ikke gyldig TOML ({error}).") from None
    except ValidationError as error:
        details = error.errors()[0]
        place = ".".join(str(step) for step in details["loc"])
        raise BadSource(path.name, f"{details['msg']}.", place) from None
    codes = [region.code for region in regions]
    for code in codes:
        if codes.count(code) > 1:
            raise BadSource(path.name, f"regionen {code} står to ganger.")
    return regions
