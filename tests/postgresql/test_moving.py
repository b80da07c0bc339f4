"""All rows from a file to a server and back: nothing is lost, and the source stays as it is."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import make
import old
import pytest
from conftest import NOON, person
from places import OnServer
from sqlalchemy import text
from sqlmodel import Session, func, select

from hundred_app.core import fulltext, migrate, moving
from hundred_app.core.backups import keeping, making, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.folding import Phrase, Sought
from hundred_app.core.moving import NotMoved
from hundred_app.core.postgresql import schema
from hundred_app.core.postgresql.address import Address
from hundred_app.core.restoring import NotRestored, restore_running
from hundred_app.features.accounts.tables import SignIn, User
from hundred_app.features.commitments.tables import TimeLog

SILENCE = "SHOW idle_in_transaction_session_timeout"
TEXTS = (
    "Zürich – “Ω”, 第一, שלום 🎻",
    "it's 50 % \\ of it",
    "'); DROP TABLE time_log; --",
    "\t\n.",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A diary with something in every table, and with texts of many scripts."""
    folder = tmp_path / "file"
    folder.mkdir()
    made = folder / "hundred.db"
    old.make(made, "head", rows=60)
    database = migrate.open_database(made, NOON)
    with database.writing() as db:
        alice = person(db, "zoe")
        cello = make.commit(alice, "Cello")
        for said in TEXTS:
            make.log(alice, cello, text=said)
        db.add(
            SignIn(
                id="s" * 64, user_id=alice.user_id, expires_at=NOON, created_at=NOON,
                last_used_at=NOON, proven_at=NOON,
            )
        )  # fmt: skip
    database.close()
    return made


@pytest.fixture
def diary(file: Path) -> Iterator[Database]:
    with closing(Database(file)) as opened:
        yield opened


@pytest.fixture
def empty(postgres: OnServer) -> Iterator[Address]:
    with postgres.empty() as where:
        yield where


@pytest.fixture
def moved(diary: Database, empty: Address) -> Iterator[Database]:
    """The diary on a server."""
    moving.to_server(diary, empty)
    with closing(schema.open_server(empty)) as opened:
        yield opened


def rows(database: Database) -> dict[str, Any]:
    with database.reading() as db:
        return moving.counted(db.connection())


def hits(db: Session, word: str) -> int:
    places = list(db.connection().execute(text("SELECT id FROM commitment")).scalars())
    found = fulltext.finds(db, fulltext.LOG, Sought(places, [Phrase((word,))]))
    return db.exec(select(func.count()).select_from(TimeLog).where(found)).one()


def names(database: Database) -> list[str]:
    return database.read(lambda db: sorted(db.exec(select(User.username)).all()))


def test_every_row_arrives_with_every_value(diary: Database, moved: Database) -> None:
    here, there = rows(diary), rows(moved)
    assert here == there
    assert sum(held.rows > 0 for held in here.values()) >= 9
    assert here["session"].rows > 0


def test_a_nul_of_an_old_diary_stays_behind(file: Path, empty: Address) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE commitment SET title = 'Vi' || char(0) || 'ola' WHERE title = 'Cello'")
    with closing(Database(file)) as diary:
        moving.to_server(diary, empty)
    with closing(schema.open_server(empty)) as target, target.reading() as db:
        titles = db.connection().execute(text("SELECT title FROM commitment")).scalars()
        assert "Viola" in titles.all()


def test_words_are_found_where_they_arrived(diary: Database, moved: Database) -> None:
    for word in ("plain", "zurich", "drop"):
        assert diary.read(lambda db, word=word: hits(db, word)) == moved.read(
            lambda db, word=word: hits(db, word)
        )
    assert moved.read(lambda db: hits(db, "zurich")) == 1


def test_there_and_back_is_the_same_diary(diary: Database, moved: Database, tmp_path: Path) -> None:
    back = tmp_path / "back" / "hundred.db"
    back.parent.mkdir()
    moving.to_file(moved, back)
    assert [left.name for left in back.parent.iterdir()] == ["hundred.db"]
    with closing(migrate.open_database(back, NOON, check_whole=True)) as again:
        assert rows(again) == rows(diary)
        assert again.read(lambda db: hits(db, "zurich")) == 1


def test_nothing_is_changed_in_the_source(file: Path, empty: Address) -> None:
    before = hashlib.sha256(file.read_bytes()).digest()
    with closing(Database(file)) as diary:
        moving.to_server(diary, empty)
    assert hashlib.sha256(file.read_bytes()).digest() == before


