"""What the files of a municipality have in common: strict models, texts and keys."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
)

from etl.plans.document import Document, Location
from etl.plans.problems import Problem

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def _without_control_characters(text: str) -> str:
    if _CONTROL.search(text):
        raise ValueError("teksten har tegn som ikke kan vises; skriv den på nytt")
    return text


def _clean(max_length: int) -> Any:  # noqa: ANN401 - pydantic's own annotations
    return StringConstraints(min_length=1, max_length=max_length)


Line = Annotated[str, _clean(400), AfterValidator(_without_control_characters)]
"""A short text."""

Prose = Annotated[str, _clean(8000), AfterValidator(_without_control_characters)]
"""A longer text."""

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
"""A key: small letters a-z, digits, and single hyphens between them."""

Number = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z]+([.-][0-9A-Za-z]+)*$", max_length=30)
]
"""A number as a plan writes it: 1, 1.1, 1.1.2, K-3."""

PlanRef = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$", max_length=160),
]
"""A plan as ``<key>.<version>``."""

FullKey = Annotated[
    str,
    StringConstraints(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*\.[0-9A-Za-z.-]+$",
        max_length=200,
    ),
]
"""A goal or subgoal as ``<plan key>.<version>.<number>``."""

Year = Annotated[int, Field(ge=1800, le=2200)]


class FileModel(BaseModel):
    """A part of a file: unknown fields are refused, nothing changes after reading."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False
    )


def _bokmal_alone(value: object) -> object:
    return {"nb": value} if isinstance(value, str) else value


class TextIn(FileModel):
    """A text in bokmål, and in nynorsk and English where it has been translated."""

    nb: Prose
    nn: Prose | None = None
    en: Prose | None = None

    def columns(self, name: str) -> dict[str, str | None]:
        """Return the text as the three columns of a table."""
        return {f"{name}_nb": self.nb, f"{name}_nn": self.nn, f"{name}_en": self.en}


Text = Annotated[TextIn, BeforeValidator(_bokmal_alone)]
"""Written as one string (bokmål) or as a mapping with nb, nn and en."""


def columns(name: str, text: TextIn | None) -> dict[str, str | None]:
    """Return a text that may be missing as the three columns of a table."""
    if text is None:
        return {f"{name}_nb": None, f"{name}_nn": None, f"{name}_en": None}
    return text.columns(name)


class FileRoot(FileModel):
    """A whole file; remembers where its parts stand, for what is found wrong later."""

    what: ClassVar[str] = "filen"
    _document: Document = PrivateAttr(default_factory=lambda: Document("", None))

    @property
    def file_name(self) -> str:
        """The name of the file, or what it is where it came from no file."""
        return self._document.name or self.what

    def remember(self, document: Document) -> None:
        """Keep the document that the model was read from."""
        self._document = document

    def problem(self, location: Location, problem: str) -> Problem:
        """Return a problem at a location of this file."""
        return Problem(self._document.place(location), problem)
