"""What all tables share: names of constraints, short column types, texts in three languages."""

from __future__ import annotations

from typing import Annotated, Any

from sqlalchemy import MetaData, String, Text, func
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

Key = Annotated[str, mapped_column(String(200))]
Long = Annotated[str, mapped_column(Text)]
IntId = Annotated[int, mapped_column(primary_key=True)]


class Base(DeclarativeBase):
    """The declarative base; constraints are named by one pattern, for migrations to use."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Titled:
    """A title in bokmål, nynorsk and English; bokmål is always there, the others may be missing."""

    title_nb: Mapped[Long]
    title_nn: Mapped[Long | None]
    title_en: Mapped[Long | None]


class Described:
    """A longer text in three languages; any may be missing."""

    description_nb: Mapped[Long | None]
    description_nn: Mapped[Long | None]
    description_en: Mapped[Long | None]


def localised(model: Any, name: str, language: str) -> Any:  # noqa: ANN401 - a column expression
    """Return the column of a text in a language, falling back to bokmål where it is missing."""
    bokmal = getattr(model, f"{name}_nb")
    if language == "nb":
        return bokmal
    return func.coalesce(getattr(model, f"{name}_{language}"), bokmal)
