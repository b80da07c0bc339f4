"""`hundred backup` and `hundred restore`, the backups of a running server, and what is refused."""

import os
import shutil
import signal
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import serving
from acts import NOON
from browsing import seldom
from serving import Server, hundred
from visiting import PASSWORD, rows

from hundred_app.core import clock, migrate, soundness
from hundred_app.core.backups import shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.settings import Settings
from hundred_app.features.accounts import service
from hundred_app.server import nightly


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("template")
    database = migrate.open_database(data / "hundred.db")
    service.create_user(database, clock.now(), "alice", PASSWORD, role="admin")
    database.close()
    return data


@pytest.fixture
def house(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "house"))


@pytest.fixture
def server(house: Path) -> Iterator[Server]:
    started = serving.start(house)
    yield started
    started.process.kill()
    started.process.wait()


def people(data: Path) -> list[tuple[object, ...]]:
    return rows(data, "SELECT username FROM user ORDER BY username")


def call(data: Path, *arguments: str, code: int = 0, stdin: str = "") -> str:
    """Run a command. Returns what it said, on stdout if it went well."""
    done = hundred(*arguments, "--data", str(data), stdin=stdin)
    assert done.returncode == code, done.stderr
    return done.stderr if code else done.stdout


def rename(data: Path, name: str) -> None:
    with closing(sqlite3.connect(data / "hundred.db")) as db, db:
        db.execute("UPDATE user SET username = ?", (name,))


def test_a_backup_by_command_can_be_restored_by_command(house: Path, tmp_path: Path) -> None:
    to = tmp_path / "copy.db"
    said = call(house, "backup", "--to", str(to))
    (made,) = shelf.listed(house / "backups")
    assert said == f"Backed up to {house / 'backups' / made.name}\nand to {to}\n"
    assert to.read_bytes() == (house / "backups" / made.name).read_bytes()
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    rename(house, "somebody")
    said = call(house, "restore", str(to), "--yes")
    assert said.startswith("copy.db: accounts: 1, time logs: 0, schema ")
    assert said.endswith("Restored. Everybody signs in anew.\n")
    assert people(house) == [("alice",)]
    call(house, "restore", made.name, "--yes")
    assert people(house) == [("alice",)]


def test_a_diary_that_was_moved_is_begun_with_again_by_a_restore_alone(house: Path) -> None:
    call(house, "backup")
    (made,) = shelf.listed(house / "backups")
    soundness.mark_moved(house, "db.example.org/diary")
    for command in (("user", "list"), ("backup",), ("serve", "--port", "0")):
        said = call(house, *command, code=78)
        assert "was moved to db.example.org/diary. Set HUNDRED_DATABASE_URL" in said
        assert str(house / "hundred.moved") in said
    assert "WRONG  The diary of" in hundred("doctor", "--data", str(house)).stdout
    assert len(shelf.listed(house / "backups")) == 1
    said = call(house, "restore", made.name, "--yes")
    assert "was moved to db.example.org/diary: from now on this file is it again." in said
    assert "alice" in call(house, "user", "list")


def test_a_file_that_is_there_is_not_written_over(house: Path, tmp_path: Path) -> None:
    to = tmp_path / "mine.txt"
    to.write_text("mine")
    assert "is there already" in call(house, "backup", "--to", str(to), code=1)
    assert to.read_text() == "mine"
    assert "cannot be written" in call(house, "backup", "--to", str(to / "x"), code=1)


@pytest.mark.slow
def test_without_a_yes_nothing_is_restored(house: Path) -> None:
    call(house, "backup")
    (made,) = shelf.listed(house / "backups")
    rename(house, "somebody")
    assert "Nothing was changed." in call(house, "restore", made.name, stdin="n\n")
    assert people(house) == [("somebody",)]
    call(house, "restore", made.name, stdin="y\n")
    assert people(house) == [("alice",)]


def test_a_file_that_is_not_there_is_said_to_be_so(house: Path) -> None:
    assert "There is no file ../x.db" in call(house, "restore", "../x.db", code=1)


