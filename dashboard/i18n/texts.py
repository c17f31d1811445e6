"""The texts of the pages: bokmål in the code, nynorsk and English in ``nn.po`` and ``en.po``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from indicators.languages import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent


class Texts:
    """The texts in one language; a text without a translation is shown in bokmål."""

    __slots__ = ("_translations", "language")

    def __init__(self, language: Language, translations: Mapping[str, str]) -> None:
        self.language = language
        self._translations = translations

    def __call__(self, source: str, /, **values: object) -> str:
        """Return a text in the language, with ``{names}`` replaced by values."""
        found = self._translations.get(source, source)
        return found.format_map(values) if values else found

    def number_of(self, number: int, one: str, many: str, /, **values: object) -> str:
        """Return ``one`` for the number 1, else ``many``; ``{number}`` in them is the number."""
        return self(one if number == 1 else many, number=number, **values)


def load_texts() -> dict[Language, Texts]:
    """Read the translations of every language from the files beside this module."""
    texts = {Language.nb: Texts(Language.nb, {})}
    for language in (Language.nn, Language.en):
        with (FOLDER / f"{language}.po").open("rb") as file:
            catalog = read_po(file, locale=language.value)
        texts[language] = Texts(
            language,
            {
                str(message.id): str(message.string)
                for message in catalog
                if message.id and message.string
            },
        )
    return texts
