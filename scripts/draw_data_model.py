"""Draw the tables into ``docs/data-model.md``, from the models themselves; a test compares them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from indicators import models  # noqa: E402 - the project may not be installed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import ModuleType

    from sqlalchemy import Column, Table
    from sqlalchemy.orm import Mapper

DOCUMENT = ROOT / "docs" / "data-model.md"
BEGIN, END = "<!-- drawn from the models: begin -->", "<!-- drawn from the models: end -->"
AREAS = (
    ("Plans", models.plan),
    ("Organisation", models.organisation),
    ("People", models.people),
    ("Measurement", models.measurement),
    ("Verdicts", models.verdicts),
    ("Reporting", models.reporting),
    ("Running", models.running),
)
THREAD = (
    *("plan", "goal", "subgoal", "action", "action_subgoal"),
    *("indicator", "indicator_subgoal", "target", "series", "observation", "summary"),
    *("unit", "annual_plan", "activity", "annual_report", "activity_result", "submission"),
)
"""The tables of the thread from plan to result: what the first diagram shows."""
LANGUAGES = ("_nb", "_nn", "_en")


def drawn() -> str:
    """Return the drawn part of the document: a diagram of the thread, then one for each area."""
    thread = _relations(models.Base.metadata.tables[name] for name in THREAD)
    within = [line for line in thread if line.split()[0] in THREAD]
    parts = [BEGIN, "", "### The thread from plan to result", "", *_diagram(within)]
    for title, module in AREAS:
        mappers = _mappers_of(module)
        parts += ["", f"### {title}", "", "| Table | Holds |", "|---|---|"]
        parts += [f"| `{mapper.local_table}` | {_summary(mapper)} |" for mapper in mappers]
        tables = [_table(mapper) for mapper in mappers]
        entities = [line for table in tables for line in _entity(table)]
        parts += ["", *_diagram([*entities, *_relations(tables)])]
    return "\n".join([*parts, "", END])


def written(document: str) -> str:
    """Return the document with its drawn part as it is now."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return before + drawn() + after


def _mappers_of(module: ModuleType) -> Sequence[Mapper[models.Base]]:
    ours = (
        mapper
        for mapper in models.Base.registry.mappers
        if mapper.class_.__module__ == module.__name__
    )
    return sorted(ours, key=lambda mapper: str(mapper.local_table))


def _table(mapper: Mapper[models.Base]) -> Table:
    return models.Base.metadata.tables[str(mapper.local_table)]


def _summary(mapper: Mapper[models.Base]) -> str:
    first, _, _ = (mapper.class_.__doc__ or "").strip().partition("\n\n")
    return " ".join(first.split()).replace("``", "`").replace("|", "\\|")


def _diagram(lines: Sequence[str]) -> list[str]:
    return ["```mermaid", "erDiagram", *(f"  {line}" for line in ("direction LR", *lines)), "```"]


def _entity(table: Table) -> Iterator[str]:
    yield f"{table.name} {{"
    for column in table.columns:
        name, note = column.name, ""
        if name.endswith(LANGUAGES) and f"{name[:-3]}_nb" in table.columns:
            if not name.endswith("_nb"):
                continue
            name, note = name[:-3], "nb, nn, en"
        yield "  " + " ".join(filter(None, [_kind(column), name, _marks(column), _quoted(note)]))
    yield "}"


def _kind(column: Column[object]) -> str:
    return column.type.python_type.__name__


def _marks(column: Column[object]) -> str:
    marks = {"PK": column.primary_key, "FK": bool(column.foreign_keys), "UK": bool(column.unique)}
    return ", ".join(mark for mark, holds in marks.items() if holds)


def _quoted(note: str) -> str:
    return f'"{note}"' if note else ""


def _relations(tables: Iterable[Table]) -> list[str]:
    return sorted(
        f"{key.column.table.name} {'|o' if column.nullable else '||'}--o{{ {table.name}"
        f" : {column.name}"
        for table in tables
        for column in table.columns
        for key in column.foreign_keys
    )


def main() -> int:
    """Write the drawn part anew."""
    DOCUMENT.write_text(written(DOCUMENT.read_text("utf-8")), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
