from pathlib import Path

import pytest

from etl.plans.export_plan import export_plan
from etl.plans.files import read_plan
from etl.plans.load_plan import load_plan
from etl.plans.plan_file import PlanFile
from etl.plans.validation import validate
from etl.plans.write_plan import plan_as_workbook, plan_as_yaml
from etl.plans.yaml_document import read_yaml
from indicators.errors import BadFile, BadPlan
from indicators.models.plan import Plan, Strategy, Subgoal, SubgoalPredecessor

TRONDHEIM = Path("etl/municipalities/trondheim/plans")
ORDER = (
    "kommuneplan.2009-2020",
    "trondheimsloftet.utkast-2022-01",
    "trondheimsloftet.vedtatt-2022",
)

SMALL = """\
key: proveplan
version: v1
kind: municipal_plan
state: adopted
title: {nb: Prøveplan, en: Trial plan}
years: 2020-2032
goals:
  - number: 1
    title: Første mål
    subgoals:
      - number: 1.1
        title: Første delmål
        sdgs: [3, 11]
        strategies:
          - {number: 1.1.1, actor: municipality, text: Vi gjør det}
          - {number: 1.1.2, actor: everyone, text: Du kan bidra}
      - number: 1.10
        title_status: missing
"""


def small(text=SMALL):
    return validate(PlanFile, read_yaml("plan.yaml", text.encode()))


def trondheim(name):
    return read_plan(TRONDHEIM / f"{name}.yaml")


def load(database, *plans):
    with database.writing() as session:
        return [load_plan(session, plan) for plan in plans]


def refused(text):
    with pytest.raises(BadFile) as error:
        small(text)
    return str(error.value)


def test_numbers_are_texts_so_that_1_10_is_not_1_1():
    assert [subgoal.number for subgoal in small().goals[0].subgoals] == ["1.1", "1.10"]


def test_a_missing_title_becomes_a_neutral_label_in_three_languages():
    title = small().goals[0].subgoals[1].title
    assert title.nb == "Delmål 1.10 (tittel ikke registrert)"
    assert title.nn == "Delmål 1.10 (tittel ikkje registrert)"
    assert title.en == "Subgoal 1.10 (title not registered)"


def test_the_shipped_plan_has_three_goals_fifteen_subgoals_and_eight_holes():
    plan = trondheim("trondheimsloftet.vedtatt-2022")
    statuses = {s.number: s.title_status for goal in plan.goals for s in goal.subgoals}
    assert len(statuses) == 15
    missing = {number for number, status in statuses.items() if status == "missing"}
    assert missing == {"2.1", "2.3", "2.4", "2.5", "3.1", "3.2", "3.3", "3.4"}
    assert "confirmed" not in statuses.values()
    assert [goal.title_status for goal in plan.goals] == ["confirmed"] * 3
    assert plan.vision.nb == "Sammen skaper vi Trondheim"
    assert not any(s.strategies or s.sdgs for goal in plan.goals for s in goal.subgoals)


def test_the_same_number_in_three_versions_is_three_subgoals(database):
    load(database, *map(trondheim, ORDER))
    with database.reading() as session:
        keys = [row.key for row in session.query(Subgoal).where(Subgoal.number == "1.1")]
        assert sorted(keys) == ["kommuneplan.2009-2020.1.1", "trondheimsloftet.vedtatt-2022.1.1"]
        link = session.query(SubgoalPredecessor).one()
        before = session.get(Subgoal, link.predecessor_id)
        assert before.key == "kommuneplan.2009-2020.1.2"
        assert "Redaksjonens forslag" in link.note


def test_loading_twice_changes_nothing(database):
    plans = [trondheim(name) for name in ORDER]
    load(database, *plans)
    version = database.data_version()
    assert all(loaded.is_unchanged for loaded in load(database, *plans))
    assert database.data_version() == version


@pytest.mark.parametrize("name", ORDER)
@pytest.mark.parametrize(("suffix", "write"), [("yaml", plan_as_yaml), ("xlsx", plan_as_workbook)])
def test_an_exported_plan_reads_back_the_same(sqlite_database, tmp_path, name, suffix, write):
    load(sqlite_database, *map(trondheim, ORDER))
    original = trondheim(name)
    with sqlite_database.reading() as session:
        exported = export_plan(session, original.key, original.version)
    file = tmp_path / f"plan.{suffix}"
    file.write_bytes(write(exported))
    assert read_plan(file).model_dump() == original.model_dump()


def test_a_workbook_is_known_by_its_content_not_its_name(tmp_path):
    file = tmp_path / "plan.yaml"
    file.write_bytes(plan_as_workbook(small()))
    assert read_plan(file).model_dump() == small().model_dump()


