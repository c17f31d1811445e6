from datetime import datetime
from pathlib import Path

import pytest
import yaml

from etl.plans.files import read_indicators, read_organisation, read_plan
from etl.plans.indicators_file import IndicatorsFile
from etl.plans.load_indicators import load_indicators
from etl.plans.load_municipality import load_municipality
from etl.plans.load_organisation import load_organisation
from etl.plans.load_plan import load_plan
from etl.plans.municipality_file import read_municipality_file
from etl.plans.organisation_file import OrganisationFile
from etl.plans.validation import validate
from etl.plans.yaml_document import read_yaml
from indicators.errors import BadPlan, BadSettings
from indicators.models.measurement import Indicator, IndicatorSubgoal, Series, Summary, Target
from indicators.models.organisation import ServiceArea, Unit

FOLDER = Path("etl/municipalities/trondheim")
AT = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - kept without a zone

ORGANISATION = """\
service_areas:
  - {key: skole, name: Skole}
  - {key: helse, name: Helse}
units:
  - key: oppvekst
    name: Oppvekst
    service_area: skole
    units:
      - {key: skole-nord, name: Nord}
      - {key: hjem, name: Hjem, service_area: helse, valid_from: 2020-01-01, valid_to: 2024-01-01}
"""

INDICATORS = """\
indicators:
  - key: poeng
    title: Poeng
    unit_of_measure: poeng
    direction: up
    frequency: year
    producer: Oss
    links:
      - {subgoal: trondheimsloftet.vedtatt-2022.2.2, role: key, reason: Passer}
    baseline: {year: 2015}
    targets:
      - {rule: at_least, value: 42, year: 2030}
  - key: alene
    title: Alene
    unit_of_measure: stk
    direction: down
    frequency: year
    producer: Oss
"""


def organisation(text=ORGANISATION):
    return validate(OrganisationFile, read_yaml("org.yaml", text.encode()))


def indicators(text=INDICATORS):
    return validate(IndicatorsFile, read_yaml("ind.yaml", text.encode()))


@pytest.fixture
def planned(database):
    municipality = read_municipality_file(FOLDER / "municipality.toml")
    with database.writing() as session:
        load_organisation(session, read_organisation(FOLDER / municipality.organisation))
        for plan in municipality.plans:
            load_plan(session, read_plan(FOLDER / plan))
    return database


def put(database, load, *args, **kwargs):
    with database.writing() as session:
        return load(session, *args, **kwargs)


def test_trondheims_files_load_and_load_again_unchanged(planned):
    file = read_indicators(FOLDER / "indicators.yaml")
    put(planned, load_indicators, file, at=AT)
    assert put(planned, load_indicators, file, at=AT).is_unchanged
    again = put(planned, load_organisation, read_organisation(FOLDER / "organisation.yaml"))
    assert again.is_unchanged
    with planned.reading() as session:
        assert session.query(Summary).count() == len(file.indicators)


def test_trondheims_units_are_example_data_and_its_service_areas_have_sources(planned):
    with planned.reading() as session:
        units = session.query(Unit).all()
        assert len(units) >= 12
        assert all(unit.is_example and "(eksempeldata)" in unit.title_nb for unit in units)
        areas = session.query(ServiceArea).all()
        assert all(area.source and not area.is_example for area in areas)


def test_trondheims_targets_are_only_those_of_named_sources():
    file = read_indicators(FOLDER / "indicators.yaml")
    targets = [target for indicator in file.indicators for target in indicator.targets]
    assert all(target.source for target in targets)
    (emissions,) = [one for one in file.indicators if one.key == "ghg-direct-total"]
    assert [(target.year, target.value) for target in emissions.targets] == [
        (2025, 605_000 * 0.6),
        (2027, 605_000 * 0.5),
        (2030, 605_000 * 0.2),
    ]


def test_no_indicator_of_trondheim_is_linked_to_a_subgoal_without_a_title():
    plan = read_plan(FOLDER / "plans/trondheimsloftet.vedtatt-2022.yaml")
    known = {
        f"{plan.ref}.{subgoal.number}"
        for goal in plan.goals
        for subgoal in goal.subgoals
        if subgoal.title_status != "missing"
    }
    links = [
        link for i in read_indicators(FOLDER / "indicators.yaml").indicators for link in i.links
    ]
    assert {link.subgoal for link in links} <= known
    assert all(link.reason.nb for link in links)


def test_units_inherit_the_service_area_of_the_unit_above(database):
    put(database, load_organisation, organisation())
    with database.reading() as session:
        areas = {area.id: area.key for area in session.query(ServiceArea)}
        units = {unit.key: unit for unit in session.query(Unit)}
        assert areas[units["skole-nord"].service_area_id] == "skole"
        assert areas[units["hjem"].service_area_id] == "helse"
        assert units["hjem"].parent_id == units["oppvekst"].id


def test_units_gone_from_the_file_are_taken_out_from_below(database):
    put(database, load_organisation, organisation())
    shorter = organisation(ORGANISATION[: ORGANISATION.index("units:")])
    assert put(database, load_organisation, shorter).removed == 3


