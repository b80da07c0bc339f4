"""The database: what its connections are set to, who may write, and what a failure undoes."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from conftest import NOON, person
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlmodel import Session, col, func, select

from hundred_app.core.db import Database
from hundred_app.core.sqlite import APPLICATION_ID
from hundred_app.features.accounts.tables import SignIn, User

SETTINGS = [
    pytest.param("busy_timeout", 5000, id="waits five seconds for another writer"),
    pytest.param("journal_mode", "wal", id="readers beside a writer"),
    pytest.param("synchronous", 2, id="what was saved survives a power cut"),
    pytest.param("foreign_keys", 1, id="foreign keys hold"),
    pytest.param("trusted_schema", 0, id="a schema from elsewhere runs nothing"),
    pytest.param("secure_delete", 1, id="what is deleted is overwritten"),
    pytest.param("wal_autocheckpoint", 1000, id="the WAL is written back"),
    pytest.param("journal_size_limit", 64 * 1024 * 1024, id="the WAL shrinks again"),
    pytest.param("application_id", APPLICATION_ID, id="the file says whose it is"),
]


@pytest.fixture
def beside(database: Database) -> Iterator[sqlite3.Connection]:
    """Another program on the same file, which does not wait."""
    connection = sqlite3.connect(database.file, timeout=0, isolation_level=None)
    yield connection
    connection.close()


def people(session: Session) -> int:
    return session.exec(select(func.count()).select_from(User)).one()


@pytest.mark.sqlite("pragmas")
@pytest.mark.parametrize(("pragma", "value"), SETTINGS)
def test_both_kinds_of_connection_are_set_so(
    database: Database, pragma: str, value: int | str
) -> None:
    with database.reading() as reader:
        assert reader.scalar(text(f"PRAGMA {pragma}")) == value
    with database.writing() as writer:
        assert writer.scalar(text(f"PRAGMA {pragma}")) == value


@pytest.mark.sqlite("pragmas")
def test_only_reading_connections_are_query_only(database: Database) -> None:
    with database.reading() as reader:
        assert reader.scalar(text("PRAGMA query_only")) == 1
    with database.writing() as writer:
        assert writer.scalar(text("PRAGMA query_only")) == 0


@pytest.mark.sqlite("its words; tests/postgresql has the same")
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO draft VALUES ('x', 'y', 'z', 0)",
        "UPDATE user SET role = 'admin'",
        "DELETE FROM user",
        "CREATE TABLE other (id)",
        "DROP TABLE user",
    ],
)
def test_nothing_is_changed_while_reading(database: Database, statement: str) -> None:
    with (
        pytest.raises(OperationalError, match="readonly"),
        database.reading() as reader,
    ):
        reader.execute(text(statement))


def test_rows_added_while_reading_are_not_kept(database: Database) -> None:
    with database.reading() as reader:
        reader.add(User(username="alice", password_hash="-"))
        assert people(reader) == 0
    assert database.read(people) == 0


def test_what_was_written_is_there_for_the_next(database: Database) -> None:
    database.write(lambda session: person(session, "alice"))
    assert database.read(people) == 1


def test_a_failure_undoes_the_whole_transaction(database: Database) -> None:
    database.write(lambda session: person(session, "alice"))
    with pytest.raises(RuntimeError, match="halfway"), database.writing() as session:  # noqa: PT012
        person(session, "bob")
        session.get_one(User, session.exec(select(User.id)).first()).role = "admin"
        session.flush()
        raise RuntimeError("halfway")
    with database.reading() as reader:
        assert reader.exec(select(User.username, User.role)).all() == [("alice", "user")]


def test_a_failure_leaves_the_writer_free(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as session:
        session.add(
            SignIn(
                id="x",
                user_id="nobody",
                expires_at=NOON,
                created_at=NOON,
                last_used_at=NOON,
                proven_at=NOON,
            )
        )
    database.write(lambda session: person(session, "alice"))
    assert database.read(people) == 1


@pytest.mark.sqlite("the lock of the file")
def test_a_write_holds_the_file_from_its_first_moment(
    database: Database, beside: sqlite3.Connection
) -> None:
    with database.writing() as session:
        people(session)
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            beside.execute("BEGIN IMMEDIATE")
    beside.execute("BEGIN IMMEDIATE")


@pytest.mark.sqlite("the lock of the file")
def test_a_reader_holds_up_no_writer(database: Database, beside: sqlite3.Connection) -> None:
    with database.reading() as reader:
        people(reader)
        beside.execute("BEGIN IMMEDIATE")
        beside.execute("COMMIT")


def test_a_reader_sees_one_moment_throughout(database: Database) -> None:
    with database.reading() as reader:
        before = people(reader)
        database.write(lambda session: person(session, "alice"))
        assert people(reader) == before == 0
    assert database.read(people) == 1


def test_two_programs_that_read_and_then_write_wait_for_each_other(database: Database) -> None:
    """As a server and a command beside it: with a deferred BEGIN one of them would fail."""
    other = Database(database.where)
    both_are_here = threading.Barrier(2)

    def add(which: Database, prefix: str) -> None:
        both_are_here.wait()
        for number in range(20):
            with which.writing() as session:
                person(session, f"{prefix}{people(session)}.{number}")

    with ThreadPoolExecutor(2) as threads:
        for done in (threads.submit(add, database, "here"), threads.submit(add, other, "there")):
            done.result()
    other.close()
    assert database.read(people) == 40


@pytest.mark.sqlite("its words")
def test_a_key_to_a_row_that_is_not_there_is_refused(db: Session) -> None:
    db.add(
        SignIn(
            id="x",
            user_id="nobody",
            expires_at=NOON,
            created_at=NOON,
            last_used_at=NOON,
            proven_at=NOON,
        )
    )
    with pytest.raises(IntegrityError, match="FOREIGN KEY"):
        db.flush()
    db.rollback()


@pytest.mark.sqlite("secure_delete")
def test_what_was_deleted_is_not_in_the_file_any_more(database: Database) -> None:
    with database.writing() as session:
        session.add(User(username="alice", password_hash="a secret that was here"))
    with database.writing() as session:
        session.delete(session.exec(select(User).where(col(User.username) == "alice")).one())
    database.close()
    assert b"a secret that was here" not in database.file.read_bytes()


@pytest.mark.sqlite("the write-ahead log")
def test_closing_leaves_one_file_with_everything_in_it(database: Database, tmp_path: Path) -> None:
    database.write(lambda session: person(session, "alice"))
    database.close()
    copy = tmp_path / "copy.db"
    copy.write_bytes(database.file.read_bytes())
    assert [path.name for path in tmp_path.glob("hundred.db*")] == ["hundred.db"]
    connection = sqlite3.connect(copy)
    assert connection.execute("SELECT username FROM user").fetchall() == [("alice",)]
    connection.close()


@pytest.mark.parametrize("name", ["a b", "50%", "c#", "what?", "üñí", "a'b"])
def test_the_file_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    from hundred_app.core import migrate

    file = tmp_path / name / "hundred.db"
    file.parent.mkdir()
    for _ in range(2):
        migrate.open_database(file).close()
    assert file.exists()
