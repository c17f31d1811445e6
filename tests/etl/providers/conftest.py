"""A small office on this machine, and a client whose waiting takes no time."""

from __future__ import annotations

import pytest

from etl.providers.http import Bounds, Client
from tests.etl.providers.offices import Cube, Office, PxWeb2


class Time:
    """A clock that moves only when someone waits."""

    def __init__(self):
        self.now = 1000.0
        self.waited = []

    def clock(self):
        return self.now

    def pause(self, seconds):
        self.waited.append(seconds)
        self.now += seconds


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def office():
    one = Office()
    yield one
    one.close()


@pytest.fixture
def make_client(time):
    made = []

    def make(**bounds):
        made.append(Client(Bounds(**bounds), clock=time.clock, pause=time.pause))
        return made[-1]

    yield make
    for client in made:
        client.close()


@pytest.fixture
def client(make_client):
    return make_client()


@pytest.fixture
def years():
    return [str(year) for year in range(2010, 2026)]


@pytest.fixture
def cube(years):
    """A small KOSTRA table: nothing may be left out but the sex."""
    return Cube(
        {
            "KOKkommuneregion0000": ["0301", "4601", "5001", "EAK"],
            "Kjonn": ["0", "1", "2"],
            "ContentsCode": ["KOSutgift0000", "KOSandel0000"],
            "Tid": years,
        },
        optional=frozenset({"Kjonn"}),
    )


@pytest.fixture
def pxweb(office, cube):
    office.answers["pxweb"] = PxWeb2(cube)
    return office.answers["pxweb"]