@pytest.mark.slow
def test_both_are_written_down(house: Path) -> None:
    call(house, "backup")
    written = "SELECT action, subject FROM audit_event ORDER BY happened_at, id"
    assert rows(house, written)[-1][0] == "made a backup"
    (made,) = shelf.listed(house / "backups")
    call(house, "restore", made.name, "--yes")
    assert rows(house, written)[-1] == ("restored a backup", made.name[:64])


def test_beside_a_running_server_backups_are_made_and_none_is_restored(server: Server) -> None:
    call(server.data, "backup")
    made = shelf.newest(server.data / "backups", Kind.MANUAL)
    assert made
    assert "Another Hundred is running" in call(server.data, "restore", made.name, "--yes", code=1)
    assert server.stop() == 0
    assert server.complaints() == []


@pytest.mark.parametrize("gone", [pytest.param(True, id="missing"), seldom(False, id="damaged")])
def test_t17_what_cannot_be_opened_is_refused_with_a_command_that_works(
    house: Path, gone: bool
) -> None:
    call(house, "backup")
    file = house / "hundred.db"
    if gone:
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:9000])
    said = call(house, "serve", "--port", "0", code=78)
    command = said.partition("hundred restore ")[2].split()
    done = hundred("restore", *command, "--yes")
    assert done.returncode == 0, done.stderr
    assert people(house) == [("alice",)]
    if not gone:
        (aside,) = house.glob("set-aside-*")
        assert (aside / "hundred.db").stat().st_size == 9000


def test_a_running_server_makes_a_nightly_backup(server: Server) -> None:
    assert server.stop() == 0
    (made,) = shelf.listed(server.data / "backups")
    assert made.kind is Kind.NIGHTLY
    assert not soundness.was_cut_off(server.data)


def test_a_start_after_a_crash_checks_everything_and_says_so(server: Server) -> None:
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    assert soundness.was_cut_off(server.data)
    again = serving.start(server.data)
    assert again.stop() == 0
    assert any("did not end by itself" in line for line in again.lines)
    assert again.complaints() == []
    said = call(server.data, "doctor")
    assert "did not end by itself once, the last time found on" in said


def test_a_crash_that_took_the_log_along_is_told(house: Path) -> None:
    soundness.mark_running(house)
    done = hundred("doctor", "--data", str(house))
    assert done.returncode == 0
    assert "hundred.db-wal is gone" in done.stderr
    assert not soundness.was_cut_off(house)


def test_the_nightly_one_is_made_when_it_is_due_and_once(house: Path) -> None:
    settings = Settings(house)
    for hours in (0, 1, 23, 25, 26):
        nightly.look(settings, NOON + timedelta(hours=hours))
    assert [held.made_at for held in shelf.listed(settings.backups)] == [
        NOON + timedelta(hours=25),
        NOON,
    ]
    assert nightly.trouble() is None


def test_a_nightly_backup_that_fails_is_told_once_and_tried_again(
    house: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(house)
    settings.backups.write_text("in the way")
    for minutes in (0, 5, 10):
        nightly.look(settings, NOON + timedelta(minutes=minutes))
    assert len(caplog.records) == 1
    assert "No nightly backup" in caplog.text
    assert nightly.trouble()
    settings.backups.unlink()
    nightly.look(settings, NOON + timedelta(minutes=15))
    assert nightly.trouble() is None
    assert len(shelf.listed(settings.backups)) == 1


@pytest.mark.slow
def test_the_doctor_tells_of_backups_and_of_the_disk(house: Path) -> None:
    said = call(house, "doctor")
    assert "There is no backup yet" in said
    nightly.look(Settings(house), clock.now() - timedelta(days=3))
    done = hundred("doctor", "--data", str(house))
    assert done.returncode == 1
    assert "WRONG  The newest backup is 72 h old" in done.stdout
    call(house, "backup")
    said = call(house, "doctor")
    assert "The newest backup is 0 h old" in said
    assert "file system" in said or os.uname().sysname != "Linux"