def test_a_service_area_in_use_stays_and_is_reported(database):
    put(database, load_organisation, organisation())
    with database.writing() as session:
        session.add(
            Indicator(
                key="x",
                title_nb="X",
                unit_of_measure_nb="x",
                decimals=0,
                direction="up",
                frequency="year",
                producer="Oss",
                service_area_id=session.query(ServiceArea).filter_by(key="helse").one().id,
                is_published=True,
                is_example=True,
            )
        )
    text = ORGANISATION.replace("  - {key: helse, name: Helse}\n", "")
    text = "".join(line for line in text.splitlines(keepends=True) if "key: hjem" not in line)
    loaded = put(database, load_organisation, organisation(text))
    assert loaded.left == ("tjenesteområde helse",)
    assert loaded.removed == 1


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("key: skole-nord", "key: oppvekst"), "linje 9: enheten «oppvekst» står mer enn én gang"),
        (("service_area: helse", "service_area: hels"), "har tjenesteområdet «hels»"),
        (("    service_area: skole\n", ""), "har tjenesteområdet «»"),
        (("valid_to: 2024-01-01", "valid_to: 2019-01-01"), "valid_to skal være etter valid_from"),
        (("{key: helse,", "{key: skole,"), "tjenesteområdet «skole» står mer enn én gang"),
    ],
)
def test_a_broken_organisation_is_refused(sqlite_database, change, expected):
    with pytest.raises(BadPlan) as error:
        put(sqlite_database, load_organisation, organisation(ORGANISATION.replace(*change)))
    assert expected in str(error.value)


def test_an_indicator_without_series_is_taken_out_with_its_parts(planned):
    put(planned, load_indicators, indicators(), at=AT)
    only_second = (
        INDICATORS[: INDICATORS.index("  - key: poeng")]
        + (INDICATORS[INDICATORS.index("  - key: alene") :])
    )
    assert put(planned, load_indicators, indicators(only_second), at=AT).removed == 1
    with planned.reading() as session:
        assert session.query(IndicatorSubgoal).count() == 0
        assert session.query(Target).count() == 0


def test_an_indicator_with_series_stays_whole_and_is_reported(planned):
    put(planned, load_indicators, indicators(), at=AT)
    with planned.writing() as session:
        from indicators.models.measurement import Region

        region = Region(code="5001", title_nb="Trondheim", kind="municipality")
        session.add(region)
        session.flush()
        session.add(
            Series(
                indicator_id=session.query(Indicator).filter_by(key="poeng").one().id,
                region_id=region.id,
                breakdown="total",
                is_headline=True,
            )
        )
    only_second = "indicators:\n" + INDICATORS[INDICATORS.index("  - key: alene") :]
    assert put(planned, load_indicators, indicators(only_second), at=AT).left == (
        "indikator poeng",
    )
    with planned.reading() as session:
        assert session.query(Target).count() == 1


def test_a_moved_target_is_one_out_and_one_in(planned):
    put(planned, load_indicators, indicators(), at=AT)
    loaded = put(planned, load_indicators, indicators(INDICATORS.replace("2030", "2031")), at=AT)
    assert (loaded.new, loaded.changed, loaded.removed) == (1, 0, 1)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("2022.2.2", "2022.9.9"), "linje 9: delmålet «trondheimsloftet.vedtatt-2022.9.9» finnes"),
        (("value: 42, ", ""), "trenger value"),
        (("rule: at_least", "rule: minst"), "rule skal være en av"),
        (("year: 2030}", "year: 2030, plan: hop.x}"), "planen «hop.x» finnes ikke"),
        (("key: alene", "key: poeng"), "indikatoren «poeng» står mer enn én gang"),
        (("baseline: {year: 2015}", "baseline: {year: tidlig}"), "skal være et helt tall"),
        (("value: 42", "value: .nan"), "tall"),
        (("producer: Oss", "producer: Oss\n    source_url: javascript:alert(1)"), "source_url"),
    ],
)
def test_a_broken_indicator_file_is_refused(request, change, expected):
    planned = request.getfixturevalue("planned_sqlite")
    with pytest.raises(BadPlan) as error:
        put(planned, load_indicators, indicators(INDICATORS.replace(*change)), at=AT)
    assert str(error.value).startswith("ind.yaml")
    assert expected in str(error.value)


@pytest.fixture
def planned_sqlite(sqlite_database):
    with sqlite_database.writing() as session:
        load_plan(session, read_plan(FOLDER / "plans/kommuneplan.2009-2020.yaml"))
        load_plan(session, read_plan(FOLDER / "plans/trondheimsloftet.vedtatt-2022.yaml"))
    return sqlite_database


def test_a_database_serves_one_municipality(sqlite_database, tmp_path):
    put(sqlite_database, load_municipality, read_municipality_file(FOLDER / "municipality.toml"))
    text = (FOLDER / "municipality.toml").read_text().replace('"trondheim"', '"annen"', 1)
    (tmp_path / "municipality.toml").write_text(text)
    other = read_municipality_file(tmp_path / "municipality.toml")
    with pytest.raises(BadSettings, match="RODTRAD_DATABASE_URL"):
        put(sqlite_database, load_municipality, other)


@pytest.mark.parametrize(
    "name", ["../hemmelig.yaml", "/etc/passwd.yaml", "a/../../b.yaml", "x.toml"]
)
def test_a_municipality_loads_only_files_of_its_own_folder(tmp_path, name):
    text = (FOLDER / "municipality.toml").read_text().replace("organisation.yaml", name)
    (tmp_path / "municipality.toml").write_text(text)
    with pytest.raises(BadPlan, match="linje 4: organisation har feil form"):
        read_municipality_file(tmp_path / "municipality.toml")


def test_the_shipped_yaml_says_the_same_to_other_readers():
    for path in FOLDER.rglob("*.yaml"):
        assert yaml.safe_load(path.read_text(encoding="utf-8")), path
