"""Reads answers as people and programs do: the words of a page, the rows of a file."""

from __future__ import annotations

import csv
import io
import re
from html import unescape


def text_of(html):
    """Return the words of the main part of a page, with plain spaces."""
    main = html[html.index("<main") : html.index("</main>")]
    words = unescape(re.sub(r"<[^>]+>", " ", main)).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", words)


def read_csv(response):
    """Return the rows of a downloaded file by the names of its columns."""
    return list(csv.DictReader(io.StringIO(response.data.decode("utf-8-sig")), delimiter=";"))
