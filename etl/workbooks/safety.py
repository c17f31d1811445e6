"""Looks at an .xlsx before anything in it is read; what is dangerous or something else is refused.

The bytes decide, never the ending of the name. Sizes are counted while inflating, since the sizes
that a zip directory states may lie. Nothing is written to disk and nothing is fetched.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

from indicators.errors import BadWorkbook

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_CONTENT_TYPES = "[Content_Types].xml"
_WORKBOOK = re.compile(r"xl/workbook\d*\.xml")
_ENCRYPTED_FLAG = 0x1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOCTYPES = tuple("<!DOCTYPE".encode(coding) for coding in ("utf-8", "utf-16-le", "utf-16-be"))
_XML_ENDINGS = (".xml", ".rels", ".vml")
_CHUNK = 1 << 16
_SMALL = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a workbook may hold; generous for people, narrow for attackers."""

    packed_bytes: int = 10 * 1024 * 1024
    unpacked_bytes: int = 60 * 1024 * 1024
    ratio: int = 200
    entries: int = 400
    cells: int = 200_000
    elements: int = 800_000
    sheets: int = 60
    merged_ranges: int = 2_000


LIMITS = Limits()


class Package:
    """A workbook's zip, whose entries are read with counting."""

    def __init__(self, archive: zipfile.ZipFile, file_name: str, limits: Limits) -> None:
        self.file_name = file_name
        self.limits = limits
        self._archive = archive
        self._names = {info.filename.lower(): info.filename for info in archive.infolist()}
        self._unpacked = 0

    def names(self) -> list[str]:
        """Return the names of the entries, as they are written."""
        return list(self._names.values())

    def has(self, name: str) -> bool:
        """Tell whether there is such an entry; capital letters do not matter."""
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """Return an entry's bytes.

        Raises:
            BadWorkbook: If the entry is missing or broken, or more is unpacked than allowed.
        """
        stored = self._names.get(name.lower())
        if stored is None:
            raise BadWorkbook(self.file_name, f"arbeidsboken mangler delen «{name}»; {_SAVE_AGAIN}")
        parts: list[bytes] = []
        own = 0
        try:
            with self._archive.open(stored) as entry:
                while part := entry.read(_CHUNK):
                    own += len(part)
                    self._unpacked += len(part)
                    self._refuse_too_much(stored, own)
                    parts.append(part)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise BadWorkbook(
                self.file_name, f"delen «{stored}» er ødelagt; {_SAVE_AGAIN}"
            ) from error
        return b"".join(parts)

    def _refuse_too_much(self, name: str, own: int) -> None:
        packed = max(self._archive.getinfo(name).compress_size, 1)
        if self._unpacked > self.limits.unpacked_bytes or (
            own > _SMALL and own > packed * self.limits.ratio
        ):
            raise BadWorkbook(
                self.file_name,
                "arbeidsboken er mye større utpakket enn den gir seg ut for. Kopier innholdet "
                "inn i en ny mal og lever den.",
            )


_SAVE_AGAIN = "åpne filen i Excel, lagre den på nytt som .xlsx og prøv igjen."
_NOT_WORKBOOK = "dette er ikke en Excel-arbeidsbok (.xlsx). Lagre arbeidsboken som .xlsx i Excel."


def open_package(content: bytes, file_name: str, limits: Limits = LIMITS) -> Package:
    """Return the zip of a workbook that is safe to read.

    Raises:
        BadWorkbook: If the bytes are not an .xlsx, or one that is not taken in; says what to do.
    """
    _refuse_other_kinds(content, file_name, limits)
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise BadWorkbook(file_name, f"filen er ødelagt; {_SAVE_AGAIN}") from error
    infos = archive.infolist()
    if len(infos) > limits.entries:
        raise BadWorkbook(
            file_name, f"filen har {len(infos)} deler; en arbeidsbok har høyst {limits.entries}."
        )
    names: set[str] = set()
    for info in infos:
        _refuse_entry(info, file_name)
        if info.filename.lower() in names:
            raise BadWorkbook(file_name, f"delen «{info.filename}» finnes to ganger i filen.")
        names.add(info.filename.lower())
    if sum(info.file_size for info in infos) > limits.unpacked_bytes:
        raise BadWorkbook(file_name, "arbeidsboken er for stor når den pakkes ut.")
    package = Package(archive, file_name, limits)
    _refuse_other_packages(package)
    _refuse_doctypes(package)
    return Package(archive, file_name, limits)


