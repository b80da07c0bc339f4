"""Restoring: what a file from elsewhere may bring, what it may not, and what happens to ours."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import old
import pytest
from acts import NOON
from sqlalchemy import text

from hundred_app.core import migrate, restoring
from hundred_app.core.backups import making, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.restoring import Contents, NotRestored

pytestmark = pytest.mark.sqlite("a restore exchanges the pages of a file")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("template") / "backup.db"
    old.make(file, "head", rows=60)
    return file


@pytest.fixture
def backup(template: Path, tmp_path: Path) -> Path:
    """A file of three people, somewhere."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    return Path(shutil.copy(template, elsewhere / "backup.db"))


@pytest.fixture
def house(database: Database) -> Database:
    """The open database of somebody else."""
    with database.writing() as db:
        db.execute(
            text(
                "INSERT INTO user (id, username, password_hash, role, is_disabled, created_at)"
                " VALUES ('present', 'present', '-', 'user', 0, 0)"
            )
        )
    return database


def names(database: Database) -> list[str]:
    return database.read(
        lambda db: list(db.execute(text("SELECT username FROM user ORDER BY username")).scalars())
    )


def changed(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        for statement in statements:
            db.execute(statement)


def restored(house: Database, backup: Path) -> None:
    restoring.restore_running(house, house.file.parent / "backups", backup, NOON)


def test_what_the_backup_holds_takes_the_place_of_what_is_there(
    house: Database, backup: Path
) -> None:
    restored(house, backup)
    assert names(house) == ["ana", "björk", "chidi"]
    home = making.LEFT_BEHIND
    assert old.dump(house.file, without=home) == old.dump(backup, without=home)
    house.write(lambda db: db.execute(text("UPDATE user SET role = 'admin'")))
    house.close()
    migrate.open_database(house.file, check_whole=True).close()


def test_nobody_is_signed_in_afterwards(house: Database, backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as db:
        assert db.execute("SELECT count(*) FROM session").fetchone() == (3,)
    restored(house, backup)
    for table in making.LEFT_BEHIND:
        assert house.read(lambda db, t=table: db.scalar(text(f"SELECT count(*) FROM {t}"))) == 0


def test_what_was_there_is_in_a_safety_backup(house: Database, backup: Path) -> None:
    restored(house, backup)
    folder = house.file.parent / "backups"
    (safety,) = shelf.listed(folder)
    assert safety.kind is Kind.SAFETY
    restored(house, folder / safety.name)
    assert names(house) == ["present"]


def test_what_it_holds_can_be_told_before(house: Database, backup: Path) -> None:
    with restoring.prepared(backup, house.file.parent) as ready:
        held = ready.contents
    assert held.people == 3
    assert held.logs == 30
    assert held.last_written
    assert held.revision == migrate.head()
    assert held == Contents(3, 30, held.last_written, migrate.head())
    assert names(house) == ["present"]


def test_who_is_reading_goes_on_reading_what_was(house: Database, backup: Path) -> None:
    with house.reading() as reader:
        before = reader.scalar(text("SELECT username FROM user"))
        restored(house, backup)
        assert reader.scalar(text("SELECT username FROM user")) == before == "present"
    assert len(names(house)) == 3


def test_a_program_beside_that_has_it_open_writes_into_the_new_one(
    house: Database, backup: Path
) -> None:
    with closing(sqlite3.connect(house.file, isolation_level=None)) as beside:
        beside.execute("SELECT count(*) FROM user").fetchall()
        restored(house, backup)
        beside.execute("UPDATE user SET role = 'admin' WHERE username = 'björk'")
    assert house.read(lambda db: db.scalar(text("SELECT role FROM user WHERE id = 'user-1'"))) == (
        "admin"
    )


def test_a_backup_of_an_older_schema_comes_up_to_date(house: Database, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    old.make(older)
    held = old.dump(older)
    restored(house, older)
    assert old.dump(house.file, held, without=making.LEFT_BEHIND) == {
        name: rows for name, rows in held.items() if name not in making.LEFT_BEHIND
    }
    assert old.dump(older) == held


def test_writes_that_are_still_in_the_log_beside_the_file_come_along(
    house: Database, backup: Path
) -> None:
    with closing(sqlite3.connect(backup, isolation_level=None)) as running:
        running.execute("PRAGMA journal_mode = WAL")
        running.execute("UPDATE user SET username = 'late' WHERE id = 'user-0'")
        restored(house, backup)
    assert "late" in names(house)


# S-59: what is in a file that somebody made

PROOF = "INSERT INTO proof VALUES ('it ran')"


def with_triggers(file: Path) -> None:
    changed(
        file,
        "CREATE TABLE proof (text)",
        *(
            f"CREATE TRIGGER {event.lower()}_{table} AFTER {event} ON {table} BEGIN {PROOF}; END"
            for table in ("user", "time_log", "alembic_version")
            for event in ("INSERT", "UPDATE", "DELETE")
        ),
    )


def with_views(file: Path) -> None:
    changed(file, "CREATE VIEW somebody AS SELECT * FROM user")


def with_virtual_tables(file: Path) -> None:
    changed(file, "CREATE VIRTUAL TABLE search USING fts5(text)")


def with_more_columns(file: Path) -> None:
    changed(file, "ALTER TABLE user ADD COLUMN is_god INTEGER DEFAULT 1")


def with_more_tables(file: Path) -> None:
    changed(file, "CREATE TABLE other (a)", "INSERT INTO other VALUES (1)")


def with_a_computed_index(file: Path) -> None:
    changed(file, "CREATE INDEX clever ON user (abs(length(username)))")


@pytest.mark.parametrize(
    "change",
    [
        with_triggers, with_views, with_virtual_tables, with_more_columns, with_more_tables,
        with_a_computed_index,
    ],
)  # fmt: skip
def test_s59_rows_are_copied_and_nothing_else_of_a_file_is_taken_over(
    house: Database, backup: Path, change: Callable[[Path], None]
) -> None:
    schema = old.dump(house.file, {"sqlite_schema": (["type", "name", "sql"], [])})
    change(backup)
    before = backup.read_bytes()
    restored(house, backup)
    assert names(house) == ["ana", "björk", "chidi"]
    assert old.dump(house.file, {"sqlite_schema": (["type", "name", "sql"], [])}) == schema
    assert backup.read_bytes() == before
    with closing(sqlite3.connect(backup)) as db:
        if db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'proof'").fetchone():
            assert db.execute("SELECT * FROM proof").fetchall() == []


def of_another_program(file: Path) -> None:
    changed(file, "PRAGMA application_id = 7")


def newer(file: Path) -> None:
    changed(file, "UPDATE alembic_version SET version_num = '9999'")


def of_two_schemas(file: Path) -> None:
    changed(file, "INSERT INTO alembic_version VALUES ('0001')")


def of_no_schema(file: Path) -> None:
    changed(file, "DROP TABLE alembic_version")


def with_a_page_overwritten(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:12288] = b"\xa5" * 4096
    file.write_bytes(content)


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])


def empty(file: Path) -> None:
    file.write_bytes(b"")


def a_text(file: Path) -> None:
    file.write_text("Dear diary")


def a_zip(file: Path) -> None:
    file.write_bytes(b"PK\x03\x04" + bytes(1000))


def without_a_table(file: Path) -> None:
    changed(file, "DROP TABLE milestone")


def with_a_view_for_a_table(file: Path) -> None:
    changed(
        file,
        "ALTER TABLE milestone RENAME TO hidden",
        "CREATE VIEW milestone AS SELECT * FROM hidden",
    )


def with_a_virtual_table_for_a_table(file: Path) -> None:
    columns = "id, commitment_id, hours_threshold, user_synthesis, ai_feedback, completed_at"
    changed(
        file,
        "DROP TABLE milestone",
        f"CREATE VIRTUAL TABLE milestone USING fts5({columns}, updated_at, rev)",
    )


def with_a_computed_column(file: Path) -> None:
    changed(
        file,
        "ALTER TABLE removed_item DROP COLUMN content",
        "ALTER TABLE removed_item ADD COLUMN content TEXT AS (upper(kind))",
    )


def with_a_blob_for_a_text(file: Path) -> None:
    changed(file, "UPDATE time_log SET reflection = x'ff00'")


def with_a_text_for_a_number(file: Path) -> None:
    changed(file, "UPDATE time_log SET date = 'yesterday'")


def with_bytes_that_are_no_text(file: Path) -> None:
    changed(file, "UPDATE time_log SET reflection = CAST(x'ff00fe' AS TEXT)")


def against_the_rules(file: Path) -> None:
    changed(
        file, "PRAGMA ignore_check_constraints = ON", "UPDATE time_log SET duration_minutes = -5"
    )


def with_rows_of_nobody(file: Path) -> None:
    changed(file, "UPDATE commitment SET user_id = 'nobody' WHERE id = 'commitment-1-1'")


def with_a_value_beyond_measure(file: Path) -> None:
    changed(
        file, f"UPDATE time_log SET reflection = hex(zeroblob({restoring.LARGEST_VALUE}))"
        " WHERE id = 'log-0-0'",
    )  # fmt: skip


def with_an_account_from_the_end_of_time(file: Path) -> None:
    # Who signs in would be read, and no date can be made of this.
    changed(file, "UPDATE user SET created_at = 4611686018427387904")


def with_a_log_from_before_all_years(file: Path) -> None:
    changed(file, "UPDATE time_log SET updated_at = -4611686018427387904 WHERE id = 'log-0-0'")


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (with_an_account_from_the_end_of_time, "created_at holds what does not belong"),
        (with_a_log_from_before_all_years, "updated_at holds what does not belong"),
        (of_another_program, "belongs to another program"),
        (newer, "newer Hundred"),
        (of_two_schemas, "schema unknown"),
        (of_no_schema, "schema unknown"),
        (with_a_page_overwritten, "cannot be restored"),
        (cut_short, "cannot be restored"),
        (empty, "is not a database"),
        (a_text, "is not a database"),
        (a_zip, "is not a database"),
        (without_a_table, "no table milestone"),
        (with_a_view_for_a_table, "no table milestone"),
        (with_a_virtual_table_for_a_table, "no table milestone"),
        (with_a_computed_column, "lacks content"),
        (with_a_blob_for_a_text, "reflection holds what does not belong"),
        (with_a_text_for_a_number, "date holds what does not belong"),
        (with_bytes_that_are_no_text, "cannot be restored"),
        (against_the_rules, "ck_time_log_duration_minutes"),
        (with_rows_of_nobody, "rows that are not there"),
        (with_a_value_beyond_measure, "too big"),
    ],
)
def test_s59_a_file_that_will_not_do_is_refused_and_nothing_is_changed(
    house: Database, backup: Path, change: Callable[[Path], None], says: str
) -> None:
    change(backup)
    before, raw = old.dump(house.file), backup.read_bytes()
    with pytest.raises(NotRestored, match=says) as refused:
        restored(house, backup)
    assert refused.value.message.startswith("backup.db ")
    assert refused.value.message.endswith("Nothing was changed.")
    assert old.dump(house.file) == before
    assert backup.read_bytes() == raw
    assert shelf.listed(house.file.parent / "backups") == []
    assert not list(house.file.parent.glob(".restoring-*"))


# Where the database cannot be opened


def test_a_database_that_cannot_be_opened_is_kept_beside(tmp_path: Path, backup: Path) -> None:
    file = tmp_path / "hundred.db"
    file.write_bytes(b"damaged")
    (tmp_path / "hundred.db-wal").write_bytes(b"log")
    with restoring.prepared(backup, tmp_path) as ready:
        aside = restoring.put_in_place(file, ready, NOON)
    assert aside
    assert {part.name: part.read_bytes() for part in aside.iterdir()} == {
        "hundred.db": b"damaged",
        "hundred.db-wal": b"log",
    }
    opened = migrate.open_database(file)
    assert names(opened) == ["ana", "björk", "chidi"]
    opened.close()


def test_without_a_database_there_is_nothing_to_keep(tmp_path: Path, backup: Path) -> None:
    file = tmp_path / "hundred.db"
    with restoring.prepared(backup, tmp_path) as ready:
        assert restoring.put_in_place(file, ready, NOON) is None
    assert restoring.finish(file, NOON) is None
    migrate.open_database(file).close()
