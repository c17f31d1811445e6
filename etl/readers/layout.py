"""How a sheet or a file of rows is laid out, as a source declares it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator


def _regular_expression(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"«{text}» er ikke et regulært uttrykk: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_regular_expression)]


class Key(BaseModel):
    """A column that says what a row is about.

    ``column`` is its heading, or its number counted from 1 where it has none. ``pattern`` takes the
    code out of the cell: its first group is the code. ``pad`` gives back leading zeros that were
    lost; ``blank`` is the code of an empty cell.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    column: str | int
    pattern: Pattern | None = None
    pad: int = Field(default=0, ge=0, le=20)
    blank: str = ""


class Layout(BaseModel):
    """Where the headings, the codes and the numbers stand.

    Long files have one column of numbers (``value``) and maybe one of marks (``mark``). In wide
    files every heading that ``values`` matches is a column of numbers, and the expression's named
    groups are dimensions. Several rows of headings are joined with "|".
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    skip_rows: int | None = Field(default=None, ge=0)
    header_rows: int = Field(default=1, ge=1, le=10)
    keys: dict[str, str | Key]
    value: str | int | None = None
    values: Pattern | None = None
    mark: str | int | None = None
    decimal: Literal[",", "."] | None = None
    marks: tuple[str, ...] = Field(default=(), strict=False)
    blank: Literal["skip", "keep"] = "skip"
    ends_at_blank_row: bool = False

    @model_validator(mode="after")
    def _one_way(self) -> Layout:
        if (self.value is None) == (self.values is None):
            raise ValueError("oppgi enten «value» (lang fil) eller «values» (bred fil)")
        if self.mark is not None and self.value is None:
            raise ValueError("«mark» hører til «value»")
        return self

    def key(self, name: str) -> Key:
        """Return a key in full, whether it was given as a heading or as a table."""
        given = self.keys[name]
        return Key(column=given) if isinstance(given, str) else given
