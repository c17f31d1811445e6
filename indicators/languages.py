"""The languages of the product."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """Bokmål, nynorsk, English; the values are the tags used in ``lang`` and in column names."""

    nb = "nb"
    nn = "nn"
    en = "en"
