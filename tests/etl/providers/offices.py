"""A small server that behaves like the statistics offices: real HTTP, their limits, their errors.

What each office does is told in statistics offices' own documentation and answers; the figures are
made up from the codes, so that a test can tell every cell.
"""

from __future__ import annotations

import gzip
import itertools
import json
import math
import threading
from collections import deque
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

HTML_404 = (
    b'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">\r\n<html><head>'
    b"<title>404 - File or directory not found.</title></head><body></body></html>"
)


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    query: dict
    body: dict | None
    address_length: int
    headers: dict


@dataclass
class Said:
    status: int = 200
    body: bytes = b""
    headers: dict = field(default_factory=dict)
    cut_after: int | None = None

    @classmethod
    def json(cls, document, status=200, **headers):
        body = json.dumps(document, ensure_ascii=False).encode()
        return cls(status, body, {"Content-Type": "application/json; charset=utf-8", **headers})

    @classmethod
    def html(cls, status, body=HTML_404):
        return cls(status, body, {"Content-Type": "text/html; charset=iso-8859-1"})


class Office:
    """Keeps what was asked; gives the answers in ``first`` before its own, where they fit."""

    def __init__(self):
        self.asked = []
        self.first = deque()
        self.answers = {}
        handler = type("Handler", (_Handler,), {"office": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        self._thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self._thread.start()

    def close(self):
        self.server.shutdown()
        self._thread.join()
        self.server.server_close()

    def says_first(self, *said, to=""):
        """Give these answers, one each, to the next questions whose path contains ``to``."""
        self.first.extend((to, one) for one in said)

    def paths(self):
        return [one.path for one in self.asked]

    def answer(self, asked):
        for at, (to, said) in enumerate(self.first):
            if to in asked.path:
                del self.first[at]
                return said
        name, _, rest = asked.path.strip("/").partition("/")
        if name not in self.answers:
            return Said.html(404)
        return self.answers[name](asked, rest)


class _Handler(BaseHTTPRequestHandler):
    office: Office

    def do_GET(self):
        self._answer(None)

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        self._answer(json.loads(self.rfile.read(length)))

    def _answer(self, body):
        parts = urlsplit(self.path)
        asked = Asked(
            self.command,
            unquote(parts.path),
            {key: values[0] for key, values in parse_qs(parts.query).items()},
            body,
            len(self.office.address) + len(self.path),
            dict(self.headers),
        )
        self.office.asked.append(asked)
        said = self.office.answer(asked)
        self.send_response(said.status)
        for name, value in said.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(said.body)))
        self.end_headers()
        self.wfile.write(said.body[: said.cut_after])

    def log_message(self, *_):
        pass


@dataclass
class Cube:
    """A table with all its cells; the value of a cell is its place in the whole table."""

    variables: dict
    time: str = "Tid"
    optional: frozenset = frozenset()
    updated: str = "2026-06-15T06:00:00Z"
    grouped: dict = field(default_factory=dict)

    def codes(self, variable, code_list=None):
        return self.grouped[code_list] if code_list else self.variables[variable]

    def value(self, key):
        return sum(sum(map(ord, code)) * (at + 1) for at, code in enumerate(key))

    def jsonstat(self, chosen, *, values=True, index=dict):
        lists = list(chosen.values())
        cells = [self.value(key) for key in itertools.product(*lists)] if values else []
        return {
            "version": "2.0",
            "class": "dataset",
            "label": "En tabell",
            "updated": self.updated,
            "id": list(chosen),
            "size": [len(codes) for codes in lists],
            "role": {"time": [self.time]},
            "dimension": {
                variable: {
                    "label": variable.lower(),
                    "extension": {"elimination": variable in self.optional},
                    "category": {
                        "index": (
                            {code: at for at, code in enumerate(codes)}
                            if index is dict
                            else list(codes)
                        ),
                        "label": {code: f"Navn {code}" for code in codes},
                    },
                }
                for variable, codes in chosen.items()
            },
            "value": cells,
        }


def _error(title, status=400, inside=None):
    document = {"type": "Parameter error", "title": title, "status": inside or status}
    return Said.json(document, status)


