"""What is missed is not made anew, and a start after a crash looks at everything."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import old
import pytest
from acts import NOON

from hundred_app.core import migrate, soundness
from hundred_app.core.backups import making
from hundred_app.core.backups.rules import Kind
from hundred_app.core.migrate import UnusableDatabase
from hundred_app.core.soundness import Damaged


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A database where one was made before."""
    file = tmp_path / "hundred.db"
    migrate.open_database(file).close()
    return file


def test_a_missing_database_is_not_begun_anew(file: Path) -> None:
    file.unlink()
    with pytest.raises(UnusableDatabase, match="is not there, and this folder has held a diary"):
        migrate.open_database(file)
    assert not file.exists()


def test_an_empty_database_is_not_begun_anew(file: Path) -> None:
    file.write_bytes(b"")
    with pytest.raises(UnusableDatabase, match="is empty, and this folder has held a diary"):
        migrate.open_database(file)
    assert file.read_bytes() == b""


def test_a_log_without_its_database_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "hundred.db-wal"
    log.write_bytes(b"what was saved last")
    with pytest.raises(UnusableDatabase, match="Nothing was begun in its place"):
        migrate.open_database(tmp_path / "hundred.db")
    assert log.read_bytes() == b"what was saved last"


def test_where_there_are_backups_there_was_a_diary(file: Path) -> None:
    made = making.make(file, file.parent / "backups", NOON, Kind.NIGHTLY)
    file.unlink()
    (file.parent / soundness.INSTALLED).unlink()
    with pytest.raises(UnusableDatabase, match=f"hundred restore {made.name} --data "):
        migrate.open_database(file)


def test_a_database_from_before_the_mark_gets_it(file: Path) -> None:
    (file.parent / soundness.INSTALLED).unlink()
    migrate.open_database(file).close()
    assert soundness.is_installed(file.parent)


def test_reading_every_page_and_comparing_every_index_are_two_things(file: Path) -> None:
    old.spoil_an_index(file)
    soundness.refuse_damaged(file)
    with pytest.raises(Damaged, match="sqlite_autoindex_db_metadata_1"):
        soundness.refuse_damaged(file, whole=True)
    migrate.open_database(file).close()
    with pytest.raises(UnusableDatabase, match=r"is damaged .*left as it is"):
        migrate.open_database(file, check_whole=True)


@pytest.mark.parametrize(
    ("days", "due"), [(None, True), (0, False), (6.99, False), (7, True), (-1, True)]
)
def test_the_whole_is_checked_once_a_week(days: float | None, due: bool) -> None:
    checked = None if days is None else NOON - timedelta(days=days)
    assert soundness.is_check_due(checked, NOON) is due


def test_when_it_was_checked_last_is_in_the_file(file: Path, tmp_path: Path) -> None:
    assert soundness.last_checked(file) is None
    with closing(sqlite3.connect(file)) as db, db:
        db.execute(
            "INSERT INTO db_metadata VALUES (?, ?, 0)", (soundness.CHECKED, NOON.isoformat())
        )
    assert soundness.last_checked(file) == NOON
    with closing(sqlite3.connect(file)) as db, db:
        db.execute("UPDATE db_metadata SET value = 'nonsense'")
    assert soundness.last_checked(file) is None
    older = tmp_path / "older.db"
    migrate.build(older, "0001").close()
    assert soundness.last_checked(older) is None


def test_a_first_start_that_is_cut_off_leaves_nothing_half_made(
    tmp_path: Path, empty_database: Path
) -> None:
    shutil.copy(empty_database, tmp_path / "hundred.db.new")
    (tmp_path / "hundred.db.new-wal").write_bytes(b"torn")
    migrate.open_database(tmp_path / "hundred.db").close()
    assert {part.name for part in tmp_path.iterdir()} == {"hundred.db", soundness.INSTALLED}
