from __future__ import annotations

from datetime import date

import pytest

from etl.providers import klass
from etl.providers.klass import Change, SuccessionKind
from indicators.errors import BadSource
from tests.etl.providers.offices import Said

CODES = {
    "codes": [
        {"code": "0301", "name": "Oslo", "parentCode": None},
        {"code": "5001", "name": "Trondheim - Tråante"},
        {"code": "9999", "name": "Uoppgitt"},
    ]
}


def line(old, new, day="2020-01-01"):
    return {
        "oldCode": old,
        "oldName": old and f"Navn {old}",
        "newCode": new,
        "newName": new and f"Navn {new}",
        "changeOccurred": day,
    }


CHANGES = {
    "codeChanges": [
        line("5030", "5001"),
        line("1601", "5001", "2018-01-01"),
        line("1662", "5030", "2018-01-01"),
    ]
}


@pytest.fixture
def office_of_codes(office):
    def answer(asked, rest):
        if asked.headers["Accept"] != "application/json":
            return Said(200, b"<xml/>")
        if rest == "v1/classifications/131/codesAt" and asked.query == {"date": "2026-01-01"}:
            return Said.json(CODES)
        if rest.endswith("/changes") and asked.query == {"from": "2017-01-01", "to": "2026-01-01"}:
            return Said.json(CHANGES)
        return Said.json({"error": "Ukjent"}, 404)

    office.answers["klass"] = answer
    return f"{office.address}/klass/v1"


def test_the_codes_of_a_day_are_asked_for_and_read(office_of_codes, client):
    answer = klass.fetch_codes(client, date(2026, 1, 1), base=office_of_codes)
    codes = klass.read_codes(answer.content, answer.address)
    assert [(code.code, code.is_place) for code in codes] == [
        ("0301", True),
        ("5001", True),
        ("9999", False),
    ]
    assert codes[1].name == "Trondheim - Tråante"


def test_trondheim_got_a_new_number_and_then_klaebu(office_of_codes, client):
    answer = klass.fetch_changes(client, date(2017, 1, 1), date(2026, 1, 1), base=office_of_codes)
    changes = klass.read_changes(answer.content, answer.address)
    found = klass.successions(changes, ["1601", "1662", "0301"])
    assert [(one.occurred.year, one.kind, one.old, one.new) for one in found] == [
        (2018, SuccessionKind.renumbered, ("1601",), ("5001",)),
        (2018, SuccessionKind.renumbered, ("1662",), ("5030",)),
        (2020, SuccessionKind.merged, ("5001", "5030"), ("5001",)),
    ]


def change(old, new):
    return Change(date(2020, 1, 1), old, old, new, new)


@pytest.mark.parametrize(
    ("lines", "kind", "old", "new"),
    [
        ([("1", "1")], "renamed", ("1",), ("1",)),
        ([("1", "9"), ("2", "9")], "merged", ("1", "2"), ("9",)),
        ([("1", "1"), ("2", "1")], "merged", ("1", "2"), ("1",)),
        ([("1", "8"), ("1", "9")], "divided", ("1",), ("8", "9")),
        ([("1", "1"), ("1", "9")], "divided", ("1",), ("1", "9")),
        ([("1", "8"), ("1", "9"), ("2", "9")], "redrawn", ("1", "2"), ("8", "9")),
        ([("1", None)], "ceased", ("1",), ()),
        ([(None, "9")], "new", (), ("9",)),
        ([("1", "9")], "renumbered", ("1",), ("9",)),
    ],
)
def test_what_belongs_together_is_one_event(lines, kind, old, new):
    (found,) = klass.successions([change(*one) for one in lines], ["1", "2"])
    assert (found.kind.value, found.old, found.new) == (kind, old, new)


def test_codes_that_change_places_are_two_events():
    swapped = klass.successions([change("1", "2"), change("2", "1")], ["1", "2"])
    assert [one.kind for one in swapped] == [SuccessionKind.redrawn]


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"codes": 1}', b'{"codes": []}', b'{"codes": [{"code": "1"}]}',
     b'{"codes": [{"code": 301, "name": "Oslo"}]}',
     b'{"codes": [{"code": "1", "name": "a"}, {"code": "1", "name": "b"}]}'],
)  # fmt: skip
def test_a_code_list_that_is_none_is_refused(content):
    with pytest.raises(BadSource):
        klass.read_codes(content, "svar")


@pytest.mark.parametrize(
    "content",
    [b'{"codeChanges": [{"oldCode": "1", "changeOccurred": "i fjor"}]}',
     b'{"codeChanges": [{"changeOccurred": "2020-01-01"}]}', b'{"codeChanges": [1]}'],
)  # fmt: skip
def test_a_list_of_changes_that_is_none_is_refused(content):
    with pytest.raises(BadSource):
        klass.read_changes(content, "svar")


def test_xml_is_not_taken_for_codes(office, client):
    office.answers["klass"] = lambda *_: Said(200, b"<codeList><codes/></codeList>")
    with pytest.raises(BadSource, match="nettside"):
        klass.fetch_codes(client, date(2026, 1, 1), base=f"{office.address}/klass")


@pytest.mark.network
def test_the_real_service_has_trondheim():
    from etl.providers.http import Client

    with Client() as client:
        answer = klass.fetch_codes(client, date(2026, 1, 1))
        changes = klass.fetch_changes(client, date(2017, 1, 1), date(2026, 1, 1))
    codes = {code.code for code in klass.read_codes(answer.content, answer.address)}
    assert "5001" in codes
    pairs = {(c.old_code, c.new_code) for c in klass.read_changes(changes.content, "changes")}
    assert ("1601", "5001") in pairs
