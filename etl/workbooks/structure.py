"""The parts of a workbook around its sheets: relations, texts, formats, names."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from etl.workbooks.cells import Cell, CellKind
from etl.workbooks.formats import kind_of_format
from etl.workbooks.plain_xml import plain_texts
from etl.workbooks.xml_events import Part, read_events
from indicators.errors import BadWorkbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from etl.workbooks.safety import Package

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_YES = ("1", "true")
_LONGEST_NAME = 300


@dataclass(frozen=True, slots=True)
class SheetPart:
    """Where a sheet's cells are in the zip."""

    title: str
    visible: bool
    path: str


@dataclass(frozen=True, slots=True)
class Structure:
    """All that is needed to understand the cells."""

    sheets: list[SheetPart]
    names: dict[str, str]
    is_1904: bool
    texts: list[str]
    text_cells: list[Cell | None]
    kinds: list[CellKind]


def plain_text(text: str) -> str:
    """Return a text with Excel's escapes (_x000D_) resolved and line ends as one newline."""
    if "_x" in text:
        text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def read_structure(package: Package) -> Structure:
    """Return the structure of a workbook.

    Raises:
        BadWorkbook: If a part is broken or missing.
    """
    root = _relations(package, "")
    workbook_path = next(
        (target for kind, target in root.values() if kind.endswith("/officeDocument")),
        "xl/workbook.xml",
    )
    relations = _relations(package, workbook_path)
    book = _Book()
    _read(package, workbook_path, book)
    by_kind = {kind.rpartition("/")[2]: target for kind, target in relations.values()}
    texts = _texts(package, by_kind.get("sharedStrings"))
    return Structure(
        sheets=_sheet_parts(package, book, relations),
        names=book.names,
        is_1904=book.is_1904,
        texts=texts,
        text_cells=[Cell(CellKind.text, text) if text.strip() else None for text in texts],
        kinds=_kinds(package, by_kind.get("styles")),
    )


def _read(package: Package, path: str, part: Part) -> None:
    read_events(
        package.read(path),
        part,
        file_name=package.file_name,
        name=path,
        most=package.limits.elements,
    )


def _sheet_parts(
    package: Package, book: _Book, relations: Mapping[str, tuple[str, str]]
) -> list[SheetPart]:
    if len(book.sheets) > package.limits.sheets:
        raise BadWorkbook(
            package.file_name,
            f"arbeidsboken har {len(book.sheets)} ark; den kan ha høyst {package.limits.sheets}.",
        )
    parts: list[SheetPart] = []
    for title, visible, relation in book.sheets:
        kind, path = relations.get(relation, ("", ""))
        if kind.endswith("/worksheet"):
            parts.append(SheetPart(title, visible, path))
    return parts


class _Relations(Part):
    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name != "Relationship" or attributes.get("TargetMode") == "External":
            return
        target = attributes.get("Target", "")
        path = target[1:] if target.startswith("/") else posixpath.join(self.folder, target)
        self.found[attributes.get("Id", "")] = (
            attributes.get("Type", ""),
            posixpath.normpath(path),
        )


def _relations(package: Package, of: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(of)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    part = _Relations(folder)
    _read(package, path, part)
    return part.found


@dataclass
class _Book(Part):
    sheets: list[tuple[str, bool, str]] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    is_1904: bool = False
    _name: str | None = None
    _text: str = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            visible = attributes.get("state", "visible") == "visible"
            self.sheets.append((attributes.get("name", ""), visible, relation))
        elif name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in _YES
        elif name == "definedName":
            self._name, self._text = attributes.get("name", ""), ""

    def text(self, text: str) -> None:
        if self._name is not None and len(self._text) < _LONGEST_NAME:
            self._text += text

    def end(self, name: str) -> None:
        if name == "definedName" and self._name is not None:
            self.names[self._name.lower()] = _constant(self._text)
            self._name = None


def _constant(text: str) -> str:
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1].replace('""', '"')
    return text


class _Texts(Part):
    def __init__(self, package: Package) -> None:
        self.package = package
        self.found: list[str] = []
        self._parts: list[str] | None = None
        self._listening = False
        self._phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        if name == "si":
            self._parts = []
            if len(self.found) >= self.package.limits.cells:
                raise BadWorkbook(self.package.file_name, "arbeidsboken har for mange tekster.")
        elif name == "rPh":
            self._phonetic = True
        elif name == "t":
            self._listening = not self._phonetic

    def text(self, text: str) -> None:
        if self._listening and self._parts is not None:
            self._parts.append(text)

    def end(self, name: str) -> None:
        if name == "t":
            self._listening = False
        elif name == "rPh":
            self._phonetic = False
        elif name == "si" and self._parts is not None:
            self.found.append(plain_text("".join(self._parts)))
            self._parts = None


def _texts(package: Package, path: str | None) -> list[str]:
    if path is None or not package.has(path):
        return []
    xml = package.read(path)
    plain = plain_texts(xml, package.limits.elements)
    if plain is not None:
        found = [plain_text(text) for text in islice(plain, package.limits.cells + 1)]
        if len(found) > package.limits.cells:
            raise BadWorkbook(package.file_name, "arbeidsboken har for mange tekster.")
        return found
    part = _Texts(package)
    read_events(xml, part, file_name=package.file_name, name=path, most=package.limits.elements)
    return part.found


class _Styles(Part):
    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.formats: list[int] = []
        self._in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "numFmt":
            number = _whole(attributes.get("numFmtId"))
            self.codes.setdefault(number, attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            self.formats.append(_whole(attributes.get("numFmtId")))

    def end(self, name: str) -> None:
        if name == "cellXfs":
            self._in_cells = False


def _kinds(package: Package, path: str | None) -> list[CellKind]:
    if path is None or not package.has(path):
        return []
    part = _Styles()
    _read(package, path, part)
    return [kind_of_format(number, part.codes.get(number)) for number in part.formats]


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004
