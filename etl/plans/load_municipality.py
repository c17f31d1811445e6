"""Puts a municipality.toml into the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from etl.plans.file_models import columns
from etl.plans.upsert import Loaded, Upsert
from indicators.errors import BadSettings
from indicators.models.organisation import Municipality

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from etl.plans.municipality_file import MunicipalityFile


def refuse_other_municipality(session: Session, file: MunicipalityFile) -> None:
    """Stop before one municipality's data are mixed with another's.

    Raises:
        BadSettings: If the database holds another municipality: one installation serves one.
    """
    existing = session.scalar(select(Municipality))
    if existing is not None and existing.key != file.key:
        raise BadSettings(
            f"Databasen har allerede «{existing.title_nb}» ({existing.key}); en installasjon "
            f"gjelder én kommune. Sett RODTRAD_DATABASE_URL til en annen database for "
            f"«{file.name.nb}», for eksempel sqlite:///var/{file.key}.db."
        )


def load_municipality(session: Session, file: MunicipalityFile) -> Loaded:
    """Bring the municipality's own row to what the file says.

    Raises:
        BadSettings: If the database holds another municipality.
    """
    refuse_other_municipality(session, file)
    upsert = Upsert(session)
    upsert.put(
        Municipality,
        session.scalar(select(Municipality)),
        {
            "key": file.key,
            "code": file.code,
            **file.name.columns("title"),
            **columns("notice", file.notice),
            "is_example": file.is_example,
        },
    )
    return upsert.loaded("kommune")
