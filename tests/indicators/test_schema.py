from alembic import command
from sqlalchemy import inspect, text

from indicators import schema


def _tables(database):
    return set(inspect(database.engine).get_table_names())


def test_the_migrations_give_the_tables_of_the_models(blank_database):
    schema.upgrade(blank_database)
    assert schema.differences(blank_database) == ""


def test_a_blank_database_is_not_current_and_becomes_it(blank_database):
    assert schema.current_revision(blank_database) is None
    assert not schema.is_current(blank_database)
    schema.upgrade(blank_database)
    assert schema.is_current(blank_database)


def test_upgrading_again_changes_nothing(database):
    tables = _tables(database)
    schema.upgrade(database)
    assert _tables(database) == tables
    assert schema.current_revision(database) == schema.head_revision()


def test_a_table_that_lacks_a_column_is_told(database):
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE region DROP COLUMN title_nn"))
    assert "title_nn" in schema.differences(database)


def test_the_migrations_can_be_undone(blank_database):
    schema.upgrade(blank_database)
    with blank_database.engine.begin() as connection:
        command.downgrade(schema._config(connection), "base")
    assert _tables(blank_database) == {"alembic_version"}
    schema.upgrade(blank_database)
    assert schema.differences(blank_database) == ""


def test_checking_says_nothing_on_the_way(sqlite_database, capfd):
    assert schema.differences(sqlite_database) == ""
    schema.upgrade(sqlite_database)
    assert capfd.readouterr() == ("", "")
