"""Whatever happens to the files: refused in words or all there, never empty, and a way back."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import acts
import killing
import old
import pytest
from acts import NOON
from figures import Note

from hundred_app.core import migrate, soundness
from hundred_app.core.backups import making, shelf
from hundred_app.core.backups.rules import Kind
from hundred_app.core.settings import Settings
from hundred_app.server.folder import UnusableData, opened

PAGE = 4096
NOBODY = 65534


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a diary, a backup of it, and a server that did not come to its end."""
    data = tmp_path_factory.mktemp("template")
    old.make(data / "hundred.db", "head")
    migrate.open_database(data / "hundred.db").close()
    making.make(data / "hundred.db", data / "backups", NOON, Kind.NIGHTLY)
    soundness.mark_running(data)
    return data


@pytest.fixture
def house(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "house"))


def with_a_random_page(file: Path, chance: random.Random) -> None:
    pages = file.stat().st_size // PAGE
    with file.open("r+b") as opened_file:
        opened_file.seek(PAGE * chance.randrange(pages))
        opened_file.write(chance.randbytes(PAGE))


def missing(file: Path, _: random.Random) -> None:
    file.unlink()


def of_no_length(file: Path, _: random.Random) -> None:
    file.write_bytes(b"")


def cut_short(file: Path, chance: random.Random) -> None:
    os.truncate(file, chance.randrange(1, file.stat().st_size))


def start(house: Path) -> tuple[str, str]:
    """Whether a start went well, and what was said if not."""
    try:
        with opened(Settings(house)):
            return "all there", ""
    except UnusableData as refused:
        return "refused", str(refused)


def after(house: Path, template: Path) -> str:
    """What a start makes of it; then the way back is gone, and it must lead to the diary."""
    file, home = house / "hundred.db", (*making.LEFT_BEHIND, "db_metadata")
    was = old.dump(template / "hundred.db", without=home)
    raw = file.read_bytes() if file.exists() else None
    outcome, said = start(house)
    if outcome == "refused":
        (made,) = shelf.listed(house / "backups")
        assert f"hundred restore {made.name} --data " in said
        assert (file.read_bytes() if file.exists() else None) == raw
    else:
        assert old.dump(file, without=home) == was
    acts.restore_stopped(house, Path(shelf.listed(house / "backups")[-1].name))
    assert not soundness.was_cut_off(house)
    with opened(Settings(house)):
        audited = (*home, "audit_event")
        held = {name: rows for name, rows in was.items() if name not in audited}
        assert old.dump(file, without=audited) == held
    return outcome


@pytest.mark.parametrize("damage", [missing, of_no_length, cut_short, with_a_random_page])
def test_t17_a_spoiled_database_is_never_begun_anew_and_a_backup_leads_back(
    house: Path, template: Path, damage: Callable[[Path, random.Random], None]
) -> None:
    damage(house / "hundred.db", random.Random(1))
    assert after(house, template) == "refused"


@pytest.mark.slow
def test_t17_fifty_pages_overwritten_are_fifty_times_noticed(
    template: Path, tmp_path: Path, figure: Note
) -> None:
    chance, counted = random.Random(17), Counter[str]()
    for number in range(50):
        house = Path(shutil.copytree(template, tmp_path / str(number)))
        with_a_random_page(house / "hundred.db", chance)
        counted[after(house, template)] += 1
        shutil.rmtree(house)
    assert counted.total() == 50
    figure(
        "T-17",
        "50 random pages overwritten",
        refused_in_words=counted["refused"],
        all_there=counted["all there"],
        begun_empty=0,
        restored=50,
    )


def with_a_log_beside(house: Path) -> None:
    """The files as a crash leaves them: the last write is in the write-ahead log alone."""
    file = house / "hundred.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as running:
        running.execute("PRAGMA journal_mode = WAL")
        running.execute("PRAGMA wal_autocheckpoint = 0")
        running.execute("UPDATE user SET username = 'late' WHERE id = 'user-0'")
        kept = {part.name: part.read_bytes() for part in house.glob("hundred.db*")}
    for name, content in kept.items():
        if not name.endswith("-shm"):
            (house / name).write_bytes(content)


