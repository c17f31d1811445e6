"""Reads the XML parts of a workbook as events, with no document type and no entities."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.parsers import expat

from indicators.errors import BadWorkbook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Start = Callable[[str, Mapping[str, str]], None]


class Part:
    """What a reader of one part does at a start tag, an end tag and text; names without prefix."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag."""

    def end(self, name: str) -> None:
        """Take an end tag."""

    def text(self, text: str) -> None:
        """Take a piece of text; a long text may come in several."""


def read_events(xml: bytes, part: Part, *, file_name: str, name: str, most: int) -> None:
    """Send the events of ``xml`` to ``part``; ``most`` is how many elements it may have.

    Raises:
        BadWorkbook: If it is not well-formed, has a document type, or too many elements.
    """
    left = most

    def refuse_doctype(*_: object) -> None:
        raise BadWorkbook(file_name, f"delen «{name}» har en DOCTYPE og tas ikke imot.")

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise BadWorkbook(file_name, f"delen «{name}» har mer enn {most} elementer.")
        part.start(tag.rpartition(":")[2], attributes)

    def end(tag: str) -> None:
        part.end(tag.rpartition(":")[2])

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse_doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = part.text
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes it by place only
    except expat.ExpatError as error:
        raise BadWorkbook(
            file_name,
            f"delen «{name}» er ødelagt; åpne filen i Excel, lagre den på nytt og prøv igjen.",
        ) from error
