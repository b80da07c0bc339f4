"""Making backups: what is in them, what is not, what they are called, and what may go wrong."""

import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import old
import pytest
from acts import NOON

from hundred_app.core import migrate
from hundred_app.core.backups import making, rules, shelf
from hundred_app.core.backups.making import BackupFailed
from hundred_app.core.backups.rules import Kind
from hundred_app.core.db import Database
from hundred_app.core.errors import NotFound

SECRETS = {
    "session": "5e55104" * 9,
    "one_time_link": "0e711e114b" * 6,
    "known_device": "de71ce" * 10,
    "sign_in_failure": "fa11ed" * 10,
}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diary of today's schema with more than a thousand rows, and with what stays at home."""
    file = tmp_path_factory.mktemp("template") / "hundred.db"
    old.make(file)
    migrate.open_database(file, NOON).close()
    with closing(sqlite3.connect(file)) as db, db:
        home = (
            ("session", "id, user_id, expires_at", "?, 'user-1', 9999999999"),
            ("one_time_link", "id, kind, expires_at", "?, 'setup', 9999999999"),
            ("known_device", "id, user_id, last_used_at", "?, 'user-1', 1"),
            ("sign_in_failure", "id, address, account, happened_at", "'f', ?, 'x', 1"),
        )
        for table, columns, values in home:
            statement = f"INSERT INTO {table} ({columns}) VALUES ({values})"
            db.execute(statement, (SECRETS[table],))
    return file


@pytest.fixture
def diary(template: Path, tmp_path: Path) -> Iterator[Database]:
    opened = Database(Path(shutil.copy(template, tmp_path / "hundred.db")))
    yield opened
    opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_s61_a_backup_is_for_its_owner_alone_under_a_name_that_nobody_guesses(
    diary: Database, folder: Path
) -> None:
    names = {making.make(diary.file, folder, NOON, Kind.MANUAL).name for _ in range(3)}
    assert len(names) == 3
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in names} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == names


def test_s61_nothing_that_signs_anybody_in_is_in_a_backup(diary: Database, folder: Path) -> None:
    made = folder / making.make(diary.file, folder, NOON, Kind.NIGHTLY).name
    raw, was = made.read_bytes(), diary.file.read_bytes()
    for table, secret in SECRETS.items():
        assert secret.encode() in was
        assert secret.encode() not in raw
        with closing(sqlite3.connect(made)) as db:
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_everything_else_is_in_it_as_it_was(diary: Database, folder: Path) -> None:
    made = folder / making.make(diary.file, folder, NOON, Kind.NIGHTLY).name
    held = old.dump(made, without=making.LEFT_BEHIND)
    assert held == old.dump(diary.file, without=making.LEFT_BEHIND)
    assert sum(len(rows) for _, rows in held.values()) > 1_000


def test_a_backup_shows_what_was_committed_and_not_what_is_being_written(
    diary: Database, folder: Path
) -> None:
    with diary.writing() as db:
        db.connection().exec_driver_sql("UPDATE user SET username = 'halfway' WHERE id = 'user-0'")
        made = folder / making.make(diary.file, folder, NOON, Kind.NIGHTLY).name
    with closing(sqlite3.connect(made)) as db:
        assert db.execute("SELECT count(*) FROM user WHERE username = 'halfway'").fetchone() == (0,)


def test_a_backup_is_one_file_that_opens_by_itself(
    diary: Database, folder: Path, tmp_path: Path
) -> None:
    made = folder / making.make(diary.file, folder, NOON, Kind.NIGHTLY).name
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(made, elsewhere / "hundred.db")
    migrate.open_database(elsewhere / "hundred.db").close()


def test_of_a_damaged_database_there_is_no_backup(diary: Database, folder: Path) -> None:
    diary.close()
    content = bytearray(diary.file.read_bytes())
    content[40_960:45_056] = b"\xa5" * 4096
    diary.file.write_bytes(content)
    with pytest.raises(BackupFailed, match="could not be made"):
        making.make(diary.file, folder, NOON, Kind.NIGHTLY)
    assert list(folder.iterdir()) == []


def test_where_no_folder_can_be_there_is_no_backup(diary: Database, folder: Path) -> None:
    folder.write_text("in the way")
    with pytest.raises(BackupFailed, match="could not be made"):
        making.make(diary.file, folder, NOON, Kind.NIGHTLY)


def test_what_a_crash_left_is_removed_a_day_later(diary: Database, folder: Path) -> None:
    left = folder / ".making-left"
    left.mkdir(parents=True)
    (left / "copy.db").write_text("half")
    making.make(diary.file, folder, NOON - timedelta(days=3650), Kind.MANUAL)
    assert left.exists()
    making.make(diary.file, folder, NOON + timedelta(days=3650), Kind.MANUAL)
    assert not left.exists()


def test_the_shelf_lists_backups_alone_newest_first(diary: Database, folder: Path) -> None:
    first = making.make(diary.file, folder, NOON, Kind.NIGHTLY)
    second = making.make(diary.file, folder, NOON + timedelta(hours=1), Kind.MANUAL)
    (folder / "notes.txt").write_text("mine")
    (folder / rules.name_of(NOON, Kind.SAFETY, "0" * 32)).mkdir()
    (folder / rules.name_of(NOON, Kind.SAFETY, "1" * 32)).symlink_to(diary.file)
    assert shelf.listed(folder) == [second, first]
    assert shelf.newest(folder) == second
    assert shelf.newest(folder, Kind.NIGHTLY) == first
    assert shelf.newest(folder, Kind.SAFETY) is None


@pytest.mark.parametrize(
    "name",
    ["", ".", "..", "/etc/passwd", "../hundred.db", "notes.txt", "%2e%2e/hundred.db", "a\x00b"],
)
def test_s60_no_name_leads_out_of_the_shelf(diary: Database, folder: Path, name: str) -> None:
    made = making.make(diary.file, folder, NOON, Kind.NIGHTLY)
    (folder / "notes.txt").write_text("mine")
    assert shelf.find(folder, made.name) == folder / made.name
    for wanted in (name, f"{name}/{made.name}", f"./{made.name}", f"{made.name}/"):
        if wanted != made.name:
            with pytest.raises(NotFound):
                shelf.find(folder, wanted)


def test_tidying_removes_what_need_not_be_kept_and_nothing_else(
    diary: Database, folder: Path
) -> None:
    for hours in range(12):
        making.make(diary.file, folder, NOON + timedelta(hours=hours), Kind.SAFETY)
    (folder / "notes.txt").write_text("mine")
    assert len(shelf.tidy(folder)) == 8
    assert len(shelf.listed(folder)) == 4
    assert (folder / "notes.txt").exists()
    assert shelf.tidy(folder) == []


def test_the_newest_sound_backup_is_named_with_the_way_back(
    diary: Database, folder: Path, tmp_path: Path
) -> None:
    assert "no sound backup" in shelf.way_back(tmp_path)
    good = making.make(diary.file, folder, NOON, Kind.NIGHTLY)
    bad = making.make(diary.file, folder, NOON + timedelta(hours=1), Kind.NIGHTLY)
    (folder / bad.name).write_bytes((folder / bad.name).read_bytes()[:9000])
    assert shelf.newest_sound(folder) == folder / good.name
    assert f"hundred restore {good.name} --data {tmp_path}" in shelf.way_back(tmp_path)