def test_t17_a_log_that_is_gone_is_told_of_and_what_was_before_it_is_there(
    house: Path, template: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with_a_log_beside(house)
    (house / "hundred.db-wal").unlink()
    assert after(house, template) == "all there"
    assert "hundred.db-wal is gone" in caplog.text


def test_t17_a_log_without_its_database_is_kept(house: Path, template: Path) -> None:
    with_a_log_beside(house)
    log = (house / "hundred.db-wal").read_bytes()
    (house / "hundred.db").unlink()
    assert after(house, template) == "refused"
    (aside,) = house.glob("set-aside-*")
    assert (aside / "hundred.db-wal").read_bytes() == log


def test_after_a_crash_and_once_a_week_every_index_is_compared(house: Path) -> None:
    soundness.mark_ended(house)
    assert start(house) == ("all there", "")
    old.spoil_an_index(house / "hundred.db")
    # Checked a moment ago, and the server came to its end.
    assert start(house) == ("all there", "")
    soundness.mark_running(house)
    assert start(house)[0] == "refused"
    soundness.mark_ended(house)
    with closing(sqlite3.connect(house / "hundred.db")) as db, db:
        db.execute(
            "UPDATE db_metadata SET value = '2026-01-01T00:00:00+00:00' WHERE key = ?",
            (soundness.CHECKED,),
        )
    assert start(house)[0] == "refused"


def test_a_first_start_that_is_killed_anywhere_can_be_done_again(tmp_path: Path) -> None:
    counted = tmp_path / "counted"
    counted.mkdir()
    steps = killing.steps_of(acts.make, counted)
    for step in range(1, steps, max(1, steps // 3)):
        data = tmp_path / str(step)
        data.mkdir()
        assert killing.killed_at(step, acts.make, data)
        acts.start(data)
        assert migrate.revision_of(data / "hundred.db") == migrate.head()


# T-21


def start_as_nobody(data: Path, report: Path | None = None) -> str:
    """Start where the rights of files count: not as root. Returns exit code and sentence."""
    report = report or data.parent / "report"
    assert killing.code_of(acts.start_as, data, NOBODY, report) == 0
    return report.read_text("utf-8")


@pytest.fixture
def open_house(template: Path) -> Iterator[Path]:
    """A data folder of whoever is going to start, below folders that everybody may enter."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        house = Path(shutil.copytree(template, Path(folder) / "house"))
        if os.geteuid() == 0:
            for path in (house, *house.rglob("*")):
                os.chown(path, NOBODY, NOBODY)
        yield house


def test_t21_who_may_write_starts(open_house: Path) -> None:
    assert start_as_nobody(open_house) == ""


def in_a_folder_that_may_not_be_written(house: Path) -> str:
    house.chmod(0o500)
    said = start_as_nobody(house)
    house.chmod(0o700)
    return said


def with_a_file_that_may_not_be_written(house: Path, name: str) -> str:
    (house / name).touch()
    (house / name).chmod(0o400)
    if os.geteuid() == 0:
        os.chown(house / name, NOBODY, NOBODY)
    said = start_as_nobody(house)
    (house / name).chmod(0o600)
    return said


def in_a_folder_of_somebody_else(house: Path) -> str:
    if os.geteuid() != 0:
        pytest.skip("only root can give a file to somebody else")
    os.chown(house, 0, 0)
    house.chmod(0o755)
    said = start_as_nobody(house)
    os.chown(house, NOBODY, NOBODY)
    return said


def below_a_folder_that_may_not_be_entered(house: Path) -> str:
    closed = house.parent / "closed"
    closed.mkdir()
    house.rename(closed / "house")
    closed.chmod(0)
    said = start_as_nobody(closed / "house", report=house.parent / "report")
    closed.chmod(0o755)
    (closed / "house").rename(house)
    closed.rmdir()
    return said


def on_a_file_system_that_cannot_be_written(house: Path) -> str:
    if os.geteuid() != 0:
        pytest.skip("only root can mount")
    steps = (
        'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0"'
        ' && exec "$1" -m hundred_app serve --port 0 --data "$0"'
    )
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", steps, str(house), sys.executable],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 78 and "hundred:" not in done.stderr:
        pytest.skip(f"this machine does not let anybody mount: {done.stderr}")
    return f"{done.returncode} {done.stderr}"


HINDRANCES: dict[str, tuple[Callable[[Path], str], str]] = {
    "a folder that may not be written": (
        in_a_folder_that_may_not_be_written,
        "The data folder {house} cannot be written: Permission denied.",
    ),
    "a database that may not be written": (
        partial(with_a_file_that_may_not_be_written, name="hundred.db"),
        "The file {house}/hundred.db cannot be written: Permission denied.",
    ),
    "a lock that may not be written": (
        partial(with_a_file_that_may_not_be_written, name="hundred.lock"),
        "The file {house}/hundred.lock cannot be written: Permission denied.",
    ),
    "a folder of somebody else": (
        in_a_folder_of_somebody_else,
        "It belongs to root, and this is nobody.",
    ),
    "below a folder that may not be entered": (
        below_a_folder_that_may_not_be_entered,
        "The data folder {house.parent}/closed/house cannot be written: Permission denied.",
    ),
    "a file system that cannot be written": (
        on_a_file_system_that_cannot_be_written,
        "The data folder {house} cannot be written: Read-only file system.",
    ),
}


def hindered(house: Path, way: str) -> None:
    """Start where something is in the way: exit 78, said in words, and nothing is changed."""
    start_there, expected = HINDRANCES[way]
    before = {path.name: path.read_bytes() for path in house.glob("hundred.db*")}
    said = start_there(house)
    assert said.startswith("78 ")
    assert expected.format(house=house) in said
    assert {path.name: path.read_bytes() for path in house.glob("hundred.db*")} == before


@pytest.mark.parametrize("way", HINDRANCES)
def test_t21_what_may_not_be_written_is_said_to_be_so(open_house: Path, way: str) -> None:
    hindered(open_house, way)


@pytest.mark.slow
def test_t21_each_of_them_starts_once_the_rights_are_there(open_house: Path, figure: Note) -> None:
    started = 0
    for way in HINDRANCES:
        hindered(open_house, way)
        assert start_as_nobody(open_house) == ""
        started += 1
    figure(
        "T-21",
        f"{len(HINDRANCES)} ways in which the data folder cannot be written",
        refused_in_words_with_exit_code_78=len(HINDRANCES),
        changed=0,
        started_once_it_could_be=started,
    )