def _refuse_other_kinds(content: bytes, file_name: str, limits: Limits) -> None:
    if not content:
        raise BadWorkbook(file_name, "filen er tom.")
    if content.startswith(_OLE2):
        if _ENCRYPTED_PACKAGE in content:
            raise BadWorkbook(
                file_name,
                "arbeidsboken er låst med passord. Fjern passordet (Fil > Info > Beskytt "
                "arbeidsbok) og lever den på nytt.",
            )
        raise BadWorkbook(
            file_name, "dette er det gamle Excel-formatet (.xls). Lagre arbeidsboken som .xlsx."
        )
    if not content.startswith((_ZIP, _EMPTY_ZIP)):
        raise BadWorkbook(file_name, _NOT_WORKBOOK)
    if len(content) > limits.packed_bytes:
        most = limits.packed_bytes // (1024 * 1024)
        raise BadWorkbook(file_name, f"filen er større enn {most} MB.")


def _refuse_entry(info: zipfile.ZipInfo, file_name: str) -> None:
    name = info.filename
    if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name:
        raise BadWorkbook(file_name, "filen inneholder en ulovlig sti og tas ikke imot.")
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise BadWorkbook(file_name, "filen er låst med passord. Fjern passordet og prøv igjen.")
    if info.compress_type not in _METHODS:
        raise BadWorkbook(file_name, f"filen er pakket på en ukjent måte; {_SAVE_AGAIN}")


def _refuse_other_packages(package: Package) -> None:
    names = [name.lower() for name in package.names()]
    if "mimetype" in names and b"opendocument" in package.read("mimetype"):
        raise BadWorkbook(
            package.file_name,
            "dette er en OpenDocument-fil (.ods). Lagre arbeidsboken som .xlsx.",
        )
    if not package.has(_CONTENT_TYPES):
        raise BadWorkbook(package.file_name, _NOT_WORKBOOK)
    types = package.read(_CONTENT_TYPES).lower()
    if b"macroenabled" in types or any("vbaproject" in name for name in names):
        raise BadWorkbook(
            package.file_name,
            "arbeidsboken inneholder makroer. Lagre den som vanlig arbeidsbok (.xlsx).",
        )
    if any(name.startswith(("xl/macrosheets/", "xl/activex/", "xl/embeddings/")) for name in names):
        raise BadWorkbook(
            package.file_name,
            "arbeidsboken inneholder makroer eller innebygde filer. Fjern dem og prøv igjen.",
        )
    if any(name.startswith("xl/externallinks/") for name in names):
        raise BadWorkbook(
            package.file_name,
            "arbeidsboken har koblinger til andre filer. Velg Data > Rediger koblinger > Bryt "
            "kobling i Excel, lagre og prøv igjen.",
        )
    if not any(_WORKBOOK.fullmatch(name) for name in names):
        raise BadWorkbook(package.file_name, _NOT_WORKBOOK)


def _refuse_doctypes(package: Package) -> None:
    """Inflate every XML part once, with counting, and refuse one that declares a document type."""
    for name in package.names():
        if not name.lower().endswith(_XML_ENDINGS):
            continue
        xml = package.read(name)
        if any(doctype in xml for doctype in _DOCTYPES):
            raise BadWorkbook(package.file_name, f"delen «{name}» har en DOCTYPE og tas ikke imot.")
