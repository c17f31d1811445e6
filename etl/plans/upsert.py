"""Puts rows in by their natural key and counts what that did; takes out only what nobody uses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy.exc import IntegrityError

from indicators import audit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Delete
    from sqlalchemy.orm import Session

    from indicators.models import Base

Row = TypeVar("Row", bound="Base")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a file did; ``left`` names what is gone from the file but still in use."""

    what: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    left: tuple[str, ...] = ()

    @property
    def is_unchanged(self) -> bool:
        """Tell whether the database was as the file already."""
        return not (self.new or self.changed or self.removed)

    def sentence(self) -> str:
        """Return the counts as a line of text."""
        return (
            f"{self.what}: {self.new} nye, {self.changed} endret, "
            f"{self.unchanged} uendret, {self.removed} tatt ut"
        )


@dataclass(slots=True)
class Upsert:
    """Counts while one file is put in; everything happens in the caller's transaction."""

    session: Session
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    left: list[str] = field(default_factory=list)

    def put(self, model: type[Row], existing: Row | None, values: Mapping[str, Any]) -> Row:
        """Return the row with these values: a new one, or the existing one brought up to date."""
        if existing is None:
            row = model(**values)
            self.session.add(row)
            self.new += 1
            return row
        different = [name for name, value in values.items() if getattr(existing, name) != value]
        for name in different:
            setattr(existing, name, values[name])
        if different:
            self.changed += 1
        else:
            self.unchanged += 1
        return existing

    def remove(self, row: Base) -> None:
        """Take out a row that nothing can refer to."""
        self.session.delete(row)
        self.removed += 1

    def remove_unless_used(self, name: str, statements: Sequence[Delete]) -> None:
        """Run the deletes, or none of them and note the name if something else refers there."""
        self.session.flush()
        try:
            with self.session.begin_nested():
                for statement in statements:
                    self.session.execute(statement)
        except IntegrityError:
            self.left.append(name)
        else:
            self.removed += 1

    def loaded(self, what: str) -> Loaded:
        """Return the counts, after everything was sent to the database; a change is audited."""
        self.session.flush()
        result = Loaded(
            what, self.new, self.changed, self.unchanged, self.removed, tuple(self.left)
        )
        if not result.is_unchanged:
            audit.note(
                self.session,
                who="rodtrad",
                what="file.loaded",
                entity=what,
                after={
                    "new": self.new,
                    "changed": self.changed,
                    "unchanged": self.unchanged,
                    "removed": self.removed,
                },
            )
        return result
