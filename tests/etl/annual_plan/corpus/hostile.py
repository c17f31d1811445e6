"""Files that are not to be taken in, each with a word of what must be said."""

import zipfile

from tests.etl.annual_plan.corpus.zips import lying, ole, parts_of, replaced, with_parts, zipped

SHEET = "xl/worksheets/sheet3.xml"
TYPES = "[Content_Types].xml"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _prefixed_with(doctype):
    def build(content):
        return with_parts(content, **{SHEET: doctype + parts_of(content)[SHEET]})

    return build


def _macro_type(content):
    body = parts_of(content)[TYPES]
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    return with_parts(content, **{TYPES: body.replace(plain, macro)})


def _ods(_content):
    return zipped(
        {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}
    )


def _cells(cell):
    def build(content):
        return replaced(content, b"</sheetData>", cell + b"</sheetData>")

    return build


def _method(content):
    return zipped(parts_of(content), zipfile.ZIP_BZIP2)


def _encrypted_entry(content):
    data = bytearray(content)
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


def _twice(content):
    parts = parts_of(content)
    return zipped(parts | {SHEET.upper(): parts[SHEET]})


def _merged(content):
    areas = b'<mergeCell ref="A1:B2"/>' * 3000
    return replaced(content, b"</sheetData>", b"</sheetData><m>" + areas + b"</m>")


ROW = (
    b'<row r="99">'
    + b"".join(b'<c r="A99"><v>%d</v></c>' % (at * 7919 % 999_983) for at in range(210_000))
    + b"</row>"
)
CASES = {
    "nothing": (lambda _: b"", "tom"),
    "a text": (lambda _: b"Enhet;Tiltak\n1;2\n", "ikke en Excel-arbeidsbok"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "ikke en Excel-arbeidsbok"),
    "half a file": (lambda content: content[: len(content) // 2], "ødelagt"),
    "old Excel": (lambda _: ole("Workbook"), "gamle Excel-formatet"),
    "a password": (lambda _: ole("EncryptionInfo", "EncryptedPackage"), "låst med passord"),
    "an encrypted entry": (_encrypted_entry, "låst med passord"),
    "OpenDocument": (_ods, "OpenDocument"),
    "macros by type": (_macro_type, "makroer"),
    "hidden macros": (
        lambda content: with_parts(content, **{"xl/vbaProject.bin": b"x"}),
        "makroer",
    ),
    "macro sheets of old": (
        lambda content: with_parts(content, **{"xl/macrosheets/sheet1.xml": b"<x/>"}),
        "makroer",
    ),
    "embedded files": (
        lambda content: with_parts(content, **{"xl/embeddings/a.bin": b"x"}),
        "innebygde",
    ),
    "links to other files": (
        lambda content: with_parts(content, **{"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        "koblinger",
    ),
    "another packing": (_method, "ukjent måte"),
    "out of the folder": (lambda content: with_parts(content, **{"../../x": b"x"}), "ulovlig sti"),
    "a part twice": (_twice, "to ganger"),
    "too many parts": (
        lambda content: with_parts(content, **{f"xl/media/{at}.png": b"" for at in range(500)}),
        "deler",
    ),
    "a bomb": (
        lambda content: with_parts(content, **{SHEET: b" " * 50_000_000}),
        "større utpakket",
    ),
    "a bomb that says so": (
        lambda content: with_parts(content, **{"xl/x.xml": b" " * 90_000_000}),
        "for stor når den pakkes ut",
    ),
    "a bomb that lies": (
        lambda content: lying(content, "xl/x.xml", b"0" * 90_000_000),
        "",
    ),
    "more bytes than are taken": (lambda content: content + b"\0" * 11_000_000, "større enn 10 MB"),
    "a document type": (_prefixed_with(b"<!DOCTYPE x>"), "DOCTYPE"),
    "a billion laughs": (_prefixed_with(LAUGHS), "DOCTYPE"),
    "an entity from outside": (_prefixed_with(OUTSIDE), "DOCTYPE"),
    "too many cells": (_cells(ROW), "celler"),
    "a row that is not there": (_cells(b'<row r="2000000"><c r="A2000000"><v>1</v></c></row>'), ""),
    "a column that is not there": (_cells(b'<row r="99"><c r="ZZZ99"><v>1</v></c></row>'), ""),
    "a text that is not there": (
        _cells(b'<row r="99"><c r="A99" t="s"><v>999999</v></c></row>'),
        "ukjent tekst",
    ),
    "a number that is none": (
        _cells(b'<row r="99"><c r="A99"><v>1e5x</v></c></row>'),
        "ikke kan leses",
    ),
    "broken XML": (_cells(b"<row>"), "ødelagt"),
    "too many merged areas": (_merged, "sammenslåtte"),
    "a sheet that is not there": (
        lambda content: zipped({k: v for k, v in parts_of(content).items() if k != SHEET}),
        "mangler delen",
    ),
}
