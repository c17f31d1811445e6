"""A reader of pages, made up."""

from datetime import date, datetime

from dashboard.context import View
from dashboard.i18n.formats import Formats
from dashboard.i18n.texts import Texts
from indicators.languages import Language


def bokmaal(path="/", **query):
    return View(
        text=Texts(Language.nb, {}),
        formats=Formats(Language.nb),
        municipality="Eksempel kommune",
        notice=None,
        is_example=True,
        data_version=1,
        changed_at=datetime(2026, 11, 24, 12),  # noqa: DTZ001 - kept in UTC without a zone
        today=date(2026, 11, 24),
        path=path,
        query=query,
    )
