"""The provider of sources whose bytes are a file in the municipality's own folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from etl.registry import Source


def fetch(source: Source) -> bytes:
    """Return the bytes of the file that a source names under ``data/``.

    Raises:
        BadSource: If the file is missing, cannot be read, or lies outside of the folder.
    """
    name = str(source.declared.path)
    path = source.data_folder / name
    if not path.resolve().is_relative_to(source.data_folder.resolve()):
        raise source.refusal(f"filen data/{name} ligger utenfor mappen.", "path")
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise source.refusal(f"filen data/{name} mangler.", "path") from None
    except OSError as error:
        raise source.refusal(f"filen data/{name} kan ikke leses ({error}).", "path") from None
