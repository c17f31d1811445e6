"""From a source's bytes to its tables: the reader it names, with the options it gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from etl.providers.online import PROVIDERS
from etl.readers import excel, grid, jsonstat, separated
from indicators.errors import BadSource

if TYPE_CHECKING:
    from etl.readers.table import Table
    from etl.registry import Source


def tables_of(source: Source, content: bytes) -> list[Table]:
    """Return the tables in a source's answer.

    Raises:
        BadSource: Naming the data file and the place in it.
    """
    declared = source.declared
    if declared.is_online:
        file = f"{source.file} → svaret"
        return jsonstat.read(PROVIDERS[declared.provider].as_jsonstat(content, file), file)
    file = f"{source.file} → data/{declared.path}"
    if declared.reader == "jsonstat":
        return jsonstat.read(content, file)
    if declared.reader == "csv":
        rows = separated.read(
            content, file, encoding=declared.encoding, separator=declared.separator
        )
    else:
        rows = excel.read(content, file, sheet=declared.sheet)
    if declared.layout is None:
        raise BadSource(source.file, "«layout» mangler.")
    return [grid.table(rows, declared.layout, file)]
