"""Own static files: style sheet, scripts, font, chart library; compressed once, cached a year."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

from indicators.errors import BadSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

_HERE = Path(__file__).resolve().parent
_CHECKOUT, _INSTALLED = _HERE.parent / "assets", _HERE / "assets"
STYLE_SHEET = "site.css"
_SERVED = {".js", ".svg", ".woff2", ".png", ".txt"}
_COMPRESSED = {".js", ".svg", ".css", ".txt"}
_URL = re.compile(r'url\("\./([^"]+)"\)')


def assets_folder() -> Path:
    """Return the folder of the assets: that of the checkout, else the installed copy."""
    return _CHECKOUT if _CHECKOUT.is_dir() else _INSTALLED


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A file as it is sent; ``version`` is the hash of its body.

    ``packed`` is the body as the build compressed it with brotli, None where it did not.
    """

    body: bytes
    mimetype: str
    version: str
    is_text: bool
    packed: bytes | None = None


class StaticFiles:
    """The files under ``/static/``; an address holds the hash of what it gives."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "vendor" / "built-from.txt").is_file():
            raise BadSettings(
                f"The assets are not built in {folder / 'vendor'}."
                " Run: python scripts/build_assets.py"
            )
        files = dict(_read_files(folder))
        sheet = _style_sheet(folder, files)
        files[STYLE_SHEET] = _static_file(STYLE_SHEET, sheet)
        self._files = files

    def get(self, name: str) -> StaticFile | None:
        """Return a file by its name below the folder, or None."""
        return self._files.get(name)

    def url(self, name: str) -> str:
        """Return the address of a file."""
        return f"/static/{name}?v={self._files[name].version}"

    @property
    def version(self) -> str:
        """The hash of all files together."""
        digest = hashlib.sha256()
        for name in sorted(self._files):
            digest.update(f"{name} {self._files[name].version}\n".encode())
        return digest.hexdigest()[:12]


def _read_files(folder: Path) -> Iterator[tuple[str, StaticFile]]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in _SERVED and path.is_file() and path.parent.name != "icons":
            name = path.relative_to(folder).as_posix()
            packed = path.with_name(f"{path.name}.br")
            file = _static_file(name, path.read_bytes())
            if packed.is_file():
                file = replace(file, packed=packed.read_bytes())
            yield name, file


def _static_file(name: str, body: bytes) -> StaticFile:
    mimetype = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = Path(name).suffix in _COMPRESSED
    return StaticFile(body, mimetype, hashlib.sha256(body).hexdigest()[:12], is_text)


def _style_sheet(folder: Path, files: dict[str, StaticFile]) -> bytes:
    """Join the design system, the theme and our own sheets, in the order of their numbers."""
    sheets = [*sorted((folder / "vendor").glob("*.css")), *sorted(folder.glob("*.css"))]

    def with_version(match: re.Match[str]) -> str:
        return f'url("/static/{match[1]}?v={files[match[1]].version}")'

    parts = (sheet.read_text(encoding="utf-8").lstrip("\ufeff") for sheet in sheets)
    joined = "\n".join(part.replace('@charset "UTF-8";', "") for part in parts)
    return _URL.sub(with_version, joined).encode()


@lru_cache(maxsize=128)
def compressed(body: bytes, encoding: str, *, quality: int) -> bytes:
    """Return a body compressed with ``br`` or ``gzip``; kept, so that each is done once."""
    if encoding == "br":
        packed: bytes = brotli.compress(body, quality=quality)
        return packed
    return gzip.compress(body, compresslevel=min(quality, 9), mtime=0)