@dataclass
class PxWeb2:
    """PxWebApi 2 as Statistics Norway runs it."""

    cube: Cube
    table: str = "12134"
    max_cells: int = 800_000
    longest_address: int = 2100
    config: dict = field(default_factory=dict)

    def __call__(self, asked, rest):
        if asked.address_length > self.longest_address:
            return Said.html(404)
        if rest == "config":
            own = {"maxDataCells": self.max_cells, "maxCallsPerTimeWindow": 0, "timeWindow": 0}
            return Said.json({**own, **self.config})
        parts = rest.split("/")
        if parts[1] != self.table:
            return _error("Non-existent table", 400, 404)
        lists = self._lists(asked)
        if parts[2] == "metadata":
            return Said.json(self.cube.jsonstat(self._all(lists), values=False))
        return self._data(asked, lists)

    def _lists(self, asked):
        if asked.body:
            return {
                one["variableCode"]: one["codelist"]
                for one in asked.body["selection"]
                if "codelist" in one
            }
        return {
            key.removeprefix("codelist[")[:-1]: value
            for key, value in asked.query.items()
            if key.startswith("codelist[")
        }

    def _all(self, lists):
        return {name: self.cube.codes(name, lists.get(name)) for name in self.cube.variables}

    def _data(self, asked, lists):
        given = self._given(asked)
        known = self._all(lists)
        chosen = {}
        for variable, codes in known.items():
            if variable not in given:
                if variable not in self.cube.optional:
                    return _error("Missing selection for mandantory variable")
                continue
            if len(set(given[variable])) != len(given[variable]):
                return Said(500)
            meant = [self._meant(text, codes, variable) for text in given[variable]]
            if None in meant:
                return _error("Non-existent value")
            wanted = set(itertools.chain(*meant))
            chosen[variable] = [code for code in codes if code in wanted]
        if math.prod(map(len, chosen.values())) > self.max_cells:
            return Said.json({"type": "Error", "title": "Too many cells selected"}, 403)
        return Said.json(self.cube.jsonstat(chosen))

    def _given(self, asked):
        if asked.method == "POST":
            return {one["variableCode"]: one["valueCodes"] for one in asked.body["selection"]}
        return {
            key.removeprefix("valueCodes[")[:-1]: _outside_brackets(value)
            for key, value in asked.query.items()
            if key.startswith("valueCodes[")
        }

    def _meant(self, text, codes, variable):
        name, _, inside = text.rstrip(")").partition("(")
        is_time = variable == self.cube.time
        match name:
            case "*":
                return codes
            case "top":
                return codes[-int(inside) :] if is_time else codes[: int(inside)]
            case "from":
                return codes[codes.index(inside) :]
            case "range":
                first, last = inside.split(",")
                return codes[codes.index(first) : codes.index(last) + 1]
        return [text] if text in codes else None


def _outside_brackets(text):
    found, depth = [""], 0
    for sign in text:
        depth += (sign == "[") - (sign == "]")
        if sign == "," and not depth:
            found.append("")
        elif sign not in "[]":
            found[-1] += sign
    return found


@dataclass
class PxWeb1:
    """PxWebApi 1: POST only for data, 403 when it is too much."""

    cube: Cube
    max_cells: int = 800_000

    def __call__(self, asked, _rest):
        cube = self.cube
        if asked.method == "GET":
            variables = [
                {
                    "code": name,
                    "text": name.lower(),
                    "values": codes,
                    "valueTexts": [f"Navn {code}" for code in codes],
                    **({"time": True} if name == cube.time else {}),
                    **({"elimination": True} if name in cube.optional else {}),
                }
                for name, codes in cube.variables.items()
            ]
            return Said.json({"title": "En tabell", "variables": variables})
        if asked.body["response"]["format"] != "json-stat2":
            return Said.json({"columns": [], "comments": [], "data": []})
        chosen = {}
        for one in asked.body["query"]:
            picked = one["selection"]
            group = picked["filter"].removeprefix("agg:")
            codes = cube.grouped.get(group, cube.variables[one["code"]])
            if not set(picked["values"]) <= set(codes):
                return Said.json({"error": "The request for the variable has an error"}, 400)
            chosen[one["code"]] = picked["values"]
        if math.prod(map(len, chosen.values())) > self.max_cells:
            return Said.json({"error": "Too many values selected"}, 403)
        return Said.json(cube.jsonstat(chosen))


@dataclass
class Fhi:
    """FHI Statistikk: POST only, every dimension, a byte-order mark, lists as index."""

    cube: Cube
    modified: str = "2026-09-01T09:12:13.5301234+02:00"
    max_rows: int = 50_000

    def __call__(self, asked, rest):
        cube = self.cube
        if rest.endswith("/query"):
            dimensions = [
                {"code": name, "filter": "item", "values": codes}
                for name, codes in cube.variables.items()
            ]
            return Said.json({"dimensions": dimensions, "response": {"format": "json-stat2"}})
        if not rest.endswith("/data"):
            about = {"tableId": 187, "title": "Bor alene", "publishedAt": "2022-12-20T11:44:58"}
            return Said.json({**about, "modifiedAt": self.modified})
        if asked.method != "POST":
            return Said(405)
        chosen = {one["code"]: one["values"] for one in asked.body["dimensions"]}
        if chosen.keys() != cube.variables.keys():
            return Said.json({"title": "Bad Request", "detail": "Dimensjon mangler"}, 400)
        if math.prod(map(len, chosen.values())) > self.max_rows:
            return Said.json({"title": "Bad Request", "detail": "For mange rader"}, 400)
        document = cube.jsonstat(chosen, index=list)
        document["role"] = {"time": None, "geo": None}
        document["status"] = ""
        said = Said.json(document)
        said.body = b"\xef\xbb\xbf" + said.body
        return said


@dataclass
class Kolada:
    """Kolada 3: pages by ``next_url``, values by gender, and what has changed since a day."""

    address: str
    rows: list
    changed: list = field(default_factory=list)
    page_size: int = 2
    next_host: str = ""

    def __call__(self, asked, _rest):
        if "from_date" in asked.query:
            return Said.json({"count": len(self.changed), "values": self.changed})
        page = int(asked.query.get("page", 1))
        start = (page - 1) * self.page_size
        following = None
        if start + self.page_size < len(self.rows):
            following = f"{self.next_host or self.address}{asked.path}?page={page + 1}"
        values = self.rows[start : start + self.page_size]
        return Said.json({"count": len(values), "values": values, "next_url": following})


def packed(said):
    """The same answer, packed with gzip."""
    return Said(said.status, gzip.compress(said.body), {**said.headers, "Content-Encoding": "gzip"})
