"""Builds workbooks by hand, part by part, so that they can be as awkward or hostile as need be."""

import io
import struct
import zipfile


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(parts, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return stream.getvalue()


def with_parts(content, **changed):
    """Return a workbook with parts added or replaced; ``__`` in a name is a slash."""
    return zipped(parts_of(content) | changed)


def replaced(content, old, new, *, within="xl/worksheets/sheet3.xml"):
    """Return a workbook with bytes of one part replaced; they must be there."""
    parts = parts_of(content)
    assert old in parts[within], (old, parts[within][:500])
    return zipped(parts | {within: parts[within].replace(old, new)})


def lying(content, name, body):
    """Return a workbook with an entry whose stated size is a lie: 10 bytes."""
    data = bytearray(zipped(parts_of(content) | {name: body}))
    at = data.rfind(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if bytes(data[at + 46 : at + 46 + length]) == name.encode():
            struct.pack_into("<I", data, at + 24, 10)
            return bytes(data)
        at = data.rfind(b"PK\x01\x02", 0, at)
    raise AssertionError(name)


def ole(*streams):
    """Return the beginning of an OLE2 file that names streams, as .xls and locked files do."""
    names = b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams)
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + names
