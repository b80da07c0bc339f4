"""The schema: the steps lead to the model, and a file that is not ours is left alone."""

import shutil
import sqlite3
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from conftest import person
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlmodel import SQLModel

from hundred_app import features
from hundred_app.core import migrate
from hundred_app.core.db import Database
from hundred_app.core.migrate import UnusableDatabase
from hundred_app.core.sqlite import APPLICATION_ID

# Importing them puts the tables of every feature into the metadata.
for _tables in Path(features.__path__[0]).glob("*/tables.py"):
    import_module(f"hundred_app.features.{_tables.parent.name}.tables")
import_module("hundred_app.core.facts")

TABLES = {
    "user", "session", "user_settings", "one_time_link", "commitment", "time_log", "milestone",
    "activity_event", "removed_item", "recovery_code", "known_device", "sign_in_failure",
    "audit_event", "draft", "db_metadata", "focus_session", "letter",
    "review_mail",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path, empty_database: Path) -> Path:
    """A file of today's schema that nobody has open."""
    return Path(shutil.copy(empty_database, tmp_path / "hundred.db"))


def changed(file: Path, *statements: str) -> None:
    connection = sqlite3.connect(file, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def described(connection: Connection) -> dict[str, Any]:
    """Every table with its columns, keys, rules and indexes."""
    found = inspect(connection)
    return {
        name: {
            "columns": sorted(
                (held["name"], str(held["type"]), held["nullable"], held["default"])
                for held in found.get_columns(name)
            ),
            "key": found.get_pk_constraint(name),
            "foreign keys": sorted(map(str, found.get_foreign_keys(name))),
            "unique": sorted(map(str, found.get_unique_constraints(name))),
            "checks": sorted(map(str, found.get_check_constraints(name))),
            "indexes": sorted(
                (str(held["name"]), held["column_names"], held["unique"], str(where(held)))
                for held in found.get_indexes(name)
            ),
        }
        for name in sorted(found.get_table_names())
        if name != "alembic_version" and is_of_the_model(name, "table", None)
    }


def where(index: Any) -> object:
    """The condition of a partial index."""
    return index["dialect_options"].get("sqlite_where") if "dialect_options" in index else None


def test_the_steps_lead_to_the_model(database: Database) -> None:
    assert set(SQLModel.metadata.tables) == TABLES
    with database.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_name": is_of_the_model}
        )
        assert compare_metadata(context, SQLModel.metadata) == []


def is_of_the_model(name: str | None, kind: str, _: object) -> bool:
    """The index of words follows from what is in the other tables, and is made by steps alone."""
    return kind != "table" or not str(name).startswith("search_")


@pytest.mark.sqlite("tests/postgresql compares the two engines")
def test_the_steps_also_lead_to_the_rules_that_alembic_does_not_compare(
    database: Database, tmp_path: Path
) -> None:
    with database.engine.connect() as connection:
        by_steps = described(connection)
    with in_one_go(tmp_path / "model.db").connect() as connection:
        assert by_steps == described(connection)
    assert sum(len(table["checks"]) for table in by_steps.values()) == 13


def in_one_go(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}")
    SQLModel.metadata.create_all(engine)
    return engine


@pytest.mark.parametrize("is_there", [False, True], ids=["no file", "an empty file"])
def test_a_database_is_made_where_there_is_none(tmp_path: Path, is_there: bool) -> None:
    file = tmp_path / "hundred.db"
    if is_there:
        file.touch()
    migrate.open_database(file).close()
    connection = sqlite3.connect(file)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
        (migrate.head(),)
    ]
    connection.close()


def test_opening_it_again_keeps_what_is_in_it(file: Path) -> None:
    with migrate.open_database(file).writing() as session:
        person(session, "alice")
    again = migrate.open_database(file)
    assert again.read(lambda session: session.connection().exec_driver_sql(NAMES).scalar()) == (
        "alice"
    )
    again.close()


def test_after_a_crash_the_writes_in_the_wal_are_there(tmp_path: Path) -> None:
    """A copy of the files as they lie on the disk while the database is open."""
    running = migrate.open_database(tmp_path / "hundred.db")
    with running.writing() as session:
        person(session, "alice")
    after = tmp_path / "after"
    after.mkdir()
    for part in tmp_path.glob("hundred.db*"):
        if not part.name.endswith("-shm"):
            shutil.copy(part, after)
    running.close()
    opened = migrate.open_database(after / "hundred.db")
    assert opened.read(lambda session: session.connection().exec_driver_sql(NAMES).scalar()) == (
        "alice"
    )
    opened.close()


def as_text(file: Path) -> None:
    file.write_text("Dear diary, this is a file of mine.", encoding="utf-8")


def of_another_program(file: Path) -> None:
    changed(file, "PRAGMA application_id = 252006673")


def without_an_owner(file: Path) -> None:
    file.unlink()
    changed(file, "CREATE TABLE bookmark (url TEXT)")


def with_a_page_overwritten(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:12288] = b"\xa5" * 4096
    file.write_bytes(content)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])


def only_a_header(file: Path) -> None:
    file.write_bytes(b"SQLite format 3\x00" + b"\xa5" * 500)


def newer(file: Path) -> None:
    changed(file, "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        pytest.param(as_text, "is not a database. Move it away", id="a text"),
        pytest.param(of_another_program, "belongs to another program", id="another program's"),
        pytest.param(without_an_owner, "belongs to another program", id="nobody's"),
        pytest.param(with_a_page_overwritten, "is damaged .*backup", id="a page overwritten"),
        pytest.param(cut_short, "is damaged .*backup", id="cut short"),
        pytest.param(only_a_header, "is damaged .*backup", id="only a header"),
        pytest.param(newer, "newer Hundred .schema 9999; .*Install that version", id="newer"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words_and_left_as_it_is(
    file: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(file)
    before = file.read_bytes()
    with pytest.raises(UnusableDatabase, match=says) as refused:
        migrate.open_database(file)
    assert str(file) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert file.read_bytes() == before


def test_a_step_that_fails_leaves_the_database_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "hundred.db"
    steps = migrate.run

    def stumbling(connection: Connection, revision: str = "head") -> None:
        steps(connection, revision)
        connection.exec_driver_sql("CREATE TABLE user (id)")

    with monkeypatch.context() as patch:
        patch.setattr(migrate, "run", stumbling)
        with pytest.raises(Exception, match="already exists"):
            migrate.open_database(file)
    assert not file.exists()
    migrate.open_database(file).close()


NAMES = "SELECT username FROM user"
