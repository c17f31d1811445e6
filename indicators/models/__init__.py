"""The tables, one module per area; importing this package makes all of them known."""

from indicators.models import (
    measurement,
    organisation,
    people,
    plan,
    reporting,
    running,
    verdicts,
)
from indicators.models.base import Base, localised

__all__ = [
    "Base",
    "localised",
    "measurement",
    "organisation",
    "people",
    "plan",
    "reporting",
    "running",
    "verdicts",
]
