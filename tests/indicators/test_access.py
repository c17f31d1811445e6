import pytest

from indicators.access import (
    ANONYMOUS,
    Actor,
    UnitPlace,
    may_administer,
    may_assess,
    may_decide,
    may_see,
    may_submit,
    operator,
    require,
    those_that,
)
from indicators.errors import NotAllowed
from indicators.models.people import Role

OWN = UnitPlace("skole", ("omrade",), "oppvekst")
ABOVE = UnitPlace("omrade", (), "oppvekst")
BELOW = UnitPlace("avdeling", ("skole", "omrade"), "oppvekst")
BESIDE = UnitPlace("naboskole", ("omrade",), "oppvekst")
LENT = UnitPlace("utlant", ("skole", "omrade"), "helse")
PLACES = (OWN, ABOVE, BELOW, BESIDE, LENT)
ALL = {place.key for place in PLACES}


def actor(*roles, units=(), areas=()):
    return Actor("kari", "Kari", frozenset(roles), frozenset(units), frozenset(areas))


ACTORS = {
    "anonymous": ANONYMOUS,
    "signed in without a role": actor(),
    "reader": actor(Role.reader),
    "leader": actor(Role.unit_leader, units={"skole"}),
    "leader above": actor(Role.unit_leader, units={"omrade"}),
    "area director": actor(Role.area_director, areas={"oppvekst"}),
    "director": actor(Role.director),
    "administrator": actor(Role.administrator),
    # What a membership names without the role gives nothing.
    "place without role": actor(Role.reader, units={"skole"}, areas={"oppvekst"}),
}
IN_AREA = ALL - {"utlant"}
LED = {"skole", "avdeling", "utlant"}
ALLOWED = {
    "anonymous": (set(), set(), set()),
    "signed in without a role": (set(), set(), set()),
    "reader": (ALL, set(), set()),
    "leader": (LED, LED, set()),
    "leader above": (ALL, ALL, set()),
    "area director": (IN_AREA, set(), IN_AREA),
    "director": (ALL, set(), set()),
    "administrator": (ALL, ALL, ALL),
    "place without role": (ALL, set(), set()),
}


@pytest.mark.parametrize("name", ACTORS)
def test_who_may_see_submit_and_decide_for_which_units(name):
    may = (may_see, may_submit, may_decide)
    assert tuple(those_that(one, ACTORS[name], PLACES) for one in may) == ALLOWED[name]


@pytest.mark.parametrize("name", ACTORS)
def test_only_administrators_administer(name):
    assert may_administer(ACTORS[name]) is (name == "administrator")


@pytest.mark.parametrize("name", ACTORS)
def test_only_directors_and_administrators_judge(name):
    assert may_assess(ACTORS[name]) is (name in {"area director", "director", "administrator"})


def test_whoever_has_the_machine_may_do_all_and_is_named():
    assert may_administer(operator("kommandolinjen"))
    assert operator("kommandolinjen").key == "kommandolinjen"


def test_somebody_unknown_is_told_to_sign_in():
    with pytest.raises(NotAllowed, match=r"^Logg inn for å levere\.$"):
        require(ANONYMOUS, "levere", allowed=False)


def test_somebody_known_is_told_what_they_may_not():
    with pytest.raises(NotAllowed, match="Kari har ikke rett til å levere"):
        require(actor(), "levere", allowed=False)


def test_what_is_allowed_goes_on():
    require(ANONYMOUS, "lese", allowed=True)