def test_a_changed_title_is_one_change_and_a_lost_subgoal_is_taken_out(database):
    load(database, small())
    text = SMALL.replace("Første delmål", "Nytt navn").replace(
        "      - number: 1.10\n        title_status: missing\n", ""
    )
    (loaded,) = load(database, small(text))
    assert (loaded.new, loaded.changed, loaded.removed, loaded.left) == (0, 1, 1, ())


def test_a_lost_subgoal_that_is_in_use_stays_whole_and_is_reported(database):
    load(database, small())
    later = small(
        SMALL.replace("version: v1", "version: v2").replace(
            "        sdgs: [3, 11]\n",
            "        predecessors: [{subgoal: proveplan.v1.1.1, note: samme}]\n",
        )
    )
    load(database, later)
    first = SMALL.index("      - number: 1.1\n")
    without = SMALL[:first] + SMALL[SMALL.index("      - number: 1.10") :]
    (loaded,) = load(database, small(without))
    assert loaded.left == ("delmål proveplan.v1.1.1",)
    with database.reading() as session:
        kept = session.query(Subgoal).where(Subgoal.key == "proveplan.v1.1.1").one()
        assert session.query(Strategy).where(Strategy.subgoal_id == kept.id).count() == 2


def test_an_unknown_predecessor_names_its_line_and_leaves_the_database_alone(database):
    text = SMALL.replace(
        "        sdgs: [3, 11]\n", "        predecessors: [{subgoal: annen.v1.9.9}]\n"
    )
    with pytest.raises(BadPlan, match=r"plan\.yaml, linje 13: forløperen «annen\.v1\.9\.9»"):
        load(database, small(text))
    with database.reading() as session:
        assert session.query(Plan).count() == 0


def test_all_errors_of_a_file_come_in_one_message_with_lines():
    message = refused(
        SMALL.replace("state: adopted", "state: vedtatt")
        .replace("sdgs: [3, 11]", "sdgs: [3, 18]")
        .replace("actor: everyone", "aktor: everyone")
    )
    assert "4 feil" in message
    assert "linje 4: state skal være en av" in message
    assert "linje 13: goals.1.subgoals.1.sdgs.2 er utenfor det som er tillatt (høyst 17)" in message
    assert "linje 16: goals.1.subgoals.1.strategies.2.aktor er et ukjent felt; mente du actor?" in (
        message
    )
    assert "(fant «vedtatt»)" in message


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("number: 1.10", "number: 2.1"), "begynner med 1."),
        (("number: 1.10", "number: 1.1"), "står mer enn én gang"),
        (("years: 2020-2032", "years: 2032-2020"), "etter det siste"),
        (("years: 2020-2032", "years: snart"), "years"),
        (("key: proveplan", "key: Prøveplan"), "key har feil form (fant «Prøveplan»)"),
        (("key: proveplan\n", "key: proveplan\nkey: annen\n"), "«key» står to ganger"),
        (("title: Første mål", 'title: "a\\u0007b"'), "tegn som ikke kan vises"),
        (("title: Første mål", "title: !!python/object:os.system x"), "merket"),
        (("title: Første mål", "title: &a x\n    source: *a"), "henvisninger"),
        (("goals:", "goals: ["), "kan ikke leses som YAML"),
        (("state: adopted", "state: adopted\n---\na: b"), "flere dokumenter"),
    ],
)
def test_bad_input_is_refused_with_file_and_reason(change, expected):
    message = refused(SMALL.replace(*change))
    assert message.startswith("plan.yaml")
    assert expected in message


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b"a: " * 1000,
        b"\xff\xfe\x00a",
        b"x" * 5_000_001,
        b"- x\n" * 1_000_000,
        b"",
        b"- 1\n- 2\n",
        b"just text",
        b"? [a]\n: b\n",
        b"PK\x03\x04 not a zip",
        b"\xd0\xcf\x11\xe0 old excel",
        b"\x00\x01",
    ],
    ids=range(12),
)
def test_what_is_no_plan_at_all_is_refused(tmp_path, content):
    file = tmp_path / "plan.yaml"
    file.write_bytes(content)
    with pytest.raises(BadFile, match=r"plan\.yaml"):
        read_plan(file)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadPlan, match=r"borte\.yaml: filen finnes ikke"):
        read_plan(tmp_path / "borte.yaml")


def test_of_very_many_errors_a_hundred_are_told():
    message = refused("key: x\ngoals:\n" + "  - {number: 1}\n" * 1000)
    assert "1005 feil" in message
    assert message.endswith("… og 905 til.")
    assert len(message.splitlines()) == 102
