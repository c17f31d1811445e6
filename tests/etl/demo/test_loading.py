import shutil

import pytest
from click.testing import CliRunner

from etl.demo.cli import demo_group
from etl.demo.loading import load_demo
from etl.plans.files import read_organisation
from etl.plans.load_municipality import load_municipality
from etl.plans.municipality_file import read_municipality_file
from etl.registry import MUNICIPALITIES
from indicators.errors import BadFile, BadSettings
from indicators.models.measurement import Observation, Summary
from indicators.models.organisation import Unit
from indicators.models.plan import Action, Subgoal
from indicators.models.reporting import Activity, AnnualPlan, AnnualReport, Submission
from indicators.models.running import Run
from indicators.settings import Settings

KEPT_UNITS = ("eksempelomrade-by", "eksempelenhet-klima", "eksempelenhet-park")


def in_folder(tmp_path, key, *, years):
    """Return a copy of a municipality's folder in which few units plan for few years."""
    folder = tmp_path / key
    shutil.copytree(MUNICIPALITIES / key, folder)
    toml = (folder / "municipality.toml").read_text(encoding="utf-8")
    (folder / "municipality.toml").write_text(toml[: toml.index("[example_units]")] + years)
    return folder


@pytest.fixture
def trondheim(tmp_path):
    folder = in_folder(
        tmp_path,
        "trondheim",
        years="[example_units]\nplan_years = [2025, 2026]\nreport_years = [2025]\n",
    )
    path = folder / "organisation.yaml"
    text = path.read_text(encoding="utf-8")
    first = text.index("  - key: eksempelomrade-oppvekst")
    last = text.index("  - key: eksempelomrade-by")
    path.write_text(text[:first] + text[last:], encoding="utf-8")
    assert len(list(read_organisation(path).walk())) == 4
    return folder


def quiet(_step, _done, _total):
    pass


def put_municipality(database, folder):
    with database.writing() as session:
        load_municipality(session, read_municipality_file(folder / "municipality.toml"))


def settings_of(tmp_path):
    return Settings(snapshots=tmp_path / "snapshots")


def test_a_whole_municipality_is_loaded_and_loading_again_changes_nothing(
    database, trondheim, tmp_path
):
    steps = []
    report = load_demo(
        database,
        str(trondheim),
        settings=settings_of(tmp_path),
        progress=lambda *step: steps.append(step),
    )
    assert not report.unchanged
    assert steps[0] == ("Organisasjon", 1, 1)
    assert [(done, total) for step, done, total in steps if step == "Planer"][-1] == (3, 3)
    with database.reading() as session:
        for table in (Subgoal, Action, Observation, Summary, Activity, AnnualReport, Submission):
            assert session.query(table).count() > 0, table
        assert session.query(Run).filter(Run.outcome != "loaded").count() == 0
        # The planning unit began in 2026 and has no plan for the year before.
        assert session.query(AnnualPlan).filter_by(year=2025).count() == 3
        assert session.query(AnnualPlan).filter_by(year=2026).count() == 4
    version = database.data_version()
    again = load_demo(database, str(trondheim), settings=settings_of(tmp_path), progress=quiet)
    assert again.unchanged
    assert database.data_version() == version


def test_a_changed_file_is_loaded_and_what_units_handed_in_is_left_alone(
    sqlite_database, trondheim, tmp_path
):
    settings = settings_of(tmp_path)
    load_demo(sqlite_database, str(trondheim), settings=settings, progress=quiet)
    organisation = trondheim / "organisation.yaml"
    text = organisation.read_text(encoding="utf-8")
    organisation.write_text(text.replace("Eksempelenhet park og gate", "Eksempelenhet vei"))
    report = load_demo(sqlite_database, str(trondheim), settings=settings, progress=quiet)
    assert not report.unchanged
    with sqlite_database.reading() as session:
        assert session.query(Unit).filter(Unit.title_nb.contains("vei")).count() == 1
        assert session.query(AnnualPlan).filter(AnnualPlan.version > 1).count() == 0


def test_two_municipalities_never_mix(sqlite_database, trondheim, tmp_path):
    settings = settings_of(tmp_path)
    put_municipality(sqlite_database, trondheim)
    version = sqlite_database.data_version()
    with pytest.raises(BadSettings, match="Trondheim kommune"):
        load_demo(sqlite_database, "eksempel", settings=settings, progress=quiet)
    assert sqlite_database.data_version() == version


def test_a_broken_file_leaves_the_database_without_any_of_the_municipalitys_files(
    sqlite_database, trondheim, tmp_path
):
    indicators = trondheim / "indicators.yaml"
    text = indicators.read_text(encoding="utf-8").replace("direction: down", "direction: ned", 1)
    indicators.write_text(text, encoding="utf-8")
    with pytest.raises(BadFile, match=r"indicators\.yaml, linje \d+: .*direction skal være en av"):
        load_demo(sqlite_database, str(trondheim), settings=settings_of(tmp_path), progress=quiet)
    with sqlite_database.reading() as session:
        assert session.query(Subgoal).count() == 0


def test_the_example_municipality_loads_with_plans_and_reports(sqlite_database, tmp_path):
    folder = in_folder(
        tmp_path,
        "eksempel",
        years="[example_units]\nplan_years = [2026]\nreport_years = []\ntertial_years = [2026]\n",
    )
    path = folder / "organisation.yaml"
    text = path.read_text(encoding="utf-8")
    first, last = text.index("  - key: oppvekst"), text.index("  - key: samfunn")
    path.write_text(text[:first] + text[last:], encoding="utf-8")
    load_demo(sqlite_database, str(folder), settings=settings_of(tmp_path), progress=quiet)
    with sqlite_database.reading() as session:
        assert session.query(Summary).count() == 60
        statuses = {row.status for row in session.query(Summary)}
        assert len(statuses) == 8
        assert session.query(AnnualPlan).count() == 11
        assert {row.period for row in session.query(AnnualReport)} == {"T1", "T2"}
        assert session.query(Activity).filter(Activity.action_id.is_not(None)).count() > 0


def test_the_command_refuses_the_other_municipality_with_exit_code_2(
    settings, sqlite_database, trondheim
):
    put_municipality(sqlite_database, trondheim)
    result = CliRunner().invoke(
        demo_group,
        ["load", "--municipality", "eksempel"],
        env={
            "RODTRAD_DATABASE_URL": settings.database_url,
            "RODTRAD_SNAPSHOTS": str(settings.snapshots),
        },
    )
    assert result.exit_code == 2
    assert "RODTRAD_DATABASE_URL" in result.stderr
