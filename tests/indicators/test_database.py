from datetime import datetime

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import IntegrityError

from indicators.database import Database, mark_changed
from indicators.models.measurement import Baseline, Region
from indicators.models.running import DataVersion


def _region(code="5001"):
    return Region(code=code, kind="municipality", title_nb="Trondheim")


def _regions(database):
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(Region))


def test_what_is_written_is_there_and_raises_the_data_version(database):
    before = database.data_version()
    with database.writing() as session:
        session.add(_region())
    assert _regions(database) == 1
    assert database.data_version() == before + 1


def test_one_step_raises_the_data_version_once_however_much_it_writes(database):
    before = database.data_version()
    with database.writing() as session:
        session.add(_region("5001"))
        session.flush()
        session.execute(insert(Region), [{"code": "0", "kind": "country", "title_nb": "Norge"}])
    assert database.data_version() == before + 1


def test_a_step_that_fails_is_undone_whole(database):
    before = database.data_version()

    def fail_halfway():
        with database.writing() as session:
            session.add(_region())
            session.flush()
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        fail_halfway()
    assert _regions(database) == 0
    assert database.data_version() == before


def test_a_step_that_only_reads_leaves_the_data_version(database):
    before = database.data_version()
    with database.writing() as session:
        session.scalars(select(Region)).all()
    assert database.data_version() == before


def test_writing_past_the_session_counts_when_it_is_said(database):
    before = database.data_version()
    statement = text("INSERT INTO region (code, kind, title_nb) VALUES ('1', 'county', 'Fylke')")
    with database.writing() as session:
        session.connection().execute(statement)
        mark_changed(session)
    assert _regions(database) == 1
    assert database.data_version() == before + 1


def test_the_data_version_says_when_it_was_raised(database):
    with database.writing() as session:
        session.add(_region())
    with database.reading() as session:
        changed_at = session.scalar(select(DataVersion.changed_at))
    assert isinstance(changed_at, datetime)
    assert changed_at.tzinfo is None


def test_reading_never_commits(database):
    with database.reading() as session:
        session.add(_region())
        session.flush()
        assert session.scalar(select(func.count()).select_from(Region)) == 1
    assert _regions(database) == 0


def test_a_reader_does_not_see_a_step_that_is_not_finished(database):
    with database.writing() as session:
        session.add(_region())
        session.flush()
        assert _regions(database) == 0
    assert _regions(database) == 1


def test_a_row_that_names_another_that_is_not_there_is_refused(database):
    def record():
        with database.writing() as session:
            session.add(Baseline(indicator_id=404, year=2020))

    with pytest.raises(IntegrityError):
        record()


def test_a_table_made_in_a_step_that_fails_is_not_there(database):
    def make_table():
        with database.writing() as session:
            session.execute(text("CREATE TABLE half_made (id INTEGER)"))
            raise RuntimeError("halfway")

    with pytest.raises(RuntimeError, match="halfway"):
        make_table()
    with database.reading() as session, pytest.raises(Exception, match="half_made"):
        session.execute(text("SELECT * FROM half_made"))


def test_the_folder_of_an_embedded_database_is_made(tmp_path):
    path = tmp_path / "new" / "folder" / "rodtrad.db"
    database = Database(f"sqlite:///{path}")
    with database.reading() as session:
        assert session.scalar(text("PRAGMA journal_mode")) == "wal"
        assert session.scalar(text("PRAGMA foreign_keys")) == 1
    database.close()
    assert path.is_file()


def test_a_database_tells_which_engine_it_is(sqlite_database, postgres_database):
    assert sqlite_database.is_sqlite
    assert not postgres_database.is_sqlite
