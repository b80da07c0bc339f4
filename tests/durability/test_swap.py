"""R6: whenever a restore is killed, the folder holds the old diary or the new one."""

import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import acts
import killing
import old
import pytest
from browsing import usually
from figures import Note

from hundred_app.core import migrate, soundness
from hundred_app.core.settings import Settings
from hundred_app.server.folder import UnusableData, opened

LAST = 300
"""Of the steps: in these, the one takes the place of the other."""

Act = Callable[[Path, Path], None]


@dataclass(frozen=True)
class Swap:
    """What is there, what is restored, and by which way."""

    there: Path
    backup: Path
    act: Act


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one person and no logs."""
    data = tmp_path_factory.mktemp("ours")
    migrate.open_database(data / "hundred.db").close()
    with closing(sqlite3.connect(data / "hundred.db")) as db, db:
        db.execute(
            "INSERT INTO user (id, username, password_hash, role, is_disabled, created_at)"
            " VALUES ('present', 'present', '-', 'user', 0, 0)"
        )
    return data


@pytest.fixture(scope="module")
def damaged(ours: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = Path(shutil.copytree(ours, tmp_path_factory.mktemp("damaged") / "data"))
    (data / "hundred.db").write_bytes((data / "hundred.db").read_bytes()[:9_000])
    (data / "hundred.db-wal").write_bytes(b"what was left of a log")
    return data


@pytest.fixture(scope="module")
def backup(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three people and long texts: many portions of pages."""
    file = tmp_path_factory.mktemp("backup") / "backup.db"
    old.make(file, "head", rows=300)
    return file


@pytest.fixture(
    params=usually("by command", ["beside a running server", "by command", "over a damaged one"])
)
def swap(request: pytest.FixtureRequest, ours: Path, damaged: Path, backup: Path) -> Swap:
    return {
        "beside a running server": Swap(ours, backup, acts.restore_running),
        "by command": Swap(ours, backup, acts.restore_stopped),
        "over a damaged one": Swap(damaged, backup, acts.restore_stopped),
    }[request.param]


def found(swap: Swap, data: Path) -> str:
    """Which diary is there, after a start: "old" or "new"; anything else fails."""
    try:
        with opened(Settings(data)) as database:
            soundness.refuse_damaged(database.file, whole=True)
            held = old.dump(database.file)
    except UnusableData:
        for part in ("hundred.db", "hundred.db-wal"):
            assert (data / part).read_bytes() == (swap.there / part).read_bytes()
        return "old"
    names = {str(row[held["user"][0].index("username")]) for row in held["user"][1]}
    counts = len(held["time_log"][1]), len(held["activity_event"][1])
    if names == {"present"}:
        assert counts == (0, 0)
        return "old"
    assert names == set(old.PEOPLE)
    assert counts == (150, 150)
    return "new"


def outcome(swap: Swap, data: Path, kill: Callable[[Path], bool]) -> str:
    shutil.copytree(swap.there, data)
    if not kill(data):
        assert found(swap, data) == "new"
        return "ended"
    which = found(swap, data)
    # And the way stays open.
    acts.restore_stopped(data, swap.backup)
    assert found(swap, data) == "new"
    shutil.rmtree(data)
    return which


def at_steps(swap: Swap, folder: Path, early: int, late: int) -> Counter[str]:
    """Kill at steps spread over the whole, and at as many of the last, where the exchange is."""
    shutil.copytree(swap.there, folder / "counted")
    steps = killing.steps_of(swap.act, folder / "counted", swap.backup)
    begins = steps - LAST
    chosen = {
        *range(1, begins, begins // early),
        *range(begins, steps + 1, max(1, LAST // late)),
    }
    return Counter(
        outcome(
            swap,
            folder / str(step),
            lambda data, at=step: killing.killed_at(at, swap.act, data, swap.backup),
        )
        for step in sorted(chosen)
    )


def at_moments(swap: Swap, folder: Path, count: int) -> Counter[str]:
    """Kill whatever is going on then, also inside of SQLite, from the first to the last moment."""
    shutil.copytree(swap.there, folder / "timed")
    began = time.monotonic()
    assert killing.code_of(swap.act, folder / "timed", swap.backup) == 0
    lasts = time.monotonic() - began
    return Counter(
        outcome(
            swap,
            folder / f"moment-{number}",
            lambda data, at=number: killing.killed_after(
                lasts * (at + 1) / count, swap.act, data, swap.backup
            ),
        )
        for number in range(count)
    )


def test_t10_killed_while_restoring_the_old_diary_or_the_new_one_is_there(
    swap: Swap, tmp_path: Path
) -> None:
    counted = at_steps(swap, tmp_path, 2, 5)
    assert set(counted) <= {"old", "new", "ended"}
    assert counted["old"] >= 1


@pytest.mark.slow
def test_t10_killed_at_many_steps_and_at_any_moment_one_of_the_two_is_there(
    swap: Swap, tmp_path: Path, figure: Note
) -> None:
    counted = at_steps(swap, tmp_path, 15, 50)
    moments = at_moments(swap, tmp_path, 20)
    assert counted["old"] >= 1
    assert counted["new"] >= 1
    kills = counted + moments
    way = "beside a server" if swap.act is acts.restore_running else "by command"
    state = "a damaged one" if (swap.there / "hundred.db-wal").exists() else "a sound one"
    figure(
        "T-10",
        f"kill -9 in a restore {way} over {state},"
        f" {counted.total()} steps and {moments.total()} moments",
        old=kills["old"],
        new=kills["new"],
        already_ended=kills["ended"],
        neither=0,
    )