def test_a_target_with_anybody_in_it_is_refused(
    diary: Database, database: Database, postgres: OnServer
) -> None:
    database.write(lambda db: person(db, "alice"))
    assert database.server is not None
    with pytest.raises(NotMoved, match="is not empty"):
        moving.to_server(diary, database.server)
    assert names(database) == ["alice"]


def test_neither_side_of_a_move_is_ended_while_the_other_is_counted(
    diary: Database, empty: Address, tmp_path: Path
) -> None:
    with closing(schema.open_server(empty)) as server:
        with diary.reading() as here, server.writing() as there:
            moving._copy(here.connection(), there.connection())
            assert there.connection().exec_driver_sql(SILENCE).scalar() == "0"
        back = tmp_path / "back.db"
        with (
            closing(migrate.build(back)) as file,
            server.reading() as there,
            file.writing() as here,
        ):
            moving._copy(there.connection(), here.connection())
            assert there.connection().exec_driver_sql(SILENCE).scalar() == "0"
        with server.reading() as db:
            assert db.connection().exec_driver_sql(SILENCE).scalar() == "2min"


def test_a_file_that_is_there_is_refused(moved: Database, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("mine")
    with pytest.raises(NotMoved, match="is there already"):
        moving.to_file(moved, there)
    assert there.read_text() == "mine"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        pytest.param("commitment SET title = printf('%.101c', 'x')", "too long", id="too long"),
        pytest.param("commitment SET rev = 3000000000", "range", id="too large"),
    ],
)
def test_what_the_server_does_not_take_is_told_and_nothing_arrives(
    file: Path, empty: Address, change: str, reason: str
) -> None:
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(f"UPDATE {change} WHERE title = 'Cello'")
    with closing(Database(file)) as diary, pytest.raises(NotMoved, match=reason) as refusal:
        moving.to_server(diary, empty)
    assert "Nothing was changed" in refusal.value.message
    with closing(schema.open_server(empty)) as target:
        assert names(target) == []


def test_a_value_that_is_lost_on_the_way_is_noticed(
    diary: Database, empty: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(schema.open_server(empty)) as target:
        with target.writing() as db:
            db.connection().exec_driver_sql(
                "CREATE FUNCTION lose() RETURNS trigger LANGUAGE plpgsql AS"
                " $$ BEGIN NEW.reflection = upper(NEW.reflection); RETURN NEW; END $$"
            )
            db.connection().exec_driver_sql(
                "CREATE TRIGGER lose BEFORE INSERT ON time_log FOR EACH ROW EXECUTE FUNCTION lose()"
            )
        with pytest.raises(NotMoved, match="time_log is not what was sent"):
            moving.to_server(diary, empty)
        assert names(target) == []


def test_a_backup_of_a_server_is_one_file_without_sessions(moved: Database, tmp_path: Path) -> None:
    made = keeping.back_up(moved, tmp_path / "backups", NOON, Kind.MANUAL)
    kept = tmp_path / "backups" / made.name
    assert [file.name for file in kept.parent.iterdir()] == [made.name]
    elsewhere = tmp_path / "hundred.db"
    shutil.copy(kept, elsewhere)
    with closing(migrate.open_database(elsewhere, NOON)) as opened:
        here, there = rows(opened), rows(moved)
    for name, held in there.items():
        if name in making.LEFT_BEHIND:
            assert here[name].rows == 0, name
        else:
            assert here[name] == held, name


def test_a_backup_comes_back_with_the_present_put_aside(moved: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = keeping.back_up(moved, folder, NOON, Kind.MANUAL)
    before = names(moved)
    moved.write(lambda db: person(db, "after"))
    safety = restore_running(moved, folder, folder / made.name, NOON)
    assert names(moved) == before
    assert moved.read(lambda db: hits(db, "zurich")) == 1
    assert {backup.name for backup in shelf.listed(folder)} == {made.name, safety.name}
    restore_running(moved, folder, folder / safety.name, NOON)
    assert "after" in names(moved)


def test_who_reads_meanwhile_goes_on_reading_what_was(moved: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    made = keeping.back_up(moved, folder, NOON, Kind.MANUAL)
    moved.write(lambda db: person(db, "after"))
    with moved.reading() as db:
        assert "after" in db.exec(select(User.username)).all()
        restore_running(moved, folder, folder / made.name, NOON)
        assert "after" in db.exec(select(User.username)).all()
    assert "after" not in names(moved)


def test_a_file_that_is_no_backup_changes_nothing(moved: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    other = tmp_path / "other.db"
    other.write_bytes(b"no database at all")
    before = rows(moved)
    with pytest.raises(NotRestored, match="is not a database"):
        restore_running(moved, folder, other, NOON)
    assert rows(moved) == before
